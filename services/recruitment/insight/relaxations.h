// What a demand could ask for instead, one thing at a time.
#pragma once

#include <string>
#include <vector>

#include "services/recruitment/insight/near_misses.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// The same demand after it gave way.
struct RelaxedSubject {
  Subject subject;
  std::string wanted;  // what is asked for instead: `30 天 (原 63 天)`; `不作要求` if dropped
};

// Ways in which the demand can give way on one rule, the smallest first. Numbers are lowered (a fee
// raised) to what lets the `missing`-th nearest of those pass who fail on this rule alone, or the
// last if there are fewer; codes become wider; a must, a season, forms, regions and a way of
// payment can be dropped. Days are lowered, never dropped. Empty for gates of law and consent, and
// where nobody fails on the rule alone: giving way on it would bring nobody.
std::vector<RelaxedSubject> RelaxationsOf(const Subject& subject, const GateRule& rule,
                                          const MissedAlone& alone, int missing);

}  // namespace houniao::recruitment
