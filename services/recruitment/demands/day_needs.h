// The days that demands need, so that one talent can be asked about all of them at once.
//
// Demands of equal days stand side by side in a table, so each distinct need is answered once and
// holds for a run of slots. Days are bits from a first day on; counting the half days of a span is
// two look-ups in running sums.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "common/population/availability.h"
#include "services/recruitment/demands/bits.h"

namespace houniao::recruitment {

// What a demand needs; equal ones may share a run. No window or no half days: nothing is asked.
struct DayNeed {
  population::ServiceWindow window;
  int half_days = 0;

  bool operator==(const DayNeed&) const = default;
};
// An order in which equal needs are neighbours.
bool Before(const DayNeed& a, const DayNeed& b);

// Slots must be added in order, each once. Not thread-safe while they are.
class DayNeeds {
 public:
  // `first_day`: windows are cut to what is left from it on.
  DayNeeds(const population::RestDays& rest_days, int first_day);

  void Add(Slot slot, const std::optional<DayNeed>& need);

  size_t run_count() const { return runs_.size(); }

 private:
  friend class DayAnswers;
  using Words = std::vector<uint64_t>;
  static constexpr uint32_t kNoRun = ~0u;

  // Days of one kind and season.
  struct Group {
    population::WantedDays wanted = population::WantedDays::kAny;
    std::optional<population::SeasonWindow> season;
    Words days;
  };
  struct Run {
    DayNeed need;
    Slot begin = 0;
    Slot end = 0;
    uint32_t group = 0;
    bool far = false;  // beyond the horizon
  };
  uint32_t GroupOf(const population::ServiceWindow& window);
  Words DaysOf(population::WantedDays wanted,
               const std::optional<population::SeasonWindow>& season) const;

  const population::RestDays rest_days_;
  const int first_day_;  // 1 January
  Words rest_;
  std::vector<Group> groups_;
  std::vector<Run> runs_;
  std::vector<uint32_t> run_of_;  // by slot; kNoRun: nothing is asked
};

// What one talent has for all those needs. Good while the needs and the availability live.
class DayAnswers {
 public:
  // `today` is not before the first day of the needs.
  DayAnswers(const DayNeeds& needs, const population::Availability& talent, int today);
  ~DayAnswers();

  // Takes those slots out of `in_season` that the talent cannot serve whatever is booked, and those
  // out of `remaining` that it cannot serve as things are.
  void Narrow(Bits& in_season, Bits& remaining);
  // Half days that can still be booked for the demand in the slot, which asks for some.
  int Remaining(Slot slot);

 private:
  class Days;
  int InSeason(const DayNeeds::Run& run);
  int Remaining(const DayNeeds::Run& run);
  void NarrowLoop(Bits& in_season, Bits& remaining);
  HOUNIAO_COUNTING void NarrowFast(Bits& in_season, Bits& remaining);
  population::AvailabilityPlan FarPlan(const DayNeeds::Run& run, int from) const;

  const DayNeeds& needs_;
  const population::Availability talent_;
  const int today_;
  const std::unique_ptr<Days> days_;
};

}  // namespace houniao::recruitment
