// Three-valued logic (Kleene): a missing fact is neither yes nor no.
#pragma once

#include "houniao/benefits/v1/eligibility.pb.h"

namespace houniao::benefits {

// NO wins, then UNKNOWN.
inline v1::Verdict And(v1::Verdict a, v1::Verdict b) {
  if (a == v1::VERDICT_NO || b == v1::VERDICT_NO) return v1::VERDICT_NO;
  if (a == v1::VERDICT_UNKNOWN || b == v1::VERDICT_UNKNOWN) return v1::VERDICT_UNKNOWN;
  return v1::VERDICT_YES;
}

// YES wins, then UNKNOWN.
inline v1::Verdict Or(v1::Verdict a, v1::Verdict b) {
  if (a == v1::VERDICT_YES || b == v1::VERDICT_YES) return v1::VERDICT_YES;
  if (a == v1::VERDICT_UNKNOWN || b == v1::VERDICT_UNKNOWN) return v1::VERDICT_UNKNOWN;
  return v1::VERDICT_NO;
}

inline v1::Verdict YesIf(bool holds) { return holds ? v1::VERDICT_YES : v1::VERDICT_NO; }

}  // namespace houniao::benefits
