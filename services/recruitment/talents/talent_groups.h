// Counts of sex and age that the talent service keeps to itself: for reports on how groups fare,
// never for a ranking. Apart from the directory, so that nothing that ranks can reach it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/call_context.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::recruitment {

// Thread-safe. UNAVAILABLE if the talent service does not answer.
class TalentGroups {
 public:
  virtual ~TalentGroups() = default;

  // Of all who have agreed to be shown to employers and are not suspended.
  virtual absl::StatusOr<talent::v1::CountTalentGroupsResponse> CountPool(
      const CallContext& call) const = 0;
  // Of the named, `talents/{talent}`, each once; asks in parts, and nobody if there are none.
  virtual absl::StatusOr<talent::v1::CountTalentGroupsResponse> CountNamed(
      const CallContext& call, const std::vector<std::string>& names) const = 0;
};

std::unique_ptr<TalentGroups> MakeTalentGroups(const std::shared_ptr<grpc::Channel>& channel);

}  // namespace houniao::recruitment
