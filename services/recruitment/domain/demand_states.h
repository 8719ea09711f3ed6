// The life of a demand: DRAFT, OPEN, FILLED, CLOSED, EXPIRED.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// DRAFT or CLOSED to OPEN, or FILLED if it is full. DISCRIMINATORY_TEXT, DEMAND_INCOMPLETE,
// INVALID_STATE_TRANSITION.
//
// `legal_basis` publishes words that discriminate because a law asks for them (SECURITY, section H:
// override by a person, with its legal basis); `decided_by` is who says so. Words, person and time
// are kept with the demand; NOTHING_TO_OVERRIDE if there are no such words. An earlier override
// does not carry over: it goes when the demand is published without need, and where there still is
// need somebody has to decide again.
absl::Status Publish(v1::Demand& demand, absl::Time now);
absl::Status PublishByLaw(v1::Demand& demand, absl::string_view legal_basis,
                          absl::string_view decided_by, absl::Time now);
// DRAFT, OPEN or FILLED to CLOSED.
absl::Status Close(v1::Demand& demand, absl::string_view reason);
// OK if talents may be held for it: OPEN. HEADCOUNT_FILLED, DEMAND_NOT_OPEN.
absl::Status RequireOpen(const v1::Demand& demand);
// OK if it is published: OPEN, or FILLED, where only one who has a place already can be held.
absl::Status RequirePublished(const v1::Demand& demand);

// One more, or one less, is confirmed. OPEN becomes FILLED and back; other states keep.
// HEADCOUNT_FILLED if there is no place.
absl::Status AddFilled(v1::Demand& demand);
void RemoveFilled(v1::Demand& demand);

// What a change of content may do to a stored demand: nothing once CLOSED or EXPIRED; while OPEN or
// FILLED it is checked as at publishing, and headcount cannot fall below those confirmed. An
// override of publishing holds for the words that it was given for and no others, and goes with
// them. Sets the state that follows from the new headcount.
absl::Status CheckDemandUpdate(const v1::Demand& before, v1::Demand& after, absl::Time now);

// True if the last day is past; then the demand is EXPIRED by the clock.
bool IsOver(const v1::Demand& demand, absl::CivilDay today);

}  // namespace houniao::recruitment
