// The demands of the matching benchmark as SQL, with the same gates and the same whole points, and
// the rows that it is asked of as files.
#pragma once

#include <string>

#include "common/population/population.h"
#include "tests/bench/bench_match_demands.h"

namespace houniao::bench {

enum class Dialect { kDuckDb, kClickHouse, kMariaDb };

// A query of two columns: id as decimal text, score; 20 rows, best first.
std::string SqlOf(const BenchDemand& demand, const population::Store& store, Dialect dialect);

// Writes talents.tsv, skills.tsv, industries.tsv and terms.tsv into the folder: what is one value a
// talent as columns, lists as tables of their own. What the engine works out about days is given to
// the peers ready-made: half days that the terms allow in the demands' days, by terms, and half
// days booked of them and in the year, by talent. False if a file cannot be written.
bool WriteTables(const population::Store& store, const std::string& folder);

}  // namespace houniao::bench
