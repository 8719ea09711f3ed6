// EligibilityService: what a talent is entitled to, and why.
#pragma once

#include "absl/status/statusor.h"

#include "common/rpc/service_table.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class EligibilityHandlers {
 public:
  explicit EligibilityHandlers(const Desk& desk);

  rpc::ServiceTable& table() { return table_; }

  absl::StatusOr<v1::EvaluateTalentResponse> Evaluate(
      CallContext& call, const v1::EvaluateTalentRequest& request) const;

 private:
  // A version with its policy's title.
  struct Asked {
    v1::Policy policy;
    v1::PolicyVersion version;
  };
  absl::StatusOr<std::vector<Asked>> InForce(CallContext& call, absl::CivilDay as_of) const;
  absl::StatusOr<Asked> Named(CallContext& call, const std::string& name) const;

  const Desk& desk_;
  rpc::ServiceTable table_;
};

}  // namespace houniao::benefits
