// Teams made of people of the register.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "deploy/demo/generator/person.h"

namespace houniao::demo {

struct Member {
  const Person* person = nullptr;
  bool core = false;
  int full_time_share_bp = 0;
};

struct Team {
  std::string id;  // team-01
  const Expertise* expertise = nullptr;
  const Person* leader = nullptr;
  std::vector<Member> members;  // 4 to 6
  int leader_equity_bp = 0;
  int core_equity_bp = 0;
};

// Leaders have a senior or associate senior title; nobody is in two teams, and the cast is in none.
// ResourceExhausted if the register is too small. `people` must outlive the teams.
absl::StatusOr<std::vector<Team>> MakeTeams(uint64_t seed, const std::vector<Person>& people,
                                            int count);

// Documents of kind Team (deploy/demo/README.md).
std::string TeamFile(const std::vector<Team>& teams);

}  // namespace houniao::demo
