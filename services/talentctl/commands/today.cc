#include "services/talentctl/commands/today.h"

#include "common/base/dates.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::talentctl {

absl::StatusOr<absl::CivilDay> TodayOf(Session& session, absl::string_view area) {
  Connection& connection = session.connection();
  api::v1::GetClockRequest request;
  api::v1::ClockState state;
  RETURN_IF_ERROR(connection.InvokeAt(
      connection.TargetOf(area), Connection::MethodNamed("houniao.api.v1.ClockService.GetClock"),
      request, &state));
  return ShanghaiDay(FromTimestamp(state.time()));
}

}  // namespace houniao::talentctl
