// How much was done on time, by policy, department and step.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "services/benefits/clockwork/deadlines.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

// A step of a case or a payment, as the report sees it.
struct TimedStep {
  std::string policy;  // policies/{policy}
  std::string policy_title;
  std::string department;
  std::string step;  // key of the step
  std::string step_title;
  absl::CivilDay entered;
  Standing standing;
  DueDay legal;
  // Working days for which the clock stood still.
  int paused_working_days = 0;
};

// Collects steps one by one; the report is as of `today`.
class OnTimeTally {
 public:
  OnTimeTally(std::optional<absl::CivilDay> first, std::optional<absl::CivilDay> last,
              absl::CivilDay today, const WorkingCalendar& calendar)
      : first_(first), last_(last), today_(today), calendar_(calendar) {}

  // Steps that were not open on any day of the period are passed over.
  void Add(const TimedStep& step);
  // Rows by key.
  v1::OnTimeReport Report() const;

 private:
  struct Row {
    std::string title;
    v1::OnTimeRow counts;
    std::vector<int> working_days;
  };
  void Count(Row& row, const TimedStep& step, v1::DeadlineStatus status) const;
  static v1::OnTimeRow Finished(const std::string& key, const Row& row);

  const std::optional<absl::CivilDay> first_, last_;
  const absl::CivilDay today_;
  const WorkingCalendar& calendar_;
  Row total_;
  std::map<std::string, Row> policies_, departments_, steps_;
};

}  // namespace houniao::benefits
