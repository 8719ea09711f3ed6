// Plans of districts and provinces against LEMON's network simplex, one thread each, the same
// problem, the same optimum.
//
//   bench_plan [--quick] [--all-settings] [--json] [--seed=N] [--only=TEXT]
//
// Ours: MakePlan() from the candidates in memory to the explained plan, checks included. The peer:
// run() alone, with the best of twelve settings: all are tried on a smaller problem of the family,
// the best three on the problem itself (--all-settings: all on the problem itself); its graph is
// built outside of the clock.
// Exit status 1 if a total differs or a bound does not hold.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "services/recruitment/planning/planner.h"
#include "tests/bench/lemon_peer.h"
#include "tests/bench/plan_families.h"

namespace houniao::bench {
namespace {

using recruitment::planning::BoundFromPrices;
using recruitment::planning::Control;
using recruitment::planning::MakePlan;
using recruitment::planning::Plan;
using recruitment::planning::PlanOptions;
using recruitment::planning::PlanProblem;

constexpr int kRuns = 5;

struct Flags {
  bool quick = false;
  bool all_settings = false;
  bool json = false;
  uint64_t seed = 1;
  std::string only;
};

struct Row {
  PlanFamily family;
  size_t edges = 0;
  int64_t seats = 0;
  double ours = 0;  // median seconds
  double peer = 0;
  int peer_runs = 0;
  std::string peer_setting;
  int64_t total = 0;
  int64_t bound = 0;
  int64_t gap_millionths = 0;
  int64_t peer_total = 0;
  bool holds = false;

  double ratio() const { return peer / ours; }
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Plan RunOurs(const PlanProblem& problem, double& seconds) {
  Control control;
  const auto begin = std::chrono::steady_clock::now();
  absl::StatusOr<Plan> plan = MakePlan(problem, PlanOptions{}, control);
  seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (!plan.ok()) {
    std::fprintf(stderr, "bench_plan: %s\n", plan.status().ToString().c_str());
    std::exit(1);
  }
  return *std::move(plan);
}

PlanFamily Smaller(PlanFamily family, int times) {
  family.talents /= times;
  family.demands = std::max(family.offers_per_talent * 2, family.demands / times);
  return family;
}

// The fastest `count` of the settings.
std::vector<LemonSetting> Fastest(const PlanProblem& problem, std::vector<LemonSetting> settings,
                                  size_t count) {
  std::vector<std::pair<double, size_t>> order;
  for (size_t i = 0; i < settings.size(); ++i) {
    order.emplace_back(RunLemon(problem, settings[i]).seconds, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<LemonSetting> fastest;
  for (size_t i = 0; i < std::min(count, order.size()); ++i) {
    fastest.push_back(settings[order[i].second]);
  }
  return fastest;
}

// All twelve on a smaller problem of the family, the best three of them on the problem itself (on a
// tenth of it where a run takes half a minute).
LemonSetting BestSetting(const PlanFamily& family, const PlanProblem& problem, const Flags& flags) {
  std::vector<LemonSetting> settings = LemonSettings();
  const bool large = family.talents >= 1'000'000;
  if (!flags.all_settings && family.talents >= 100'000) {
    settings = Fastest(MakeProblem(Smaller(family, large ? 50 : 8), flags.seed), settings, 3);
  }
  if (large) return Fastest(MakeProblem(Smaller(family, 10), flags.seed), settings, 1)[0];
  return Fastest(problem, settings, 1)[0];
}

Row Measure(const PlanFamily& family, const Flags& flags) {
  const PlanProblem problem = MakeProblem(family, flags.seed);
  const LemonSetting setting = BestSetting(family, problem, flags);
  Row row;
  row.family = family;
  row.edges = problem.edge_count();
  row.seats = SeatCount(problem);
  row.peer_setting = setting.ToString();
  std::vector<double> ours, peer;
  Plan plan;
  for (int run = 0; run < kRuns; ++run) {
    double seconds = 0;
    plan = RunOurs(problem, seconds);
    ours.push_back(seconds);
    if (run < family.peer_runs) {
      const LemonRun lemon = RunLemon(problem, setting);
      peer.push_back(lemon.seconds);
      row.peer_total = lemon.total;
    }
  }
  row.ours = Median(ours);
  row.peer = Median(peer);
  row.peer_runs = static_cast<int>(peer.size());
  row.total = plan.primal;
  row.bound = plan.bound;
  row.gap_millionths = plan.gap_millionths();
  std::vector<int32_t> prices;
  for (const auto& demand : plan.demands) prices.push_back(demand.price);
  row.holds = BoundFromPrices(problem, problem.score, prices) <= plan.bound &&
              row.peer_total <= plan.bound && row.peer_total >= plan.primal;
  return row;
}

void PrintTable(const Row& row) {
  std::printf("%-32s %8d x %-6d %9zu %8lld %9.1f %10.1f %2d %8.1fx %6.0fx  %s\n",
              row.family.name.c_str(), row.family.talents, row.family.demands, row.edges,
              static_cast<long long>(row.seats), row.ours * 1e3, row.peer * 1e3, row.peer_runs,
              row.ratio(), row.family.goal, row.ratio() >= row.family.goal ? "reached" : "MISSED");
  std::printf("%32s total %lld, bound %lld, gap %lld millionths; LEMON (%s) %lld: %s\n", "",
              static_cast<long long>(row.total), static_cast<long long>(row.bound),
              static_cast<long long>(row.gap_millionths), row.peer_setting.c_str(),
              static_cast<long long>(row.peer_total), row.holds ? "the same" : "DIFFERENT");
  std::fflush(stdout);
}

std::string Json(const Row& row) {
  return absl::StrCat(
      "{\"family\":\"", row.family.name, "\",\"talents\":", row.family.talents,
      ",\"demands\":", row.family.demands, ",\"edges\":", row.edges, ",\"seats\":", row.seats,
      ",\"distinct_scores\":", row.family.distinct_scores, ",\"seconds\":", row.ours,
      ",\"runs\":", kRuns, ",\"peer\":\"LEMON ", LemonVersion(), " network simplex, ",
      row.peer_setting, "\",\"peer_seconds\":", row.peer, ",\"peer_runs\":", row.peer_runs,
      ",\"ratio\":", row.ratio(), ",\"goal\":", row.family.goal, ",\"total\":", row.total,
      ",\"bound\":", row.bound, ",\"gap_millionths\":", row.gap_millionths,
      ",\"peer_total\":", row.peer_total, ",\"same_optimum\":", row.holds ? "true" : "false", "}");
}

int Run(const Flags& flags) {
  if (!flags.json) {
    std::printf("LEMON %s, one thread, seed %llu; medians in milliseconds over %d runs of ours\n",
                LemonVersion().c_str(), static_cast<unsigned long long>(flags.seed), kRuns);
    std::printf("%-32s %8s   %-6s %9s %8s %9s %10s %2s %9s %7s\n", "family", "talents", "demands",
                "edges", "seats", "ours", "LEMON", "n", "ratio", "goal");
  }
  bool holds = true;
  std::string json;
  for (const PlanFamily& family : PlanFamilies(flags.quick)) {
    if (!absl::StrContains(family.name, flags.only)) continue;
    const Row row = Measure(family, flags);
    holds = holds && row.holds;
    if (!flags.json) PrintTable(row);
    absl::StrAppend(&json, json.empty() ? "" : ",\n ", Json(row));
  }
  if (flags.json) std::printf("[%s]\n", json.c_str());
  return holds ? 0 : 1;
}

bool Parse(int argc, char** argv, Flags& flags) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view arg = argv[i];
    if (arg == "--quick") {
      flags.quick = true;
    } else if (arg == "--all-settings") {
      flags.all_settings = true;
    } else if (arg == "--json") {
      flags.json = true;
    } else if (absl::ConsumePrefix(&arg, "--only=")) {
      flags.only = std::string(arg);
    } else if (!absl::ConsumePrefix(&arg, "--seed=") || !absl::SimpleAtoi(arg, &flags.seed)) {
      std::fprintf(stderr,
                   "bench_plan: [--quick] [--all-settings] [--json] [--seed=N] [--only=TEXT]\n");
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  houniao::bench::Flags flags;
  if (!houniao::bench::Parse(argc, argv, flags)) return 2;
  return houniao::bench::Run(flags);
}
