// What was known of a talent, as ExplainMatch shows it.
#pragma once

#include "services/recruitment/matching/applicant.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

v1::MatchFeatures FeaturesOf(const Applicant& applicant, const Subject& subject,
                             const GateList& gates, const Stations* stations);

}  // namespace houniao::recruitment
