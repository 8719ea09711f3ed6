#include "common/base/clock.h"

namespace houniao {

absl::TimeZone ShanghaiTimeZone() { return absl::FixedTimeZone(8 * 60 * 60); }

absl::CivilDay ShanghaiDay(absl::Time time) { return absl::ToCivilDay(time, ShanghaiTimeZone()); }

absl::Time ShanghaiMidnight(absl::CivilDay day) { return absl::FromCivil(day, ShanghaiTimeZone()); }

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time SimulatedClock::Now() const {
  MutexLock lock(mutex_);
  return now_;
}

absl::Status SimulatedClock::AdvanceTo(absl::Time time) {
  MutexLock lock(mutex_);
  if (time < now_) return absl::InvalidArgumentError("The clock only moves forward.");
  now_ = time;
  return absl::OkStatus();
}

}  // namespace houniao
