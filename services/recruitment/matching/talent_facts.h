// The one door from a profile to what matching may know: an allow-list.
//
// Nothing else of a talent is read here, so nothing else can enter a gate or a score: no name, sex,
// date of birth or death, nationality, contact, identity document, photo, or native-place tie.
// (A death takes the talent out, as a suspension does; the date is not kept.)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "common/population/facts.h"

#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::recruitment {

// The {talent} of `talents/{talent}/...`; empty for another shape of name.
std::string TalentIdOf(absl::string_view name);

// Facts of the profile alone: no tier, no consent, no stations. Skills that the skill table does
// not know are left out; lists are cut to the limits of the population.
population::TalentFacts FactsOfTalent(const talent::v1::Talent& talent, absl::CivilDay today);

// Rank of a tier as schemes write it: 1 for `A`, `A1`, `1`, `特级`; 2 for `B`, `2`; 0 if it cannot
// be read. At most 20.
int TierRankOf(absl::string_view tier);

// What a recognition says about time and tier.
struct TierFact {
  int rank = 0;
  bool valid = false;  // VALID, whatever the day
  int first_day = 0;   // DayNumber
  std::optional<int> last_day;

  bool HoldsOn(int day) const {
    return rank > 0 && valid && first_day <= day && (!last_day.has_value() || day <= *last_day);
  }
};
TierFact FactOfRecognition(const talent::v1::Recognition& recognition);

// Puts the best tier that holds on `today` into the facts, or none. Of equal tiers the one that
// lasts longest.
void ApplyTiers(const std::vector<TierFact>& tiers, int today, population::TalentFacts& facts);

}  // namespace houniao::recruitment
