#include "services/recruitment/domain/service_day_rules.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"

namespace houniao::recruitment {
namespace {

using v1::ServiceDay;

absl::Status WrongState(const ServiceDay& day, absl::string_view verb,
                        const std::vector<std::string>& allowed) {
  return errors::InvalidStateTransition("recruitment.houniao/ServiceDay", day.name(),
                                        ServiceDay::State_Name(day.state()), verb, allowed);
}

std::vector<std::string> AllowedVerbs(ServiceDay::State state) {
  switch (state) {
    case ServiceDay::RECORDED:
      return {"confirm", "correct", "dispute"};
    case ServiceDay::CONFIRMED:
      return {"correct", "dispute"};
    case ServiceDay::DISPUTED:
      return {"settle"};
    default:
      return {};
  }
}

// Fee of a day that counts; by the day, rounded down for a half.
int64_t FeeOf(const ServiceDay& day, const v1::Engagement& engagement) {
  using namespace houniao::type::v1;
  const bool daily =
      engagement.fee_model() == FEE_MODEL_DAILY || engagement.fee_model() == FEE_MODEL_UNSPECIFIED;
  if (!daily || !Counts(day)) return 0;
  return CountHalves(day.half()) == 2 ? engagement.day_fee_fen() : engagement.day_fee_fen() / 2;
}

bool IsBooked(const v1::Engagement& engagement, absl::CivilDay day, v1::DayHalf half) {
  return std::any_of(engagement.booked_days().begin(), engagement.booked_days().end(),
                     [&](const v1::BookedDay& booked) {
                       return ToCivilDay(booked.date()) == day && IsWithin(half, booked.half());
                     });
}

// Recorded it, or wrote what it says now.
bool IsMaker(const ServiceDay& day, absl::string_view actor) {
  return day.recorded_by() == actor ||
         std::any_of(day.corrections().begin(), day.corrections().end(),
                     [&](const v1::ServiceDayCorrection& correction) {
                       return correction.corrected_by() == actor;
                     });
}

// The day as the request would have it.
ServiceDay Corrected(const ServiceDay& day, const v1::CorrectServiceDayRequest& request) {
  ServiceDay corrected = day;
  if (request.half() != v1::DAY_HALF_UNSPECIFIED) corrected.set_half(request.half());
  if (request.has_place()) corrected.set_place(request.place());
  if (request.has_remote()) corrected.set_remote(request.remote());
  if (request.has_work_done()) corrected.set_work_done(request.work_done());
  return corrected;
}

bool SaysTheSame(const ServiceDay& a, const ServiceDay& b) {
  return EffectiveHalf(a.half()) == EffectiveHalf(b.half()) && a.place() == b.place() &&
         a.remote() == b.remote() && a.work_done() == b.work_done();
}

void KeepCorrection(const ServiceDay& before, absl::string_view reason, absl::string_view actor,
                    absl::Time now, ServiceDay& day) {
  v1::ServiceDayCorrection& kept = *day.add_corrections();
  *kept.mutable_correct_time() = ToTimestamp(now);
  kept.set_corrected_by(std::string(actor));
  kept.set_reason(std::string(reason));
  kept.set_half(before.half());
  kept.set_place(before.place());
  kept.set_remote(before.remote());
  kept.set_work_done(before.work_done());
  kept.set_state(before.state());
}

}  // namespace

v1::DayHalf EffectiveHalf(v1::DayHalf half) {
  return half == v1::DAY_HALF_UNSPECIFIED ? v1::DAY_HALF_WHOLE : half;
}

int CountHalves(v1::DayHalf half) { return EffectiveHalf(half) == v1::DAY_HALF_WHOLE ? 2 : 1; }

bool IsWithin(v1::DayHalf part, v1::DayHalf whole) {
  return (EffectiveHalf(part) & ~EffectiveHalf(whole)) == 0;
}

std::string ServiceDayName(absl::string_view engagement, absl::CivilDay day) {
  return absl::StrCat(engagement, "/serviceDays/", FormatDay(day));
}

absl::StatusOr<ServiceDay> RecordServiceDay(const v1::Engagement& engagement,
                                            const v1::ServiceDayEntry& entry,
                                            absl::string_view field, absl::string_view actor,
                                            absl::CivilDay today) {
  const auto day = ToCivilDay(entry.date());
  if (!day.has_value()) {
    return errors::InvalidField(absl::StrCat(field, ".date"), "is not a calendar day");
  }
  if (*day > today) {
    return errors::InvalidField(absl::StrCat(field, ".date"),
                                absl::StrCat("is in the future: today is ", FormatDay(today)));
  }
  const v1::DayHalf half = EffectiveHalf(entry.half());
  if (!IsBooked(engagement, *day, half)) return ServiceDayNotBooked(engagement.name(), *day);
  ServiceDay recorded;
  recorded.set_name(ServiceDayName(engagement.name(), *day));
  *recorded.mutable_date() = ToDate(*day);
  recorded.set_half(half);
  recorded.set_place(entry.place());
  recorded.set_remote(entry.remote());
  recorded.set_work_done(entry.work_done());
  recorded.set_state(ServiceDay::RECORDED);
  recorded.set_recorded_by(std::string(actor));
  // A team's day stands for all of its members and is entered under its leader.
  recorded.set_talent(engagement.members_size() > 0 ? engagement.members(0) : engagement.talent());
  recorded.set_employer(engagement.employer());
  return recorded;
}

absl::Status ConfirmServiceDay(ServiceDay& day, const v1::Engagement& engagement,
                               absl::string_view actor, absl::Time now) {
  if (day.state() != ServiceDay::RECORDED) {
    return WrongState(day, "confirm", AllowedVerbs(day.state()));
  }
  if (IsMaker(day, actor)) return SamePerson(day.name(), "recorded or corrected", "confirm");
  day.set_state(ServiceDay::CONFIRMED);
  day.set_confirmed_by(std::string(actor));
  *day.mutable_confirm_time() = ToTimestamp(now);
  day.set_fee_fen(FeeOf(day, engagement));
  return absl::OkStatus();
}

absl::Status DisputeServiceDay(ServiceDay& day, absl::string_view actor, absl::string_view reason) {
  if (day.state() != ServiceDay::RECORDED && day.state() != ServiceDay::CONFIRMED) {
    return WrongState(day, "dispute", AllowedVerbs(day.state()));
  }
  day.set_state(ServiceDay::DISPUTED);
  day.set_disputed_by(std::string(actor));
  day.set_dispute_reason(std::string(reason));
  day.set_fee_fen(0);
  return absl::OkStatus();
}

absl::Status SettleServiceDay(ServiceDay& day, const v1::Engagement& engagement,
                              const v1::SettleServiceDayRequest& request, absl::string_view actor) {
  if (day.state() != ServiceDay::DISPUTED) {
    return WrongState(day, "settle", AllowedVerbs(day.state()));
  }
  if (day.disputed_by() == actor) return SamePerson(day.name(), "disputed", "settle");
  if (request.outcome() == v1::SettleServiceDayRequest::REJECTED) {
    if (request.half() != v1::DAY_HALF_UNSPECIFIED) {
      return errors::InvalidField("half", "says what counts of an upheld day; nothing counts here");
    }
    day.set_state(ServiceDay::REJECTED);
  } else {
    if (request.half() != v1::DAY_HALF_UNSPECIFIED) {
      if (!IsWithin(request.half(), day.half())) {
        return errors::InvalidField("half", "was not recorded");
      }
      day.set_half(request.half());
    }
    day.set_state(ServiceDay::SETTLED);
  }
  day.set_settled_by(std::string(actor));
  day.set_settlement(request.settlement());
  day.set_fee_fen(FeeOf(day, engagement));
  return absl::OkStatus();
}

absl::Status CorrectServiceDay(ServiceDay& day, const v1::Engagement& engagement,
                               const v1::CorrectServiceDayRequest& request, absl::string_view actor,
                               absl::Time now) {
  if (day.state() != ServiceDay::RECORDED && day.state() != ServiceDay::CONFIRMED) {
    return WrongState(day, "correct", AllowedVerbs(day.state()));
  }
  if (day.corrections_size() >= kMostCorrections) {
    return TooManyCorrections(day.name(), kMostCorrections);
  }
  ServiceDay corrected = Corrected(day, request);
  if (SaysTheSame(day, corrected)) {
    return errors::InvalidField("half", "must change, or place, remote or work_done");
  }
  const auto date = ToCivilDay(day.date());
  if (!date.has_value() || !IsBooked(engagement, *date, corrected.half())) {
    return ServiceDayNotBooked(engagement.name(), date.value_or(absl::CivilDay()));
  }
  KeepCorrection(day, request.reason(), actor, now, corrected);
  corrected.set_state(ServiceDay::RECORDED);
  corrected.clear_confirmed_by();
  corrected.clear_confirm_time();
  corrected.set_fee_fen(0);
  day = std::move(corrected);
  return absl::OkStatus();
}

bool Counts(const ServiceDay& day) {
  return day.state() == ServiceDay::CONFIRMED || day.state() == ServiceDay::SETTLED;
}

void AddToCounts(const ServiceDay& day, int sign, v1::Engagement& engagement) {
  const int halves = sign * CountHalves(day.half());
  if (day.state() != ServiceDay::REJECTED) {
    engagement.set_recorded_half_day_count(engagement.recorded_half_day_count() + halves);
  }
  if (Counts(day)) {
    engagement.set_confirmed_half_day_count(engagement.confirmed_half_day_count() + halves);
  }
  if (day.state() == ServiceDay::DISPUTED) {
    engagement.set_disputed_half_day_count(engagement.disputed_half_day_count() + halves);
  }
}

}  // namespace houniao::recruitment
