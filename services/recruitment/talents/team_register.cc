#include "services/recruitment/talents/team_register.h"

namespace houniao::recruitment {

void TeamRegister::BeginSnapshot() {
  MutexLock lock(mutex_);
  coming_.clear();
  loading_ = true;
}

void TeamRegister::EndSnapshot() {
  MutexLock lock(mutex_);
  teams_ = std::move(coming_);
  coming_.clear();
  loading_ = false;
}

void TeamRegister::Apply(const talent::v1::Team& team) {
  MutexLock lock(mutex_);
  Teams& teams = loading_ ? coming_ : teams_;
  if (team.has_delete_time()) {
    teams.erase(team.name());
    return;
  }
  auto record = std::make_shared<TeamRecord>();
  record->name = team.name();
  record->title = team.title();
  record->members.push_back(team.leader());
  for (const auto& member : team.members()) record->members.push_back(member.talent());
  teams[team.name()] = std::move(record);
}

std::vector<std::shared_ptr<const TeamRecord>> TeamRegister::All() const {
  MutexLock lock(mutex_);
  std::vector<std::shared_ptr<const TeamRecord>> all;
  all.reserve(teams_.size());
  for (const auto& [name, team] : teams_) all.push_back(team);
  return all;
}

}  // namespace houniao::recruitment
