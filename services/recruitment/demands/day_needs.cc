#include "services/recruitment/demands/day_needs.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "common/population/bookings.h"
#include "common/population/terms.h"

namespace houniao::recruitment {

using population::Availability;
using population::WantedDays;

namespace {

// Days ahead that are kept as bits; windows that reach farther are asked one by one.
constexpr int kHorizonWords = 32;
constexpr int kHorizonDays = 64 * kHorizonWords;
constexpr int kYears = 7;  // that the horizon touches

HOUNIAO_INLINE int CountOnes(uint64_t word) { return __builtin_popcountll(word); }

// A set of days with the number of those before each word.
struct CountedDays {
  std::array<uint64_t, kHorizonWords + 1> words{};
  std::array<int, kHorizonWords + 1> before{};

  void Count() {
    int sum = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      before[i] = sum;
      sum += CountOnes(words[i]);
    }
  }
  // Days before `day`, which counts from the first day and is at most kHorizonDays.
  HOUNIAO_INLINE int Before(int day) const {
    const auto word = static_cast<size_t>(day >> 6);
    return before[word] + CountOnes(words[word] & ((uint64_t{1} << (day & 63)) - 1));
  }
};

std::tuple<int, int, int, int, int> SeasonKey(
    const std::optional<population::SeasonWindow>& season) {
  if (!season.has_value()) return {0, 0, 0, 0, 0};
  return {1, season->start_month, season->start_day, season->end_month, season->end_day};
}

}  // namespace

bool Before(const DayNeed& a, const DayNeed& b) {
  const auto key = [](const DayNeed& need) {
    return std::make_tuple(need.window.wanted, SeasonKey(need.window.season), need.window.from,
                           need.window.to, need.half_days);
  };
  return key(a) < key(b);
}

// Half days in season and free ones, by group, made when they are first asked for.
class DayAnswers::Days {
 public:
  Days(const DayNeeds& needs, const Availability& talent)
      : needs_(needs), talent_(talent), groups_(needs.groups_.size()) {
    AllowDays();
    if (talent.booked != nullptr) TakeBookings();
    if (talent.days_per_year >= 0) CountCaps();
  }

  // In [from, to), days from the first one on.
  HOUNIAO_INLINE int InSeason(uint32_t group, int from, int to) {
    const CountedDays& days = Of(group).in_season;
    return 2 * (days.Before(to) - days.Before(from));
  }

  HOUNIAO_INLINE int Remaining(uint32_t group, int from, int to) {
    const Counts& counts = Of(group);
    if (talent_.days_per_year < 0) return Free(counts, from, to);
    int remaining = 0;
    for (size_t year = 0; year < kYears && year_ends_[year] != 0; ++year) {
      const int begin = year == 0 ? 0 : year_ends_[year - 1];
      const int first = std::max(from, begin), end = std::min(to, year_ends_[year]);
      if (first < end) remaining += std::min(Free(counts, first, end), caps_[year]);
    }
    return remaining;
  }

 private:
  struct Counts {
    bool made = false;
    CountedDays in_season;
    // Mornings and afternoons that are not booked; the same as in_season if nothing is.
    CountedDays mornings, afternoons;
  };

  HOUNIAO_INLINE int Free(const Counts& counts, int from, int to) const {
    if (talent_.booked == nullptr) {
      return 2 * (counts.in_season.Before(to) - counts.in_season.Before(from));
    }
    return counts.mornings.Before(to) - counts.mornings.Before(from) +
           counts.afternoons.Before(to) - counts.afternoons.Before(from);
  }

  // Year by year: the terms of a talent are sets of days of a year.
  void AllowDays() {
    int day = 0;
    for (int year = population::SplitDay(needs_.first_day_).year; day < kHorizonDays; ++year) {
      const bool leap = population::IsLeapYear(year);
      const population::YearDays& days = talent_.terms->days(leap);
      for (size_t i = 0; i < days.words.size(); ++i)
        Put(days.words[i], day + 64 * static_cast<int>(i));
      day += leap ? 366 : 365;
    }
    if (!talent_.terms->weekend_only) return;
    for (size_t i = 0; i < kHorizonWords; ++i) allowed_[i] &= needs_.rest_[i];
  }

  void Put(uint64_t word, int day) {
    if (day >= kHorizonDays) return;
    const auto at = static_cast<size_t>(day >> 6);
    allowed_[at] |= word << (day & 63);
    if ((day & 63) != 0) allowed_[at + 1] |= word >> (64 - (day & 63));
  }

  void TakeBookings() {
    const int first = needs_.first_day_;
    talent_.booked->ForEachDay(first, first + kHorizonDays - 1,
                               [&](int day, population::Halves halves) {
                                 const auto at = static_cast<size_t>((day - first) >> 6);
                                 const uint64_t bit = uint64_t{1} << ((day - first) & 63);
                                 if ((halves & population::kMorning) != 0)
                                   booked_mornings_[at] |= bit;
                                 if ((halves & population::kAfternoon) != 0) {
                                   booked_afternoons_[at] |= bit;
                                 }
                               });
  }

  void CountCaps() {
    int day = 0;
    size_t index = 0;
    for (int year = population::SplitDay(needs_.first_day_).year; day < kHorizonDays; ++year) {
      const int length = population::IsLeapYear(year) ? 366 : 365;
      int booked = 0;
      if (talent_.booked != nullptr) {
        const int first = needs_.first_day_ + day;
        booked = talent_.booked->CountBooked(first, first + length - 1);
      }
      caps_[index] = std::max(0, 2 * talent_.days_per_year - booked);
      day += length;
      year_ends_[index++] = day;
    }
  }

  HOUNIAO_INLINE const Counts& Of(uint32_t group) {
    Counts& counts = groups_[group];
    if (!counts.made) Make(group, counts);
    return counts;
  }

  void Make(uint32_t group, Counts& counts) const {
    counts.made = true;
    const DayNeeds::Words& days = needs_.groups_[group].days;
    for (size_t i = 0; i < kHorizonWords; ++i) {
      const uint64_t word = days[i] & allowed_[i];
      counts.in_season.words[i] = word;
      counts.mornings.words[i] = word & ~booked_mornings_[i];
      counts.afternoons.words[i] = word & ~booked_afternoons_[i];
    }
    counts.in_season.Count();
    if (talent_.booked != nullptr) {
      counts.mornings.Count();
      counts.afternoons.Count();
    }
  }

  const DayNeeds& needs_;
  const Availability& talent_;
  std::array<uint64_t, kHorizonWords + 1> allowed_{};
  std::array<uint64_t, kHorizonWords + 1> booked_mornings_{};
  std::array<uint64_t, kHorizonWords + 1> booked_afternoons_{};
  std::array<int, kYears> year_ends_{};  // 0 behind the last
  std::array<int, kYears> caps_{};       // half days
  std::vector<Counts> groups_;
};

DayNeeds::DayNeeds(const population::RestDays& rest_days, int first_day)
    : rest_days_(rest_days),
      first_day_(population::FirstDayOfYear(population::SplitDay(first_day).year)),
      rest_(DaysOf(WantedDays::kRestDays, std::nullopt)) {}

DayNeeds::Words DayNeeds::DaysOf(WantedDays wanted,
                                 const std::optional<population::SeasonWindow>& season) const {
  population::ServiceWindow whole;
  whole.from = first_day_;
  whole.to = first_day_ + kHorizonDays - 1;
  Words days(kHorizonWords, 0);
  for (int day = whole.from; day <= whole.to; ++day) {
    const bool rest = rest_days_.IsRest(day);
    if (wanted != WantedDays::kAny && (wanted == WantedDays::kRestDays) != rest) continue;
    const int index = day - first_day_;
    days[static_cast<size_t>(index >> 6)] |= uint64_t{1} << (index & 63);
  }
  if (!season.has_value()) return days;
  int start = 0;
  for (int year = population::SplitDay(first_day_).year; start < kHorizonDays; ++year) {
    const bool leap = population::IsLeapYear(year);
    const population::YearDays in_season = population::SeasonDays({*season}, leap);
    const int length = leap ? 366 : 365;
    for (int i = 0; i < length && start + i < kHorizonDays; ++i) {
      const int index = start + i;
      if (!in_season.Has(i)) {
        days[static_cast<size_t>(index >> 6)] &= ~(uint64_t{1} << (index & 63));
      }
    }
    start += length;
  }
  return days;
}

uint32_t DayNeeds::GroupOf(const population::ServiceWindow& window) {
  for (size_t i = groups_.size(); i-- > 0;) {
    if (groups_[i].wanted == window.wanted && groups_[i].season == window.season) {
      return static_cast<uint32_t>(i);
    }
  }
  groups_.push_back({window.wanted, window.season, DaysOf(window.wanted, window.season)});
  return static_cast<uint32_t>(groups_.size() - 1);
}

void DayNeeds::Add(Slot slot, const std::optional<DayNeed>& need) {
  if (!need.has_value() || need->half_days <= 0) {
    span_of_.push_back(kNoWindow);
    return;
  }
  if (spans_.empty() || spans_.back().end != slot || !(spans_.back().window == need->window) ||
      runs_.back().half_days > need->half_days) {
    AddSpan(slot, *need);
  } else if (runs_.back().half_days < need->half_days) {
    runs_.push_back({need->half_days, slot});
    ++spans_.back().run_end;
  }
  spans_.back().end = slot + 1;
  span_of_.push_back(static_cast<uint32_t>(spans_.size() - 1));
}

void DayNeeds::AddSpan(Slot slot, const DayNeed& need) {
  Span& span = spans_.emplace_back();
  span.window = need.window;
  span.group = GroupOf(need.window);
  span.far = need.window.to >= first_day_ + kHorizonDays;
  span.run_begin = static_cast<uint32_t>(runs_.size());
  span.run_end = span.run_begin + 1;
  runs_.push_back({need.half_days, slot});
}

DayAnswers::DayAnswers(const DayNeeds& needs, const Availability& talent, int today)
    : needs_(needs),
      talent_(talent),
      today_(today),
      days_(std::make_unique<Days>(needs, talent_)),
      remaining_(needs.spans_.size(), -1) {}
DayAnswers::~DayAnswers() = default;

population::AvailabilityPlan DayAnswers::FarPlan(const DayNeeds::Span& span, int from) const {
  population::ServiceWindow window = span.window;
  window.from = from;
  return population::AvailabilityPlan(window, needs_.rest_days_);
}

HOUNIAO_INLINE int DayAnswers::InSeason(const DayNeeds::Span& span) {
  const int from = std::max(span.window.from, today_);
  if (from > span.window.to) return 0;
  if (!span.far) {
    return days_->InSeason(span.group, from - needs_.first_day_,
                           span.window.to + 1 - needs_.first_day_);
  }
  Availability unbooked = talent_;
  unbooked.booked = nullptr;
  return FarPlan(span, from).FreeHalfDays(unbooked);
}

HOUNIAO_INLINE int DayAnswers::Remaining(const DayNeeds::Span& span) {
  const int from = std::max(span.window.from, today_);
  if (from > span.window.to) return 0;
  if (!span.far) {
    return days_->Remaining(span.group, from - needs_.first_day_,
                            span.window.to + 1 - needs_.first_day_);
  }
  return FarPlan(span, from).RemainingHalfDays(talent_);
}

int DayAnswers::Count(uint32_t window) {
  return remaining_[window] = Remaining(needs_.spans_[window]);
}

// What remains is never more than what is in season.
HOUNIAO_INLINE DayAnswers::Removed DayAnswers::NarrowLoop(Bits& slots) {
  Removed removed;
  for (size_t i = 0; i < needs_.spans_.size(); ++i) {
    const DayNeeds::Span& span = needs_.spans_[i];
    const Slot begin = needs_.runs_[span.run_begin].begin;
    const Slot out_of_season = needs_.FirstBeyond(span, InSeason(span));
    removed.season += slots.TakeRange(out_of_season, span.end);
    if (out_of_season == begin) continue;
    remaining_[i] = Remaining(span);
    removed.remaining += slots.TakeRange(needs_.FirstBeyond(span, remaining_[i]), out_of_season);
  }
  return removed;
}

HOUNIAO_COUNTING DayAnswers::Removed DayAnswers::NarrowFast(Bits& slots) {
  return NarrowLoop(slots);
}

DayAnswers::Removed DayAnswers::Narrow(Bits& slots) {
  return CountsBitsFast() ? NarrowFast(slots) : NarrowLoop(slots);
}

}  // namespace houniao::recruitment
