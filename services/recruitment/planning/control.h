// Progress and cancel of a long computation: asked every few thousand steps, so that a cancel is
// seen within milliseconds. Neither changes a result.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"

namespace houniao::recruitment::planning {

struct PlanProgress {
  absl::string_view phase;  // "bidding", "searching", "bundling", "proving"
  int64_t done = 0;         // of `total`, both in units of the phase
  int64_t total = 0;
  int64_t primal = 0;  // points of what is planned so far
  int64_t bound = 0;   // no plan has more; 0: not known yet
};

class Control {
 public:
  using OnProgress = std::function<void(const PlanProgress&)>;
  using Cancelled = std::function<bool()>;

  // Either may be null.
  Control(OnProgress on_progress, Cancelled cancelled)
      : on_progress_(std::move(on_progress)), cancelled_(std::move(cancelled)) {}
  Control() = default;

  // Counts `steps` of some ten nanoseconds each. False once the work has been cancelled; cheap.
  bool Go(int64_t steps) {
    pending_ += steps;
    if (pending_ < kPollSteps) return !stopped_;
    pending_ = 0;
    if (cancelled_ != nullptr && cancelled_()) stopped_ = true;
    due_ = true;
    return !stopped_;
  }
  bool stopped() const { return stopped_; }

  // Whether a poll has happened since the last report; then call Report().
  bool due() const { return due_ && on_progress_ != nullptr; }
  void Report(const PlanProgress& progress) {
    due_ = false;
    if (on_progress_ != nullptr) on_progress_(progress);
  }

 private:
  static constexpr int64_t kPollSteps = 100'000;

  OnProgress on_progress_;
  Cancelled cancelled_;
  int64_t pending_ = 0;
  bool stopped_ = false;
  bool due_ = false;
};

}  // namespace houniao::recruitment::planning
