// The calendars of the talents of one problem: which demands one talent can serve together.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Without PlanProblem::days: one demand each, no questions of days.
class Calendars {
 public:
  // The problem must outlive it.
  explicit Calendars(const PlanProblem& problem) : problem_(problem) {}

  // At most kMaxWorks.
  size_t max_demands_per_talent() const;
  bool FitTogether(uint32_t talent, const std::vector<uint32_t>& demands) const;
  // Whether the demand fits beside the others, which are known to fit together.
  bool FitsBeside(uint32_t talent, const std::vector<uint32_t>& others, uint32_t demand) const;
  // Half days of each demand; empty sets without days.
  std::vector<HalfDaySet> Allot(uint32_t talent, const std::vector<uint32_t>& demands) const;
  // Half days of the talent that any of the demands could lie on, caps counted.
  int64_t HalfDaysFor(uint32_t talent, const std::vector<uint32_t>& demands) const;

 private:
  Calendar Of(uint32_t talent) const;
  Work WorkOf(uint32_t talent, uint32_t demand) const;

  const PlanProblem& problem_;
};

}  // namespace houniao::recruitment::planning
