// Rows that are wrong on purpose, each in its own way, so that the dry run has something to show.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "deploy/demo/generator/person.h"

namespace houniao::demo {

struct FaultyRow {
  Person person;
  std::string column;  // where the fault is
};

// Seven rows, hn-9001 to hn-9007.
std::vector<FaultyRow> MakeFaultyRows(uint64_t seed, std::set<std::string>& taken);

}  // namespace houniao::demo
