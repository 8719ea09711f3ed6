// MatchTalents against databases on the same rows, one thread each: three demands, top 20, the same
// ids checked one by one; bytes a talent; and how time grows with the number of talents.
#include <chrono>
#include <filesystem>
#include <iostream>

#include "CLI/CLI.hpp"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"

#include "tests/bench/bench_match_engine.h"
#include "tests/bench/bench_match_peers.h"
#include "tests/bench/bench_match_people.h"
#include "tests/bench/bench_match_sql.h"

namespace houniao::bench {
namespace {

using nlohmann::json;

// MariaDB's loads and joins of more rows take hours.
constexpr uint64_t kMostForMariaDb = 1'000'000;

struct Flags {
  uint64_t talents = 1'000'000;
  uint64_t seed = 1;
  int runs = 5;
  std::string peers = "duckdb,chdb,mariadb";
  bool json = false;
  bool growth = true;
};

// Least ratio of PERFORMANCE.md; 0: none is set.
int GoalOf(const std::string& peer, const std::string& demand) {
  static const auto* const goals = new std::map<std::string, int>{
      {"duckdb selective", 300},  {"duckdb medium", 150},      {"duckdb score-all", 200},
      {"chdb score-all", 8},      {"mariadb selective", 1000}, {"mariadb medium", 2000},
      {"mariadb score-all", 5000}};
  const auto it = goals->find(peer + " " + demand);
  return it == goals->end() ? 0 : it->second;
}

json ToJson(const Timed& timed) {
  return {{"median_ms", timed.median_ms},
          {"p99_ms", timed.p99_ms},
          {"cpu_ms", timed.cpu_ms},
          {"runs", timed.runs}};
}

class Bench {
 public:
  explicit Bench(const Flags& flags) : flags_(flags), talents_(flags.seed) {}

  int Run() {
    if (flags_.growth) {
      for (uint64_t size = 10'000; size < flags_.talents; size *= 10) Measure(size, false);
    }
    Measure(flags_.talents, true);
    if (flags_.json) std::cout << report_.dump(2) << "\n";
    return different_ ? 1 : 0;
  }

 private:
  void Say(const std::string& text) { (flags_.json ? std::cerr : std::cout) << text << std::flush; }

  void Measure(uint64_t size, bool last) {
    const auto start = std::chrono::steady_clock::now();
    const auto people = LoadPopulation(talents_, size);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    json& out = report_["sizes"].emplace_back();
    out["talents"] = size;
    Say(absl::StrFormat("\n%d talents, seed %d, loaded in %.1f s\n", size, flags_.seed,
                        taken.count()));
    if (last) SayBytes(people->stats(), out);
    std::vector<EngineAnswer> answers;
    for (const BenchDemand& demand : BenchDemands()) {
      answers.push_back(AskEngine(*people, demand, flags_.runs));
      const EngineAnswer& answer = answers.back();
      Say(absl::StrFormat(
          "  %-10s list %9.3f ms (p99 %.3f, cpu %.3f, %d runs)   with count %9.3f ms   "
          "%d pass (%.2f %%)\n",
          demand.name, answer.list.median_ms, answer.list.p99_ms, answer.list.cpu_ms,
          answer.list.runs, answer.with_count.median_ms, answer.eligible,
          100.0 * static_cast<double>(answer.eligible) / static_cast<double>(size)));
      out["engine"][demand.name] = {{"list", ToJson(answer.list)},
                                    {"with_count", ToJson(answer.with_count)},
                                    {"eligible", answer.eligible}};
    }
    if (last && flags_.peers != "none") AskPeers(*people, answers, out);
  }

  void SayBytes(const population::PopulationStats& stats, json& out) {
    const auto each = [&stats](size_t bytes) {
      return static_cast<double>(bytes) / static_cast<double>(stats.talents);
    };
    Say(absl::StrFormat(
        "  bytes a talent: %.1f dense (columns %.1f, zones %.2f, lists %.1f; goal at most 100); "
        "ids %.1f, bitmaps %.1f, bookings %.1f, shared %.2f; %.1f in all\n",
        each(stats.dense_bytes()), each(stats.column_bytes), each(stats.zone_bytes),
        each(stats.list_bytes), each(stats.id_bytes), each(stats.bitmap_bytes),
        each(stats.booking_bytes), each(stats.shared_bytes), each(stats.total_bytes())));
    out["bytes_dense"] = each(stats.dense_bytes());
    out["bytes_total"] = each(stats.total_bytes());
  }

  void AskPeers(const population::Population& people, const std::vector<EngineAnswer>& answers,
                json& out) {
    const std::string folder = SourceFolder() + "/build/peers/data";
    std::filesystem::create_directories(folder);
    const population::View view = people.view();
    if (!WriteTables(*view, folder)) {
      Say("  the tables of the peers cannot be written to build/peers/data\n");
      return;
    }
    for (const absl::string_view peer : absl::StrSplit(flags_.peers, ',', absl::SkipEmpty())) {
      const std::string name(peer);
      if (name == "mariadb" && view->size() > kMostForMariaDb) {
        Say("  mariadb: not asked of more than a million talents, which it would take hours "
            "over\n");
        continue;
      }
      const auto report = AskPeer(name, *view, folder, flags_.runs);
      if (!report.ok()) {
        Say(absl::StrCat("  ", report.status().message(), "\n"));
        out["peers"][name]["error"] = std::string(report.status().message());
        continue;
      }
      Compare(name, *report, answers, out);
    }
    std::filesystem::remove_all(folder);
  }

  void Compare(const std::string& name, const PeerReport& report,
               const std::vector<EngineAnswer>& answers, json& out) {
    Say(absl::StrFormat("  %s %s, 1 thread, loaded in %.1f s\n", name, report.version,
                        report.load_seconds));
    const std::vector<BenchDemand> demands = BenchDemands();
    for (size_t i = 0; i < demands.size(); ++i) {
      const std::string& demand = demands[i].name;
      const auto it = report.by_demand.find(demand);
      if (it == report.by_demand.end()) continue;
      const bool equal = it->second.listed == answers[i].listed;
      different_ |= !equal;
      const double ratio = it->second.timed.median_ms / answers[i].list.median_ms;
      const int goal = GoalOf(name, demand);
      const std::string verdict =
          goal == 0 ? "" : absl::StrFormat("  goal %d: %s", goal, ratio >= goal ? "met" : "MISSED");
      Say(absl::StrFormat("    %-10s %10.2f ms (cpu %.2f)  %8.1f x%s   ids and scores %s\n", demand,
                          it->second.timed.median_ms, it->second.timed.cpu_ms, ratio, verdict,
                          equal ? "equal" : "DIFFER"));
      out["peers"][name][demand] = {
          {"time", ToJson(it->second.timed)}, {"ratio", ratio}, {"goal", goal}, {"equal", equal}};
    }
    out["peers"][name]["version"] = report.version;
  }

  const Flags flags_;
  const MadeUpTalents talents_;
  json report_;
  bool different_ = false;
};

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  houniao::bench::Flags flags;
  CLI::App app("Matches talents and asks databases the same, on one thread.");
  app.add_option("--talents", flags.talents, "how many (default 1000000)");
  app.add_option("--seed", flags.seed, "of the made-up talents");
  app.add_option("--runs", flags.runs, "least runs of which the median is taken");
  app.add_option("--peers", flags.peers, "of duckdb,chdb,mariadb; or none");
  app.add_flag("--json", flags.json, "print JSON");
  app.add_flag("--growth,!--no-growth", flags.growth, "first the powers of ten from 10000 on");
  CLI11_PARSE(app, argc, argv);
  return houniao::bench::Bench(flags).Run();
}
