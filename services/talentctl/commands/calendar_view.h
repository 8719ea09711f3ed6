// The calendar of a talent, asked for and drawn.
#pragma once

#include <optional>
#include <string>

#include "services/talentctl/session.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talentctl {

// Empty if the caller may not read profiles: a picture then has no seasons.
talent::v1::FlexibleTerms TermsOf(Session& session, const std::string& talent);

// For people, beside an answer about a talent and a demand: the talent's days around the demand's.
// Prints nothing if the demand has no period or the caller may not see the days; says why if they
// cannot be had for another reason.
void PrintCalendarFor(Session& session, const std::string& talent,
                      const recruitment::v1::Demand& demand);

// The days of an engagement among those that are booked otherwise, for each member up to three.
void PrintCalendarOf(Session& session, const recruitment::v1::Engagement& engagement);

}  // namespace houniao::talentctl
