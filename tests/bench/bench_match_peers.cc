#include "tests/bench/bench_match_peers.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "nlohmann/json.hpp"

#include "tests/bench/bench_match_demands.h"
#include "tests/bench/bench_match_sql.h"

namespace houniao::bench {
namespace {

using nlohmann::json;

Dialect DialectOf(const std::string& name) {
  if (name == "duckdb") return Dialect::kDuckDb;
  return name == "chdb" ? Dialect::kClickHouse : Dialect::kMariaDb;
}

std::string Quoted(const std::string& text) { return absl::StrCat("'", text, "'"); }

PeerReport ReadReport(const json& answer) {
  PeerReport report;
  report.version = answer.at("version").get<std::string>();
  report.load_seconds = answer.at("load_s").get<double>();
  for (const json& result : answer.at("results")) {
    PeerAnswer& own = report.by_demand[result.at("name").get<std::string>()];
    own.timed.median_ms = result.at("median_ms").get<double>();
    own.timed.cpu_ms = result.at("cpu_ms").get<double>();
    own.timed.runs = result.at("runs").get<int>();
    for (const json& row : result.at("rows")) {
      uint64_t id = 0;
      if (!absl::SimpleAtoi(row.at(0).get<std::string>(), &id)) continue;
      own.listed.push_back({absl::StrFormat("%016x", id), row.at(1).get<int>()});
    }
  }
  return report;
}

}  // namespace

std::string SourceFolder() {
  // build/release/bin/bench_match
  return std::filesystem::canonical("/proc/self/exe")
      .parent_path()
      .parent_path()
      .parent_path()
      .parent_path()
      .string();
}

absl::StatusOr<PeerReport> AskPeer(const std::string& name, const population::Store& store,
                                   const std::string& folder, int runs) {
  const std::string source = SourceFolder();
  json job = {{"folder", folder},
              {"modules", source + "/build/peers/node_modules"},
              {"runs", runs},
              {"queries", json::array()}};
  for (const BenchDemand& demand : BenchDemands()) {
    job["queries"].push_back(
        {{"name", demand.name}, {"sql", SqlOf(demand, store, DialectOf(name))}});
  }
  const std::string job_path = absl::StrCat(folder, "/", name, ".job.json");
  const std::string answer_path = absl::StrCat(folder, "/", name, ".answer.json");
  std::ofstream(job_path) << job.dump(1);
  std::filesystem::remove(answer_path);
  const std::string command =
      absl::StrCat("node ", Quoted(absl::StrCat(source, "/tests/bench/peers/", name, ".js")), " ",
                   Quoted(job_path), " ", Quoted(answer_path), " 1>&2");
  const int code = std::system(command.c_str());
  std::ifstream file(answer_path);
  std::stringstream text;
  text << file.rdbuf();
  const json answer = json::parse(text.str(), nullptr, false);
  if (code != 0 || answer.is_discarded()) {
    return absl::UnavailableError(
        absl::StrCat(name, " gave no answer (tests/bench/peers/fetch.sh fetches the peers)"));
  }
  return ReadReport(answer);
}

}  // namespace houniao::bench
