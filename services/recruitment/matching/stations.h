// Which employers a talent serves now: academicians may hold one station, three once retired.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/base/mutex.h"

namespace houniao::recruitment {

// Follows the engagements that keep days booked. Thread-safe.
class Stations {
 public:
  // What the engagement is now; `talents` are ids. Not live: it counts no more.
  void Set(absl::string_view engagement, absl::string_view employer,
           const std::vector<std::string>& talents, bool live);
  // Forgets all, for a new snapshot.
  void Clear();

  // Employers whom the talent serves now.
  int CountOf(absl::string_view talent) const;
  bool IsHostedBy(absl::string_view talent, absl::string_view employer) const;
  // By name.
  std::vector<std::string> HostsOf(absl::string_view talent) const;

 private:
  struct Entry {
    std::string employer;
    std::vector<std::string> talents;
  };
  void Forget(const std::string& engagement) HOUNIAO_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::map<std::string, Entry> engagements_ HOUNIAO_GUARDED_BY(mutex_);
  // Talent -> employer -> engagements.
  std::map<std::string, std::map<std::string, std::set<std::string>>, std::less<>> hosts_
      HOUNIAO_GUARDED_BY(mutex_);
};

// Most stations at a time.
inline int StationLimit(bool retired) { return retired ? 3 : 1; }

}  // namespace houniao::recruitment
