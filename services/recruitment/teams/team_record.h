// A registered team, as far as matching knows it.
#pragma once

#include <string>
#include <vector>

namespace houniao::recruitment {

struct TeamRecord {
  std::string name;  // teams/{team}
  std::string title;
  std::vector<std::string> members;  // talents/{talent}; the leader first
};

}  // namespace houniao::recruitment
