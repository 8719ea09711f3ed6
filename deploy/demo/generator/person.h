// One made-up person as a row of the talent file (services/talent/import/columns.h).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "deploy/demo/generator/random.h"
#include "deploy/demo/generator/tables.h"

namespace houniao::demo {

// The day on which the exercise of the demo starts; nothing in the register is later.
inline constexpr absl::CivilDay kDemoDay(2025, 11, 3);

// Columns of the file, in order.
const std::vector<std::string>& Columns();

struct Person {
  std::string id;  // the {talent} of talents/{talent}, `hn-0004`
  // What other parts of the demo choose by.
  const Expertise* expertise = nullptr;
  codes::SkillId post = 0;
  int title_rank = 0;      // codes::TitleRank
  bool teachable = false;  // may be put into a team: shared, free to serve, in good standing
  // Cells by column; columns that are not there are empty.
  std::map<std::string, std::string, std::less<>> cells;
};

// Person `number` (1-9999) of a register. Identity numbers of the register are kept in `taken`.
Person MakePerson(uint64_t seed, int number, std::set<std::string>& taken);

}  // namespace houniao::demo
