#include "services/recruitment/talents/talent_client.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/client.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;

constexpr absl::Duration kTimeout = absl::Seconds(5);
constexpr absl::Duration kNamesTimeout = absl::Seconds(1);
constexpr size_t kBatch = 100;

// What is missing there is a broken reference here.
absl::Status AsReference(const absl::Status& status, absl::string_view field,
                         absl::string_view name) {
  return absl::IsNotFound(status) ? errors::ReferenceMissing(field, name) : status;
}

class TalentClient final : public TalentDirectory {
 public:
  explicit TalentClient(const std::shared_ptr<grpc::Channel>& channel)
      : talents_(tpb::TalentService::NewStub(channel)),
        consents_(tpb::ConsentService::NewStub(channel)),
        teams_(tpb::TeamService::NewStub(channel)) {}

  absl::StatusOr<std::vector<TalentProfile>> Profiles(
      const CallContext& call, const std::vector<std::string>& names) const override {
    std::vector<TalentProfile> profiles;
    for (size_t first = 0; first < names.size(); first += kBatch) {
      const std::vector<std::string> part(
          names.begin() + static_cast<std::ptrdiff_t>(first),
          names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), first + kBatch)));
      auto talents = BatchGet(call, part, kTimeout);
      if (absl::IsNotFound(talents.status())) RETURN_IF_ERROR(FirstMissing(call, part));
      RETURN_IF_ERROR(talents.status());
      for (tpb::Talent& talent : *talents->mutable_talents()) {
        if (talent.has_delete_time()) return errors::ReferenceMissing("talent", talent.name());
        ASSIGN_OR_RETURN(const bool shared, HasShareConsent(call, talent.name()));
        profiles.push_back({std::move(talent), shared});
      }
    }
    return profiles;
  }

  absl::StatusOr<tpb::Team> Team(const CallContext& call, const std::string& name) const override {
    tpb::GetTeamRequest request;
    request.set_name(name);
    auto team =
        rpc::Call<tpb::Team>(call, kTimeout, [&](grpc::ClientContext* context, tpb::Team* reply) {
          return teams_->GetTeam(context, request, reply);
        });
    if (!team.ok()) return AsReference(team.status(), "team", name);
    if (team->has_delete_time()) return errors::ReferenceMissing("team", name);
    return team;
  }

  std::map<std::string, std::string> DisplayNames(
      const CallContext& call, const std::vector<std::string>& names) const override {
    std::map<std::string, std::string> display_names;
    for (size_t first = 0; first < names.size(); first += kBatch) {
      const std::vector<std::string> part(
          names.begin() + static_cast<std::ptrdiff_t>(first),
          names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), first + kBatch)));
      const auto talents = BatchGet(call, part, kNamesTimeout);
      if (!talents.ok()) break;
      for (const tpb::Talent& talent : talents->talents()) {
        display_names[talent.name()] = talent.display_name();
      }
    }
    return display_names;
  }

 private:
  absl::StatusOr<tpb::BatchGetTalentsResponse> BatchGet(const CallContext& call,
                                                        const std::vector<std::string>& names,
                                                        absl::Duration timeout) const {
    tpb::BatchGetTalentsRequest request;
    for (const std::string& name : names) request.add_names(name);
    return rpc::Call<tpb::BatchGetTalentsResponse>(
        call, timeout, [&](grpc::ClientContext* context, tpb::BatchGetTalentsResponse* reply) {
          return talents_->BatchGetTalents(context, request, reply);
        });
  }

  // Says which one it is: the error of a batch is the other service's.
  absl::Status FirstMissing(const CallContext& call, const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
      tpb::GetTalentRequest request;
      request.set_name(name);
      const auto talent = rpc::Call<tpb::Talent>(
          call, kTimeout, [&](grpc::ClientContext* context, tpb::Talent* reply) {
            return talents_->GetTalent(context, request, reply);
          });
      RETURN_IF_ERROR(AsReference(talent.status(), "talent", name));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> HasShareConsent(const CallContext& call, const std::string& name) const {
    tpb::ListConsentsRequest request;
    request.set_parent(name);
    request.set_page_size(1);
    request.set_filter("purpose = SHARE_WITH_EMPLOYERS AND state = GIVEN");
    ASSIGN_OR_RETURN(
        const auto page,
        rpc::Call<tpb::ListConsentsResponse>(
            call, kTimeout, [&](grpc::ClientContext* context, tpb::ListConsentsResponse* reply) {
              return consents_->ListConsents(context, request, reply);
            }));
    return page.consents_size() > 0;
  }

  const std::unique_ptr<tpb::TalentService::Stub> talents_;
  const std::unique_ptr<tpb::ConsentService::Stub> consents_;
  const std::unique_ptr<tpb::TeamService::Stub> teams_;
};

}  // namespace

std::unique_ptr<TalentDirectory> MakeTalentClient(const std::shared_ptr<grpc::Channel>& channel) {
  return std::make_unique<TalentClient>(channel);
}

}  // namespace houniao::recruitment
