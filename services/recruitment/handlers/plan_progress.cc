#include "services/recruitment/handlers/plan_progress.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/status.h"

namespace houniao::recruitment {
namespace {

constexpr std::chrono::milliseconds kBetween(100);

v1::PlanProgress::Phase PhaseOf(absl::string_view phase) {
  return phase == "bounding" || phase == "proving" ? v1::PlanProgress::IMPROVING
                                                   : v1::PlanProgress::ASSIGNING;
}

}  // namespace

void PlanProgressWriter::Send(const v1::PlanProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (progress.phase() == phase_ && now - sent_ < kBetween) return;
  phase_ = progress.phase();
  sent_ = now;
  v1::PlanAssignmentsResponse response;
  *response.mutable_progress() = progress;
  if (!writer_.Write(response)) gone_ = true;
}

absl::Status PlanProgressWriter::Matched(size_t done, size_t total) {
  RETURN_IF_ERROR(rpc::StillWanted(call_));
  v1::PlanProgress progress;
  progress.set_phase(v1::PlanProgress::MATCHING);
  progress.set_done_count(static_cast<int64_t>(done));
  progress.set_total_count(static_cast<int64_t>(total));
  Send(progress);
  return gone_ ? errors::Cancelled() : absl::OkStatus();
}

absl::Status PlanProgressWriter::Saving(const v1::Plan& plan) {
  v1::PlanProgress progress;
  progress.set_phase(v1::PlanProgress::SAVING);
  progress.set_total_score(plan.total_score());
  progress.set_score_bound(plan.score_bound());
  Send(progress);
  return gone_ ? errors::Cancelled() : rpc::StillWanted(call_);
}

planning::Control PlanProgressWriter::MakeControl() {
  return planning::Control(
      [this](const planning::PlanProgress& made) {
        v1::PlanProgress progress;
        progress.set_phase(PhaseOf(made.phase));
        progress.set_done_count(made.done);
        progress.set_total_count(made.total);
        progress.set_total_score(made.primal);
        progress.set_score_bound(made.bound);
        Send(progress);
      },
      [this] { return gone_ || !rpc::StillWanted(call_).ok(); });
}

}  // namespace houniao::recruitment
