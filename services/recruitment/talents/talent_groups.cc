#include "services/recruitment/talents/talent_groups.h"

#include "common/base/status_macros.h"
#include "common/rpc/client.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;

constexpr absl::Duration kTimeout = absl::Seconds(30);
// Of one question: the schema's limit, and what a server takes in one message.
constexpr int kMostNames = 3000;
constexpr size_t kMostBytes = 200'000;

void Add(const tpb::CountTalentGroupsResponse& from, tpb::CountTalentGroupsResponse& to) {
  if (to.counts().empty()) {
    to = from;
    return;
  }
  to.set_talent_count(to.talent_count() + from.talent_count());
  for (const tpb::TalentGroupCount& more : from.counts()) {
    for (tpb::TalentGroupCount& group : *to.mutable_counts()) {
      if (group.dimension() != more.dimension() || group.value() != more.value()) continue;
      group.set_count(group.count() + more.count());
    }
  }
}

class TalentGroupsClient final : public TalentGroups {
 public:
  explicit TalentGroupsClient(const std::shared_ptr<grpc::Channel>& channel)
      : talents_(tpb::TalentService::NewStub(channel)) {}

  absl::StatusOr<tpb::CountTalentGroupsResponse> CountPool(const CallContext& call) const override {
    return Ask(call, {});
  }

  absl::StatusOr<tpb::CountTalentGroupsResponse> CountNamed(
      const CallContext& call, const std::vector<std::string>& names) const override {
    tpb::CountTalentGroupsResponse sum;
    tpb::CountTalentGroupsRequest request;
    size_t bytes = 0;
    const auto ask = [&]() -> absl::Status {
      // An empty list would mean everybody.
      if (request.talents().empty()) return absl::OkStatus();
      ASSIGN_OR_RETURN(const auto part, Ask(call, request));
      Add(part, sum);
      request.clear_talents();
      bytes = 0;
      return absl::OkStatus();
    };
    for (const std::string& name : names) {
      if (request.talents_size() == kMostNames || bytes > kMostBytes) RETURN_IF_ERROR(ask());
      request.add_talents(name);
      bytes += name.size() + 3;
    }
    RETURN_IF_ERROR(ask());
    return sum;
  }

 private:
  absl::StatusOr<tpb::CountTalentGroupsResponse> Ask(
      const CallContext& call, const tpb::CountTalentGroupsRequest& request) const {
    return rpc::Call<tpb::CountTalentGroupsResponse>(
        call, kTimeout, [&](grpc::ClientContext* context, tpb::CountTalentGroupsResponse* reply) {
          return talents_->CountTalentGroups(context, request, reply);
        });
  }

  const std::unique_ptr<tpb::TalentService::Stub> talents_;
};

}  // namespace

std::unique_ptr<TalentGroups> MakeTalentGroups(const std::shared_ptr<grpc::Channel>& channel) {
  return std::make_unique<TalentGroupsClient>(channel);
}

}  // namespace houniao::recruitment
