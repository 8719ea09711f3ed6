// The days that demands need, so that one talent can be asked about all of them at once.
//
// Demands of equal windows stand side by side in a table, those that need fewest half days first,
// so each distinct window is counted once and cuts its slots in two. Days are bits from a first day
// on; counting the half days of a window is two look-ups in running sums.
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

  size_t window_count() const { return spans_.size(); }
  // Number of the window that the slot stands in; kNoWindow if nothing is asked of it.
  static constexpr uint32_t kNoWindow = ~0u;
  uint32_t WindowOf(Slot slot) const { return span_of_[slot]; }

 private:
  friend class DayAnswers;
  using Words = std::vector<uint64_t>;

  // Days of one kind and season.
  struct Group {
    population::WantedDays wanted = population::WantedDays::kAny;
    std::optional<population::SeasonWindow> season;
    Words days;
  };
  // Neighbours of equal needs.
  struct Run {
    int half_days = 0;
    Slot begin = 0;
  };
  // Neighbours of equal windows, runs of ever more half days.
  struct Span {
    population::ServiceWindow window;
    uint32_t group = 0;
    bool far = false;  // beyond the horizon
    uint32_t run_begin = 0;
    uint32_t run_end = 0;
    Slot end = 0;
  };
  // The first slot of the span that needs more; its end if none does.
  Slot FirstBeyond(const Span& span, int half_days) const {
    for (uint32_t run = span.run_begin; run != span.run_end; ++run) {
      if (runs_[run].half_days > half_days) return runs_[run].begin;
    }
    return span.end;
  }
  void AddSpan(Slot slot, const DayNeed& need);
  uint32_t GroupOf(const population::ServiceWindow& window);
  Words DaysOf(population::WantedDays wanted,
               const std::optional<population::SeasonWindow>& season) const;

  const population::RestDays rest_days_;
  const int first_day_;  // 1 January
  Words rest_;
  std::vector<Group> groups_;
  std::vector<Run> runs_;
  std::vector<Span> spans_;
  std::vector<uint32_t> span_of_;  // by slot; kNoWindow: nothing is asked
};

// What one talent has for all those needs. Good while the needs and the availability live.
class DayAnswers {
 public:
  // `today` is not before the first day of the needs.
  DayAnswers(const DayNeeds& needs, const population::Availability& talent, int today);
  ~DayAnswers();

  // Slots that were taken out.
  struct Removed {
    int64_t season = 0;     // the talent cannot serve whatever is booked
    int64_t remaining = 0;  // it cannot serve as things are
  };
  // Takes those slots out that the talent cannot serve.
  Removed Narrow(Bits& slots);
  // Half days that can still be booked in the window of that number.
  int Remaining(uint32_t window) {
    return remaining_[window] >= 0 ? remaining_[window] : Count(window);
  }

 private:
  class Days;
  int InSeason(const DayNeeds::Span& span);
  int Remaining(const DayNeeds::Span& span);
  int Count(uint32_t window);
  Removed NarrowLoop(Bits& slots);
  HOUNIAO_COUNTING Removed NarrowFast(Bits& slots);
  population::AvailabilityPlan FarPlan(const DayNeeds::Span& span, int from) const;

  const DayNeeds& needs_;
  const population::Availability talent_;
  const int today_;
  const std::unique_ptr<Days> days_;
  std::vector<int> remaining_;  // by span; -1: not counted
};

}  // namespace houniao::recruitment
