#include "services/recruitment/matching/engaged_before.h"

#include "services/recruitment/domain/engagement_states.h"

namespace houniao::recruitment {

void EngagedBefore::Note(const v1::Engagement& engagement,
                         const std::vector<std::string>& talents) {
  const bool counts = engagement.has_confirm_time() || TakesPlace(engagement.state()) ||
                      engagement.state() == v1::Engagement::TERMINATED;
  if (!counts) return;
  MutexLock lock(mutex_);
  talents_.insert(talents.begin(), talents.end());
}

void EngagedBefore::Clear() {
  MutexLock lock(mutex_);
  talents_.clear();
}

bool EngagedBefore::Has(absl::string_view talent) const {
  MutexLock lock(mutex_);
  return talents_.contains(talent);
}

}  // namespace houniao::recruitment
