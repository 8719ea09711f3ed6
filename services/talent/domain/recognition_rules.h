// The life of a recognition. Pure: `today` is passed in.
//
// EXPIRED is never stored: it is what a VALID or PAUSED recognition is called once its end date is
// past, and ShowState is the one place that says so.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"

#include "common/errors/errors.h"

#include "houniao/talent/v1/recognition.pb.h"

namespace houniao::talent {

// The state as a reader is told it on a day.
v1::Recognition::State StateOn(const v1::Recognition& recognition, absl::CivilDay today);
// Puts that state into the message, for the way out.
void ShowState(v1::Recognition& recognition, absl::CivilDay today);

// Dates in the wrong order; paths below `prefix`.
std::vector<errors::FieldViolation> CheckRecognition(const v1::Recognition& recognition,
                                                     absl::string_view prefix = "recognition");
// True if `cancelled` forbids a new recognition of the same scheme that is recorded on a day.
bool Bans(const v1::Recognition& cancelled, absl::CivilDay today);

// Verbs. INVALID_STATE_TRANSITION names what is allowed; INVALID_FIELD for a date that is past.
absl::Status PauseRecognition(v1::Recognition& recognition, absl::string_view reason,
                              absl::CivilDay today);
// `check_in_due_date` null: the old date stays.
absl::Status ResumeRecognition(v1::Recognition& recognition,
                               const google::type::Date* check_in_due_date, absl::CivilDay today);
// `ban_end_date` null: no ban.
absl::Status CancelRecognition(v1::Recognition& recognition, absl::string_view reason,
                               const google::type::Date* ban_end_date, absl::CivilDay today);

}  // namespace houniao::talent
