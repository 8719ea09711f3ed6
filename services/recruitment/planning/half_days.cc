#include "services/recruitment/planning/half_days.h"

#include <algorithm>
#include <bit>

namespace houniao::recruitment::planning {
namespace {

int64_t Sum(const std::vector<Work>& works, uint32_t group) {
  int64_t sum = 0;
  for (uint32_t rest = group; rest != 0; rest &= rest - 1) {
    sum += works[std::countr_zero(rest)].half_days;
  }
  return sum;
}

// How many half days the group can have at most.
int64_t Rank(const Calendar& calendar, const std::vector<Work>& works, uint32_t group) {
  int64_t rank = 0;
  for (size_t year = 0; year < calendar.axis->years(); ++year) {
    int64_t count = 0;
    for (size_t w = calendar.axis->year_begin(year); w < calendar.axis->year_begin(year + 1); ++w) {
      uint64_t united = 0;
      for (uint32_t rest = group; rest != 0; rest &= rest - 1) {
        united |= (*works[std::countr_zero(rest)].days)[w];
      }
      count += std::popcount(united & (*calendar.free)[w]);
    }
    const int32_t cap = calendar.capacity[year];
    rank += cap < 0 ? count : std::min<int64_t>(count, cap);
  }
  return rank;
}

// Allots in order of day, each half day only if what is still to be allotted fits without it.
class Allotment {
 public:
  Allotment(const Calendar& calendar, const std::vector<Work>& works)
      : axis_(*calendar.axis), free_(*calendar.free), works_(works) {
    capacity_.assign(calendar.capacity, calendar.capacity + axis_.years());
  }

  HalfDaySet Allot(size_t work) {
    HalfDaySet allotted = axis_.Empty();
    for (size_t year = 0; year < axis_.years(); ++year) {
      for (size_t w = axis_.year_begin(year); w < axis_.year_begin(year + 1); ++w) {
        for (uint64_t rest = (*works_[work].days)[w] & free_[w];
             rest != 0 && works_[work].half_days > 0; rest &= rest - 1) {
          const uint64_t bit = rest & -rest;
          if (Take(work, year, w, bit)) allotted[w] |= bit;
        }
      }
    }
    return allotted;
  }

 private:
  bool Take(size_t work, size_t year, size_t word, uint64_t bit) {
    if (capacity_[year] == 0) return false;
    free_[word] &= ~bit;
    if (capacity_[year] > 0) --capacity_[year];
    --works_[work].half_days;
    if (FitTogether({&axis_, &free_, capacity_.data()}, works_)) return true;
    free_[word] |= bit;
    if (capacity_[year] >= 0) ++capacity_[year];
    ++works_[work].half_days;
    return false;
  }

  const HalfDayAxis& axis_;
  HalfDaySet free_;
  std::vector<int32_t> capacity_;
  std::vector<Work> works_;
};

}  // namespace

HalfDayAxis::HalfDayAxis(int from_day, int to_day) : from_day_(from_day), to_day_(to_day) {
  first_year_ = population::SplitDay(from_day).year;
  const int last_year = population::SplitDay(to_day).year;
  size_t words = 0;
  for (int year = first_year_; year <= last_year; ++year) {
    const int first = std::max(from_day, population::FirstDayOfYear(year));
    const int last = std::min(to_day, population::FirstDayOfYear(year + 1) - 1);
    year_first_day_.push_back(first);
    words += static_cast<size_t>((last - first + 1) * 2 + 63) / 64;
    year_begin_.push_back(words);
  }
}

size_t HalfDayAxis::Bit(int day) const {
  const size_t year = static_cast<size_t>(population::SplitDay(day).year - first_year_);
  return year_begin_[year] * 64 + static_cast<size_t>(day - year_first_day_[year]) * 2;
}

void HalfDayAxis::Add(HalfDaySet& set, population::DayHalves day) const {
  if (day.day < from_day_ || day.day > to_day_) return;
  const size_t bit = Bit(day.day);
  set[bit / 64] |= uint64_t{day.halves} << (bit % 64);
}

void HalfDayAxis::Remove(HalfDaySet& set, population::DayHalves day) const {
  if (day.day < from_day_ || day.day > to_day_) return;
  const size_t bit = Bit(day.day);
  set[bit / 64] &= ~(uint64_t{day.halves} << (bit % 64));
}

bool HalfDayAxis::Has(const HalfDaySet& set, int day, population::Halves half) const {
  if (day < from_day_ || day > to_day_) return false;
  const size_t bit = Bit(day);
  return (set[bit / 64] >> (bit % 64) & half) == half;
}

std::vector<population::DayHalves> HalfDayAxis::Days(const HalfDaySet& set) const {
  std::vector<population::DayHalves> days;
  for (size_t year = 0; year < years(); ++year) {
    for (size_t w = year_begin_[year]; w < year_begin_[year + 1]; ++w) {
      for (uint64_t rest = set[w]; rest != 0;) {
        const int shift = std::countr_zero(rest) & ~1;
        const int day =
            year_first_day_[year] + static_cast<int>((w - year_begin_[year]) * 32) + shift / 2;
        days.push_back({day, static_cast<population::Halves>(rest >> shift & 3)});
        rest &= ~(uint64_t{3} << shift);
      }
    }
  }
  return days;
}

bool FitsBeside(const Calendar& calendar, const std::vector<Work>& works) {
  if (works.size() > kMaxWorks) return false;
  const uint32_t newest = uint32_t{1} << (works.size() - 1);
  for (uint32_t others = 0; others < newest; ++others) {
    const uint32_t group = others | newest;
    if (Sum(works, group) > Rank(calendar, works, group)) return false;
  }
  return true;
}

bool FitTogether(const Calendar& calendar, const std::vector<Work>& works) {
  if (works.size() > kMaxWorks) return false;
  for (uint32_t group = 1; group < uint32_t{1} << works.size(); ++group) {
    if (Sum(works, group) > Rank(calendar, works, group)) return false;
  }
  return true;
}

std::vector<HalfDaySet> AllotDays(const Calendar& calendar, const std::vector<Work>& works) {
  Allotment allotment(calendar, works);
  std::vector<HalfDaySet> allotted;
  allotted.reserve(works.size());
  for (size_t work = 0; work < works.size(); ++work) allotted.push_back(allotment.Allot(work));
  return allotted;
}

}  // namespace houniao::recruitment::planning
