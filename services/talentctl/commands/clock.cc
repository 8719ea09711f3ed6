// clock: what time the services believe it is, and moving it in exercise mode.
#include "google/protobuf/duration.pb.h"

#include "common/base/dates.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::api::v1;

// At every target: separate services have separate clocks.
template <typename Request>
absl::Status AtAll(Session& session, absl::string_view method, const Request& request) {
  Connection& connection = session.connection();
  Table table({{"SERVICE"}, {"TIME"}, {"CLOCK"}});
  const std::string request_id = connection.NextRequestId();
  for (const std::string& target : connection.Targets()) {
    Request copy = request;
    if constexpr (std::is_same_v<Request, pb::AdvanceClockRequest>) {
      copy.set_request_id(request_id);
    }
    pb::ClockState state;
    RETURN_IF_ERROR(connection.InvokeAt(
        target, Connection::MethodNamed(absl::StrCat("houniao.api.v1.ClockService.", method)), copy,
        &state));
    table.Add({target, FormatShanghai(FromTimestamp(state.time())),
               state.exercise() ? "exercise" : "real"});
  }
  session.Show(table);
  return absl::OkStatus();
}

absl::Status Advance(Session& session, const std::string& span_text) {
  ASSIGN_OR_RETURN(const absl::Duration span, SpanOf(span_text));
  pb::AdvanceClockRequest request;
  request.mutable_duration()->set_seconds(absl::ToInt64Seconds(span));
  return AtAll(session, "AdvanceClock", request);
}

// A day means its first moment in Shanghai.
absl::Status MoveTo(Session& session, const std::string& text) {
  pb::AdvanceClockRequest request;
  absl::Time time;
  if (!absl::ParseTime("%Y-%m-%d %H:%M", text, ShanghaiTimeZone(), &time, nullptr) &&
      !absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    ASSIGN_OR_RETURN(const auto date, DateOf("TIME", text));
    time = ShanghaiMidnight(*ToCivilDay(date));
  }
  *request.mutable_time() = ToTimestamp(time);
  return AtAll(session, "AdvanceClock", request);
}

}  // namespace

void AddClockCommands(CommandTree& tree) {
  CLI::App* group = tree.Group("clock", "The clock of the services: show, advance, to", kOperation);
  tree.Command(group, "show", "What time the services believe it is", "  talentctl clock show\n",
               [](Session& session) { return AtAll(session, "GetClock", pb::GetClockRequest()); });

  auto span = std::make_shared<std::string>();
  CLI::App* advance = tree.Command(group, "advance", "Move the simulated clock on (exercise mode)",
                                   "  talentctl clock advance 10d\n  talentctl clock advance 36h\n",
                                   [span](Session& session) { return Advance(session, *span); });
  advance->add_option("SPAN", *span, "10d, 2w, 36h")->required();

  auto time = std::make_shared<std::string>();
  CLI::App* to =
      tree.Command(group, "to", "Move the simulated clock to a time (exercise mode)",
                   "  talentctl clock to 2026-04-01\n  talentctl clock to '2026-04-01 09:30'\n",
                   [time](Session& session) { return MoveTo(session, *time); });
  to->add_option("TIME", *time, "Day, or day and time, of Asia/Shanghai")->required();
}

}  // namespace houniao::talentctl
