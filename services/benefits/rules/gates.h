// Conditions of a policy that no criterion set can make up for: the person's standing, effective
// dates, application window, exclusions, caps and quota.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "services/benefits/rules/criteria.h"
#include "services/benefits/rules/fact_set.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// What our own register says was granted before, without the case in question.
struct Usage {
  struct Use {
    int64_t amount_fen = 0;
    int64_t cases = 0;
  };
  // One for each cap of the terms, in its scope and period.
  std::vector<Use> caps;
  // Cases approved under the policy in the calendar year.
  int64_t cases_this_year = 0;
  // Granted in kind in the calendar year, by award, over all persons.
  std::map<std::string, int64_t> in_kind_this_year;
  // One for each offset of the terms: what the person received under it, fen.
  std::vector<int64_t> offsets;
};

// A gate's lines of the trace, in the order of eligibility.proto.
std::vector<v1::CriterionTrace> TraceGates(const v1::PolicyTerms& terms, const FactSet& facts,
                                           const Usage& usage, const Occasion& occasion,
                                           absl::CivilDay today);

// What is left under the tightest money cap, fen; nothing if no cap limits money.
std::optional<int64_t> LeftUnderCaps(const v1::PolicyTerms& terms, const FactSet& facts,
                                     const Usage& usage);

// Day on which a submission counts: the 1st of the next month after the cut-off day.
absl::CivilDay CountedDay(absl::CivilDay submitted, int cut_off_day);

// True if `day` lies in one of the windows; always if there are none.
bool InApplicationWindow(const v1::PolicyTerms& terms, absl::CivilDay day);

}  // namespace houniao::benefits
