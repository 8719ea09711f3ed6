// Days and terms of a hold as options: of `engage hold`, and the days of `engage renew`.
#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "google/protobuf/duration.pb.h"

#include "common/base/status_macros.h"
#include "services/talentctl/commands/arguments.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {

struct DayArguments {
  int days = 0;
  std::string from;
  std::string to;
  std::vector<std::string> on;
  std::string half;
  std::string hold_for;
};

// `all` is what no choice means: `all asked`. `arguments` outlives the parse.
void AddDayOptions(CLI::App* command, DayArguments* arguments, const std::string& all);
// --for alone.
void AddHoldFor(CLI::App* command, std::string* hold_for);

absl::Status SetHoldFor(const std::string& hold_for, google::protobuf::Duration* duration);

// Fills booked_days, or day_selection, and hold_duration of a request.
template <typename Request>
absl::Status SetDays(const DayArguments& arguments, Request* request) {
  ASSIGN_OR_RETURN(const recruitment::v1::DayHalf half, HalfOf(arguments.half));
  for (const std::string& day : arguments.on) {
    recruitment::v1::BookedDay* booked = request->add_booked_days();
    ASSIGN_OR_RETURN(*booked->mutable_date(), DateOf("--on", day));
    booked->set_half(half);
  }
  if (!arguments.hold_for.empty()) {
    RETURN_IF_ERROR(SetHoldFor(arguments.hold_for, request->mutable_hold_duration()));
  }
  if (arguments.days == 0 && arguments.from.empty() && arguments.to.empty()) {
    return absl::OkStatus();
  }
  auto* selection = request->mutable_day_selection();
  selection->set_day_count(arguments.days);
  ASSIGN_OR_RETURN(const auto range, RangeOf(arguments.from, arguments.to));
  if (range.has_start_date() || range.has_end_date()) *selection->mutable_period() = range;
  return absl::OkStatus();
}

}  // namespace houniao::talentctl
