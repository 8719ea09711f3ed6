// When to stop waiting, on the steady clock: a jump of the wall clock ends no statement early.
#pragma once

#include <algorithm>
#include <chrono>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace houniao::db {

class Deadline {
 public:
  using Steady = std::chrono::steady_clock;

  // Never passes.
  Deadline() = default;
  // Takes the distance to `time` once, now. absl::InfiniteFuture() never passes.
  explicit Deadline(absl::Time time) : Deadline(After(time - absl::Now())) {}
  // `wait` from now; longer than a year counts as never.
  static Deadline After(absl::Duration wait) {
    Deadline deadline;
    if (wait < absl::Hours(24 * 365)) {
      deadline.at_ =
          Steady::now() + absl::ToChronoMicroseconds(std::max(wait, absl::ZeroDuration()));
    }
    return deadline;
  }
  static Deadline Earlier(Deadline a, Deadline b) { return a.at_ < b.at_ ? a : b; }

  bool infinite() const { return at_ == Steady::time_point::max(); }
  bool passed() const { return !infinite() && Steady::now() >= at_; }
  // Zero once passed.
  absl::Duration remaining() const {
    if (infinite()) return absl::InfiniteDuration();
    return std::max(absl::FromChrono(at_ - Steady::now()), absl::ZeroDuration());
  }
  // Never longer than a minute, for waits that are repeated.
  std::chrono::microseconds wait_step() const {
    return absl::ToChronoMicroseconds(std::min(remaining(), absl::Minutes(1)));
  }

 private:
  Steady::time_point at_ = Steady::time_point::max();
};

}  // namespace houniao::db
