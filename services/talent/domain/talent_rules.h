// What must hold of a profile beyond the field rules of the schema. Pure: `today` is passed in.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "common/errors/errors.h"

#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talent {

// Bytes of an external_id, which is a key of the database: 64 characters of up to four bytes may
// be more.
inline constexpr size_t kMostExternalIdBytes = 255;
// Empty, or what is wrong with it.
std::string ExternalIdFault(absl::string_view external_id);

// Brings the identity number to the form in which it is compared: half-width, upper case.
void NormalizeTalent(v1::Talent& talent);

// Everything that is wrong, with field paths below `prefix` ("talent"): an external_id of too many
// bytes, a citizen ID number that
// GB 11643-1999 refuses, a birth date that differs from it, dates in the future or in the wrong
// order, skills that the skill table lacks or that appear twice, seasons with days that no year
// has, restrictions of service that bar nobody or an industry that there is not. Expects a
// normalised profile.
std::vector<errors::FieldViolation> CheckTalent(const v1::Talent& talent, absl::CivilDay today,
                                                absl::string_view prefix = "talent");

// Verbs. INVALID_STATE_TRANSITION names what is allowed.
absl::Status SuspendTalent(v1::Talent& talent, absl::string_view reason);
absl::Status ResumeTalent(v1::Talent& talent);

}  // namespace houniao::talent
