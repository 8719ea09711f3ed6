#include "services/talentctl/commands/engagement_view.h"

#include "common/base/dates.h"
#include "services/talentctl/commands/calendar_view.h"
#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

bool IsWhole(pb::DayHalf half) {
  return half == pb::DAY_HALF_WHOLE || half == pb::DAY_HALF_UNSPECIFIED;
}

struct Run {
  absl::CivilDay first;
  absl::CivilDay last;
  pb::DayHalf half;
};

std::string RunText(const Run& run) {
  std::string text = FormatDay(run.first);
  if (run.last != run.first) absl::StrAppend(&text, " ~ ", FormatDay(run.last));
  if (run.half == pb::DAY_HALF_MORNING) text += " am";
  if (run.half == pb::DAY_HALF_AFTERNOON) text += " pm";
  return text;
}

Table EvaluationTable(const pb::Engagement& engagement) {
  Table table({{"SIDE"}, {"RATING"}, {"AGAIN"}, {"SAYS", Align::kLeft, true}, {"BY"}, {"AT"}});
  for (const pb::Evaluation& evaluation : engagement.evaluations()) {
    table.Add({EnumText(evaluation.side()), absl::StrCat(evaluation.rating(), " of 5"),
               evaluation.again() ? Cell("yes", Colour::kGood) : Cell("no", Colour::kDoubt),
               evaluation.comment(), evaluation.evaluated_by(),
               TimeText(evaluation.evaluate_time())});
  }
  table.DropEmptyColumns();
  return table;
}

bool KeepsDays(pb::Engagement::State state) {
  return state == pb::Engagement::HELD || state == pb::Engagement::CONFIRMED ||
         state == pb::Engagement::ACTIVE || state == pb::Engagement::COMPLETED;
}

}  // namespace

std::string DaysOutline(const google::protobuf::RepeatedPtrField<pb::BookedDay>& booked) {
  std::vector<Run> runs;
  for (const pb::BookedDay& day : booked) {
    const auto date = ToCivilDay(day.date());
    if (!date.has_value()) continue;
    const pb::DayHalf half = IsWhole(day.half()) ? pb::DAY_HALF_WHOLE : day.half();
    if (!runs.empty() && runs.back().half == half && runs.back().last + 1 == *date) {
      runs.back().last = *date;
    } else {
      runs.push_back({*date, *date, half});
    }
  }
  std::vector<std::string> texts;
  for (const Run& run : runs) texts.push_back(RunText(run));
  return absl::StrJoin(texts, ", ");
}

void PrintEngagement(Session& session, const pb::Engagement& engagement) {
  Table table({{"ENGAGEMENT"},
               {"STATE"},
               {"DEMAND"},
               {"TALENT"},
               {"FORM"},
               {"PERIOD"},
               {"DAYS", Align::kRight},
               {"RECORDED", Align::kRight},
               {"CONFIRMED", Align::kRight},
               {"DISPUTED", Align::kRight},
               {"DAY FEE", Align::kRight},
               {"HELD UNTIL"}});
  table.Add(
      {engagement.name(), Cell(EnumText(engagement.state()), Colour::kStrong), engagement.demand(),
       engagement.team().empty() ? engagement.talent() : engagement.team(),
       EnumText(engagement.form()), RangeText(engagement.period()),
       DaysText(engagement.booked_half_day_count()), DaysText(engagement.recorded_half_day_count()),
       DaysText(engagement.confirmed_half_day_count()),
       DaysText(engagement.disputed_half_day_count()),
       engagement.day_fee_fen() > 0 ? YuanText(engagement.day_fee_fen()) : "",
       engagement.state() == pb::Engagement::HELD ? TimeText(engagement.hold_expire_time()) : ""});
  table.DropEmptyColumns();
  session.Print(table);
  if (engagement.booked_days_size() > 0) {
    session.Print(absl::StrCat("booked: ", DaysOutline(engagement.booked_days())));
  }
  if (!engagement.end_reason().empty()) {
    session.Print(absl::StrCat("reason: ", engagement.end_reason()));
  }
  if (!engagement.previous_engagement().empty()) {
    session.Print(absl::StrCat("follows: ", engagement.previous_engagement()));
  }
  if (!engagement.next_engagement().empty()) {
    session.Print(absl::StrCat("followed by: ", engagement.next_engagement()));
  }
  if (!engagement.evaluations().empty()) session.Print(EvaluationTable(engagement));
  if (KeepsDays(engagement.state())) PrintCalendarOf(session, engagement);
}

}  // namespace houniao::talentctl
