// What a policy means for a person: gates, criterion sets, awards, amounts and due dates.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/calendar/working_calendar.h"
#include "services/benefits/rules/fact_set.h"
#include "services/benefits/rules/gates.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

struct Inquiry {
  std::string policy;          // policies/{policy}
  std::string policy_version;  // policies/{policy}/versions/{version}
  std::string title;
  const v1::PolicyTerms* terms = nullptr;
  const FactSet* facts = nullptr;
  Usage usage;
  // Day for which facts, dates of force and the window are judged: that of the application.
  absl::CivilDay as_of;
  // From which payments are counted; on an inquiry the same as as_of.
  absl::CivilDay approval;
  // Keys of the awards that are claimed; empty means all.
  std::vector<std::string> awards;
  // What is claimed, fen; 0 means what the policy gives.
  int64_t claimed_fen = 0;
};

// Pure: the same inquiry gives the same answer.
v1::PolicyEvaluation Evaluate(const Inquiry& inquiry, const calendar::WorkingCalendar& calendar);

// YES first, then UNKNOWN, then NO, each by the name of the policy.
void SortEvaluations(std::vector<v1::PolicyEvaluation>& evaluations);

}  // namespace houniao::benefits
