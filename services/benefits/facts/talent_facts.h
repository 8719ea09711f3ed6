// Facts from the talent's profile and recognitions.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "services/benefits/rules/fact_set.h"

#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::benefits {

// What the talent service has about one person.
struct TalentRecord {
  talent::v1::Talent talent;
  std::vector<talent::v1::Recognition> recognitions;
};

// Ages and the like are read here, for statutory limits; never for matching. A field that is not
// filled in gives no fact. Of several recognitions that are valid on the day under one scheme the
// first tier in the order of text counts (`1` before `2`, `A` before `B`).
void AddTalentFacts(const TalentRecord& record, absl::CivilDay as_of, FactSet& facts);

// Why nothing may be paid to this person today; empty if nothing forbids it.
std::string PaymentObstacle(const talent::v1::Talent& talent, absl::CivilDay today);

}  // namespace houniao::benefits
