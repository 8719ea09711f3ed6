// Registered teams, as the talent service feeds them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "services/recruitment/teams/team_record.h"

#include "houniao/talent/v1/team.pb.h"

namespace houniao::recruitment {

// Thread-safe. Changes come in the order of the feed.
class TeamRegister {
 public:
  // Between these two every team that there is is applied; what was not is gone afterwards. A
  // snapshot that breaks off is begun again.
  void BeginSnapshot();
  void EndSnapshot();
  // A deleted team is gone.
  void Apply(const talent::v1::Team& team);

  // By name.
  std::vector<std::shared_ptr<const TeamRecord>> All() const;

 private:
  using Teams = std::map<std::string, std::shared_ptr<const TeamRecord>>;

  mutable Mutex mutex_;
  Teams teams_ HOUNIAO_GUARDED_BY(mutex_);
  // What the snapshot has brought so far; it takes the place of `teams_` at its end.
  Teams coming_ HOUNIAO_GUARDED_BY(mutex_);
  bool loading_ HOUNIAO_GUARDED_BY(mutex_) = false;
};

}  // namespace houniao::recruitment
