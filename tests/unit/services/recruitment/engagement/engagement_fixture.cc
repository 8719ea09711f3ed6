#include "tests/unit/services/recruitment/engagement/engagement_fixture.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::recruitment {

using houniao::testing::TestCall;

absl::StatusOr<std::vector<TalentProfile>> MadeUpDirectory::Profiles(
    const CallContext&, const std::vector<std::string>& names) const {
  std::vector<TalentProfile> profiles;
  for (const std::string& name : names) {
    const auto it = talents.find(name);
    if (it == talents.end()) return errors::ReferenceMissing("talent", name);
    profiles.push_back(it->second);
  }
  return profiles;
}

absl::StatusOr<talent::v1::Team> MadeUpDirectory::Team(const CallContext&,
                                                       const std::string& name) const {
  const auto it = teams.find(name);
  if (it == teams.end()) return errors::ReferenceMissing("team", name);
  return it->second;
}

EngagementTest::EngagementTest() {
  Store(kinds_.employer, StorageEmployer());
  OpenDemand("demands/d1");
  AddTalent("a");
}

void EngagementTest::Store(const resource::Kind& kind, const resource::Message& resource) {
  CallContext call = TestCall();
  std::unique_ptr<resource::Message> reply(resource.New());
  EXPECT_OK(journal_.store().Mutate(
      call, resource, reply.get(),
      [&](resource::WriteScope& scope, resource::Message* out) -> absl::Status {
        out->CopyFrom(resource);
        return scope.Insert(kind, *out);
      }));
}

v1::Demand EngagementTest::OpenDemand(const std::string& name,
                                      const std::function<void(v1::Demand&)>& change) {
  v1::Demand demand = WinterDemand();
  demand.set_name(name);
  demand.set_state(v1::Demand::OPEN);
  if (change) change(demand);
  EXPECT_OK(PrepareDemand(demand, journal_.clock.Today()));
  Store(kinds_.demand, demand);
  return demand;
}

talent::v1::Talent& EngagementTest::AddTalent(const std::string& id) {
  TalentProfile& profile = directory_.talents["talents/" + id];
  profile = {StorageTalent(id), true};
  return profile.talent;
}

void EngagementTest::AddTeam(const std::string& id, const std::vector<std::string>& talents) {
  talent::v1::Team& team = directory_.teams["teams/" + id];
  team.set_name("teams/" + id);
  for (const std::string& talent : talents) {
    AddTalent(talent);
    if (team.leader().empty()) {
      team.set_leader("talents/" + talent);
    } else {
      team.add_members()->set_talent("talents/" + talent);
    }
  }
}

v1::HoldEngagementRequest EngagementTest::HoldRequest(const std::string& demand,
                                                      const std::string& talent) {
  v1::HoldEngagementRequest request;
  request.set_demand(demand);
  request.set_talent("talents/" + talent);
  return request;
}

v1::HoldEngagementRequest EngagementTest::HoldDays(const std::string& demand,
                                                   const std::string& talent, absl::CivilDay first,
                                                   int count) {
  v1::HoldEngagementRequest request = HoldRequest(demand, talent);
  for (int i = 0; i < count; ++i) *request.add_booked_days()->mutable_date() = ToDate(first + i);
  return request;
}

absl::StatusOr<v1::Engagement> EngagementTest::Hold(const v1::HoldEngagementRequest& request) {
  CallContext call = TestCall();
  return HoldEngagement(context_, call, request);
}

absl::StatusOr<v1::Engagement> EngagementTest::Confirm(const std::string& name) {
  CallContext call = TestCall();
  v1::ConfirmEngagementRequest request;
  request.set_name(name);
  return ConfirmEngagement(context_, call, request);
}

absl::StatusOr<v1::Engagement> EngagementTest::Release(const std::string& name) {
  CallContext call = TestCall();
  v1::ReleaseEngagementRequest request;
  request.set_name(name);
  return ReleaseEngagement(context_, call, request);
}

v1::Demand EngagementTest::GetDemand(const std::string& name) {
  auto demand = journal_.store().Get<v1::Demand>(TestCall(), kinds_.demand, name);
  EXPECT_OK(demand.status());
  return demand.value_or(v1::Demand());
}

v1::Engagement EngagementTest::GetEngagement(const std::string& name) {
  auto found = journal_.store().Get<v1::Engagement>(TestCall(), kinds_.engagement, name);
  EXPECT_OK(found.status());
  return found.value_or(v1::Engagement());
}

int64_t EngagementTest::CountBooked(const std::string& talent) {
  int64_t count = 0;
  EXPECT_OK(journal_.database->Query(
      "SELECT COUNT(*) FROM booked_days WHERE talent = ?", {"talents/" + talent},
      [&](const db::Row& row) {
        count = row.Int(0);
        return false;
      },
      houniao::testing::Soon()));
  return count;
}

}  // namespace houniao::recruitment
