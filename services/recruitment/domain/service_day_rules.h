// The ledger of service days: what may be written down, who may say what, what counts.
#pragma once

#include <map>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// DAY_HALF_UNSPECIFIED means the whole day.
v1::DayHalf EffectiveHalf(v1::DayHalf half);
int CountHalves(v1::DayHalf half);
// True if every half of `part` is in `whole`.
bool IsWithin(v1::DayHalf part, v1::DayHalf whole);

// `engagements/e1/serviceDays/2026-03-02`.
std::string ServiceDayName(absl::string_view engagement, absl::CivilDay day);

// The record of an entry. INVALID_ARGUMENT (`field` names the entry) for a day that is in the
// future; SERVICE_DAY_NOT_BOOKED if the engagement has not booked that half.
absl::StatusOr<v1::ServiceDay> RecordServiceDay(const v1::Engagement& engagement,
                                                const v1::ServiceDayEntry& entry,
                                                absl::string_view field, absl::string_view actor,
                                                absl::CivilDay today);
// RECORDED to CONFIRMED; SAME_PERSON to who recorded or corrected it.
absl::Status ConfirmServiceDay(v1::ServiceDay& day, const v1::Engagement& engagement,
                               absl::string_view actor, absl::Time now);
// RECORDED or CONFIRMED to DISPUTED.
absl::Status DisputeServiceDay(v1::ServiceDay& day, absl::string_view actor,
                               absl::string_view reason);
// DISPUTED to SETTLED or REJECTED; SAME_PERSON to who disputed it.
absl::Status SettleServiceDay(v1::ServiceDay& day, const v1::Engagement& engagement,
                              const v1::SettleServiceDayRequest& request, absl::string_view actor);

inline constexpr int kMostCorrections = 20;
// What the day says instead, with what it said kept. RECORDED stays RECORDED, CONFIRMED becomes
// RECORDED again. INVALID_ARGUMENT if nothing would change; SERVICE_DAY_NOT_BOOKED for a half that
// the engagement has not booked; TOO_MANY_CORRECTIONS.
absl::Status CorrectServiceDay(v1::ServiceDay& day, const v1::Engagement& engagement,
                               const v1::CorrectServiceDayRequest& request, absl::string_view actor,
                               absl::Time now);

// CONFIRMED or SETTLED.
bool Counts(const v1::ServiceDay& day);
// Adds the halves of the day to the counts of the engagement, `sign` times.
void AddToCounts(const v1::ServiceDay& day, int sign, v1::Engagement& engagement);

}  // namespace houniao::recruitment
