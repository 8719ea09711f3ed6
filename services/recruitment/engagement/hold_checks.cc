#include "services/recruitment/engagement/hold_checks.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/population/store.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/team_members.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {
namespace {

using houniao::type::v1::EngagementForm;

absl::Status CheckSubjectKind(const v1::HoldEngagementRequest& request, const v1::Demand& demand) {
  const bool team = demand.kind() == v1::Demand::TEAM;
  if (team && request.team().empty()) {
    return errors::InvalidField("team", "is required: the demand asks for a whole team");
  }
  if (!team && request.talent().empty()) {
    return errors::InvalidField("talent", "is required: the demand asks for a person");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> MemberNames(const EngagementContext& context,
                                                     const CallContext& call,
                                                     const v1::HoldEngagementRequest& request) {
  if (!request.talent().empty()) return std::vector<std::string>{request.talent()};
  return MembersOfTeam(context.talents, call, request.team());
}

// The demand as this hold would have it: its form and fee in place of what the demand leaves open.
absl::StatusOr<v1::Demand> DemandOfHold(const v1::HoldEngagementRequest& request,
                                        v1::Demand demand) {
  if (request.form() != houniao::type::v1::ENGAGEMENT_FORM_UNSPECIFIED) {
    const bool offered = demand.forms().empty() ||
                         std::find(demand.forms().begin(), demand.forms().end(), request.form()) !=
                             demand.forms().end();
    if (!offered) return errors::InvalidField("form", "is none that the demand accepts");
    demand.clear_forms();
    demand.add_forms(request.form());
  }
  if (request.has_day_fee_fen()) {
    if (demand.fee_model() == houniao::type::v1::FEE_MODEL_UNPAID && request.day_fee_fen() > 0) {
      return errors::InvalidField("day_fee_fen", "cannot be paid: the service is unpaid");
    }
    demand.set_day_fee_fen(request.day_fee_fen());
  }
  return demand;
}

// A population of one, for the gates, which ask about rows. Each thread keeps one, because its
// pages cost more to make than everything that is asked; names that it has learnt stay in it, so
// now and then it is made anew.
class OnePerson {
 public:
  absl::StatusOr<Applicant> Seat(const population::TalentFacts& facts,
                                 const population::RestDays& rest_days) {
    constexpr int kMostSeated = 10000;
    if (store_ == nullptr || ++seated_ > kMostSeated) {
      store_ = std::make_unique<population::Store>(rest_days);
      seated_ = 0;
    } else {
      store_->Remove(id_);
      store_->SetRestDays(rest_days);
    }
    id_ = facts.id;
    RETURN_IF_ERROR(store_->Upsert(facts));
    return Applicant{store_.get(), *store_->RowOf(id_)};
  }

 private:
  std::unique_ptr<population::Store> store_;
  std::string id_;
  int seated_ = 0;
};

absl::Status CheckGates(const Subject& subject, const HoldMember& member,
                        const population::RestDays& rest_days) {
  thread_local OnePerson one;
  ASSIGN_OR_RETURN(const Applicant applicant, one.Seat(member.facts, rest_days));
  const GateList gates(subject, *applicant.store, nullptr);
  for (const GateRule& rule : gates.rules()) {
    if (!IsAskedAtHold(rule.gate) || rule.passes(applicant)) continue;
    return NotEligible(member.profile.talent.name(), v1::Gate_Name(rule.gate), rule.needed,
                       rule.actual(applicant), rule.basis);
  }
  return absl::OkStatus();
}

absl::StatusOr<EngagementForm> FormOf(const v1::Demand& demand,
                                      const std::vector<HoldMember>& members) {
  // All members serve in one form: the first that everybody accepts.
  uint16_t accepted = 0xFFFF;
  for (const HoldMember& member : members) {
    accepted &= AllowedForms(demand, member.facts.employment_status) & member.facts.forms;
  }
  const auto form = FirstForm(demand, houniao::type::v1::EMPLOYMENT_STATUS_RETIRED, accepted);
  if (form.has_value()) return *form;
  return NotEligible(members.front().profile.talent.name(), v1::Gate_Name(v1::GATE_FORM_ACCEPTED),
                     "one form for all members", "none", "terms of the members");
}

}  // namespace

absl::StatusOr<HoldPlan> PlanHold(const EngagementContext& context, const CallContext& call,
                                  const v1::HoldEngagementRequest& request, bool has_place) {
  HoldPlan plan;
  auto demand = context.store.Get<v1::Demand>(call, context.kinds.demand, request.demand());
  if (!demand.ok()) return HideMissing(call, demand.status());
  RETURN_IF_ERROR(RequireOwn(call, demand->employer()));
  RETURN_IF_ERROR(has_place ? RequirePublished(*demand) : RequireOpen(*demand));
  RETURN_IF_ERROR(CheckSubjectKind(request, *demand));
  ASSIGN_OR_RETURN(plan.employer, context.store.Get<v1::Employer>(call, context.kinds.employer,
                                                                  demand->employer()));
  ASSIGN_OR_RETURN(plan.demand, DemandOfHold(request, *std::move(demand)));
  ASSIGN_OR_RETURN(const auto names, MemberNames(context, call, request));
  ASSIGN_OR_RETURN(auto profiles, context.talents.Profiles(call, names));
  const absl::CivilDay today = context.clock.Today();
  const Subject subject = MakeSubject(plan.demand, plan.employer, today);
  for (TalentProfile& profile : profiles) {
    HoldMember member;
    member.facts = FactsOfTalent(profile.talent, today);
    member.facts.share_consent = profile.share_consent;
    member.profile = std::move(profile);
    if (member.facts.paused) return TalentSuspended(member.profile.talent.name());
    RETURN_IF_ERROR(CheckGates(subject, member, context.rest_days));
    plan.members.push_back(std::move(member));
  }
  ASSIGN_OR_RETURN(plan.form, FormOf(plan.demand, plan.members));
  plan.day_fee_fen = plan.demand.day_fee_fen();
  return plan;
}

}  // namespace houniao::recruitment
