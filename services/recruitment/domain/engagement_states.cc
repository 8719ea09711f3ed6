#include "services/recruitment/domain/engagement_states.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"

namespace houniao::recruitment {
namespace {

using v1::Engagement;

std::vector<std::string> AllowedVerbs(Engagement::State state) {
  switch (state) {
    case Engagement::HELD:
      return {"confirm", "decline", "release"};
    case Engagement::CONFIRMED:
      return {"record service days", "release", "renew", "reinvite"};
    case Engagement::ACTIVE:
      return {"record service days", "complete", "release", "renew", "reinvite"};
    case Engagement::COMPLETED:
      return {"evaluate", "renew", "reinvite"};
    case Engagement::TERMINATED:
      return {"evaluate", "reinvite"};
    default:
      return {};
  }
}

absl::Status WrongState(const Engagement& engagement, absl::string_view verb) {
  return errors::InvalidStateTransition("recruitment.houniao/Engagement", engagement.name(),
                                        Engagement::State_Name(engagement.state()), verb,
                                        AllowedVerbs(engagement.state()));
}

void End(Engagement& engagement, Engagement::State state, absl::string_view reason,
         absl::Time now) {
  engagement.set_state(state);
  engagement.set_end_reason(std::string(reason));
  *engagement.mutable_end_time() = ToTimestamp(now);
}

}  // namespace

absl::Status Confirm(Engagement& engagement, absl::Time now) {
  if (engagement.state() == Engagement::EXPIRED) {
    return HoldExpired(engagement.name(), FromTimestamp(engagement.hold_expire_time()));
  }
  if (engagement.state() != Engagement::HELD) return WrongState(engagement, "confirm");
  const absl::Time expires = FromTimestamp(engagement.hold_expire_time());
  if (expires <= now) return HoldExpired(engagement.name(), expires);
  engagement.set_state(Engagement::CONFIRMED);
  *engagement.mutable_confirm_time() = ToTimestamp(now);
  return absl::OkStatus();
}

absl::Status Decline(Engagement& engagement, absl::string_view reason, absl::Time now) {
  if (engagement.state() != Engagement::HELD) return WrongState(engagement, "decline");
  End(engagement, Engagement::DECLINED, reason, now);
  return absl::OkStatus();
}

absl::Status Release(Engagement& engagement, absl::string_view reason, absl::Time now) {
  if (!IsLive(engagement.state())) return WrongState(engagement, "release");
  End(engagement,
      engagement.state() == Engagement::ACTIVE ? Engagement::TERMINATED : Engagement::RELEASED,
      reason, now);
  return absl::OkStatus();
}

absl::Status Expire(Engagement& engagement, absl::Time now) {
  if (engagement.state() != Engagement::HELD ||
      FromTimestamp(engagement.hold_expire_time()) > now) {
    return WrongState(engagement, "expire");
  }
  End(engagement, Engagement::EXPIRED, "", now);
  return absl::OkStatus();
}

absl::Status Complete(Engagement& engagement, int recorded, int disputed, absl::Time now) {
  if (engagement.state() != Engagement::ACTIVE) return WrongState(engagement, "complete");
  if (recorded + disputed > 0) return ServiceDaysOpen(engagement.name(), recorded, disputed);
  End(engagement, Engagement::COMPLETED, "", now);
  return absl::OkStatus();
}

absl::Status BeginService(Engagement& engagement) {
  if (engagement.state() == Engagement::ACTIVE) return absl::OkStatus();
  if (engagement.state() != Engagement::CONFIRMED) {
    return WrongState(engagement, "record service days");
  }
  engagement.set_state(Engagement::ACTIVE);
  return absl::OkStatus();
}

bool IsLive(Engagement::State state) {
  return state == Engagement::HELD || state == Engagement::CONFIRMED || state == Engagement::ACTIVE;
}

bool TakesPlace(Engagement::State state) {
  return state == Engagement::CONFIRMED || state == Engagement::ACTIVE ||
         state == Engagement::COMPLETED;
}

absl::Status RequireLive(const Engagement& engagement, absl::string_view verb) {
  return IsLive(engagement.state()) ? absl::OkStatus() : WrongState(engagement, verb);
}

absl::Status RequireRenewable(const Engagement& engagement) {
  return TakesPlace(engagement.state()) ? absl::OkStatus() : WrongState(engagement, "renew");
}

absl::Status RequireReinvitable(const Engagement& engagement) {
  const bool served =
      TakesPlace(engagement.state()) || engagement.state() == Engagement::TERMINATED;
  return served && engagement.booked_days_size() > 0 ? absl::OkStatus()
                                                     : WrongState(engagement, "reinvite");
}

bool IsFollowed(const Engagement& next) {
  return IsLive(next.state()) || next.state() == Engagement::COMPLETED ||
         next.state() == Engagement::TERMINATED;
}

absl::Status Evaluate(Engagement& engagement, const v1::EvaluateEngagementRequest& request,
                      bool for_employer, absl::string_view actor, absl::Time now) {
  const v1::EngagementParty::Role side = request.side();
  if (side != v1::EngagementParty::HOST && side != v1::EngagementParty::TALENT) {
    return errors::InvalidField("side", "must be HOST or TALENT");
  }
  if (request.rating() < 1 || request.rating() > 5) {
    return errors::InvalidField("rating", "must be 1 to 5");
  }
  const std::string& side_name = v1::EngagementParty::Role_Name(side);
  if (for_employer && side != v1::EngagementParty::HOST) {
    return NotYourSide(engagement.name(), side_name);
  }
  if (engagement.state() != Engagement::COMPLETED && engagement.state() != Engagement::TERMINATED) {
    return WrongState(engagement, "evaluate");
  }
  for (const v1::Evaluation& given : engagement.evaluations()) {
    if (given.side() == side) return AlreadyEvaluated(engagement.name(), side_name);
  }
  v1::Evaluation& evaluation = *engagement.add_evaluations();
  evaluation.set_side(side);
  evaluation.set_rating(request.rating());
  evaluation.set_again(request.again());
  evaluation.set_comment(request.comment());
  evaluation.set_evaluated_by(std::string(actor));
  *evaluation.mutable_evaluate_time() = ToTimestamp(now);
  return absl::OkStatus();
}

}  // namespace houniao::recruitment
