// availability: the calendar of a talent.
#include "common/base/dates.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/calendar_view.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/demand_argument.h"
#include "services/talentctl/commands/today.h"
#include "services/talentctl/output/calendar.h"
#include "services/talentctl/output/cells.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct AvailabilityArguments {
  std::string talent;
  std::string from;
  std::string to;
  DemandArgument demand;
};

// What is not said is that of the demand; without one the half year from the first day of this
// month.
absl::StatusOr<type::v1::DateRange> PeriodOf(Session& session,
                                             const AvailabilityArguments& arguments,
                                             const type::v1::DateRange& of_demand) {
  ASSIGN_OR_RETURN(auto range, RangeOf(arguments.from, arguments.to));
  if (!range.has_start_date() && of_demand.has_start_date()) {
    *range.mutable_start_date() = of_demand.start_date();
  }
  if (!range.has_end_date() && of_demand.has_end_date()) {
    *range.mutable_end_date() = of_demand.end_date();
  }
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

absl::Status Show(Session& session, const AvailabilityArguments& arguments) {
  pb::GetAvailabilityRequest request;
  request.set_talent(NameOf("talent", arguments.talent));
  std::optional<pb::Demand> demand;
  if (!arguments.demand.name.empty()) {
    ASSIGN_OR_RETURN(demand, FetchDemand(session, arguments.demand));
  }
  ASSIGN_OR_RETURN(
      *request.mutable_period(),
      PeriodOf(session, arguments, demand.has_value() ? demand->period() : type::v1::DateRange()));
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::GetAvailabilityResponse>(
                       "houniao.recruitment.v1.EngagementService.GetAvailability", request));
  session.Show(reply, [&] {
    CalendarPicture picture;
    if (demand.has_value()) AddDemand(*demand, &picture);
    picture.first = *ToCivilDay(request.period().start_date());
    picture.last = *ToCivilDay(request.period().end_date());
    AddTerms(TermsOf(session, request.talent()), &picture);
    AddBookings(reply, "", &picture);
    session.terminal().out << RenderCalendar(picture, session.terminal()) << "\n";
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
      "  talentctl availability hn-0007 --from 2025-12-01 --to 2026-03-31\n"
      "  talentctl availability hn-0007 --demand demo-storage-expert\n",
      [arguments](Session& session) { return Show(session, *arguments); }, kRecruiting);
  command->add_option("TALENT", arguments->talent, "Name or id of the talent")->required();
  command->add_option("--demand", arguments->demand.name, "Demand whose days are marked");
  command->add_option("--from", arguments->from, "First day [of this month]");
  command->add_option("--to", arguments->to, "Last day [half a year]");
}

}  // namespace houniao::talentctl
