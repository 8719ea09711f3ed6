// days: the ledger of service days, recorded, confirmed, corrected, disputed, settled.
#include <set>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/today.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

// Most that one call takes.
constexpr size_t kBatch = 100;

struct DaysArguments {
  std::string engagement;
  std::vector<std::string> on;
  std::string from;
  std::string to;
  bool booked = false;
  std::string work;
  std::string place;
  bool remote = false;
  std::string half;
  std::string state;
  std::string date;
  std::string reason;
  std::string settlement;
  bool upheld = false;
  bool rejected = false;
  bool on_site = false;
};

Cell StateCell(pb::ServiceDay::State state) {
  switch (state) {
    case pb::ServiceDay::CONFIRMED:
    case pb::ServiceDay::SETTLED:
      return {EnumText(state), Colour::kGood};
    case pb::ServiceDay::DISPUTED:
      return {EnumText(state), Colour::kDoubt};
    case pb::ServiceDay::REJECTED:
      return {EnumText(state), Colour::kBad};
    default:
      return {EnumText(state)};
  }
}

template <typename Days>
Table DayTable(const Days& days) {
  Table table({{"DATE"},
               {"PART"},
               {"STATE"},
               {"PLACE"},
               {"WORK", Align::kLeft, true},
               {"RECORDED BY"},
               {"CONFIRMED BY"},
               {"FEE", Align::kRight},
               {"REMARK", Align::kLeft, true}});
  for (const pb::ServiceDay& day : days) {
    table.Add({DateText(day.date()), EnumText(day.half()), StateCell(day.state()),
               day.remote() ? absl::StrCat(day.place(), " (remote)") : day.place(), day.work_done(),
               day.recorded_by(), day.confirmed_by(),
               day.fee_fen() > 0 ? YuanText(day.fee_fen()) : "",
               day.settlement().empty() ? day.dispute_reason() : day.settlement()});
  }
  table.DropEmptyColumns();
  return table;
}

std::string CountLine(absl::string_view verb, size_t count, const pb::Engagement& engagement) {
  return absl::StrCat(verb, " ", count, count == 1 ? " day; " : " days; ", engagement.name(),
                      " has ", DaysText(engagement.recorded_half_day_count()), " recorded, ",
                      DaysText(engagement.confirmed_half_day_count()), " confirmed, ",
                      DaysText(engagement.disputed_half_day_count()), " disputed of ",
                      DaysText(engagement.booked_half_day_count()), " booked (",
                      EnumText(engagement.state()), ")");
}

// Days that --on, or --from and --to, choose; every day if neither is given.
class Choice {
 public:
  static absl::StatusOr<Choice> Of(const DaysArguments& arguments) {
    Choice choice;
    for (const std::string& text : arguments.on) {
      ASSIGN_OR_RETURN(const auto date, DateOf("--on", text));
      choice.days_.insert(*ToCivilDay(date));
    }
    ASSIGN_OR_RETURN(const auto range, RangeOf(arguments.from, arguments.to));
    choice.first_ = ToCivilDay(range.start_date()).value_or(absl::CivilDay::min());
    choice.last_ = ToCivilDay(range.end_date()).value_or(absl::CivilDay::max());
    return choice;
  }

  bool Takes(absl::CivilDay day) const {
    return (days_.empty() || days_.count(day) > 0) && first_ <= day && day <= last_;
  }
  const std::set<absl::CivilDay>& days() const { return days_; }

 private:
  std::set<absl::CivilDay> days_;
  absl::CivilDay first_;
  absl::CivilDay last_;
};

pb::ServiceDayEntry EntryOf(const DaysArguments& arguments, const pb::BookedDay& day) {
  pb::ServiceDayEntry entry;
  *entry.mutable_date() = day.date();
  entry.set_half(day.half());
  entry.set_place(arguments.place);
  entry.set_remote(arguments.remote);
  entry.set_work_done(arguments.work);
  return entry;
}

// With --on the days as they were named; otherwise those booked days of the choice that are not
// recorded and not in the future.
absl::StatusOr<std::vector<pb::ServiceDayEntry>> EntriesOf(Session& session,
                                                           const DaysArguments& arguments,
                                                           const std::string& name) {
  ASSIGN_OR_RETURN(const Choice choice, Choice::Of(arguments));
  ASSIGN_OR_RETURN(const pb::DayHalf half, HalfOf(arguments.half));
  std::vector<pb::ServiceDayEntry> entries;
  for (const absl::CivilDay day : choice.days()) {
    pb::BookedDay named;
    *named.mutable_date() = ToDate(day);
    named.set_half(half);
    entries.push_back(EntryOf(arguments, named));
  }
  if (!entries.empty()) return entries;
  pb::GetEngagementRequest get;
  get.set_name(name);
  ASSIGN_OR_RETURN(const auto engagement,
                   session.connection().Call<pb::Engagement>(
                       "houniao.recruitment.v1.EngagementService.GetEngagement", get));
  ASSIGN_OR_RETURN(const auto recorded,
                   ListAll<pb::ServiceDay>(session.connection(), "service_day", name, ""));
  std::set<absl::CivilDay> known;
  for (const pb::ServiceDay& day : recorded) {
    known.insert(ToCivilDay(day.date()).value_or(absl::CivilDay::min()));
  }
  ASSIGN_OR_RETURN(const absl::CivilDay today, TodayOf(session, "recruitment"));
  for (const pb::BookedDay& booked : engagement.booked_days()) {
    const auto day = ToCivilDay(booked.date());
    if (!day.has_value() || *day > today || known.count(*day) > 0 || !choice.Takes(*day)) continue;
    entries.push_back(EntryOf(arguments, booked));
    if (half != pb::DAY_HALF_UNSPECIFIED) entries.back().set_half(half);
  }
  return entries;
}

absl::Status Record(Session& session, const DaysArguments& arguments) {
  if (arguments.on.empty() && arguments.from.empty() && !arguments.booked) {
    return errors::InvalidField("days", "say which: --on DATE, --from and --to, or --booked");
  }
  const std::string name = NameOf("engagement", arguments.engagement);
  ASSIGN_OR_RETURN(const auto entries, EntriesOf(session, arguments, name));
  pb::RecordServiceDaysResponse all;
  for (size_t start = 0; start < entries.size(); start += kBatch) {
    pb::RecordServiceDaysRequest request;
    request.set_parent(name);
    for (size_t i = start; i < std::min(entries.size(), start + kBatch); ++i) {
      *request.add_entries() = entries[i];
    }
    ASSIGN_OR_RETURN(const auto reply,
                     session.connection().Call<pb::RecordServiceDaysResponse>(
                         "houniao.recruitment.v1.EngagementService.RecordServiceDays", request));
    all.MergeFrom(reply);
    *all.mutable_engagement() = reply.engagement();
  }
  session.Show(all, [&] {
    if (entries.empty()) return session.Print("Nothing to record: every such day is recorded.");
    session.Print(CountLine("recorded", all.service_days_size(), all.engagement()));
  });
  return absl::OkStatus();
}

absl::Status Confirm(Session& session, const DaysArguments& arguments) {
  const std::string name = NameOf("engagement", arguments.engagement);
  ASSIGN_OR_RETURN(const Choice choice, Choice::Of(arguments));
  std::vector<std::string> names;
  for (const absl::CivilDay day : choice.days()) {
    names.push_back(absl::StrCat(name, "/serviceDays/", FormatDay(day)));
  }
  if (names.empty()) {
    ASSIGN_OR_RETURN(
        const auto recorded,
        ListAll<pb::ServiceDay>(session.connection(), "service_day", name, "state=RECORDED"));
    for (const pb::ServiceDay& day : recorded) {
      const auto date = ToCivilDay(day.date());
      if (date.has_value() && choice.Takes(*date)) names.push_back(day.name());
    }
  }
  pb::ConfirmServiceDaysResponse all;
  for (size_t start = 0; start < names.size(); start += kBatch) {
    pb::ConfirmServiceDaysRequest request;
    request.set_parent(name);
    for (size_t i = start; i < std::min(names.size(), start + kBatch); ++i) {
      request.add_names(names[i]);
    }
    ASSIGN_OR_RETURN(const auto reply,
                     session.connection().Call<pb::ConfirmServiceDaysResponse>(
                         "houniao.recruitment.v1.EngagementService.ConfirmServiceDays", request));
    all.MergeFrom(reply);
    *all.mutable_engagement() = reply.engagement();
  }
  session.Show(all, [&] {
    if (names.empty()) return session.Print("Nothing to confirm: no such day is RECORDED.");
    session.Print(CountLine("confirmed", all.service_days_size(), all.engagement()));
  });
  return absl::OkStatus();
}

std::string DayName(const DaysArguments& arguments) {
  return absl::StrCat(NameOf("engagement", arguments.engagement), "/serviceDays/", arguments.date);
}

absl::Status ShowDay(Session& session, const absl::StatusOr<pb::ServiceDay>& day) {
  if (!day.ok()) return day.status();
  session.Show(*day, [&] { session.Print(DayTable(std::vector<pb::ServiceDay>{*day})); });
  return absl::OkStatus();
}

absl::Status Dispute(Session& session, const DaysArguments& arguments) {
  pb::DisputeServiceDayRequest request;
  request.set_name(DayName(arguments));
  request.set_reason(arguments.reason);
  return ShowDay(session,
                 session.connection().Call<pb::ServiceDay>(
                     "houniao.recruitment.v1.EngagementService.DisputeServiceDay", request));
}

absl::Status Settle(Session& session, const DaysArguments& arguments) {
  if (arguments.upheld == arguments.rejected) {
    return errors::InvalidField("outcome", "say how it ends: --upheld or --rejected");
  }
  pb::SettleServiceDayRequest request;
  request.set_name(DayName(arguments));
  request.set_outcome(arguments.upheld ? pb::SettleServiceDayRequest::UPHELD
                                       : pb::SettleServiceDayRequest::REJECTED);
  ASSIGN_OR_RETURN(const pb::DayHalf half, HalfOf(arguments.half));
  request.set_half(half);
  request.set_settlement(arguments.settlement);
  return ShowDay(session,
                 session.connection().Call<pb::ServiceDay>(
                     "houniao.recruitment.v1.EngagementService.SettleServiceDay", request));
}

Table CorrectionTable(const pb::ServiceDay& day) {
  Table table({{"CORRECTED AT"},
               {"BY"},
               {"WHY", Align::kLeft, true},
               {"PART WAS"},
               {"PLACE WAS"},
               {"WORK WAS", Align::kLeft, true},
               {"STATE WAS"}});
  for (const pb::ServiceDayCorrection& correction : day.corrections()) {
    table.Add(
        {TimeText(correction.correct_time()), correction.corrected_by(), correction.reason(),
         EnumText(correction.half()),
         correction.remote() ? absl::StrCat(correction.place(), " (remote)") : correction.place(),
         correction.work_done(), EnumText(correction.state())});
  }
  table.DropEmptyColumns();
  return table;
}

absl::Status Correct(Session& session, const DaysArguments& arguments) {
  pb::CorrectServiceDayRequest request;
  request.set_name(DayName(arguments));
  request.set_reason(arguments.reason);
  ASSIGN_OR_RETURN(const pb::DayHalf half, HalfOf(arguments.half));
  request.set_half(half);
  if (!arguments.place.empty()) request.set_place(arguments.place);
  if (arguments.remote || arguments.on_site) request.set_remote(arguments.remote);
  if (!arguments.work.empty()) request.set_work_done(arguments.work);
  ASSIGN_OR_RETURN(const auto day,
                   session.connection().Call<pb::ServiceDay>(
                       "houniao.recruitment.v1.EngagementService.CorrectServiceDay", request));
  session.Show(day, [&] {
    session.Print(DayTable(std::vector<pb::ServiceDay>{day}));
    if (!day.corrections().empty()) session.Print(CorrectionTable(day));
  });
  return absl::OkStatus();
}

absl::Status List(Session& session, const DaysArguments& arguments) {
  pb::ListServiceDaysResponse all;
  const std::string filter = arguments.state.empty() ? "" : absl::StrCat("state=", arguments.state);
  ASSIGN_OR_RETURN(const auto days,
                   ListAll<pb::ServiceDay>(session.connection(), "service_day",
                                           NameOf("engagement", arguments.engagement), filter));
  all.mutable_service_days()->Assign(days.begin(), days.end());
  session.Show(all, [&] { session.Print(DayTable(days)); });
  return absl::OkStatus();
}

using Arguments = std::shared_ptr<DaysArguments>;

CLI::App* AddDayCommand(CommandTree& tree, CLI::App* group, const std::string& name,
                        const std::string& description, const std::string& examples,
                        absl::Status (*function)(Session&, const DaysArguments&),
                        Arguments* arguments) {
  *arguments = std::make_shared<DaysArguments>();
  CLI::App* command =
      tree.Command(group, name, description, examples,
                   [function, kept = *arguments](Session& s) { return function(s, *kept); });
  command->add_option("ENGAGEMENT", (*arguments)->engagement, "Name or id of the engagement")
      ->required();
  return command;
}

void AddRange(CLI::App* command, const Arguments& arguments) {
  auto* on = command->add_option("--on", arguments->on, "These days")->delimiter(',');
  command->add_option("--from", arguments->from, "Not before this day")->excludes(on);
  command->add_option("--to", arguments->to, "Not after this day")->excludes(on);
}

void AddCorrect(CommandTree& tree, CLI::App* group) {
  Arguments a;
  CLI::App* correct = AddDayCommand(
      tree, group, "correct", "Correct what a day says; what it said before is kept",
      "  talentctl days correct e-1 2026-03-02 --half morning --reason '下午请假'\n"
      "  talentctl days correct e-1 2026-03-02 --on_site --place 宁储园区 --reason '误记为远程'\n",
      &Correct, &a);
  correct->add_option("DATE", a->date, "The day, YYYY-MM-DD")->required();
  correct->add_option("--reason", a->reason, "Why")->required();
  correct->add_option("--half", a->half, "morning, afternoon or whole [as it stands]");
  correct->add_option("--place", a->place, "Where [as it stands]");
  correct->add_option("--work", a->work, "What was done [as it stands]");
  auto* remote = correct->add_flag("--remote", a->remote, "Served from elsewhere");
  correct->add_flag("--on_site", a->on_site, "Not served from elsewhere")->excludes(remote);
}

}  // namespace

void AddDaysCommands(CommandTree& tree) {
  CLI::App* group = tree.Group(
      "days", "Service days: record, confirm, correct, dispute, settle, list", kRecruiting);
  Arguments a;
  CLI::App* record = AddDayCommand(
      tree, group, "record", "Write down days that were served",
      "  talentctl days record engagements/e-1 --booked --work 'PCS 调试'\n"
      "  talentctl days record e-1 --from 2026-01-05 --to 2026-01-16 --work 'EMS 策略' --remote\n"
      "  talentctl days record e-1 --on 2026-03-02 --half morning --work '现场指导'\n",
      &Record, &a);
  AddRange(record, a);
  record->add_flag("--booked", a->booked, "All booked days up to today that are not recorded");
  record->add_option("--work", a->work, "What was done")->required();
  record->add_option("--place", a->place, "Where");
  record->add_flag("--remote", a->remote, "Served from elsewhere");
  record->add_option("--half", a->half, "morning, afternoon or whole [as booked]");

  CLI::App* confirm = AddDayCommand(
      tree, group, "confirm", "Confirm recorded days for the unit; all that wait, if none is named",
      "  talentctl days confirm e-1 --as user:hr --role enterprise --employer demo-ningchu\n"
      "  talentctl days confirm e-1 --on 2026-03-02 2026-03-03\n",
      &Confirm, &a);
  AddRange(confirm, a);

  CLI::App* dispute = AddDayCommand(
      tree, group, "dispute", "Object to a day",
      "  talentctl days dispute e-1 2026-03-02 --reason '当天未到岗'\n", &Dispute, &a);
  dispute->add_option("DATE", a->date, "The day, YYYY-MM-DD")->required();
  dispute->add_option("--reason", a->reason, "Why")->required();

  CLI::App* settle = AddDayCommand(
      tree, group, "settle", "End a dispute",
      "  talentctl days settle e-1 2026-03-02 --upheld --half morning --settlement '上午在岗'\n"
      "  talentctl days settle e-1 2026-03-02 --rejected --settlement '核实未到岗'\n",
      &Settle, &a);
  settle->add_option("DATE", a->date, "The day, YYYY-MM-DD")->required();
  auto* upheld = settle->add_flag("--upheld", a->upheld, "The day counts");
  settle->add_flag("--rejected", a->rejected, "The day does not count")->excludes(upheld);
  settle->add_option("--half", a->half, "What counts of it: morning, afternoon or whole [all]");
  settle->add_option("--settlement", a->settlement, "Why it ends so")->required();

  AddCorrect(tree, group);

  CLI::App* list = AddDayCommand(tree, group, "list", "List the days of an engagement",
                                 "  talentctl days list e-1\n"
                                 "  talentctl days list e-1 --state DISPUTED\n",
                                 &List, &a);
  list->add_option("--state", a->state, "RECORDED, CONFIRMED, DISPUTED, SETTLED or REJECTED")
      ->check(CLI::IsMember({"RECORDED", "CONFIRMED", "DISPUTED", "SETTLED", "REJECTED"}));
}

}  // namespace houniao::talentctl
