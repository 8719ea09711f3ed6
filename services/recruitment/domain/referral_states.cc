#include "services/recruitment/domain/referral_states.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::recruitment {
namespace {

using v1::Referral;

struct Passage {
  Referral::Stage from;
  Referral::Stage to;
  Mover mover;
};

// Days are held and agreed by engagements alone. While they are held nobody else moves the
// referral: whoever wants out declines or releases the hold.
constexpr Passage kPassages[] = {
    {Referral::PUT_FORWARD, Referral::IN_CONTACT, Mover::kPerson},
    {Referral::PUT_FORWARD, Referral::INTERVIEWED, Mover::kPerson},
    {Referral::PUT_FORWARD, Referral::REFUSED_BY_EMPLOYER, Mover::kPerson},
    {Referral::PUT_FORWARD, Referral::REFUSED_BY_TALENT, Mover::kPerson},
    {Referral::PUT_FORWARD, Referral::WITHDRAWN, Mover::kPerson},
    {Referral::IN_CONTACT, Referral::INTERVIEWED, Mover::kPerson},
    {Referral::IN_CONTACT, Referral::REFUSED_BY_EMPLOYER, Mover::kPerson},
    {Referral::IN_CONTACT, Referral::REFUSED_BY_TALENT, Mover::kPerson},
    {Referral::IN_CONTACT, Referral::WITHDRAWN, Mover::kPerson},
    {Referral::INTERVIEWED, Referral::IN_CONTACT, Mover::kPerson},
    {Referral::INTERVIEWED, Referral::REFUSED_BY_EMPLOYER, Mover::kPerson},
    {Referral::INTERVIEWED, Referral::REFUSED_BY_TALENT, Mover::kPerson},
    {Referral::INTERVIEWED, Referral::WITHDRAWN, Mover::kPerson},
    {Referral::PUT_FORWARD, Referral::HELD, Mover::kEngagement},
    {Referral::IN_CONTACT, Referral::HELD, Mover::kEngagement},
    {Referral::INTERVIEWED, Referral::HELD, Mover::kEngagement},
    // Confirmed though it was held before it was put forward.
    {Referral::PUT_FORWARD, Referral::ENGAGED, Mover::kEngagement},
    {Referral::IN_CONTACT, Referral::ENGAGED, Mover::kEngagement},
    {Referral::INTERVIEWED, Referral::ENGAGED, Mover::kEngagement},
    {Referral::HELD, Referral::ENGAGED, Mover::kEngagement},
    {Referral::HELD, Referral::REFUSED_BY_TALENT, Mover::kEngagement},
    // Released, or the hold ran out: the two are where they were before it.
    {Referral::HELD, Referral::IN_CONTACT, Mover::kEngagement},
};

bool NeedsReason(Referral::Stage stage) {
  return stage == Referral::REFUSED_BY_EMPLOYER || stage == Referral::REFUSED_BY_TALENT ||
         stage == Referral::WITHDRAWN;
}

void Move(Referral& referral, Referral::Stage stage, absl::string_view reason,
          absl::string_view actor, absl::Time now) {
  // Holds may come and go without end. The first step and the newest ones stay; the audit trail
  // has them all.
  if (referral.steps_size() >= kMostReferralSteps) {
    referral.mutable_steps()->erase(referral.steps().begin() + 1);
  }
  referral.set_stage(stage);
  v1::ReferralStep* const step = referral.add_steps();
  step->set_stage(stage);
  *step->mutable_step_time() = ToTimestamp(now);
  step->set_recorded_by(std::string(actor));
  step->set_reason(std::string(reason));
}

std::string Words(Referral::Stage stage) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(Referral::Stage_Name(stage), {{"_", " "}}));
}

}  // namespace

bool IsFinal(Referral::Stage stage) { return stage == Referral::ENGAGED || NeedsReason(stage); }

bool MayFollow(Referral::Stage from, Referral::Stage to, Mover mover) {
  return std::any_of(std::begin(kPassages), std::end(kPassages), [&](const Passage& passage) {
    return passage.from == from && passage.to == to && passage.mover == mover;
  });
}

std::vector<Referral::Stage> StagesAfter(Referral::Stage from, Mover mover) {
  std::vector<Referral::Stage> stages;
  for (int stage = Referral::PUT_FORWARD; stage <= Referral::WITHDRAWN; ++stage) {
    if (MayFollow(from, static_cast<Referral::Stage>(stage), mover)) {
      stages.push_back(static_cast<Referral::Stage>(stage));
    }
  }
  return stages;
}

void BeginReferral(Referral& referral, absl::string_view actor, absl::Time now) {
  referral.clear_steps();
  referral.clear_engagement();
  Move(referral, Referral::PUT_FORWARD, "", actor, now);
}

absl::Status RecordOutcome(Referral& referral, Referral::Stage stage, absl::string_view reason,
                           absl::string_view actor, absl::Time now) {
  if (!MayFollow(referral.stage(), stage, Mover::kPerson)) {
    std::vector<std::string> allowed;
    for (const Referral::Stage next : StagesAfter(referral.stage(), Mover::kPerson)) {
      allowed.push_back(Referral::Stage_Name(next));
    }
    // What leads out of a hold is a verb on its engagement.
    if (referral.stage() == Referral::HELD) allowed = {"decline or release the engagement"};
    return errors::InvalidStateTransition("recruitment.houniao/Referral", referral.name(),
                                          Referral::Stage_Name(referral.stage()),
                                          absl::StrCat("become ", Words(stage)), allowed);
  }
  if (NeedsReason(stage) && absl::StripAsciiWhitespace(reason).empty()) {
    return errors::InvalidField("reason", "is required for a refusal or a withdrawal");
  }
  Move(referral, stage, reason, actor, now);
  return absl::OkStatus();
}

bool MoveReferral(Referral& referral, Referral::Stage stage, absl::string_view reason,
                  absl::string_view actor, absl::Time now) {
  if (!MayFollow(referral.stage(), stage, Mover::kEngagement)) return false;
  Move(referral, stage, reason, actor, now);
  return true;
}

absl::Status CheckCandidateKind(const v1::Demand& demand, absl::string_view candidate) {
  const bool team = demand.kind() == v1::Demand::TEAM;
  if (team == IsTeam(candidate)) return absl::OkStatus();
  return errors::InvalidField("referral.candidate",
                              team ? "must be of `teams/`: the demand asks for a whole team"
                                   : "must be of `talents/`: the demand asks for a person");
}

}  // namespace houniao::recruitment
