#include "services/recruitment/matching/stations.h"

namespace houniao::recruitment {

void Stations::Forget(const std::string& engagement) {
  const auto it = engagements_.find(engagement);
  if (it == engagements_.end()) return;
  for (const std::string& talent : it->second.talents) {
    auto& employers = hosts_[talent];
    employers[it->second.employer].erase(engagement);
    if (employers[it->second.employer].empty()) employers.erase(it->second.employer);
    if (employers.empty()) hosts_.erase(talent);
    Note(talent);
  }
  engagements_.erase(it);
}

void Stations::Note(const std::string& talent) {
  if (changed_.size() == kKept) changed_.pop_front();
  changed_.push_back(talent);
  version_.fetch_add(1, std::memory_order_release);
}

std::optional<uint64_t> Stations::AddChangedSince(uint64_t seen,
                                                  std::vector<std::string>& talents) const {
  MutexLock lock(mutex_);
  const uint64_t version = version_.load(std::memory_order_relaxed);
  if (version - seen > changed_.size()) return std::nullopt;
  talents.insert(talents.end(), changed_.end() - static_cast<ptrdiff_t>(version - seen),
                 changed_.end());
  return version;
}

void Stations::Set(absl::string_view engagement, absl::string_view employer,
                   const std::vector<std::string>& talents, bool live) {
  const std::string key(engagement);
  MutexLock lock(mutex_);
  Forget(key);
  if (!live) return;
  engagements_[key] = {std::string(employer), talents};
  for (const std::string& talent : talents) {
    hosts_[talent][std::string(employer)].insert(key);
    Note(talent);
  }
}

void Stations::Clear() {
  MutexLock lock(mutex_);
  engagements_.clear();
  hosts_.clear();
  changed_.clear();
  version_.fetch_add(1, std::memory_order_release);
}

int Stations::CountOf(absl::string_view talent) const {
  MutexLock lock(mutex_);
  const auto it = hosts_.find(talent);
  return it == hosts_.end() ? 0 : static_cast<int>(it->second.size());
}

bool Stations::IsHostedBy(absl::string_view talent, absl::string_view employer) const {
  MutexLock lock(mutex_);
  const auto it = hosts_.find(talent);
  return it != hosts_.end() && it->second.count(std::string(employer)) > 0;
}

std::vector<std::string> Stations::HostsOf(absl::string_view talent) const {
  MutexLock lock(mutex_);
  std::vector<std::string> hosts;
  const auto it = hosts_.find(talent);
  if (it == hosts_.end()) return hosts;
  for (const auto& [employer, engagements] : it->second) hosts.push_back(employer);
  return hosts;
}

}  // namespace houniao::recruitment
