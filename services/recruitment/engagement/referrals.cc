#include "services/recruitment/engagement/referrals.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "common/resource/standard_methods.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/domain/referral_states.h"
#include "services/recruitment/engagement/team_members.h"
#include "services/recruitment/matching/talent_facts.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {
namespace {

using resource::WriteScope;

constexpr char kConsentLaw[] = "个人信息保护法第二十三条";

// People are named to an employer here: each must be in use and agree to be shown.
absl::Status CheckCandidate(const EngagementContext& context, const CallContext& call,
                            const std::string& candidate) {
  std::vector<std::string> names = {candidate};
  if (IsTeam(candidate)) {
    ASSIGN_OR_RETURN(names, MembersOfTeam(context.talents, call, candidate));
  }
  ASSIGN_OR_RETURN(const auto profiles, context.talents.Profiles(call, names));
  for (const TalentProfile& profile : profiles) {
    const std::string& name = profile.talent.name();
    if (FactsOfTalent(profile.talent, context.clock.Today()).paused) return TalentSuspended(name);
    if (!profile.share_consent) {
      return NotEligible(name, v1::Gate_Name(v1::GATE_SHARE_CONSENT), "同意向用人单位展示",
                         "未同意或已撤回", kConsentLaw);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Referral> CreateReferral(const EngagementContext& context, CallContext& call,
                                            const v1::CreateReferralRequest& request) {
  const auto demand =
      context.store.Get<v1::Demand>(call, context.kinds.demand, request.referral().demand());
  if (absl::IsNotFound(demand.status())) {
    RETURN_IF_ERROR(RequireOwn(call, ""));
    return errors::ReferenceMissing("referral.demand", request.referral().demand());
  }
  RETURN_IF_ERROR(demand.status());
  RETURN_IF_ERROR(RequireOwn(call, demand->employer()));
  RETURN_IF_ERROR(CheckCandidateKind(*demand, request.referral().candidate()));
  // A refusal goes through the mutation; see HoldEngagement.
  const absl::Status known = CheckCandidate(context, call, request.referral().candidate());
  if (!known.ok() && errors::ReasonOf(known).empty()) return known;
  v1::Referral reply;
  RETURN_IF_ERROR(context.store.Mutate(
      call, request, &reply, [&](WriteScope& scope, resource::Message* out) -> absl::Status {
        RETURN_IF_ERROR(known);
        auto& referral = static_cast<v1::Referral&>(*out);
        referral = request.referral();
        const std::string& id = request.referral_id();
        referral.set_name(
            context.kinds.referral.pattern().Format("", id.empty() ? scope.ids().NewId() : id));
        return resource::StandardMethods::CreateIn(scope, context.kinds.referral, referral);
      }));
  return reply;
}

absl::StatusOr<v1::Referral> RecordReferralOutcome(
    const EngagementContext& context, CallContext& call,
    const v1::RecordReferralOutcomeRequest& request) {
  const auto stored = context.store.Get<v1::Referral>(call, context.kinds.referral, request.name());
  if (!stored.ok()) return HideMissing(call, stored.status());
  RETURN_IF_ERROR(RequireOwn(call, stored->employer()));
  return resource::Transition<v1::Referral>(context.store, call, context.kinds.referral, request,
                                            [&](WriteScope& scope, v1::Referral& referral) {
                                              return RecordOutcome(referral, request.stage(),
                                                                   request.reason(), ActorOf(call),
                                                                   scope.now());
                                            });
}

}  // namespace houniao::recruitment
