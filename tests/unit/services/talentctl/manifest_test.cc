#include "services/talentctl/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "google/protobuf/util/message_differencer.h"

#include "services/talentctl/output/wire.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/services/talentctl/office.h"

#include "houniao/benefits/v1/policy.pb.h"
#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::talentctl {
namespace {

using ::testing::HasSubstr;

constexpr char kDemand[] = R"(# 演示
kind: Demand
id: demo-pcs
publish: true
spec:
  employer: employers/demo-ningchu
  title: 储能 PCS/EMS 专家
  headcount: 2
  requirements:
    - key: pcs
      necessity: MUST
      weight: 0
      skill: {skill: energy-storage-pcs, min_level: SKILL_LEVEL_SKILLED, min_years: 3}
    - {key: title, necessity: NICE, title_rank: {min_rank: TITLE_RANK_ASSOCIATE_SENIOR}}
  forms: [ENGAGEMENT_FORM_SEASONAL]
  period: {start_date: 2025-12-01, end_date: "2026-03-31"}
  day_count: 63
  regions: ["3509", 350902]
)";

TEST(ParseManifest, ReadsADemand) {
  const Manifest manifest = ParseManifest("d.yaml", kDemand);
  ASSERT_TRUE(manifest.problems.empty()) << manifest.problems[0].message;
  ASSERT_EQ(manifest.documents.size(), 1u);
  const Document& document = manifest.documents[0];
  EXPECT_EQ(document.name(), "demands/demo-pcs");
  EXPECT_TRUE(document.publish);
  EXPECT_EQ(document.line, 2);
  const auto& demand = static_cast<const recruitment::v1::Demand&>(*document.spec);
  EXPECT_EQ(demand.title(), "储能 PCS/EMS 专家");
  EXPECT_EQ(demand.period().start_date().month(), 12);
  EXPECT_EQ(demand.period().end_date().day(), 31);
  EXPECT_TRUE(demand.requirements(0).has_weight());
  EXPECT_EQ(demand.requirements(0).skill().min_years(), 3);
  EXPECT_THAT(demand.regions(), ::testing::ElementsAre("3509", "350902"));
  EXPECT_EQ(NearestLine(document.lines, "spec.requirements[1].title_rank.min_rank"), 14);
  EXPECT_EQ(NearestLine(document.lines, "spec.requirements[0].skill.nothing"), 13);
}

TEST(ParseManifest, PolicyIsADocumentWithItsId) {
  const Manifest manifest = ParseManifest("p.yaml", R"(
kind: Policy
id: p-1
spec:
  policy:
    title: 津贴
    issuer: 某市
    source: {text: 演示, grade: MADE_UP}
    category: LIVING
  terms:
    effective: {start_date: 2026-01-01}
    awards:
      - {key: once, title: 一次性, amount: {once: {amount_fen: 100}}}
    steps:
      - {key: review, title: 审核, kind: STEP_KIND_REVIEW, owner_department: 区人社局}
)");
  ASSERT_TRUE(manifest.problems.empty())
      << manifest.problems[0].field << " " << manifest.problems[0].message;
  const auto& policy =
      static_cast<const benefits::v1::PolicyDocument&>(*manifest.documents[0].spec);
  EXPECT_EQ(policy.policy_id(), "p-1");
  EXPECT_EQ(policy.terms().awards(0).amount().once().amount_fen(), 100);
}

struct WrongFile {
  const char* what;
  const char* text;
  int line;
  int document;
  const char* field;
  const char* message;
};

class WrongFiles : public ::testing::TestWithParam<WrongFile> {};

TEST_P(WrongFiles, AreToldByPlaceAndField) {
  const WrongFile& wrong = GetParam();
  const Manifest manifest = ParseManifest("w.yaml", wrong.text);
  ASSERT_FALSE(manifest.problems.empty());
  const ManifestProblem& problem = manifest.problems[0];
  EXPECT_EQ(problem.file, "w.yaml");
  EXPECT_EQ(problem.line, wrong.line);
  EXPECT_EQ(problem.document, wrong.document);
  EXPECT_EQ(problem.field, wrong.field);
  EXPECT_THAT(problem.message, HasSubstr(wrong.message));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongFiles,
    ::testing::Values(
        WrongFile{"tab", "kind: Team\n\tid: x\n", 2, 0, "", "is no YAML"},
        WrongFile{"open list", "kind: [Team\nid: x\n", 2, 0, "", "is no YAML"},
        WrongFile{"utf8", "kind: \xFF\xFE\n", 0, 0, "", "not valid UTF-8"},
        WrongFile{"list", "- a\n- b\n", 1, 1, "", "must be a map"},
        WrongFile{"scalar", "hello\n", 1, 1, "", "must be a map"},
        WrongFile{"no kind", "id: x\nspec: {}\n", 1, 1, "kind", "is missing"},
        WrongFile{"kind", "kind: Demnd\nid: x\nspec: {}\n", 1, 1, "kind", "did you mean `Demand`"},
        WrongFile{"no file kind", "kind: Payment\nid: x\nspec: {}\n", 1, 1, "kind", "is none of"},
        WrongFile{"kind list", "kind: [a]\nid: x\n", 1, 1, "kind", "single value"},
        WrongFile{"no id", "kind: Team\nspec: {}\n", 1, 1, "id", "must be 1 to 63"},
        WrongFile{"bad id", "kind: Team\nid: A b\nspec: {}\n", 2, 1, "id", "must be 1 to 63"},
        WrongFile{"no spec", "kind: Team\nid: x\n", 1, 1, "spec", "is missing"},
        WrongFile{"spec text", "kind: Team\nid: x\nspec: hello\n", 3, 1, "spec", "must be a map"},
        WrongFile{"envelope", "kind: Team\nid: x\nmetadata: {}\nspec: {}\n", 3, 1, "metadata",
                  "is not known here"},
        WrongFile{"publish", "kind: Demand\nid: x\npublish: maybe\nspec: {}\n", 3, 1, "publish",
                  "neither true nor false"},
        WrongFile{"publish budget", "kind: Budget\nid: x\npublish: true\nspec: {}\n", 3, 1,
                  "publish", "is not published"},
        WrongFile{"parent", "kind: Team\nid: x\nparent: talents/a\nspec: {}\n", 3, 1, "parent",
                  "has none"},
        WrongFile{"no parent", "kind: Recognition\nid: x\nspec: {}\n", 1, 1, "parent",
                  "must be a name as in"},
        WrongFile{"field", "kind: Team\nid: x\nspec:\n  titel: t\n", 4, 1, "spec",
                  "has no field `titel`; did you mean `title`"},
        WrongFile{"twice", "kind: Team\nid: x\nspec:\n  title: t\n  title: u\n", 5, 1, "spec.title",
                  "stands there twice"},
        WrongFile{"empty", "kind: Team\nid: x\nspec:\n  title:\n", 4, 1, "spec.title",
                  "has no value"},
        WrongFile{"number", "kind: Demand\nid: x\nspec:\n  headcount: many\n", 4, 1,
                  "spec.headcount", "is no whole number"},
        WrongFile{"fraction", "kind: Demand\nid: x\nspec:\n  headcount: 1.5\n", 4, 1,
                  "spec.headcount", "is no whole number"},
        WrongFile{"too large", "kind: Demand\nid: x\nspec:\n  headcount: 99999999999\n", 4, 1,
                  "spec.headcount", "too large"},
        WrongFile{"enum", "kind: Demand\nid: x\nspec:\n  kind: PERSN\n", 4, 1, "spec.kind",
                  "did you mean `PERSON`"},
        WrongFile{"enum list", "kind: Demand\nid: x\nspec:\n  forms: [WINTER]\n", 4, 1,
                  "spec.forms[0]", "is no EngagementForm"},
        WrongFile{"bool", "kind: Project\nid: x\nspec:\n  major: yes\n", 4, 1, "spec.major",
                  "neither true nor false"},
        WrongFile{"date", "kind: Demand\nid: x\nspec:\n  period: {start_date: 2026-02-30}\n", 4, 1,
                  "spec.period.start_date", "is no date"},
        WrongFile{"not a list", "kind: Demand\nid: x\nspec:\n  forms: SEASONAL\n", 4, 1,
                  "spec.forms", "must be a list"},
        WrongFile{"not a value", "kind: Demand\nid: x\nspec:\n  title: {a: b}\n", 4, 1,
                  "spec.title", "single value"},
        WrongFile{"oneof",
                  "kind: Demand\nid: x\nspec:\n  requirements:\n    - key: a\n      skill: {skill: "
                  "b}\n      tier: {max_rank: 1}\n",
                  7, 1, "spec.requirements[0].tier", "excludes `skill`"},
        WrongFile{"required", "kind: Team\nid: x\nspec:\n  leader: talents/a\n", 4, 1, "spec.title",
                  "required"},
        WrongFile{"rule", "kind: Team\nid: x\nspec:\n  title: t\n  leader: somebody\n", 5, 1,
                  "spec.leader", ""},
        WrongFile{"second document",
                  "kind: Team\nid: x\nspec: {title: t, leader: talents/a}\n---\n"
                  "kind: Team\nid: y\nspec: {leader: talents/a}\n",
                  7, 2, "spec.title", "required"}),
    [](const auto& info) {
      std::string name = info.param.what;
      for (char& c : name) {
        if (c == ' ') c = '_';
      }
      return name;
    });

TEST(ParseManifest, TellsEverythingAtOnceAndKeepsWhatIsRight) {
  const Manifest manifest = ParseManifest("m.yaml",
                                          "kind: Team\nid: x\nspec: {titel: t, lead: l}\n---\n"
                                          "kind: Team\nid: y\nspec: {title: t, leader: talents/a}\n"
                                          "---\n---\nkind: Nothing\nid: z\n");
  EXPECT_EQ(manifest.problems.size(), 3u);
  ASSERT_EQ(manifest.documents.size(), 1u);
  EXPECT_EQ(manifest.documents[0].id, "y");
}

TEST(ParseManifest, EmptyFilesHoldNothing) {
  for (const char* text : {"", "\n", "# nothing\n", "---\n---\n"}) {
    const Manifest manifest = ParseManifest("e.yaml", text);
    EXPECT_TRUE(manifest.documents.empty());
    EXPECT_TRUE(manifest.problems.empty()) << text;
  }
}

TEST(ParseManifest, AliasesCannotBlowUp) {
  std::string text = "kind: Demand\nid: x\nspec:\n  requirements:\n    - &a0 {key: k}\n";
  // Each list repeats the one before ten times; as text fields they are refused, but walked.
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) bomb += std::string(i == 0 ? "*" : ",*") + char(c - 1);
    bomb += "]\n";
  }
  EXPECT_FALSE(ParseManifest("bomb.yaml", bomb + "kind: Demand\nid: x\nspec: {forms: *i}\n")
                   .problems.empty());
  // A list of one message very many times.
  text = "kind: Demand\nid: x\nspec:\n  regions: &r [";
  for (int i = 0; i < 300000; ++i) text += "\"3509\",";
  text += "]\n";
  const Manifest manifest = ParseManifest("long.yaml", text);
  ASSERT_FALSE(manifest.problems.empty());
  EXPECT_THAT(manifest.problems[0].message, HasSubstr("too many values"));
}

TEST(ParseManifest, DeepNestingIsRefused) {
  std::string text = "kind: Demand\nid: x\nspec: ";
  for (int i = 0; i < 5000; ++i) text += "{a: ";
  EXPECT_FALSE(ParseManifest("deep.yaml", text).problems.empty());
  text = std::string(100000, '[');
  EXPECT_FALSE(ParseManifest("deep.yaml", text).problems.empty());
}

TEST(ParseManifest, IsTotalOverBrokenFiles) {
  std::mt19937 random(7);
  const std::string good = kDemand;
  for (int round = 0; round < 2000; ++round) {
    std::string text = good;
    for (int edits = 1 + round % 4; edits > 0; --edits) {
      const size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, 1 + random() % 20);
          break;
        default:
          text.insert(at, 1, "{}[]:-&*!|>'\"\n# "[random() % 16]);
      }
      if (text.empty()) text = "x";
    }
    const Manifest manifest = ParseManifest("r.yaml", text);
    for (const Document& document : manifest.documents) EXPECT_NE(document.spec, nullptr);
  }
}

TEST(SortByDependency, EmployersComeFirst) {
  Manifest manifest = ParseManifest(
      "s.yaml",
      "kind: Budget\nid: b\nspec: {line: l, year: 2026, cap_fen: 1}\n---\n"
      "kind: Demand\nid: d\nspec: {employer: employers/e, title: t, headcount: 1}\n---\n"
      "kind: Project\nid: p\nspec: {employer: employers/e, title: t, industry: C3849}\n---\n"
      "kind: Employer\nid: e\nspec: {title: t, industry: C3849, region: \"350902\", "
      "credit_code: \"91350982MADEM037X0\"}\n");
  for (const auto& problem : manifest.problems) ADD_FAILURE() << problem.field << problem.message;
  SortByDependency(manifest.documents);
  std::string order;
  for (const Document& document : manifest.documents) order += document.id;
  EXPECT_EQ(order, "epdb");
}

TEST(ReadManifests, TakesFoldersAndTellsWhatIsMissing) {
  const std::string folder = testing::MakeTempFolder("manifest");
  EXPECT_THAT(ReadManifests(folder), testing::StatusIs(absl::StatusCode::kNotFound));
  std::filesystem::create_directory(folder + "/b");
  std::ofstream(folder + "/b/1.yml") << "kind: Team\nid: b\nspec: {title: t, leader: talents/a}\n";
  std::ofstream(folder + "/a.yaml") << "kind: Team\nid: a\nspec: {title: t, leader: talents/a}\n";
  std::ofstream(folder + "/c.csv") << "no manifest";
  const auto manifest = ReadManifests(folder);
  ASSERT_OK(manifest);
  ASSERT_EQ(manifest->documents.size(), 2u);
  EXPECT_EQ(manifest->documents[0].id, "a");
  EXPECT_THAT(ReadManifests(folder + "/nothing"), testing::StatusIs(absl::StatusCode::kNotFound));
  std::filesystem::remove_all(folder);
}

TEST(ReadManifests, TheDemoIsRight) {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  const std::string demo = (root == nullptr ? "." : std::string(root)) + "/deploy/demo";
  if (!std::filesystem::exists(demo)) GTEST_SKIP() << "no demo in this tree";
  const auto manifest = ReadManifests(demo);
  ASSERT_OK(manifest);
  for (const ManifestProblem& problem : manifest->problems) {
    ADD_FAILURE() << problem.file << ":" << problem.line << " " << problem.field << " "
                  << problem.message;
  }
  EXPECT_GT(manifest->documents.size(), 100u);
}

TEST(ToYaml, IsReadBackAsItWas) {
  const Manifest first = ParseManifest("d.yaml", kDemand);
  ASSERT_EQ(first.documents.size(), 1u);
  recruitment::v1::Demand demand =
      static_cast<const recruitment::v1::Demand&>(*first.documents[0].spec);
  demand.set_description("第一行\n第二行: \"引号\" # 不是注释");
  demand.set_occupation("no");
  recruitment::v1::Demand again;
  LineOfPath lines;
  const auto problems = ReadYaml(YAML::Load(ToYaml(demand)), "", &again, &lines);
  EXPECT_TRUE(problems.empty()) << problems[0].field << problems[0].message;
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(demand, again))
      << ToYaml(demand) << again.DebugString();
}

}  // namespace
}  // namespace houniao::talentctl
