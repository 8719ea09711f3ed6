#include "services/talentctl/commands/hold_arguments.h"

namespace houniao::talentctl {

void AddDayOptions(CLI::App* command, DayArguments* arguments, const std::string& all) {
  auto* days = command
                   ->add_option("--days", arguments->days,
                                absl::StrCat("The first free days, so many [", all, "]"))
                   ->check(CLI::Range(1, 400));
  auto* from = command->add_option("--from", arguments->from, "Not before this day");
  auto* to = command->add_option("--to", arguments->to, "Not after this day");
  auto* on = command->add_option("--on", arguments->on, "These days")->delimiter(',');
  from->needs(to);
  to->needs(from);
  on->excludes(days)->excludes(from);
  command->add_option("--half", arguments->half, "morning, afternoon or whole days of --on")
      ->needs(on);
  AddHoldFor(command, &arguments->hold_for);
}

void AddHoldFor(CLI::App* command, std::string* hold_for) {
  command->add_option("--for", *hold_for, "How long the hold lasts, 1m to 30d [72h]");
}

absl::Status SetHoldFor(const std::string& hold_for, google::protobuf::Duration* duration) {
  ASSIGN_OR_RETURN(const absl::Duration span, SpanOf(hold_for));
  duration->set_seconds(absl::ToInt64Seconds(span));
  return absl::OkStatus();
}

}  // namespace houniao::talentctl
