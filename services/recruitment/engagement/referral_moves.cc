#include "services/recruitment/engagement/referral_moves.h"

#include <optional>

#include "common/base/status_macros.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/referral_states.h"

namespace houniao::recruitment {
namespace {

using resource::WriteScope;
using v1::Engagement;
using v1::Referral;

constexpr char kSqlOpenReferral[] =
    "SELECT name FROM referrals WHERE open_demand = ? AND candidate = ?";
constexpr char kSqlOtherHold[] =
    "SELECT name FROM engagements WHERE demand = ? AND state = 1 AND talent = ? AND team = ? "
    "AND name <> ? ORDER BY name LIMIT 1";

const std::string& CandidateOf(const Engagement& engagement) {
  return engagement.team().empty() ? engagement.talent() : engagement.team();
}

absl::StatusOr<std::optional<Referral>> OpenReferral(WriteScope& scope, const Kinds& kinds,
                                                     const Engagement& engagement) {
  ASSIGN_OR_RETURN(
      const auto name,
      scope.tx().QueryBytes(kSqlOpenReferral, {engagement.demand(), CandidateOf(engagement)}));
  if (!name.has_value()) return std::optional<Referral>();
  ASSIGN_OR_RETURN(auto referral, scope.Get<Referral>(kinds.referral, *name));
  return std::optional<Referral>(std::move(referral));
}

absl::Status Link(WriteScope& scope, const Kinds& kinds, const Engagement& engagement,
                  Referral::Stage stage) {
  ASSIGN_OR_RETURN(auto referral, OpenReferral(scope, kinds, engagement));
  if (!referral.has_value()) return absl::OkStatus();
  referral->set_engagement(engagement.name());
  // Held already by another hold: the newest one is named.
  MoveReferral(*referral, stage, "", ActorOf(scope.call()), scope.now());
  return scope.Replace(kinds.referral, *referral);
}

// The hold that the referral names is over.
absl::Status Unlink(WriteScope& scope, const Kinds& kinds, const Engagement& engagement,
                    Referral::Stage stage) {
  ASSIGN_OR_RETURN(auto referral, OpenReferral(scope, kinds, engagement));
  if (!referral.has_value() || referral->engagement() != engagement.name()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto other,
                   scope.tx().QueryBytes(kSqlOtherHold, {engagement.demand(), engagement.talent(),
                                                         engagement.team(), engagement.name()}));
  if (other.has_value()) {
    referral->set_engagement(*other);
  } else {
    // One that was refused keeps naming what was refused.
    if (stage == Referral::IN_CONTACT) referral->clear_engagement();
    MoveReferral(*referral, stage, engagement.end_reason(), ActorOf(scope.call()), scope.now());
  }
  return scope.Replace(kinds.referral, *referral);
}

}  // namespace

absl::Status MoveToHeld(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  return Link(scope, kinds, engagement, Referral::HELD);
}

absl::Status MoveToEngaged(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  return Link(scope, kinds, engagement, Referral::ENGAGED);
}

absl::Status MoveToRefused(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  return Unlink(scope, kinds, engagement, Referral::REFUSED_BY_TALENT);
}

absl::Status MoveBack(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  return Unlink(scope, kinds, engagement, Referral::IN_CONTACT);
}

}  // namespace houniao::recruitment
