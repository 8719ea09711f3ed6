// Who nearly fits a demand, and on which gate alone most people fail.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// True for a gate that rests on the demand or on the talent's own terms, so that the demand can
// give way on it. Gates of law, of consent and of conduct never can.
bool CanGiveWay(v1::Gate gate);

// Most gates that one who is still called near may fail.
inline constexpr int kMostMissedGates = 3;

// One who nearly fits. Too few days of the season are too few days left as well: that counts as
// one.
struct NearMiss {
  uint32_t row = 0;
  int gates = 0;               // that fail
  int64_t distance = 0;        // sum of how far off, each in basis points of what is asked for
  std::vector<size_t> failed;  // indexes of rules
};

// How far off those are who fail on one rule and no other.
struct MissedAlone {
  int64_t count = 0;
  // The smallest, ascending: in the unit of the rule, and years of those who lack years of a skill
  // alone. Empty where it is not a matter of numbers.
  std::vector<int64_t> shortfalls;
  std::vector<int64_t> years;
};

struct MissScan {
  std::vector<NearMiss> nearest;   // fewest gates, then the smallest distance, then by id
  std::vector<MissedAlone> alone;  // by rule
};

// The `most` nearest of those whom every gate of law lets pass, who fail one to kMostMissedGates
// others, and for each rule who fails on it alone, with the `depth` smallest shortfalls.
//
// Bitmaps of the musts are joined so that only those are looked at who fail at most one of them, or
// at most two or three while there are not enough others: one pass over bitmaps, then over rows
// that can still be near. `keep_going` is asked now and then; its error is the answer.
absl::StatusOr<MissScan> ScanMisses(const Subject& subject, const population::View& view,
                                    const GateList& gates, size_t most, size_t depth,
                                    const std::function<absl::Status()>& keep_going);

}  // namespace houniao::recruitment
