// Which employers a talent serves now: academicians may hold one station, three once retired.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
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

  // Grows with every change of anybody's hosts. Never blocks.
  uint64_t version() const { return version_.load(std::memory_order_acquire); }
  // Adds the talents whose hosts changed after `seen` and returns the version that this is. Nothing
  // if that is not known any more.
  std::optional<uint64_t> AddChangedSince(uint64_t seen, std::vector<std::string>& talents) const;

 private:
  static constexpr size_t kKept = 4096;  // changes that are remembered

  struct Entry {
    std::string employer;
    std::vector<std::string> talents;
  };
  void Forget(const std::string& engagement) HOUNIAO_REQUIRES(mutex_);
  void Note(const std::string& talent) HOUNIAO_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::map<std::string, Entry> engagements_ HOUNIAO_GUARDED_BY(mutex_);
  // Talent -> employer -> engagements.
  std::map<std::string, std::map<std::string, std::set<std::string>>, std::less<>> hosts_
      HOUNIAO_GUARDED_BY(mutex_);
  std::deque<std::string> changed_ HOUNIAO_GUARDED_BY(mutex_);  // the last ones, newest at the end
  std::atomic<uint64_t> version_{0};
};

// Most stations at a time.
inline int StationLimit(bool retired) { return retired ? 3 : 1; }

}  // namespace houniao::recruitment
