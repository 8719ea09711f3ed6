// Progress of a plan, sent to whoever waits for it.
#pragma once

#include <chrono>

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/rpc/stream.h"
#include "services/recruitment/planning/control.h"

#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// At most ten messages a second, and the first of each phase. Lives as long as the call.
class PlanProgressWriter {
 public:
  PlanProgressWriter(const CallContext& call, rpc::Writer<v1::PlanAssignmentsResponse>& writer)
      : call_(call), writer_(writer) {}

  // CANCELLED or DEADLINE_EXCEEDED once nobody waits.
  absl::Status Matched(size_t done, size_t total);
  absl::Status Saving(const v1::Plan& plan);
  // Stops the planner once nobody waits. Must not outlive the writer.
  planning::Control MakeControl();

 private:
  void Send(const v1::PlanProgress& progress);

  const CallContext& call_;
  rpc::Writer<v1::PlanAssignmentsResponse>& writer_;
  v1::PlanProgress::Phase phase_ = v1::PlanProgress::PHASE_UNSPECIFIED;
  std::chrono::steady_clock::time_point sent_;
  bool gone_ = false;
};

}  // namespace houniao::recruitment
