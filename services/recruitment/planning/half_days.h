// Half days as sets of bits, and whether several pieces of work fit into one calendar together.
//
// A talent can serve demands 1..k together if each demand i gets n_i half days of its own out of
// A_i (its days that are free for him), no half day twice, and no calendar year more than its cap.
// By Rado's theorem (independent transversals; the caps are a partition matroid) that is so exactly
// when for every group R of the demands
//   sum of n_i over R  <=  sum over the years of min(cap, half days of the year in the union of
//   A_i)
// so counting bits decides it: no search over days is needed.
#pragma once

#include <cstdint>
#include <vector>

#include "common/population/days.h"

namespace houniao::recruitment::planning {

// Bits of half days: bit 2i is the morning of the i-th day of the axis, 2i + 1 the afternoon. Each
// calendar year begins a new word, so a year is a range of words.
using HalfDaySet = std::vector<uint64_t>;

// The stretch of days that sets are over.
class HalfDayAxis {
 public:
  HalfDayAxis() = default;
  // Both ends included; `to` >= `from`.
  HalfDayAxis(int from_day, int to_day);

  HalfDaySet Empty() const { return HalfDaySet(words(), 0); }
  // Adds the halves of the day; days outside of the axis are ignored.
  void Add(HalfDaySet& set, population::DayHalves day) const;
  void Remove(HalfDaySet& set, population::DayHalves day) const;
  bool Has(const HalfDaySet& set, int day, population::Halves half) const;
  // In order of day; both halves of a day in one entry.
  std::vector<population::DayHalves> Days(const HalfDaySet& set) const;

  int from_day() const { return from_day_; }
  int to_day() const { return to_day_; }
  size_t words() const { return year_begin_.back(); }
  size_t years() const { return year_begin_.size() - 1; }
  int first_year() const { return first_year_; }
  // Words [year_begin(y), year_begin(y + 1)) hold year first_year() + y.
  size_t year_begin(size_t year) const { return year_begin_[year]; }

 private:
  size_t Bit(int day) const;  // of the morning

  int from_day_ = 0;
  int to_day_ = -1;
  int first_year_ = 0;
  std::vector<int> year_first_day_;  // first day of the axis in each year
  std::vector<size_t> year_begin_ = {0};
};

// One piece of work in the calendar of one talent.
struct Work {
  int32_t half_days = 0;
  const HalfDaySet* days = nullptr;  // where it may lie
};

// The calendar of one talent.
struct Calendar {
  const HalfDayAxis* axis = nullptr;
  const HalfDaySet* free = nullptr;
  const int32_t* capacity = nullptr;  // half days by year of the axis, -1: no cap
};

// At most this many pieces are judged together (2^n groups are counted).
inline constexpr size_t kMaxWorks = 16;

// Whether works.back() fits beside the others, which are known to fit without it.
// O(2^(works - 1) * words).
bool FitsBeside(const Calendar& calendar, const std::vector<Work>& works);
// Whether all fit together.
bool FitTogether(const Calendar& calendar, const std::vector<Work>& works);

// The half days of each work: the earliest that leave room for the others; exactly
// works[i].half_days each. Only for works that fit together.
std::vector<HalfDaySet> AllotDays(const Calendar& calendar, const std::vector<Work>& works);

}  // namespace houniao::recruitment::planning
