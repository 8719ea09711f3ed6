// availability: the calendar of a talent.
#include "common/base/dates.h"
#include "common/calendar/season.h"
#include "common/calendar/working_calendar.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/today.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct AvailabilityArguments {
  std::string talent;
  std::string from;
  std::string to;
};

// The half year from the first day of this month, if nothing is said.
absl::StatusOr<type::v1::DateRange> PeriodOf(Session& session,
                                             const AvailabilityArguments& arguments) {
  ASSIGN_OR_RETURN(auto range, RangeOf(arguments.from, arguments.to));
  if (!range.has_start_date()) {
    ASSIGN_OR_RETURN(const absl::CivilDay today, TodayOf(session, "recruitment"));
    *range.mutable_start_date() = ToDate(absl::CivilDay(absl::CivilMonth(today)));
  }
  if (!range.has_end_date()) {
    const absl::CivilDay first = *ToCivilDay(range.start_date());
    *range.mutable_end_date() = ToDate(absl::CivilDay(absl::CivilMonth(first) + 6) - 1);
  }
  return range;
}

// One character for each day of a month.
class Picture {
 public:
  Picture(const pb::GetAvailabilityResponse& reply, const talent::v1::FlexibleTerms& terms,
          absl::CivilDay first, absl::CivilDay last)
      : terms_(terms), first_(first), last_(last) {
    for (const pb::TalentBookedDay& booked : reply.booked_days()) {
      const auto day = ToCivilDay(booked.date());
      if (day.has_value()) halves_[*day] |= booked.half() == 0 ? 3 : booked.half();
    }
  }

  Table Months() const {
    std::string days;
    for (int day = 1; day <= 31; ++day) days += absl::StrCat(day % 10);
    Table table({{"MONTH"}, {days}, {"BOOKED", Align::kRight}});
    for (absl::CivilMonth month(first_); month <= absl::CivilMonth(last_); ++month) {
      std::string line;
      int booked = 0;
      for (absl::CivilDay day(month); absl::CivilMonth(day) == month; ++day) {
        line += MarkOf(day);
        if (const auto found = halves_.find(day); found != halves_.end()) {
          booked += found->second == 3 ? 2 : 1;
        }
      }
      table.Add({FormatDay(absl::CivilDay(month)).substr(0, 7), line, DaysText(booked)});
    }
    return table;
  }

 private:
  bool InSeason(absl::CivilDay day) const {
    if (terms_.seasons().empty()) return true;
    return std::any_of(terms_.seasons().begin(), terms_.seasons().end(),
                       [day](const auto& season) { return calendar::Contains(season, day); });
  }

  char MarkOf(absl::CivilDay day) const {
    if (day < first_ || day > last_) return ' ';
    if (const auto found = halves_.find(day); found != halves_.end()) {
      return found->second == 3 ? '#' : found->second == 1 ? 'a' : 'p';
    }
    const bool rest = calendar::WorkingCalendar::Announced().KindOf(day) == calendar::DayKind::kOff;
    if (!InSeason(day) || (terms_.weekend_only() && !rest)) return '~';
    return rest ? '-' : '.';
  }

  const talent::v1::FlexibleTerms& terms_;
  const absl::CivilDay first_;
  const absl::CivilDay last_;
  std::map<absl::CivilDay, int> halves_;  // 1 morning, 2 afternoon, 3 both
};

Table YearTable(const pb::GetAvailabilityResponse& reply) {
  Table table({{"YEAR"},
               {"MOST DAYS", Align::kRight},
               {"BOOKED", Align::kRight},
               {"LEFT IN PERIOD", Align::kRight}});
  for (const pb::YearAvailability& year : reply.years()) {
    table.Add({absl::StrCat(year.year()),
               year.has_days_per_year() ? absl::StrCat(year.days_per_year()) : "no limit",
               DaysText(year.booked_half_day_count()), DaysText(year.remaining_half_day_count())});
  }
  return table;
}

// Half days booked by each engagement.
Table BookingTable(const pb::GetAvailabilityResponse& reply) {
  std::map<std::string, int> halves;
  for (const pb::TalentBookedDay& day : reply.booked_days()) {
    const bool half = day.half() == pb::DAY_HALF_MORNING || day.half() == pb::DAY_HALF_AFTERNOON;
    halves[day.engagement()] += half ? 1 : 2;
  }
  Table table({{"BOOKED BY"}, {"DAYS", Align::kRight}});
  for (const auto& [engagement, count] : halves) table.Add({engagement, DaysText(count)});
  return table;
}

// Empty terms if the caller may not read profiles: the picture then has no seasons.
talent::v1::FlexibleTerms TermsOf(Session& session, const std::string& name) {
  const auto talent = GetResource(session.connection(), Catalogue::Get().Known("talent"), name);
  if (!talent.ok()) return {};
  return static_cast<const talent::v1::Talent&>(**talent).flexible_terms();
}

absl::Status Show(Session& session, const AvailabilityArguments& arguments) {
  pb::GetAvailabilityRequest request;
  request.set_talent(NameOf("talent", arguments.talent));
  ASSIGN_OR_RETURN(*request.mutable_period(), PeriodOf(session, arguments));
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::GetAvailabilityResponse>(
                       "houniao.recruitment.v1.EngagementService.GetAvailability", request));
  session.Show(reply, [&] {
    const talent::v1::FlexibleTerms terms = TermsOf(session, request.talent());
    const Picture picture(reply, terms, *ToCivilDay(request.period().start_date()),
                          *ToCivilDay(request.period().end_date()));
    session.Print(picture.Months());
    session.Print(
        "# booked  a booked in the morning  p in the afternoon  . free working day\n"
        "- free day of rest  ~ the talent does not come\n");
    session.Print(absl::StrCat(
        "free in season: ", DaysText(reply.free_half_day_count()),
        " days; can still be booked: ", DaysText(reply.remaining_half_day_count()), " days"));
    if (reply.years_size() > 0) session.Print(YearTable(reply));
    if (reply.booked_days_size() > 0) session.Print(BookingTable(reply));
  });
  return absl::OkStatus();
}

}  // namespace

void AddAvailabilityCommand(CommandTree& tree) {
  auto arguments = std::make_shared<AvailabilityArguments>();
  CLI::App* command = tree.Command(
      nullptr, "availability", "The calendar of a talent: what is booked, what is left",
      "  talentctl availability talents/hn-0007\n"
      "  talentctl availability hn-0007 --from 2025-12-01 --to 2026-03-31\n",
      [arguments](Session& session) { return Show(session, *arguments); }, kRecruiting);
  command->add_option("TALENT", arguments->talent, "Name or id of the talent")->required();
  command->add_option("--from", arguments->from, "First day [of this month]");
  command->add_option("--to", arguments->to, "Last day [half a year]");
}

}  // namespace houniao::talentctl
