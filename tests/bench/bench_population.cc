// What the population costs: writes, candidate queries and memory, by its size. One thread, made-up
// talents from seed 1; sizes are the argument of each benchmark.
#include <benchmark/benchmark.h>

#include <map>
#include <random>

#include "common/base/dates.h"
#include "common/population/population.h"

namespace houniao::population {
namespace {

constexpr int kSkills = 300;

class MadeUpTalents {
 public:
  TalentFacts Next(int number) {
    TalentFacts facts;
    // 16 characters of a random id, in no order.
    facts.id = absl::StrFormat("%016x", static_cast<uint64_t>(number) * 0x9E3779B97F4A7C15u);
    for (int n = 4 + Below(8); n > 0; --n) {
      // A few skills are common and many are rare: the lesser of two draws.
      facts.skills.push_back(
          {std::min(Below(kSkills), Below(kSkills)), Below(4), Below(30), Below(3) == 0});
    }
    for (int n = 1 + Below(2); n > 0; --n) {
      facts.industries.push_back(absl::StrCat(1310 + 10 * Below(200)));
    }
    facts.majors = {absl::StrCat("major ", Below(800))};
    facts.region = absl::StrCat(110101 + 10000 * Below(5) + 100 * Below(12) + Below(10));
    if (Below(4) != 0) facts.served_regions = {absl::StrCat(35 + Below(8))};
    facts.education_rank = Below(5);
    facts.title_rank = Below(5);
    facts.tier_rank = std::max(0, Below(12) - 6);
    facts.experience_years = Below(40);
    facts.employment_status = 1 + Below(7);
    facts.forms = static_cast<uint16_t>(Below(1 << 10) << 1);
    facts.day_fee_fen = 50'000 * Below(10);
    facts.days_per_year = 30 + Below(90);
    facts.seasons = {{1 + Below(12), 1, 1 + Below(12), 28}};
    facts.weekend_only = Below(5) == 0;
    facts.remote_share_bp = 2500 * Below(4);
    facts.home_unit_consent = static_cast<HomeUnitConsent>(Below(3));
    facts.share_consent = Below(20) != 0;
    facts.home_unit = 1 + static_cast<uint64_t>(Below(50'000));
    return facts;
  }

  int Below(int end) { return static_cast<int>(random_() % static_cast<uint32_t>(end)); }

 private:
  std::mt19937 random_{1};
};

// Built once for each size and kept.
Population& PopulationOf(int size) {
  static auto* const built = new std::map<int, std::unique_ptr<Population>>();
  std::unique_ptr<Population>& population = (*built)[size];
  if (population != nullptr) return *population;
  population = std::make_unique<Population>();
  MadeUpTalents talents;
  for (int number = 0; number < size;) {
    std::vector<TalentChange> changes;
    for (; number < size && changes.size() < 1000; ++number) {
      TalentFacts facts = talents.Next(number);
      std::string id = facts.id;
      changes.push_back({std::move(id), std::move(facts)});
    }
    if (!population->ApplyTalents(std::move(changes), number).ok()) std::abort();
  }
  // One in twenty has 20 days booked.
  const int first_day = DayNumber(absl::CivilDay(2027, 1, 1));
  MadeUpTalents ids;
  for (int number = 0; number < size; number += 20) {
    EngagementBookings change{absl::StrCat("e", number), {}};
    const std::string id = ids.Next(number).id;
    for (int day = 0; day < 20; ++day) {
      change.bookings.push_back({id, {first_day + 3 * day, kWholeDay}});
    }
    population->ApplyBookings({std::move(change)}, number);
  }
  return *population;
}

void Load(benchmark::State& state) {
  const int size = static_cast<int>(state.range(0));
  MadeUpTalents talents;
  std::vector<TalentChange> changes;
  for (int number = 0; number < size; ++number) {
    TalentFacts facts = talents.Next(number);
    std::string id = facts.id;
    changes.push_back({std::move(id), std::move(facts)});
  }
  for (auto _ : state) {
    Population population;
    for (int from = 0; from < size; from += 1000) {
      const auto begin = changes.begin() + from;
      const auto end = changes.begin() + std::min(size, from + 1000);
      benchmark::DoNotOptimize(population.ApplyTalents({begin, end}, from));
    }
  }
  state.SetItemsProcessed(state.iterations() * size);
}

void UpsertKnown(benchmark::State& state) {
  const int size = static_cast<int>(state.range(0));
  Population& population = PopulationOf(size);
  MadeUpTalents talents;
  int64_t revision = 1LL << 40;
  for (auto _ : state) {
    state.PauseTiming();
    TalentFacts facts = talents.Next(talents.Below(size));
    state.ResumeTiming();
    benchmark::DoNotOptimize(population.Upsert(std::move(facts), ++revision));
  }
  state.SetItemsProcessed(state.iterations());
}

Query Selective() {
  Query query;
  query.on_day = DayNumber(absl::CivilDay(2027, 1, 1));
  query.skills = {{{{150, 2, 0}}}, {{{20, 1, 0}, {21, 1, 0}}}};
  query.industries = {"C"};
  query.served_region = "350902";
  query.forms = Bit(3);
  query.window = ServiceWindow{query.on_day, query.on_day + 120, WantedDays::kWorkdays};
  query.min_half_days = 40;
  return query;
}

Query Medium() {
  Query query = Selective();
  query.skills = {{{{20, 1, 0}}}};
  query.industries.clear();
  return query;
}

Query Everybody() {
  Query query = Selective();
  query.skills.clear();
  query.industries.clear();
  query.served_region.clear();
  query.forms = 0;
  return query;
}

void Candidates(benchmark::State& state, const Query& query) {
  const Population& population = PopulationOf(static_cast<int>(state.range(0)));
  uint64_t found = 0;
  for (auto _ : state) {
    const View view = population.view();
    found = view.Candidates(query)->cardinality();
    benchmark::DoNotOptimize(found);
  }
  state.counters["candidates"] = static_cast<double>(found);
}

// Not a time: what a talent weighs.
void Bytes(benchmark::State& state) {
  const Population& population = PopulationOf(static_cast<int>(state.range(0)));
  PopulationStats stats;
  for (auto _ : state) stats = population.stats();
  const auto each = [&](size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(stats.talents);
  };
  state.counters["dense"] = each(stats.dense_bytes());
  state.counters["columns"] = each(stats.column_bytes);
  state.counters["lists"] = each(stats.list_bytes);
  state.counters["ids"] = each(stats.id_bytes);
  state.counters["bitmaps"] = each(stats.bitmap_bytes);
  state.counters["bookings"] = each(stats.booking_bytes);
  state.counters["total"] = each(stats.total_bytes());
}

constexpr int64_t kSmall = 100'000, kLarge = 1'000'000;

BENCHMARK(Load)->Arg(kSmall)->Unit(benchmark::kMillisecond);
BENCHMARK(UpsertKnown)->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(Candidates, selective, Selective())
    ->Arg(kSmall)
    ->Arg(kLarge)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Candidates, medium, Medium())
    ->Arg(kSmall)
    ->Arg(kLarge)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Candidates, everybody, Everybody())
    ->Arg(kSmall)
    ->Arg(kLarge)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(Bytes)->Arg(kSmall)->Arg(kLarge)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace houniao::population

BENCHMARK_MAIN();
