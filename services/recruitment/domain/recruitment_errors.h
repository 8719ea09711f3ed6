// The errors that the recruitment service owns. Domain `recruitment.houniao`.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

inline constexpr char kEmployerInUse[] = "EMPLOYER_IN_USE";
inline constexpr char kDemandInUse[] = "DEMAND_IN_USE";
inline constexpr char kDiscriminatoryText[] = "DISCRIMINATORY_TEXT";
inline constexpr char kNothingToOverride[] = "NOTHING_TO_OVERRIDE";
inline constexpr char kDemandIncomplete[] = "DEMAND_INCOMPLETE";
inline constexpr char kDemandNotOpen[] = "DEMAND_NOT_OPEN";
inline constexpr char kHeadcountFilled[] = "HEADCOUNT_FILLED";
inline constexpr char kDaysNotAvailable[] = "DAYS_NOT_AVAILABLE";
inline constexpr char kNotEligible[] = "NOT_ELIGIBLE";
inline constexpr char kTalentSuspended[] = "TALENT_SUSPENDED";
inline constexpr char kHoldExpired[] = "HOLD_EXPIRED";
inline constexpr char kServiceDaysOpen[] = "SERVICE_DAYS_OPEN";
inline constexpr char kSamePerson[] = "SAME_PERSON";
inline constexpr char kServiceDayNotBooked[] = "SERVICE_DAY_NOT_BOOKED";
inline constexpr char kServiceDayAlreadyRecorded[] = "SERVICE_DAY_ALREADY_RECORDED";
inline constexpr char kTooManyCorrections[] = "TOO_MANY_CORRECTIONS";
inline constexpr char kAlreadyRenewed[] = "ALREADY_RENEWED";
inline constexpr char kAlreadyEvaluated[] = "ALREADY_EVALUATED";
inline constexpr char kNotYourSide[] = "NOT_YOUR_SIDE";
inline constexpr char kNoNextSeason[] = "NO_NEXT_SEASON";
inline constexpr char kReferralAlreadyOpen[] = "REFERRAL_ALREADY_OPEN";
inline constexpr char kCandidateEngaged[] = "CANDIDATE_ENGAGED";
inline constexpr char kPlanImpossible[] = "PLAN_IMPOSSIBLE";
inline constexpr char kPlanTooLarge[] = "PLAN_TOO_LARGE";

// Words of a text that ask for what may not be asked for.
struct DiscriminatingWords {
  std::string field;   // "title", "description", "requirements[2].major.majors[0]"
  std::string words;   // as they stand in the folded text: "35岁以下"
  std::string ground;  // "age"
};

// Why a half of a day cannot be booked.
enum class Obstacle {
  kHeld,           // by a hold of somebody
  kConfirmed,      // by an agreed engagement of somebody
  kOutOfSeason,    // the talent does not come then
  kNotADayOfRest,  // the talent serves on days of rest only
  kAboveYearCap,   // the talent's days of the year are used up
};
struct UnavailableDay {
  std::string talent;  // talents/{talent}
  absl::CivilDay day;
  v1::DayHalf half = v1::DAY_HALF_WHOLE;  // the halves that are refused
  Obstacle obstacle = Obstacle::kHeld;
};

absl::Status EmployerInUse(absl::string_view employer, absl::string_view by);
absl::Status DemandInUse(absl::string_view demand, absl::string_view engagement);
absl::Status DiscriminatoryText(absl::string_view demand,
                                const std::vector<DiscriminatingWords>& found);
// A legal basis was given for words that are not there.
absl::Status NothingToOverride(absl::string_view demand);
// `missing` are fields with what is wrong: "period: is not given".
absl::Status DemandIncomplete(absl::string_view demand, const std::vector<std::string>& missing);
absl::Status DemandNotOpen(absl::string_view demand, absl::string_view state);
absl::Status HeadcountFilled(absl::string_view demand, int headcount);
// The first ten days are named; `refused` must not be empty.
absl::Status DaysNotAvailable(const std::vector<UnavailableDay>& refused);
// Too few days can be picked: half days asked for and found.
absl::Status TooFewDays(absl::string_view subject, int needed_half_days, int found_half_days);
// `gate` as the schema writes it; `needed` and `actual` in words.
absl::Status NotEligible(absl::string_view talent, absl::string_view gate, absl::string_view needed,
                         absl::string_view actual, absl::string_view basis);
absl::Status TalentSuspended(absl::string_view talent);
absl::Status HoldExpired(absl::string_view engagement, absl::Time when);
absl::Status ServiceDaysOpen(absl::string_view engagement, int recorded, int disputed);
// PERMISSION_DENIED: who did the one may not do the other.
absl::Status SamePerson(absl::string_view service_day, absl::string_view did,
                        absl::string_view wants);
absl::Status ServiceDayNotBooked(absl::string_view engagement, absl::CivilDay day);
absl::Status ServiceDayAlreadyRecorded(absl::string_view service_day);
absl::Status TooManyCorrections(absl::string_view service_day, int most);
// `next` is live, or was served.
absl::Status AlreadyRenewed(absl::string_view engagement, absl::string_view next);
absl::Status AlreadyEvaluated(absl::string_view engagement, absl::string_view side);
// PERMISSION_DENIED: an employer's account spoke for another side than HOST.
absl::Status NotYourSide(absl::string_view engagement, absl::string_view side);
// The period of the demand has none of the days that would be asked for.
absl::Status NoNextSeason(absl::string_view demand, absl::CivilDay first, absl::CivilDay last);
// ALREADY_EXISTS: `referral` is not final.
absl::Status ReferralAlreadyOpen(absl::string_view demand, absl::string_view candidate,
                                 absl::string_view referral);
absl::Status CandidateEngaged(absl::string_view demand, absl::string_view candidate,
                              absl::string_view engagement);

// `first` is in words what cannot be had, of `count` things that cannot be had together.
absl::Status PlanImpossible(absl::string_view first, int count);
// RESOURCE_EXHAUSTED: `what` are more than `most`; `hint` says what would fit.
absl::Status PlanTooLarge(absl::string_view what, int64_t count, int64_t most,
                          absl::string_view hint);
// The same refusal, saying which assignment of a plan it is about.
absl::Status OfAssignment(const absl::Status& refusal, absl::string_view demand,
                          absl::string_view talent);

// 上午, 下午 or 全天 in English: "morning", "afternoon", "whole day".
absl::string_view HalfText(v1::DayHalf half);

}  // namespace houniao::recruitment
