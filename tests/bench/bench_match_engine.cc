#include "tests/bench/bench_match_engine.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <iostream>

#include "services/recruitment/matching/matcher.h"

namespace houniao::bench {
namespace {

namespace rpb = ::houniao::recruitment::v1;

constexpr double kEnoughMs = 300;
constexpr int kMostRuns = 2000;

double ThreadCpuMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double MedianOf(std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

Timed Measure(int runs, const std::function<void()>& run) {
  run();  // caches
  std::vector<double> times, cpu_times;
  double sum = 0;
  while (static_cast<int>(times.size()) < runs ||
         (sum < kEnoughMs && static_cast<int>(times.size()) < kMostRuns)) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = ThreadCpuMs();
    run();
    cpu_times.push_back(ThreadCpuMs() - cpu_start);
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start;
    times.push_back(taken.count());
    sum += taken.count();
  }
  Timed timed;
  timed.median_ms = MedianOf(times);
  timed.p99_ms = times[(times.size() * 99 + 99) / 100 - 1];
  timed.cpu_ms = MedianOf(cpu_times);
  timed.runs = static_cast<int>(times.size());
  return timed;
}

}  // namespace

EngineAnswer AskEngine(const population::Population& people, const BenchDemand& demand, int runs) {
  const recruitment::Stations stations;
  const recruitment::Matcher matcher(people, stations);
  rpb::MatchOptions options;
  options.set_omit_criteria(true);
  options.set_omit_gate_counts(true);
  EngineAnswer answer;
  rpb::MatchTalentsResponse response;
  const auto ask = [&] {
    auto matched = matcher.Match(demand.subject, options, kTopK);
    if (!matched.ok()) {
      std::cerr << matched.status() << "\n";
      std::abort();
    }
    response = *std::move(matched);
  };
  answer.with_count = Measure(runs, ask);
  answer.eligible = response.eligible_count();
  options.set_omit_eligible_count(true);
  answer.list = Measure(runs, ask);
  for (const rpb::Candidate& candidate : response.candidates()) {
    answer.listed.push_back({candidate.talent().substr(sizeof("talents/") - 1), candidate.score()});
  }
  return answer;
}

}  // namespace houniao::bench
