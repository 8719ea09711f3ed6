// Who was ever engaged here: everybody else is a first timer.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

#include "common/base/mutex.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

// Follows the engagements. Thread-safe. An engagement that was confirmed stays in memory of the
// talent whatever becomes of it, so the set only grows, by one entry for each such talent.
class EngagedBefore {
 public:
  // `talents` are ids.
  void Note(const v1::Engagement& engagement, const std::vector<std::string>& talents);
  // Forgets all, for a new snapshot.
  void Clear();

  // True if an engagement of the talent is or was CONFIRMED.
  bool Has(absl::string_view talent) const;

 private:
  mutable Mutex mutex_;
  absl::flat_hash_set<std::string> talents_ HOUNIAO_GUARDED_BY(mutex_);
};

}  // namespace houniao::recruitment
