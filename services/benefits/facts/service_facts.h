// Facts from engagements and confirmed service days.
#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"

#include "services/benefits/rules/fact_set.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::benefits {

// What the recruitment service has about the service of one person up to a day.
struct ServiceRecord {
  // All days to the day asked for, by engagement and calendar year.
  recruitment::v1::SummarizeServiceResponse all;
  // Those of the twelve months to that day.
  recruitment::v1::SummarizeServiceResponse rolling_year;
  // The engagement that was asked for by name.
  std::optional<recruitment::v1::Engagement> engagement;
};

// First day of the twelve months up to `as_of`.
absl::CivilDay RollingYearStart(absl::CivilDay as_of);

// Facts of the engagement asked for, or else of the one with the most confirmed days. Days are full
// working days: two confirmed halves on working days by the calendar. Without an engagement nothing
// is known, and there are no facts.
void AddServiceFacts(const ServiceRecord& record, absl::CivilDay as_of, FactSet& facts);

}  // namespace houniao::benefits
