// Peers of the matching benchmark, each in a process of its own that loads the tables and answers
// the demands on one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "tests/bench/bench_match_engine.h"

namespace houniao::bench {

struct PeerAnswer {
  std::vector<Listed> listed;
  Timed timed;
};

struct PeerReport {
  std::string version;
  double load_seconds = 0;
  std::map<std::string, PeerAnswer> by_demand;
};

// `name` is duckdb, chdb or mariadb; the tables lie in `folder`. UNAVAILABLE with the reason if the
// peer is not there (tests/bench/peers/fetch.sh fetches it) or does not answer.
absl::StatusOr<PeerReport> AskPeer(const std::string& name, const population::Store& store,
                                   const std::string& folder, int runs);

// The top of the source tree, from where the program lies.
std::string SourceFolder();

}  // namespace houniao::bench
