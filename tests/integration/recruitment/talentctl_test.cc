// The verbs of talentctl about referrals, engagements and days, against the real services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "google/protobuf/util/json_util.h"

#include "common/base/dates.h"
#include "common/crypto/secret_file.h"
#include "services/talentctl/program.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/support/process.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Caller kClerk = {"clerk", "clerk", ""};
const Caller kHr = {"enterprise", "hr", "employers/e1"};

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

class TalentctlTest : public RecruitmentOffice {
 protected:
  TalentctlTest() {
    AddEmployer("e1", "91350100M000100Y43");
    EXPECT_OK(AddDemand("winter", "e1", [](v1::Demand& d) { d.set_day_count(3); }).status());
    AddTalent("a");
    AddTalent("b");
  }

  Ran Run(std::vector<std::string> arguments, const Caller& caller = kClerk) {
    arguments.push_back(absl::StrCat("--target=127.0.0.1:", server_->port()));
    arguments.push_back("--token=" + TokenFileOf(caller));
    std::ostringstream out, err;
    talentctl::Terminal screen{out, err};
    screen.width = 160;
    const int code = talentctl::RunProgram(arguments, screen, ids_, wall_clock_);
    return {code, out.str(), err.str()};
  }
  // What people read; fails if the program does.
  std::string Read(const std::vector<std::string>& arguments, const Caller& caller = kClerk) {
    const Ran ran = Run(arguments, caller);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out;
  }
  // What programs read.
  template <typename Reply>
  Reply Parsed(std::vector<std::string> arguments, const Caller& caller = kClerk) {
    arguments.insert(arguments.end(), {"-o", "json"});
    const std::string text = Read(arguments, caller);
    Reply reply;
    const auto status = google::protobuf::util::JsonStringToMessage(text, &reply);
    EXPECT_TRUE(status.ok()) << status.ToString() << '\n' << text;
    return reply;
  }
  // Confirmed by both, with three days in December.
  std::string Engage(const std::string& demand, const std::string& talent) {
    const auto held = Parsed<v1::Engagement>({"engage", "hold", demand, talent, "--days", "3"});
    Read({"engage", "confirm", held.name()}, kHr);
    return held.name();
  }
  void GoTo(absl::CivilDay day) {
    ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(day)));
    module_->OnClockMoved();
  }

 private:
  std::string TokenFileOf(const Caller& caller) {
    const std::string path = folder_.File(caller.person + ".token");
    if (!written_.insert(path).second) return path;
    EXPECT_OK(crypto::CreateSecretFile(path, TokenOf(caller) + "\n"));
    return path;
  }

  const houniao::testing::TempFolder folder_{"talentctl"};
  std::set<std::string> written_;
};
INSTANTIATE_TEST_SUITE_P(Engines, TalentctlTest, kEngines, houniao::testing::EngineName);

TEST_P(TalentctlTest, ReferralsAreListedAndBroughtOn) {
  EXPECT_THAT(Read({"refer", "list"}), HasSubstr("There are no such referrals."));
  const auto first = Parsed<v1::Referral>({"refer", "create", "winter", "a", "--id", "r-1",
                                           "--source", "match", "--rank", "1", "--score", "7210"});
  EXPECT_EQ(first.name(), "referrals/r-1");
  EXPECT_EQ(first.stage(), v1::Referral::PUT_FORWARD);
  Read({"refer", "create", "winter", "b", "--id", "r-2", "--note", "园区推荐"});
  EXPECT_THAT(Read({"refer", "list"}),
              AllOf(HasSubstr("referrals/r-1"), HasSubstr("referrals/r-2"), HasSubstr("7210"),
                    HasSubstr("园区推荐"), HasSubstr("PUT_FORWARD")));
  const std::string talked = Read({"refer", "outcome", "r-1", "interviewed"});
  EXPECT_THAT(talked, AllOf(HasSubstr("INTERVIEWED"), HasSubstr("user:clerk")));
  const auto refused = Parsed<v1::Referral>(
      {"refer", "outcome", "r-2", "refused-by-talent", "--reason", "与家人团聚"});
  EXPECT_EQ(refused.stage(), v1::Referral::REFUSED_BY_TALENT);
  EXPECT_EQ(refused.steps(1).reason(), "与家人团聚");
  // What has ended stays as it ended, and the program says so.
  const Ran again = Run({"refer", "outcome", "r-2", "interviewed"});
  EXPECT_NE(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("referrals/r-2"));
  const auto open = Parsed<v1::ListReferralsResponse>({"refer", "list", "--stage", "interviewed"});
  ASSERT_EQ(open.referrals_size(), 1);
  EXPECT_EQ(open.referrals(0).name(), "referrals/r-1");
  EXPECT_THAT(Read({"refer", "list", "--candidate", "b"}),
              AllOf(HasSubstr("REFUSED_BY_TALENT"), Not(HasSubstr("referrals/r-1"))));
  EXPECT_THAT(Read({"refer", "list", "--demand", "winter"}, kHr), HasSubstr("referrals/r-1"));
}

// Referrals are never deleted, as the schema says: the flag adds nothing and hides nothing.
TEST_P(TalentctlTest, ListsOfWhatIsNeverDeletedHoldEverything) {
  for (const char* talent : {"a", "b"}) Read({"refer", "create", "winter", talent});
  const auto stub = v1::ReferralService::NewStub(server_->InProcessChannel(nullptr));
  v1::ListReferralsRequest request;
  ASSERT_OK_AND_ASSIGN(const auto all,
                       Call(*stub, &v1::ReferralService::Stub::ListReferrals, request));
  EXPECT_EQ(all.referrals_size(), 2);
  request.set_show_deleted(true);
  ASSERT_OK_AND_ASSIGN(const auto same,
                       Call(*stub, &v1::ReferralService::Stub::ListReferrals, request));
  EXPECT_EQ(same.SerializeAsString(), all.SerializeAsString());
}

TEST_P(TalentctlTest, DaysAreCorrectedAndWhatTheySaidIsKept) {
  const std::string name = Engage("winter", "a");
  GoTo(absl::CivilDay(2026, 12, 5));
  Read({"days", "record", name, "--on", "2026-12-01", "--work", "PCS 调试"});
  const std::string corrected =
      Read({"days", "correct", name, "2026-12-01", "--half", "morning", "--reason", "下午请假"});
  EXPECT_THAT(corrected, AllOf(HasSubstr("2026-12-01"), HasSubstr("CORRECTED AT"),
                               HasSubstr("下午请假"), HasSubstr("user:clerk")));
  const auto day = Parsed<v1::ServiceDay>({"days", "correct", name, "2026-12-01", "--place",
                                           "宁储园区", "--on_site", "--reason", "误记为远程"});
  EXPECT_EQ(day.half(), v1::DAY_HALF_MORNING);
  EXPECT_EQ(day.place(), "宁储园区");
  ASSERT_EQ(day.corrections_size(), 2);
  EXPECT_EQ(day.corrections(0).reason(), "下午请假");
  // The day never served: NOT_FOUND by its name.
  const Ran missing =
      Run({"days", "correct", name, "2026-12-02", "--half", "morning", "--reason", "当天未到岗"});
  EXPECT_NE(missing.code, 0);
  EXPECT_THAT(missing.err, HasSubstr("2026-12-02"));
}

TEST_P(TalentctlTest, AnEngagementIsRenewedEvaluatedAndReinvited) {
  const std::string name = Engage("winter", "a");
  const auto renewed = Parsed<v1::Engagement>({"engage", "renew", name, "--days", "2", "--from",
                                               "2027-01-04", "--to", "2027-01-31", "--id", "e-2"});
  EXPECT_EQ(renewed.name(), "engagements/e-2");
  EXPECT_EQ(renewed.previous_engagement(), name);
  EXPECT_EQ(renewed.booked_half_day_count(), 4);
  const Ran twice = Run({"engage", "renew", name});
  EXPECT_NE(twice.code, 0);
  EXPECT_THAT(twice.err, HasSubstr("e-2"));

  const Ran early = Run({"engage", "evaluate", name, "--side", "host", "--rating", "5"}, kHr);
  EXPECT_NE(early.code, 0);
  GoTo(absl::CivilDay(2026, 12, 8));
  Read({"days", "record", name, "--booked", "--work", "EMS 策略"});
  Read({"days", "confirm", name}, kHr);
  Read({"engage", "complete", name}, kHr);
  const std::string told = Read({"engage", "evaluate", name, "--side", "host", "--rating", "5",
                                 "--again", "--comment", "带教有方"},
                                kHr);
  EXPECT_THAT(told, AllOf(HasSubstr("SAYS"), HasSubstr("带教有方"), HasSubstr("HOST")));
  const auto both = Parsed<v1::Engagement>({"engage", "evaluate", name, "--side", "talent",
                                            "--rating", "4", "--comment", "食宿安排周到"});
  EXPECT_EQ(both.evaluations_size(), 2);

  ASSERT_OK(AddDemand("next", "e1", [](v1::Demand& d) {
              d.set_day_count(3);
              *d.mutable_period() =
                  Period(absl::CivilDay(2027, 12, 1), absl::CivilDay(2028, 3, 31));
            }).status());
  const std::string invited =
      Read({"engage", "reinvite", name, "--demand", "next", "--id", "e-3", "--for", "5d"}, kHr);
  EXPECT_THAT(invited,
              AllOf(HasSubstr("engagements/e-3"), HasSubstr("HELD"), HasSubstr("demands/next")));
  const auto shown = Parsed<v1::Engagement>({"engage", "show", "e-3"});
  EXPECT_EQ(shown.previous_engagement(), name);
}

}  // namespace
}  // namespace houniao::recruitment
