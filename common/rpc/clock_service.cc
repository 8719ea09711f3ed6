#include "common/rpc/clock_service.h"

#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::rpc {
namespace {

namespace pb = ::houniao::api::v1;

constexpr absl::Duration kFurthest = absl::Hours(24 * 3653);

pb::ClockState StateOf(const Clock& clock) {
  pb::ClockState state;
  *state.mutable_time() = ToTimestamp(clock.Now());
  state.set_exercise(clock.simulated());
  return state;
}

absl::StatusOr<absl::Time> TargetOf(const pb::AdvanceClockRequest& request, absl::Time now) {
  absl::Time target;
  absl::string_view field;
  switch (request.target_case()) {
    case pb::AdvanceClockRequest::kDuration:
      field = "duration";
      target = now + absl::Seconds(request.duration().seconds()) +
               absl::Nanoseconds(request.duration().nanos());
      break;
    case pb::AdvanceClockRequest::kTime:
      field = "time";
      target = FromTimestamp(request.time());
      break;
    case pb::AdvanceClockRequest::TARGET_NOT_SET:
      return errors::InvalidField("target", "needs a duration or a time");
  }
  if (target < now) return errors::InvalidField(field, "must not move the clock back");
  if (target > now + kFurthest) return errors::InvalidField(field, "may move 10 years at most");
  return target;
}

// Each service has a chain of audit records of its own, and each of them moves.
absl::Status Move(CallContext& call, const pb::AdvanceClockRequest& request,
                  SimulatedClock& simulated, absl::Time target,
                  const std::vector<const resource::Store*>& stores) {
  if (stores.empty()) return simulated.AdvanceTo(target);
  // The move is repeated by request id while this process lives; a saved reply would stay for
  // longer than the clock that it tells of.
  pb::AdvanceClockRequest recorded = request;
  recorded.clear_request_id();
  for (size_t i = 0; i < stores.size(); ++i) {
    pb::ClockState unused;
    RETURN_IF_ERROR(stores[i]->Mutate(
        call, recorded, &unused, [&](resource::WriteScope&, resource::Message*) -> absl::Status {
          return i == 0 ? simulated.AdvanceTo(target) : absl::OkStatus();
        }));
  }
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<ServiceTable> MakeClockService(const Clock& clock, SimulatedClock* simulated,
                                               std::vector<std::function<void()>> listeners,
                                               std::vector<const resource::Store*> stores) {
  auto table = std::make_unique<ServiceTable>("houniao.api.v1.ClockService");
  table->Unary<pb::GetClockRequest, pb::ClockState>(
      "GetClock",
      [&clock](CallContext&, const pb::GetClockRequest&) -> absl::StatusOr<pb::ClockState> {
        return StateOf(clock);
      });
  // A clock moves once for each request id; a repeated call answers what the first one did.
  struct Moves {
    Mutex mutex;
    std::map<std::string, std::pair<std::string, pb::ClockState>> done;
  };
  auto moves = std::make_shared<Moves>();
  table->Unary<pb::AdvanceClockRequest, pb::ClockState>(
      "AdvanceClock",
      [&clock, simulated, moves, listeners = std::move(listeners), stores = std::move(stores)](
          CallContext& call,
          const pb::AdvanceClockRequest& request) -> absl::StatusOr<pb::ClockState> {
        if (simulated == nullptr) return errors::NotExerciseMode();
        MutexLock lock(moves->mutex);
        const std::string key = absl::StrCat(call.principal, " ", request.request_id());
        const std::string body = request.SerializeAsString();
        if (!request.request_id().empty()) {
          if (auto found = moves->done.find(key); found != moves->done.end()) {
            if (found->second.first != body) return errors::RequestIdReused(request.request_id());
            return found->second.second;
          }
        }
        ASSIGN_OR_RETURN(const absl::Time target, TargetOf(request, simulated->Now()));
        RETURN_IF_ERROR(Move(call, request, *simulated, target, stores));
        for (const auto& listener : listeners) listener();
        pb::ClockState state = StateOf(clock);
        if (!request.request_id().empty()) moves->done[key] = {body, state};
        return state;
      });
  return table;
}

}  // namespace houniao::rpc
