// CountTalentGroups behind a real server, on either engine.
#include <gmock/gmock.h>

#include <map>

#include "common/errors/errors.h"
#include "services/talent/handlers/count_talent_groups.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Pair;
using testing::StatusIs;

class GroupsTest : public TalentOffice {
 protected:
  void AddPerson(const std::string& id, const std::string& text) {
    ASSERT_OK(CreateTalent(id, text).status());
  }
  void Share(const std::string& id) {
    v1::CreateConsentRequest request;
    request.set_parent("talents/" + id);
    request.set_consent_id("share");
    request.mutable_consent()->set_purpose(v1::Consent::SHARE_WITH_EMPLOYERS);
    request.mutable_consent()->set_notice_version("2026-01");
    ASSERT_OK(Call(*consents_, &v1::ConsentService::Stub::CreateConsent, request).status());
  }
  absl::StatusOr<v1::CountTalentGroupsResponse> Count(const std::vector<std::string>& names,
                                                      const std::string& role = "clerk") {
    v1::CountTalentGroupsRequest request;
    for (const std::string& name : names) request.add_talents(name);
    return Call(*talents_, &v1::TalentService::Stub::CountTalentGroups, request, role);
  }
  static std::map<std::string, int64_t> ByValue(const v1::CountTalentGroupsResponse& response) {
    std::map<std::string, int64_t> counts;
    for (const auto& group : response.counts()) {
      counts[absl::StrCat(group.dimension(), " ", group.value())] = group.count();
    }
    return counts;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, GroupsTest, testing::kEngines, testing::EngineName);

TEST_P(GroupsTest, CountsTheNamedAndPassesOverWhoIsNotThere) {
  AddPerson("a", "sex: FEMALE birth_date { year: 1991 month: 3 day: 2 }");
  AddPerson("b", "sex: FEMALE birth_date { year: 1991 month: 3 day: 3 }");
  AddPerson("c", "sex: MALE");
  AddPerson("gone", "sex: MALE");
  v1::DeleteTalentRequest remove;
  remove.set_name("talents/gone");
  ASSERT_OK(Call(*talents_, &v1::TalentService::Stub::DeleteTalent, remove).status());
  ASSERT_OK_AND_ASSIGN(const auto response, Count({"talents/a", "talents/b", "talents/c",
                                                   "talents/gone", "talents/nobody"}));
  EXPECT_EQ(response.talent_count(), 3);
  EXPECT_THAT(ByValue(response),
              AllOf(Contains(Pair("sex female", 2)), Contains(Pair("sex male", 1)),
                    Contains(Pair("age_band 35-44", 1)), Contains(Pair("age_band under-35", 1)),
                    Contains(Pair("age_band unknown", 1))));
  // A year later everybody is a year older.
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2027, 3, 3))));
  EXPECT_THAT(ByValue(*Count({"talents/b"})), Contains(Pair("age_band 35-44", 1)));
}

TEST_P(GroupsTest, WithoutNamesCountsThoseWhoMayBeShown) {
  EXPECT_EQ(Count({})->talent_count(), 0);
  for (const char* id : {"shown", "suspended", "withdrawn", "silent"}) {
    AddPerson(id, "sex: MALE birth_date { year: 1950 month: 1 day: 1 }");
  }
  for (const char* id : {"shown", "suspended", "withdrawn"}) Share(id);
  v1::SuspendTalentRequest suspend;
  suspend.set_name("talents/suspended");
  suspend.set_reason("asked for it");
  ASSERT_OK(Call(*talents_, &v1::TalentService::Stub::SuspendTalent, suspend).status());
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name("talents/withdrawn/consents/share");
  ASSERT_OK(Call(*consents_, &v1::ConsentService::Stub::WithdrawConsent, withdraw).status());
  ASSERT_OK_AND_ASSIGN(const auto response, Count({}));
  EXPECT_EQ(response.talent_count(), 1);
  EXPECT_THAT(ByValue(response),
              AllOf(Contains(Pair("sex male", 1)), Contains(Pair("age_band 65-over", 1))));
}

// More than a page of the scan and than the names of one statement.
TEST_P(GroupsTest, CountsManyExactly) {
  std::string csv = "external_id,姓名,性别,consent_notice,同意共享日期\n";
  for (int i = 0; i < 4100; ++i) {
    absl::StrAppend(&csv, "ND-", i, ",李敏,", i % 4 == 0 ? "女" : "男", ",2026-01,2026-01-15\n");
  }
  const Imported imported = Import(csv);
  ASSERT_EQ(imported.summary.created_count(), 4100) << imported.status;
  std::vector<std::string> names;
  for (const v1::Talent& talent : ListTalents()) names.push_back(talent.name());
  ASSERT_OK_AND_ASSIGN(const auto all, Count({}));
  EXPECT_EQ(all.talent_count(), 4100);
  EXPECT_THAT(ByValue(all), Contains(Pair("sex female", 1025)));
  names.resize(2950);
  ASSERT_OK_AND_ASSIGN(const auto named, Count(names));
  EXPECT_EQ(named.talent_count(), 2950);
}

TEST_P(GroupsTest, IsForReportsAlone) {
  EXPECT_OK(Count({}, "service").status());
  for (const char* role : {"auditor", "reviewer", "approver"}) {
    EXPECT_THAT(Count({}, role).status(), StatusIs(absl::StatusCode::kPermissionDenied)) << role;
  }
  EXPECT_EQ(errors::ReasonOf(Count({"talents/a", "talents/a"}).status()), errors::kInvalidField);
}

TEST_P(GroupsTest, StopsWhenNobodyWaits) {
  CallContext call = testing::TestCall();
  call.cancelled = [] { return true; };
  EXPECT_THAT(CountTalentGroups(module_->journal(), call, {}),
              StatusIs(absl::StatusCode::kCancelled));
  call = testing::TestCall();
  call.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_THAT(CountTalentGroups(module_->journal(), call, {}),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace houniao::talent
