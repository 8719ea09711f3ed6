// Time is passed in. Nobody below main() reads the system clock.
#pragma once

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "common/base/mutex.h"

namespace houniao {

// All calendar dates of the suite are Asia/Shanghai, which has had no daylight saving since 1991.
absl::TimeZone ShanghaiTimeZone();
absl::CivilDay ShanghaiDay(absl::Time time);
// Midnight at the start of the day.
absl::Time ShanghaiMidnight(absl::CivilDay day);

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
  // True if the time is simulated; every reply then says so.
  virtual bool simulated() const { return false; }
  absl::CivilDay Today() const { return ShanghaiDay(Now()); }
};

class SystemClock final : public Clock {
 public:
  absl::Time Now() const override;
};

// Stands still until somebody moves it: exercise mode and tests.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(absl::Time start) : now_(start) {}
  absl::Time Now() const override;
  bool simulated() const override { return true; }
  // InvalidArgument if `time` is before the present time of the clock.
  absl::Status AdvanceTo(absl::Time time);

 private:
  mutable Mutex mutex_;
  absl::Time now_ HOUNIAO_GUARDED_BY(mutex_);
};

}  // namespace houniao
