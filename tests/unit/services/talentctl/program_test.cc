// The program against a server: generic verbs, credentials, request ids, output, exit codes.
#include "services/talentctl/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "common/crypto/secret_file.h"
#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talentctl/office.h"

#include "houniao/api/v1/admin_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kEmployer[] =
    "kind: Employer\n"
    "id: e-1\n"
    "spec:\n"
    "  credit_code: \"91350982MADEM037X0\"\n"
    "  title: 太姥山景区运营（演示）有限公司\n"
    "  industry: N7861\n"
    "  region: \"350982\"\n";

constexpr char kSecond[] =
    "kind: Employer\n"
    "id: e-2\n"
    "spec: {credit_code: \"91350923MADEM0388H\", title: 白水洋, industry: N7861, region: "
    "\"350923\"}\n";

class ProgramTest : public OfficeTest {};

TEST_F(ProgramTest, HelpIsGolden) {
  const Outcome help = Run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.err, "");
  const std::string path = "tests/golden/talentctl/help.txt";
  UpdateGolden(path, help.out);
  EXPECT_EQ(help.out, ReadSource(path));
}

TEST_F(ProgramTest, EveryCommandHasHelpWithExamples) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"get"},
                                             {"list"},
                                             {"describe"},
                                             {"delete"},
                                             {"undelete"},
                                             {"apply"},
                                             {"import"},
                                             {"watch"},
                                             {"publish"},
                                             {"close"},
                                             {"match"},
                                             {"explain"},
                                             {"team"},
                                             {"plan"},
                                             {"plan", "list"},
                                             {"plan", "get"},
                                             {"plan", "hold"},
                                             {"plan", "delete"},
                                             {"refer", "create"},
                                             {"refer", "outcome"},
                                             {"refer", "list"},
                                             {"engage", "hold"},
                                             {"engage", "confirm"},
                                             {"engage", "release"},
                                             {"engage", "decline"},
                                             {"engage", "complete"},
                                             {"engage", "renew"},
                                             {"engage", "reinvite"},
                                             {"engage", "evaluate"},
                                             {"engage", "show"},
                                             {"shortage"},
                                             {"unmet"},
                                             {"exposure"},
                                             {"days", "correct"},
                                             {"days", "record"},
                                             {"days", "confirm"},
                                             {"days", "dispute"},
                                             {"days", "settle"},
                                             {"days", "list"},
                                             {"availability"},
                                             {"evaluate"},
                                             {"case", "open"},
                                             {"case", "update"},
                                             {"case", "submit"},
                                             {"case", "review"},
                                             {"case", "notice"},
                                             {"case", "object"},
                                             {"case", "close-notice"},
                                             {"case", "approve"},
                                             {"case", "reject"},
                                             {"case", "return"},
                                             {"case", "withdraw"},
                                             {"case", "show"},
                                             {"case", "list"},
                                             {"payment", "list"},
                                             {"payment", "commit"},
                                             {"payment", "pay"},
                                             {"payment", "settle"},
                                             {"payment", "release"},
                                             {"payment", "delay"},
                                             {"budget", "list"},
                                             {"report", "on-time"},
                                             {"ledger", "verify"},
                                             {"ledger", "list"},
                                             {"audit", "verify"},
                                             {"audit", "list"},
                                             {"clock", "show"},
                                             {"clock", "advance"},
                                             {"clock", "to"},
                                             {"token", "issue"},
                                             {"completion"}}) {
    std::vector<std::string> arguments = words;
    arguments.push_back("--help");
    const Outcome help = Run(arguments);
    EXPECT_EQ(help.code, 0) << words.back();
    EXPECT_THAT(help.out, HasSubstr("Examples:\n  ")) << words.back();
  }
}

TEST_F(ProgramTest, MisuseIsTwo) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"nothing"},
                                             {"case"},
                                             {"match"},
                                             {"match", "a", "b"},
                                             {"match", "a", "-k", "0"},
                                             {"list", "talents", "-o", "xml"},
                                             {"list", "talents", "--timeout", "soon"},
                                             {"list", "talents", "--role", "clerk"},
                                             {"list", "talents", "--as", "user:a"},
                                             {"match", "--talent", "t", "--teams"},
                                             {"explain", "t"},
                                             {"team"},
                                             {"plan", "--objective", "worst"},
                                             {"refer", "outcome", "r", "engaged"},
                                             {"engage", "hold", "d", "t", "--from", "2026-01-01"},
                                             {"import", "teams", "x.csv"}}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << outcome.err;
    EXPECT_THAT(outcome.err, StartsWith("error: "));
    EXPECT_EQ(outcome.out, "");
  }
  EXPECT_TRUE(seen().empty());
}

TEST_F(ProgramTest, MisuseNamesTheWordAndTheNearest) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "error: talentctl needs a command: get, describe, "},
      {{"case"}, "error: talentctl case needs a command: open, "},
      {{"mtach", "d"}, "error: talentctl has no command `mtach`; did you mean `match`?\n"},
      {{"zzzzzz"}, "error: talentctl has no command `zzzzzz`.\n"},
      {{"case", "reviw", "c-1"}, "talentctl case has no command `reviw`; did you mean `review`?\n"},
      {{"list", "talents", "--fitler", "x"},
       "talentctl list has no option `--fitler`; did you mean `--filter`?\n"},
      {{"list", "talents", "--time_out=3s"},
       "talentctl list has no option `--time_out`; did you mean `--timeout`?\n"},
      {{"explain", "a", "b", "c"}, "error: `c` is a word too many for talentctl explain.\n"}};
  for (const auto& [arguments, text] : cases) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr(text));
    EXPECT_THAT(outcome.err, HasSubstr("--help\n"));
  }
}

TEST_F(ProgramTest, VersionIsThatOfTheSuite) {
  const Outcome outcome = Run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "talentctl 0.1.0\n");
}

TEST_F(ProgramTest, AFaultOfAFieldIsSaidOnce) {
  Refuse("GetEmployer", errors::InvalidField("name", "is no name"));
  const Outcome outcome = Run({"get", "employers/e-1"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, StartsWith("error: name: is no name\n  reason:   INVALID_FIELD"));
  EXPECT_THAT(outcome.err, Not(HasSubstr("field:")));
}

TEST_F(ProgramTest, NobodyAtTheTargetIsSaidForPeople) {
  const Outcome outcome = Run({"get", "talents/t-1", "--talent_target", "127.0.0.1:1"});
  EXPECT_EQ(outcome.code, 8);
  EXPECT_THAT(outcome.err,
              StartsWith("error: Nobody answers at 127.0.0.1:1 (Connection refused)."));
  EXPECT_THAT(outcome.err, HasSubstr("UNREACHABLE (UNAVAILABLE)"));
  EXPECT_THAT(outcome.err, HasSubstr("hint:     Is the service running"));
  EXPECT_THAT(Run({"watch", "talents", "--talent_target", "127.0.0.1:1"}).err,
              StartsWith("error: Nobody answers at 127.0.0.1:1"));
}

TEST_F(ProgramTest, DaysAreRealAndInOrder) {
  Outcome outcome = Run({"report", "on-time", "--from", "2026-02-30"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("--from: must be a real day written YYYY-MM-DD; it is "
                                     "`2026-02-30`"));
  outcome = Run({"report", "on-time", "--from", "2026-06-01", "--to", "2026-01-01"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("--to: must not be before --from, 2026-06-01"));
}

TEST_F(ProgramTest, ImportNeedsAFile) {
  EXPECT_EQ(Run({"import", "talents", folder() + "/none.csv"}).code, 3);
  const Outcome outcome = Run({"import", "talents", folder()});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("is no file that can be read"));
}

TEST_F(ProgramTest, ApplyCreatesUpdatesAndLeavesAlone) {
  KeepEmployers();
  const std::string file = WriteFile("e.yaml", std::string(kEmployer) + "---\n" + kSecond);
  Outcome outcome = Run({"apply", "-f", file});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("created  employers/e-1"));
  EXPECT_THAT(outcome.out, HasSubstr("e.yaml:1"));
  EXPECT_THAT(outcome.out, EndsWith("2 documents: Employer created 2\n"));
  EXPECT_EQ(Run({"apply", "-f", file, "--summary"}).out, "2 documents: Employer unchanged 2\n");
  EXPECT_EQ(CountOf("UpdateEmployer"), 0);

  WriteFile("e.yaml", std::string(kEmployer) + "  address: 福鼎\n---\n" + kSecond);
  EXPECT_EQ(Run({"apply", "-f", file, "--summary", "--dry_run"}).out,
            "dry run: 2 documents: Employer unchanged 1, Employer updated 1\n");
  EXPECT_EQ(Run({"apply", "-f", file, "--summary"}).out,
            "2 documents: Employer unchanged 1, Employer updated 1\n");
  // What a document leaves out stays, unless it is to be replaced.
  WriteFile("e.yaml", kEmployer);
  EXPECT_EQ(Run({"apply", "-f", file, "--summary"}).out, "1 documents: Employer unchanged 1\n");
  EXPECT_EQ(Run({"apply", "-f", file, "--summary", "--replace"}).out,
            "1 documents: Employer updated 1\n");
}

TEST_F(ProgramTest, ApplyTellsFileDocumentLineAndField) {
  KeepEmployers();
  const std::string file = WriteFile(
      "e.yaml", std::string(kEmployer) + "---\nkind: Employer\nid: e-2\nspec:\n  titel: x\n");
  const Outcome outcome = Run({"apply", "-f", file});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("e.yaml:12"));
  EXPECT_THAT(outcome.err, HasSubstr("did you mean `title`?"));
  EXPECT_THAT(outcome.err, HasSubstr("INVALID_MANIFEST"));
  EXPECT_EQ(CountOf("CreateEmployer"), 0) << "nothing is applied if anything is wrong";
}

TEST_F(ProgramTest, ApplyPlacesWhatTheServerRefuses) {
  KeepEmployers();
  Refuse("CreateEmployer", errors::InvalidField("employer.region", "is no such region"));
  const std::string file = WriteFile("e.yaml", kEmployer);
  const Outcome outcome = Run({"apply", "-f", file});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("e.yaml:7"));
  EXPECT_THAT(outcome.err, HasSubstr("spec.region"));
  EXPECT_THAT(outcome.out, HasSubstr("failed"));
}

TEST_F(ProgramTest, DryRunsDoNotMissWhatTheFilesBring) {
  KeepEmployers();
  Refuse("GetProject", errors::NotFound("recruitment.houniao/Project", "projects/p-1"));
  Refuse("CreateProject", errors::ReferenceMissing("project.employer", "employers/e-1"));
  const std::string project =
      "kind: Project\nid: p-1\nspec: {employer: employers/e-1, title: 基地, industry: C3849}\n";
  const std::string both = WriteFile("both.yaml", project + "---\n" + kEmployer);
  EXPECT_EQ(Run({"apply", "-f", both, "--summary", "--dry_run"}).out,
            "dry run: 2 documents: Employer created 1, Project created 1\n");
  const std::string one = WriteFile("one.yaml", project);
  EXPECT_EQ(Run({"apply", "-f", one, "--dry_run"}).code, 5);
  EXPECT_EQ(Run({"apply", "-f", both}).code, 5);
}

TEST_F(ProgramTest, ApplyPublishesDrafts) {
  pb::Demand draft;
  draft.set_name("demands/d-1");
  draft.set_employer("employers/e-1");
  draft.set_title("专家");
  draft.set_headcount(1);
  draft.set_state(pb::Demand::DRAFT);
  Refuse("GetDemand", errors::NotFound("recruitment.houniao/Demand", "demands/d-1"));
  Reply("CreateDemand", draft);
  pb::Demand open = draft;
  open.set_state(pb::Demand::OPEN);
  Reply("PublishDemand", open);
  const std::string file = WriteFile("d.yaml",
                                     "kind: Demand\nid: d-1\npublish: true\nspec: {employer: "
                                     "employers/e-1, title: 专家, headcount: 1}\n");
  EXPECT_EQ(Run({"apply", "-f", file}).code, 0);
  EXPECT_EQ(CountOf("PublishDemand"), 1);
  Reply("GetDemand", open);
  EXPECT_EQ(Run({"apply", "-f", file}).code, 0);
  EXPECT_EQ(CountOf("PublishDemand"), 1);
}

TEST_F(ProgramTest, GenericVerbsWorkByTheSchema) {
  KeepEmployers();
  const std::string file = WriteFile("e.yaml", std::string(kEmployer) + "---\n" + kSecond);
  EXPECT_EQ(Run({"list", "employers"}).out, "");
  EXPECT_EQ(Run({"list", "employers"}).err, "There are no such employers.\n");
  ASSERT_EQ(Run({"apply", "-f", file}).code, 0);

  Outcome outcome = Run({"get", "employers/e-1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(
      outcome.out,
      "NAME           CREDIT CODE         TITLE                           INDUSTRY  REGION\n"
      "employers/e-1  91350982MADEM037X0  太姥山景区运营（演示）有限公司  N7861     350982\n");
  EXPECT_THAT(Run({"get", "employers/e-1", "-o", "json"}).out,
              HasSubstr("\"credit_code\": \"91350982MADEM037X0\""));
  EXPECT_THAT(Run({"get", "employers/e-1", "-o", "yaml"}).out, HasSubstr("region: \"350982\"\n"));
  EXPECT_EQ(Run({"get", "employers/e-1", "--columns", "title"}).out,
            "TITLE\n太姥山景区运营（演示）有限公司\n");
  EXPECT_EQ(Run({"get", "employers/e-1", "--columns", "nothing"}).code, 4);

  outcome = Run({"list", "employers"});
  EXPECT_THAT(outcome.out, HasSubstr("employers/e-1"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("employers/e-2")));
  EXPECT_THAT(outcome.err, HasSubstr("--page_token employers/e-1"));
  outcome = Run({"list", "Employers", "--all"});
  EXPECT_THAT(outcome.out, HasSubstr("employers/e-2"));
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(Run({"list", "employers", "--filter", "region=\"350982\"", "--order_by", "title desc",
                 "--page_size", "7", "--show_deleted"})
                .code,
            0);
  const auto& request =
      static_cast<const pb::ListEmployersRequest&>(*Last("ListEmployers").request);
  EXPECT_EQ(request.filter(), "region=\"350982\"");
  EXPECT_EQ(request.order_by(), "title desc");
  EXPECT_EQ(request.page_size(), 7);
  EXPECT_TRUE(request.show_deleted());

  EXPECT_THAT(Run({"describe", "employers/e-1"}).out, HasSubstr("Credit code: 9135"));
  EXPECT_EQ(Run({"delete", "employers/e-1", "--dry_run"}).out, "employers/e-1 can be deleted\n");
  EXPECT_EQ(Run({"delete", "employers/e-1"}).out, "employers/e-1 deleted\n");
  EXPECT_EQ(Run({"delete", "employers/e-1"}).code, 3);
}

TEST_F(ProgramTest, SeveralResourcesAreOneTextForPrograms) {
  KeepEmployers();
  const std::string file = WriteFile("e.yaml", std::string(kEmployer) + "---\n" + kSecond);
  ASSERT_EQ(Run({"apply", "-f", file}).code, 0);
  Outcome outcome = Run({"get", "employers/e-1", "employers/e-2", "-o", "json"});
  EXPECT_THAT(outcome.out, StartsWith("[\n{\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\n},\n{\n"));
  EXPECT_THAT(outcome.out, EndsWith("}\n]\n"));
  outcome = Run({"describe", "employers/e-1", "employers/e-2", "-o", "yaml"});
  EXPECT_THAT(outcome.out, StartsWith("name: employers/e-1\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\n---\nname: employers/e-2\n"));
  outcome = Run({"get", "employers/e-1", "employers/e-2", "--columns", "name"});
  EXPECT_EQ(outcome.out, "NAME\nemployers/e-1\nemployers/e-2\n");
  outcome = Run({"get", "employers/e-1", "employers/e-3", "-o", "json"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.out, "") << "nothing by halves";
}

TEST_F(ProgramTest, TokensAreIssuedForADayAtMost) {
  for (const char* lifetime : {"48h", "0h", "-1h"}) {
    const Outcome outcome =
        Run({"token", "issue", "--as", "user:a", "--role", "clerk", "--lifetime", lifetime});
    EXPECT_EQ(outcome.code, 4);
    EXPECT_THAT(outcome.err, HasSubstr("--lifetime: must be at most 24h"));
  }
}

TEST_F(ProgramTest, NamesAreReadByTheSchema) {
  Outcome outcome = Run({"get", "employer/e-1"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("Collections: talents"));
  EXPECT_EQ(Run({"list", "nothing"}).code, 4);
  EXPECT_EQ(Run({"list", "talents/a/serviceDays"}).code, 4);
  EXPECT_EQ(Run({"list", "payments", "--show_deleted"}).code, 4);
  Reply("ListServiceDays", pb::ListServiceDaysResponse());
  for (const char* text : {"serviceDays", "service-days", "engagements/-/serviceDays"}) {
    EXPECT_EQ(Run({"list", text}).code, 0);
    EXPECT_EQ(
        static_cast<const pb::ListServiceDaysRequest&>(*Last("ListServiceDays").request).parent(),
        "engagements/-");
  }
  EXPECT_EQ(Run({"list", "engagements/e-1/serviceDays"}).code, 0);
  EXPECT_EQ(
      static_cast<const pb::ListServiceDaysRequest&>(*Last("ListServiceDays").request).parent(),
      "engagements/e-1");
}

TEST_F(ProgramTest, DescribeShowsWhatLiesBelow) {
  talent::v1::Talent talent;
  talent.set_name("talents/t-1");
  talent.set_display_name("李敏");
  talent.mutable_flexible_terms()->set_day_fee_fen(180000);
  auto* skill = talent.add_skills();
  skill->set_skill("energy-storage-pcs");
  skill->set_years(8);
  Reply("GetTalent", talent);
  talent::v1::ListRecognitionsResponse recognitions;
  auto* recognition = recognitions.add_recognitions();
  recognition->set_name("talents/t-1/recognitions/r-1");
  recognition->set_tier("3");
  Reply("ListRecognitions", recognitions);
  Refuse("ListConsents", errors::PermissionDenied("talent.consents.list"));
  const Outcome outcome = Run({"describe", "talents/t-1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "Name: talents/t-1\n"
            "Display name: 李敏\n"
            "Skills:\n"
            "  - Skill: energy-storage-pcs\n"
            "    Years: 8\n"
            "Flexible terms:\n"
            "  Day fee (yuan): 1,800.00\n"
            "\n"
            "recognitions:\n"
            "NAME                          TIER\n"
            "talents/t-1/recognitions/r-1  3\n");
}

TEST_F(ProgramTest, ExitCodesTellTheKindOfError) {
  const std::vector<std::pair<absl::StatusCode, int>> kinds = {
      {absl::StatusCode::kNotFound, 3},         {absl::StatusCode::kInvalidArgument, 4},
      {absl::StatusCode::kOutOfRange, 4},       {absl::StatusCode::kFailedPrecondition, 5},
      {absl::StatusCode::kPermissionDenied, 6}, {absl::StatusCode::kUnauthenticated, 6},
      {absl::StatusCode::kAborted, 7},          {absl::StatusCode::kAlreadyExists, 7},
      {absl::StatusCode::kDeadlineExceeded, 8}, {absl::StatusCode::kResourceExhausted, 8},
      {absl::StatusCode::kInternal, 9}};
  for (const auto& [code, expected] : kinds) {
    Refuse("GetEmployer",
           errors::Make(code, "SOME_REASON", "recruitment.houniao", "It did not work."));
    const Outcome outcome = Run({"get", "employers/e-1"});
    EXPECT_EQ(outcome.code, expected) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }
}

TEST_F(ProgramTest, ErrorsSayReasonFieldHintAndRequest) {
  Refuse("GetEmployer", errors::Make(absl::StatusCode::kFailedPrecondition, "DAYS_NOT_AVAILABLE",
                                     "recruitment.houniao", "Days are taken.",
                                     {{"days", "2026-03-02, 2026-03-03"}}, "Ask for other days."));
  const Outcome outcome =
      Run({"get", "employers/e-1", "--request_id", "0f8fad5b-d9cb-469f-a165-70867728950e"});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.err, StartsWith("error: Days are taken.\n"
                                      "  reason:   DAYS_NOT_AVAILABLE (FAILED_PRECONDITION)\n"
                                      "  days:     2026-03-02, 2026-03-03\n"
                                      "  hint:     Ask for other days.\n"
                                      "  request:  "));
  EXPECT_THAT(outcome.err, HasSubstr(Last("GetEmployer").trace_id));
  const Outcome fields = Run({"get", "employers/e-1", "--timeout", "1s"});
  EXPECT_EQ(fields.code, 5);
}

TEST_F(ProgramTest, NobodyThereIsEight) {
  const Outcome outcome = Run({"get", "employers/e-1", "--talent_target", "127.0.0.1:1",
                               "--recruitment_target", "127.0.0.1:1"});
  EXPECT_EQ(outcome.code, 8);
  EXPECT_THAT(outcome.err, HasSubstr("Is the service running"));
}

TEST_F(ProgramTest, PlaintextStaysOnThisMachine) {
  const Outcome outcome = Run({"get", "employers/e-1", "--recruitment_target", "example.com:443"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("Without TLS"));
}

TEST_F(ProgramTest, FindsTheTokenOfTheSuiteByItself) {
  KeepEmployers();
  Run({"list", "employers"});
  EXPECT_EQ(Last("ListEmployers").principal, "user:admin");
  EXPECT_THAT(Last("ListEmployers").roles, ElementsAre("admin"));
}

TEST_F(ProgramTest, MissingAndOpenTokensAreRefused) {
  Outcome outcome = Run({"list", "employers", "--token", folder() + "/no.token"});
  EXPECT_EQ(outcome.code, 3);
  const std::string open = WriteFile("open.token", "abc\n");
  ASSERT_EQ(chmod(open.c_str(), 0644), 0);
  outcome = Run({"list", "employers", "--token", open});
  EXPECT_EQ(outcome.code, 5);
  const std::string wrong = WriteFile("wrong.token", "abc\n");
  ASSERT_EQ(chmod(wrong.c_str(), 0600), 0);
  outcome = Run({"list", "employers", "--token", wrong});
  EXPECT_EQ(outcome.code, 6);
  EXPECT_TRUE(seen().empty());
}

TEST_F(ProgramTest, PersonasArePlayedWithTheLocalKey) {
  KeepEmployers();
  const Outcome outcome = Run({"list", "employers", "--as", "user:hr", "--role", "enterprise",
                               "--role", "clerk", "--employer", "e-9", "--purpose", "面试联系"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const Seen& call = Last("ListEmployers");
  EXPECT_EQ(call.principal, "user:hr");
  EXPECT_THAT(call.roles, ElementsAre("clerk", "enterprise"));
  EXPECT_EQ(call.employer, "employers/e-9");
  EXPECT_EQ(call.purpose, "面试联系");
  EXPECT_EQ(Run({"delete", "employers/e-1", "--as", "user:a", "--role", "auditor"}).code, 6);
  EXPECT_EQ(Run({"list", "employers", "--as", "user:a", "--role", "clerk", "--key",
                 folder() + "/none.key"})
                .code,
            6);
}

TEST_F(ProgramTest, TokenIssueSignsForOthers) {
  KeepEmployers();
  const std::string path = folder() + "/li.token";
  const Outcome outcome = Run({"token", "issue", "--as", "user:li.min", "--role", "clerk", "--out",
                               path, "--lifetime", "1h"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_OK(crypto::ReadSecretFile(path));
  EXPECT_EQ(Run({"list", "employers", "--token", path}).code, 0);
  EXPECT_EQ(Last("ListEmployers").principal, "user:li.min");
  EXPECT_EQ(Run({"token", "issue"}).code, 4);
}

TEST_F(ProgramTest, RequestIdsMakeAWholeCommandRepeatable) {
  KeepEmployers();
  const std::string file = WriteFile("e.yaml", std::string(kEmployer) + "---\n" + kSecond);
  const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const auto ids = [&] {
    std::vector<std::string> found;
    for (const Seen& call : seen()) {
      if (call.method != "CreateEmployer") continue;
      found.push_back(static_cast<const pb::CreateEmployerRequest&>(*call.request).request_id());
    }
    return found;
  };
  ASSERT_EQ(Run({"apply", "-f", file, "--dry_run", "--request_id", id}).code, 0);
  const std::vector<std::string> first = ids();
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0], id);
  EXPECT_NE(first[1], id);
  EXPECT_EQ(first[1].size(), 36u);
  seen().clear();
  ASSERT_EQ(Run({"apply", "-f", file, "--dry_run", "--request_id", id}).code, 0);
  EXPECT_EQ(ids(), first);
  seen().clear();
  ASSERT_EQ(Run({"apply", "-f", file}).code, 0);
  EXPECT_NE(ids()[0], first[0]) << "otherwise random";
}

TEST_F(ProgramTest, WhatCannotBeTriedIsRefused) {
  const Outcome outcome = Run({"clock", "advance", "10d", "--dry_run"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("NO_DRY_RUN"));
  EXPECT_EQ(CountOf("AdvanceClock"), 0);
}

TEST_F(ProgramTest, DashesInOptionsAreUnderscores) {
  KeepEmployers();
  EXPECT_EQ(Run({"list", "employers", "--page-size", "3", "--order-by=title"}).code, 0);
}

TEST_F(ProgramTest, ColourIsForTerminals) {
  KeepEmployers();
  const std::string file = WriteFile("e.yaml", kEmployer);
  EXPECT_THAT(Run({"apply", "-f", file}).out, Not(HasSubstr("\033[")));
  EXPECT_THAT(Run({"apply", "-f", file}, true).out, HasSubstr("\033[1mOUTCOME\033[0m"));
}

TEST_F(ProgramTest, CompletionKnowsTheWholeTree) {
  const Outcome bash = Run({"completion", "bash"});
  EXPECT_EQ(bash.code, 0);
  EXPECT_THAT(bash.out, HasSubstr("\"case\") echo \"open update submit review"));
  EXPECT_THAT(bash.out, HasSubstr("complete -F _talentctl talentctl"));
  EXPECT_THAT(Run({"completion", "zsh"}).out, StartsWith("#compdef talentctl\n"));
  const std::string script = WriteFile(
      "c.bash", bash.out +
                    "COMP_WORDS=(talentctl --target x case clo); COMP_CWORD=4; _talentctl\n"
                    "echo \"${COMPREPLY[@]}\" > " +
                    folder() + "/reply\n");
  ASSERT_EQ(std::system(("bash " + script).c_str()), 0);
  std::ifstream in(folder() + "/reply");
  std::string reply;
  std::getline(in, reply);
  EXPECT_EQ(reply, "close-notice");
}

}  // namespace
}  // namespace houniao::talentctl
