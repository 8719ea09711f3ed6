// PolicyService: applied from files, published, retired, checked.
#pragma once

#include "absl/status/statusor.h"

#include "common/rpc/service_table.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class PolicyHandlers {
 public:
  explicit PolicyHandlers(const Desk& desk);

  rpc::ServiceTable& table() { return table_; }

  absl::StatusOr<v1::ApplyPolicyResponse> Apply(CallContext& call,
                                                const v1::ApplyPolicyRequest& request) const;
  absl::StatusOr<v1::Policy> Publish(CallContext& call,
                                     const v1::PublishPolicyRequest& request) const;
  absl::StatusOr<v1::Policy> Retire(CallContext& call,
                                    const v1::RetirePolicyRequest& request) const;
  absl::StatusOr<v1::LintPolicyResponse> LintSubject(CallContext& call,
                                                     const v1::LintPolicyRequest& request) const;

 private:
  const Desk& desk_;
  const resource::StandardMethods policies_;
  const resource::StandardMethods versions_;
  rpc::ServiceTable table_;
};

}  // namespace houniao::benefits
