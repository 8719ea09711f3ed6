// The documents of the demo: they fit the schema, its rules and each other.
#include "tests/unit/deploy/manifests.h"

#include <map>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/base/dates.h"
#include "common/calendar/working_calendar.h"
#include "common/codes/credit_code.h"
#include "common/codes/industries.h"
#include "common/codes/majors.h"
#include "common/codes/skills.h"
#include "common/resource/rules.h"
#include "deploy/demo/generator/register.h"
#include "deploy/demo/generator/teams.h"
#include "services/benefits/rules/evaluate.h"
#include "services/benefits/rules/fact_set.h"
#include "services/benefits/rules/lint.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/discrimination.h"
#include "services/recruitment/domain/employer_rules.h"
#include "services/talent/domain/team_rules.h"

#include "houniao/benefits/v1/budget.pb.h"
#include "houniao/benefits/v1/policy.pb.h"
#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/recruitment/v1/project.pb.h"
#include "houniao/talent/v1/team.pb.h"

namespace houniao::demo {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

const std::vector<Manifest>& All() {
  static const auto* const all = new std::vector<Manifest>(DemoManifests());
  return *all;
}

std::string Violations(const google::protobuf::Message& message) {
  std::string text;
  for (const auto& violation : resource::CheckRules(message)) {
    absl::StrAppend(&text, violation.field, " ", violation.description, "\n");
  }
  return text;
}

template <typename T>
std::map<std::string, T> Parse(const std::vector<Manifest>& manifests, absl::string_view kind) {
  std::map<std::string, T> parsed;
  for (const Manifest& manifest : manifests) {
    if (manifest.kind != kind) continue;
    T message;
    const absl::Status status = ParseSpec(manifest.spec, message);
    EXPECT_TRUE(status.ok()) << manifest.file << " " << manifest.id << ": " << status;
    EXPECT_TRUE(parsed.emplace(manifest.id, std::move(message)).second) << "twice: " << manifest.id;
  }
  return parsed;
}

template <typename T>
std::map<std::string, T> ParseRight(const std::vector<Manifest>& manifests,
                                    absl::string_view kind) {
  auto parsed = Parse<T>(manifests, kind);
  for (const auto& [id, message] : parsed) EXPECT_EQ(Violations(message), "") << id;
  return parsed;
}

std::map<std::string, benefits::v1::PolicyDocument> Policies() {
  auto policies = Parse<benefits::v1::PolicyDocument>(All(), "Policy");
  for (auto& [id, document] : policies) {
    document.set_policy_id(id);
    EXPECT_EQ(Violations(document), "") << id;
  }
  return policies;
}

TEST(ManifestsTest, KindsAreThoseOfTheReadme) {
  const std::set<std::string> kinds = {"Policy", "Employer", "Project", "Demand", "Budget"};
  for (const Manifest& manifest : All()) {
    EXPECT_TRUE(kinds.contains(manifest.kind)) << manifest.file << ": " << manifest.kind;
    EXPECT_FALSE(manifest.id.empty()) << manifest.file;
  }
}

TEST(ManifestsTest, PoliciesNameTheirSourceAndCanBePublished) {
  const auto policies = Policies();
  EXPECT_THAT(policies, SizeIs(18));
  for (const auto& [id, document] : policies) {
    EXPECT_FALSE(document.policy().source().url().empty()) << id;
    EXPECT_NE(document.policy().source().grade(), benefits::v1::PolicySource::HINT) << id;
    for (const auto& finding :
         benefits::Lint("policies/" + id, document.policy(), document.terms())) {
      EXPECT_NE(finding.severity(), benefits::v1::LintFinding::ERROR)
          << id << " " << finding.path() << ": " << finding.message();
    }
  }
}

TEST(ManifestsTest, PoliciesHaveTheFiguresOfTheirSources) {
  const auto policies = Policies();
  const auto& ningde = policies.at("ningde-flexible-2020").terms();
  std::vector<int64_t> monthly;
  for (const auto& row : ningde.awards(0).tier_table().rows()) {
    monthly.push_back(row.amount().monthly().amount_fen() / 100);
    EXPECT_EQ(row.amount().monthly().max_months(), 36);
    EXPECT_EQ(row.amount().monthly().working_days_per_month(), 21);
  }
  EXPECT_THAT(monthly, ::testing::ElementsAre(12000, 6000, 4000, 3000, 2000));
  EXPECT_EQ(policies.at("quanzhou-silver-age-2026").terms().quota_per_year(), 15);
  EXPECT_EQ(policies.at("liuzhou-recognition").terms().cut_off_day(), 10);
  EXPECT_EQ(policies.at("hangzhou-home-purchase").terms().claw_back().service_months(), 120);
  const auto expired = ToCivilDay(policies.at("qingdao-team-2016").terms().effective().end_date());
  EXPECT_LT(*expired, kDemoDay);
}

// What the registers and the confirmed days say about the heroine in spring.
benefits::FactSet HeroineFacts(absl::CivilDay day) {
  benefits::FactSet facts;
  const auto text = [&](absl::string_view key, absl::string_view value) {
    facts.Set(benefits::TextFact(key, value, "talents/hn-0001", day));
  };
  const auto number = [&](absl::string_view key, int64_t value) {
    facts.Set(benefits::NumberFact(key, value, "engagements/demo", day));
  };
  text("tier-ningde-2020", "3");
  text("employment-status", "EMPLOYMENT_STATUS_RETIRED");
  text("title-rank", "TITLE_RANK_SENIOR");
  text("education", "11");
  facts.Set(benefits::DayFact("birth-date", absl::CivilDay(1962, 5, 18), "talents/hn-0001", day));
  number("agreement-months", 36);
  number("service-days-rolling-year", 63);
  number("service-days-year", 40);
  facts.Set(benefits::TextsFact("programmes", {}, "declared", day));
  facts.Set(benefits::TextsFact("received-policies", {}, "benefits", day));
  return facts;
}

benefits::v1::PolicyEvaluation Evaluated(const std::string& id, const benefits::FactSet& facts,
                                         absl::CivilDay day) {
  const benefits::v1::PolicyDocument document = Policies().at(id);
  benefits::Inquiry inquiry;
  inquiry.policy = absl::StrCat("policies/", id);
  inquiry.policy_version = inquiry.policy + "/versions/1";
  inquiry.title = document.policy().title();
  inquiry.terms = &document.terms();
  inquiry.facts = &facts;
  inquiry.as_of = day;
  inquiry.approval = day;
  return benefits::Evaluate(inquiry, calendar::WorkingCalendar::Announced());
}

TEST(ManifestsTest, TheHeroineIsEntitledToTheAllowanceOfHerTier) {
  const absl::CivilDay day(2026, 3, 16);
  const auto evaluation = Evaluated("ningde-flexible-2020", HeroineFacts(day), day);
  EXPECT_EQ(evaluation.verdict(), benefits::v1::VERDICT_YES) << evaluation.failing_condition();
  // Three months of 21 days: the year before the application, not the calendar year, counts.
  EXPECT_EQ(evaluation.schedule().total_fen(), 1200000);
}

TEST(ManifestsTest, OneDayLessIsNotEnough) {
  const absl::CivilDay day(2026, 3, 16);
  benefits::FactSet facts = HeroineFacts(day);
  facts.Set(benefits::NumberFact("service-days-rolling-year", 62, "engagements/demo", day));
  EXPECT_EQ(Evaluated("ningde-flexible-2020", facts, day).verdict(), benefits::v1::VERDICT_NO);
}

TEST(ManifestsTest, TheServiceCardIsForFullTimeStaff) {
  const absl::CivilDay day(2026, 3, 16);
  const auto evaluation = Evaluated("chongqing-service-card", HeroineFacts(day), day);
  EXPECT_EQ(evaluation.verdict(), benefits::v1::VERDICT_NO);
  EXPECT_THAT(evaluation.failing_condition(), ::testing::HasSubstr("全职工作"));
}

TEST(ManifestsTest, TheSilverAgeSubsidyWaitsForThePay) {
  const absl::CivilDay day(2026, 3, 16);
  benefits::FactSet facts = HeroineFacts(day);
  facts.Set(benefits::FlagFact("silver-age-honour", true, "declared", day));
  facts.Set(benefits::FlagFact("rehired-by-own-unit", false, "declared", day));
  facts.Set(benefits::NumberFact("contract-months", 12, "declared", day));
  const auto evaluation = Evaluated("quanzhou-silver-age-2026", facts, day);
  EXPECT_EQ(evaluation.verdict(), benefits::v1::VERDICT_UNKNOWN);
  ASSERT_THAT(evaluation.missing_facts(), SizeIs(1));
  EXPECT_EQ(evaluation.missing_facts(0).key(), "annual-pay-fen");
  EXPECT_EQ(Evaluated("quanzhou-silver-age-2026", facts, absl::CivilDay(2026, 2, 28)).verdict(),
            benefits::v1::VERDICT_NO);
}

TEST(ManifestsTest, EveryLineThatPoliciesDrawOnHasABudget) {
  std::set<std::string> lines;
  for (const auto& [id, budget] : ParseRight<benefits::v1::Budget>(All(), "Budget")) {
    EXPECT_EQ(id, absl::StrCat(budget.line(), "-", budget.year()));
    lines.insert(budget.line());
  }
  for (const auto& [id, document] : Policies()) {
    const std::string& line = document.terms().budget_line();
    EXPECT_TRUE(line.empty() || lines.contains(line)) << id << ": " << line;
  }
}

TEST(ManifestsTest, EmployersAreMadeUpAndInOrder) {
  const auto employers = ParseRight<recruitment::v1::Employer>(All(), "Employer");
  EXPECT_THAT(employers, SizeIs(60));
  std::set<std::string> credit_codes;
  for (auto [id, employer] : employers) {
    EXPECT_TRUE(recruitment::PrepareEmployer(employer).ok()) << id;
    EXPECT_TRUE(absl::StrContains(employer.title(), "（演示）")) << id;
    EXPECT_EQ(codes::CheckCreditCode(employer.credit_code()).kind, codes::CreditCodeKind::kValid)
        << id;
    EXPECT_TRUE(credit_codes.insert(employer.credit_code()).second) << id;
    EXPECT_EQ(codes::FindIndustry(employer.industry())->level, 4) << id;
    EXPECT_NE(codes::FindSubsector(employer.chain()), nullptr) << id;
  }
}

TEST(ManifestsTest, ProjectsBelongToEmployers) {
  const auto employers = Parse<recruitment::v1::Employer>(All(), "Employer");
  for (const auto& [id, project] : ParseRight<recruitment::v1::Project>(All(), "Project")) {
    EXPECT_TRUE(employers.contains(project.employer().substr(10))) << id;
  }
}

TEST(ManifestsTest, DemandsCanBePublished) {
  const auto employers = Parse<recruitment::v1::Employer>(All(), "Employer");
  const auto projects = Parse<recruitment::v1::Project>(All(), "Project");
  const auto demands = ParseRight<recruitment::v1::Demand>(All(), "Demand");
  EXPECT_THAT(demands, SizeIs(120));
  for (const auto& [id, demand] : demands) {
    EXPECT_TRUE(employers.contains(demand.employer().substr(10))) << id;
    if (!demand.project().empty()) {
      EXPECT_EQ(projects.at(demand.project().substr(9)).employer(), demand.employer()) << id;
    }
    for (const auto& requirement : demand.requirements()) {
      for (const std::string& major : requirement.major().majors()) {
        EXPECT_TRUE(codes::IsMajor(major)) << id << ": " << major;
      }
    }
    EXPECT_THAT(recruitment::FindDiscriminatingWords(demand), IsEmpty()) << id;
    for (const auto& violation : recruitment::CheckDemand(demand, kDemoDay)) {
      ADD_FAILURE() << id << ": " << violation.field << " " << violation.description;
    }
    EXPECT_THAT(recruitment::MissingForPublishing(demand, kDemoDay), IsEmpty()) << id;
  }
}

TEST(ManifestsTest, TeamsOfTheGeneratorFitTheSchema) {
  const Register made = MakeRegister(42, 2000);
  const auto teams = MakeTeams(42, made.people, 40);
  ASSERT_TRUE(teams.ok()) << teams.status();
  const auto parsed =
      ParseRight<talent::v1::Team>(ReadManifests("teams.yaml", TeamFile(*teams)), "Team");
  EXPECT_THAT(parsed, SizeIs(40));
  for (const auto& [id, team] : parsed) EXPECT_THAT(talent::CheckTeam(team), IsEmpty()) << id;
}

TEST(ManifestsTest, TheStoryFindsItsDocuments) {
  std::set<std::string> ids;
  for (const Manifest& manifest : All()) ids.insert(manifest.id);
  EXPECT_THAT(ids, IsSupersetOf({"demo-ningchu", "demo-mindian", "demo-storage-expert",
                                 "demo-pcs-commissioning", "ningde-flexible-2020",
                                 "quanzhou-silver-age-2026", "chongqing-service-card",
                                 "flexible-talent-2025", "flexible-talent-2026"}));
}

}  // namespace
}  // namespace houniao::demo
