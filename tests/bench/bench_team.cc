// The best team against COIN-OR CBC, one thread each, the same problem, the same optimum.
//
//   bench_team [--quick] [--json] [--seed=N] [--peer-limit=SECONDS] [--only=TEXT]
//
// Ours: ComposeTeam() from the people in memory to the team, checks included. The peer: the solve
// as cbc reports it, without reading the file; it maximizes points alone, ours also cost and size
// after them. A peer that takes more than five seconds is run once; one that does not prove its
// optimum within the limit (120 s) counts with the limit, and the ratio is at least that.
// Exit status 1 if an optimum differs, a team breaks a rule or a bound does not hold.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

#include "services/recruitment/composing/compose_team.h"
#include "tests/bench/cbc_peer.h"
#include "tests/bench/team_families.h"

namespace houniao::bench {
namespace {

using recruitment::composing::ComposeTeam;
using recruitment::composing::Composition;
using recruitment::composing::TeamProblem;

constexpr int kRuns = 5;
constexpr double kGoal = 200;

struct Flags {
  bool quick = false;
  bool json = false;
  uint64_t seed = 1;
  int peer_limit = 120;
  std::string only;
};

struct Row {
  TeamFamily family;
  double ours = 0;  // median seconds
  Composition composition;
  double peer = 0;
  int peer_runs = 0;
  CbcAnswer answer;
  bool holds = true;

  double ratio() const { return ours > 0 ? peer / ours : 0; }
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void RunPeer(const TeamProblem& problem, const Flags& flags, Row& row) {
  std::vector<double> seconds;
  for (int run = 0; run < kRuns; ++run) {
    row.answer = SolveWithCbc(problem, flags.peer_limit);
    if (!row.answer.ran) return;
    seconds.push_back(row.answer.optimal ? row.answer.seconds : flags.peer_limit);
    if (seconds.back() > 5) break;
  }
  row.peer_runs = static_cast<int>(seconds.size());
  row.peer = Median(seconds);
  const int64_t ours = row.composition.team->points;
  row.holds &= row.answer.optimal ? row.answer.points == ours : row.answer.points <= ours;
}

Row Measure(const TeamFamily& family, const Flags& flags) {
  Row row;
  row.family = family;
  const TeamProblem problem = MakeTeamProblem(family, flags.seed);
  std::vector<double> seconds;
  for (int run = 0; run < kRuns; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    auto composition = ComposeTeam(problem);
    const auto end = std::chrono::steady_clock::now();
    if (!composition.ok() || !composition->team.has_value()) {
      row.holds = false;
      return row;
    }
    row.composition = *std::move(composition);
    seconds.push_back(std::chrono::duration<double>(end - begin).count());
  }
  row.ours = Median(seconds);
  row.holds = row.composition.points_bound >= row.composition.team->points &&
              row.composition.team->cost_fen <= problem.budget_fen.value_or(INT64_MAX);
  if (family.with_peer) RunPeer(problem, flags, row);
  return row;
}

std::string PeerText(const Row& row) {
  if (row.peer_runs == 0) return row.family.with_peer ? "no cbc" : "-";
  return absl::StrFormat("%s%.3f s (%d)", row.answer.optimal ? "" : "> ", row.peer, row.peer_runs);
}

void PrintRow(const Row& row) {
  if (!row.composition.team.has_value()) {
    std::printf("%-28s no team\n", row.family.name.c_str());
    return;
  }
  const auto& team = *row.composition.team;
  const std::string gap =
      row.composition.proven
          ? "optimal"
          : absl::StrFormat("gap %.2f%%",
                            100.0 *
                                static_cast<double>(row.composition.points_bound - team.points) /
                                static_cast<double>(std::max<int64_t>(1, team.points)));
  const std::string ratio =
      row.peer_runs == 0 ? "-"
                         : absl::StrFormat("%s%.0f", row.answer.optimal ? "" : ">= ", row.ratio());
  std::printf("%-28s %6d %8.4f s %16s %9s %6s %9d %-10s %s\n", row.family.name.c_str(),
              row.family.people, row.ours, PeerText(row).c_str(), ratio.c_str(),
              row.family.has_goal ? "200" : "", static_cast<int>(team.points), gap.c_str(),
              !row.holds                                ? "DIFFERS"
              : row.peer_runs > 0 && row.answer.optimal ? "same optimum"
                                                        : "");
}

void PrintJson(const Flags& flags, const std::vector<Row>& rows) {
  std::printf("{\"bench\":\"bench_team\",\"seed\":%d,\"threads\":1,\"peer\":\"CBC %s\",\"rows\":[",
              static_cast<int>(flags.seed), CbcVersion().c_str());
  for (size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const int64_t points = row.composition.team.has_value() ? row.composition.team->points : -1;
    std::printf(
        "%s{\"family\":\"%s\",\"roles\":%d,\"people\":%d,\"ours_s\":%.6f,\"runs\":%d,"
        "\"points\":%lld,\"points_bound\":%lld,\"proven\":%s,\"peer_s\":%.3f,\"peer_runs\":%d,"
        "\"peer_optimal\":%s,\"peer_points\":%lld,\"ratio\":%.1f,\"goal\":%.0f,\"holds\":%s}",
        i == 0 ? "" : ",", row.family.name.c_str(), row.family.roles, row.family.people, row.ours,
        kRuns, static_cast<long long>(points), static_cast<long long>(row.composition.points_bound),
        row.composition.proven ? "true" : "false", row.peer, row.peer_runs,
        row.answer.optimal ? "true" : "false", static_cast<long long>(row.answer.points),
        row.ratio(), row.family.has_goal ? kGoal : 0, row.holds ? "true" : "false");
  }
  std::printf("]}\n");
}

int Run(const Flags& flags) {
  if (!flags.json) {
    std::printf("Teams, one thread, seed %d, medians of %d runs; peer CBC %s (runs in brackets)\n",
                static_cast<int>(flags.seed), kRuns, CbcVersion().c_str());
    std::printf("%-28s %6s %10s %16s %9s %6s %9s %-10s\n", "problem", "people", "ours", "CBC",
                "ratio", "goal", "points", "proof");
  }
  std::vector<Row> rows;
  bool holds = true;
  for (const TeamFamily& family : TeamFamilies(flags.quick)) {
    if (!absl::StrContains(family.name, flags.only)) continue;
    rows.push_back(Measure(family, flags));
    holds &= rows.back().holds;
    if (!flags.json) PrintRow(rows.back());
    std::fflush(stdout);
  }
  if (flags.json) PrintJson(flags, rows);
  return holds ? 0 : 1;
}

bool Parse(int argc, char** argv, Flags& flags) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view arg = argv[i];
    if (arg == "--quick") {
      flags.quick = true;
    } else if (arg == "--json") {
      flags.json = true;
    } else if (absl::ConsumePrefix(&arg, "--seed=")) {
      if (!absl::SimpleAtoi(arg, &flags.seed)) return false;
    } else if (absl::ConsumePrefix(&arg, "--peer-limit=")) {
      if (!absl::SimpleAtoi(arg, &flags.peer_limit) || flags.peer_limit < 1) return false;
    } else if (absl::ConsumePrefix(&arg, "--only=")) {
      flags.only = std::string(arg);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  houniao::bench::Flags flags;
  if (!houniao::bench::Parse(argc, argv, flags)) {
    std::fprintf(stderr,
                 "usage: bench_team [--quick] [--json] [--seed=N] [--peer-limit=SECONDS] "
                 "[--only=TEXT]\n");
    return 2;
  }
  return houniao::bench::Run(flags);
}
