// The stages of a referral: a table of what may follow what, and who brings it there.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/referral.pb.h"

namespace houniao::recruitment {

inline constexpr int kMostReferralSteps = 50;

// ENGAGED, REFUSED_BY_EMPLOYER, REFUSED_BY_TALENT, WITHDRAWN.
bool IsFinal(v1::Referral::Stage stage);

// Who may bring a referral from one stage to another.
enum class Mover {
  kPerson,      // RecordReferralOutcome
  kEngagement,  // hold, confirm, decline, release, expiry of an engagement
};
bool MayFollow(v1::Referral::Stage from, v1::Referral::Stage to, Mover mover);
// In the order of the enum.
std::vector<v1::Referral::Stage> StagesAfter(v1::Referral::Stage from, Mover mover);

// A new referral: PUT_FORWARD, with its first step.
void BeginReferral(v1::Referral& referral, absl::string_view actor, absl::Time now);
// What a person records. INVALID_STATE_TRANSITION names the stages that may follow;
// INVALID_ARGUMENT if a refusal or a withdrawal is without a reason.
absl::Status RecordOutcome(v1::Referral& referral, v1::Referral::Stage stage,
                           absl::string_view reason, absl::string_view actor, absl::Time now);
// What an engagement makes of it; false, and nothing changed, if the table does not have it.
bool MoveReferral(v1::Referral& referral, v1::Referral::Stage stage, absl::string_view reason,
                  absl::string_view actor, absl::Time now);

// INVALID_ARGUMENT unless the candidate is of the kind that the demand asks for: `talents/` for a
// person, `teams/` for a team.
absl::Status CheckCandidateKind(const v1::Demand& demand, absl::string_view candidate);
inline bool IsTeam(absl::string_view candidate) { return candidate.substr(0, 6) == "teams/"; }

}  // namespace houniao::recruitment
