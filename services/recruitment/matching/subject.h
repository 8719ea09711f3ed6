// What is looked for, with what the employer adds to the demand, ready to be matched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/population/availability.h"
#include "common/population/facts.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/employer.pb.h"

namespace houniao::recruitment {

struct Subject {
  v1::Demand demand;
  std::string employer;              // employers/{e}; empty for a demand of nobody
  uint64_t employer_key = 0;         // population::EmployerKey of its credit code
  population::Host host;             // the same, with its industry and the demand's
  std::string industry;              // of the demand, else of the employer
  std::vector<std::string> regions;  // of the demand, else of the employer
  absl::CivilDay today;              // the day of the question

  // The days that can still be booked: period from today on, season, kind. Absent without a period.
  std::optional<population::ServiceWindow> window;
  int needed_half_days = 0;

  // The first day that can be booked, as DayNumber; today without a period.
  int first_day() const;
};

Subject MakeSubject(v1::Demand demand, const v1::Employer& employer, absl::CivilDay today);

population::WantedDays WantedDaysOf(v1::DayKind kind);

}  // namespace houniao::recruitment
