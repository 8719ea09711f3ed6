#include "services/recruitment/domain/recruitment_errors.h"

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::recruitment {
namespace {

constexpr char kDomain[] = "recruitment.houniao";
constexpr size_t kDaysNamed = 10;

absl::string_view ObstacleText(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kHeld:
      return "held";
    case Obstacle::kConfirmed:
      return "confirmed elsewhere";
    case Obstacle::kOutOfSeason:
      return "out of season";
    case Obstacle::kNotADayOfRest:
      return "not a day of rest";
    case Obstacle::kAboveYearCap:
      return "above the days of the year";
  }
  return "";
}

std::string Named(const UnavailableDay& refused, bool name_talents) {
  return absl::StrCat(name_talents ? refused.talent + " " : "", FormatDay(refused.day), " ",
                      HalfText(refused.half), " (", ObstacleText(refused.obstacle), ")");
}

}  // namespace

absl::string_view HalfText(v1::DayHalf half) {
  if (half == v1::DAY_HALF_MORNING) return "morning";
  if (half == v1::DAY_HALF_AFTERNOON) return "afternoon";
  return "whole day";
}

absl::Status EmployerInUse(absl::string_view employer, absl::string_view by) {
  return errors::Precondition(
      kEmployerInUse, kDomain, employer, absl::StrCat("`", employer, "` is in use by `", by, "`."),
      {{"used_by", std::string(by)}}, "Close its demands and end its engagements first.");
}

absl::Status DemandInUse(absl::string_view demand, absl::string_view engagement) {
  return errors::Precondition(kDemandInUse, kDomain, demand,
                              absl::StrCat("`", engagement, "` of `", demand, "` is not over."),
                              {{"used_by", std::string(engagement)}},
                              "Close the demand; its engagements go on.");
}

absl::Status DiscriminatoryText(absl::string_view demand,
                                const std::vector<DiscriminatingWords>& found) {
  std::vector<std::string> words, fields, grounds;
  for (const DiscriminatingWords& item : found) {
    if (words.size() == kDaysNamed) break;
    words.push_back(absl::StrCat("\"", item.words, "\" (", item.field, ")"));
    fields.push_back(item.field);
    grounds.push_back(item.ground);
  }
  return errors::Precondition(
      kDiscriminatoryText, kDomain, demand,
      absl::StrCat("The text asks for what may not be asked for: ", absl::StrJoin(words, ", "),
                   "."),
      {{"words", absl::StrJoin(words, ", ")},
       {"fields", absl::StrJoin(fields, ", ")},
       {"grounds", absl::StrJoin(grounds, ", ")}},
      "Say what the work needs, not who may do it: sex, age, marriage, ethnicity and household "
      "registration may not decide (Employment Promotion Law, articles 26 to 29).");
}

absl::Status NothingToOverride(absl::string_view demand) {
  return errors::Precondition(
      kNothingToOverride, kDomain, demand,
      absl::StrCat("`", demand, "` has no words that would need a legal basis."), {},
      "Publish it without publishing_override.");
}

absl::Status DemandIncomplete(absl::string_view demand, const std::vector<std::string>& missing) {
  return errors::Precondition(
      kDemandIncomplete, kDomain, demand,
      absl::StrCat("`", demand, "` cannot be published: ", absl::StrJoin(missing, "; "), "."),
      {{"missing", absl::StrJoin(missing, "; ")}}, "Update the demand, then publish it.");
}

absl::Status DemandNotOpen(absl::string_view demand, absl::string_view state) {
  return errors::Precondition(kDemandNotOpen, kDomain, demand,
                              absl::StrCat("`", demand, "` is ", state, ", not OPEN."),
                              {{"state", std::string(state)}}, "Publish the demand first.");
}

absl::Status HeadcountFilled(absl::string_view demand, int headcount) {
  return errors::Precondition(kHeadcountFilled, kDomain, demand,
                              absl::StrCat("All ", headcount, " of `", demand, "` are confirmed."),
                              {{"headcount", absl::StrCat(headcount)}},
                              "Raise the headcount, or release an engagement of the demand.");
}

absl::Status DaysNotAvailable(const std::vector<UnavailableDay>& refused) {
  const bool several = std::any_of(refused.begin(), refused.end(), [&](const UnavailableDay& day) {
    return day.talent != refused.front().talent;
  });
  std::vector<std::string> named;
  for (size_t i = 0; i < std::min(refused.size(), kDaysNamed); ++i) {
    named.push_back(Named(refused[i], several));
  }
  const std::string more = refused.size() > kDaysNamed
                               ? absl::StrCat(" and ", refused.size() - kDaysNamed, " more")
                               : "";
  return errors::Precondition(
      kDaysNotAvailable, kDomain, refused.front().talent,
      absl::StrCat(refused.size(), refused.size() == 1 ? " day" : " days",
                   " cannot be booked: ", absl::StrJoin(named, ", "), more, "."),
      {{"days", absl::StrJoin(named, ", ")}, {"count", absl::StrCat(refused.size())}},
      "Choose other days, or let the server pick them.");
}

absl::Status TooFewDays(absl::string_view subject, int needed_half_days, int found_half_days) {
  return errors::Precondition(
      kDaysNotAvailable, kDomain, subject,
      absl::StrCat("`", subject, "` has ", found_half_days, " half days left of the ",
                   needed_half_days, " that are needed."),
      {{"needed_half_days", absl::StrCat(needed_half_days)},
       {"found_half_days", absl::StrCat(found_half_days)},
       {"count", absl::StrCat(needed_half_days - found_half_days)}},
      "Ask for fewer days, another period, or another kind of days.");
}

absl::Status NotEligible(absl::string_view talent, absl::string_view gate, absl::string_view needed,
                         absl::string_view actual, absl::string_view basis) {
  return errors::Precondition(kNotEligible, kDomain, talent,
                              absl::StrCat("`", talent, "` does not pass ", gate, ": needed ",
                                           needed, ", is ", actual, "."),
                              {{"gate", std::string(gate)},
                               {"needed", std::string(needed)},
                               {"actual", std::string(actual)},
                               {"basis", std::string(basis)}},
                              "ExplainMatch shows all gates.");
}

absl::Status TalentSuspended(absl::string_view talent) {
  return errors::Precondition(kTalentSuspended, kDomain, talent,
                              absl::StrCat("The profile of `", talent, "` is not in use."), {},
                              "Choose another talent, or have the profile resumed.");
}

absl::Status HoldExpired(absl::string_view engagement, absl::Time when) {
  return errors::Precondition(
      kHoldExpired, kDomain, engagement,
      absl::StrCat("The hold `", engagement, "` ran out at ", FormatShanghai(when), "."),
      {{"hold_expire_time", FormatShanghai(when)}}, "Hold again.");
}

absl::Status ServiceDaysOpen(absl::string_view engagement, int recorded, int disputed) {
  return errors::Precondition(
      kServiceDaysOpen, kDomain, engagement,
      absl::StrCat("Service days of `", engagement, "` are open: ", recorded,
                   " wait for the unit, ", disputed, " are disputed."),
      {{"recorded", absl::StrCat(recorded)}, {"disputed", absl::StrCat(disputed)}},
      "Confirm or settle them first.");
}

absl::Status SamePerson(absl::string_view service_day, absl::string_view did,
                        absl::string_view wants) {
  return errors::Make(absl::StatusCode::kPermissionDenied, kSamePerson, kDomain,
                      absl::StrCat("Who ", did, " `", service_day, "` may not ", wants, " it."),
                      {{"name", std::string(service_day)}}, "Let another person do it.");
}

absl::Status ServiceDayNotBooked(absl::string_view engagement, absl::CivilDay day) {
  return errors::Precondition(
      kServiceDayNotBooked, kDomain, engagement,
      absl::StrCat(FormatDay(day), " is not booked in that half by `", engagement, "`."),
      {{"date", FormatDay(day)}}, "Record days that the engagement booked.");
}

absl::Status ServiceDayAlreadyRecorded(absl::string_view service_day) {
  return errors::Precondition(kServiceDayAlreadyRecorded, kDomain, service_day,
                              absl::StrCat("`", service_day, "` is recorded already."), {},
                              "Correct or dispute it if it is wrong.");
}

absl::Status TooManyCorrections(absl::string_view service_day, int most) {
  return errors::Precondition(
      kTooManyCorrections, kDomain, service_day,
      absl::StrCat("`", service_day, "` was corrected ", most, " times, which is the most."),
      {{"most", absl::StrCat(most)}}, "Dispute the day and settle it.");
}

absl::Status AlreadyRenewed(absl::string_view engagement, absl::string_view next) {
  return errors::Precondition(kAlreadyRenewed, kDomain, engagement,
                              absl::StrCat("`", engagement, "` is followed by `", next, "`."),
                              {{"next_engagement", std::string(next)}},
                              "Renew the one that follows, or decline or release it first.");
}

absl::Status AlreadyEvaluated(absl::string_view engagement, absl::string_view side) {
  return errors::Precondition(kAlreadyEvaluated, kDomain, engagement,
                              absl::StrCat(side, " has evaluated `", engagement, "` already."),
                              {{"side", std::string(side)}}, "Each side speaks once.");
}

absl::Status NotYourSide(absl::string_view engagement, absl::string_view side) {
  return errors::Make(absl::StatusCode::kPermissionDenied, kNotYourSide, kDomain,
                      absl::StrCat("An employer's account evaluates `", engagement,
                                   "` as HOST, not as ", side, "."),
                      {{"name", std::string(engagement)}, {"side", std::string(side)}},
                      "Let the office record what the talent says.");
}

absl::Status NoNextSeason(absl::string_view demand, absl::CivilDay first, absl::CivilDay last) {
  return errors::Precondition(
      kNoNextSeason, kDomain, demand,
      absl::StrCat("The period of `", demand, "` holds none of the days ", FormatDay(first), " to ",
                   FormatDay(last), " of the next season."),
      {{"first", FormatDay(first)}, {"last", FormatDay(last)}},
      "Name a demand of the next season, or lengthen the period of this one.");
}

absl::Status ReferralAlreadyOpen(absl::string_view demand, absl::string_view candidate,
                                 absl::string_view referral) {
  return errors::Make(
      absl::StatusCode::kAlreadyExists, kReferralAlreadyOpen, kDomain,
      absl::StrCat("`", candidate, "` is put forward for `", demand, "` by `", referral, "`."),
      {{"demand", std::string(demand)},
       {"candidate", std::string(candidate)},
       {"referral", std::string(referral)}},
      "Record what becomes of that referral.");
}

absl::Status CandidateEngaged(absl::string_view demand, absl::string_view candidate,
                              absl::string_view engagement) {
  return errors::Precondition(
      kCandidateEngaged, kDomain, candidate,
      absl::StrCat("`", candidate, "` serves `", demand, "` already by `", engagement, "`."),
      {{"demand", std::string(demand)}, {"engagement", std::string(engagement)}},
      "Renew the engagement if further days are wanted.");
}

absl::Status PlanImpossible(absl::string_view first, int count) {
  return errors::Make(
      absl::StatusCode::kFailedPrecondition, kPlanImpossible, kDomain,
      absl::StrCat(count, " things that the plan must keep cannot be had together: ", first, "."),
      {{"conflict_count", absl::StrCat(count)}}, "Drop any one of them.");
}

absl::Status PlanTooLarge(absl::string_view what, int64_t count, int64_t most,
                          absl::string_view hint) {
  return errors::Make(
      absl::StatusCode::kResourceExhausted, kPlanTooLarge, kDomain,
      absl::StrCat("The plan would have ", count, " ", what, ", at most ", most, " fit."),
      {{"count", absl::StrCat(count)}, {"most", absl::StrCat(most)}}, hint);
}

absl::Status OfAssignment(const absl::Status& refusal, absl::string_view demand,
                          absl::string_view talent) {
  absl::Status named(refusal.code(),
                     absl::StrCat("`", talent, "` for `", demand, "`: ", refusal.message()));
  refusal.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& payload) { named.SetPayload(type, payload); });
  return named;
}

}  // namespace houniao::recruitment
