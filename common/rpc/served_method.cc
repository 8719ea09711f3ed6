#include "common/rpc/served_method.h"

#include "common/resource/sensitive.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::rpc {
namespace {

constexpr char kLatencyName[] = "houniao_rpc_latency_seconds";
constexpr char kLatencyHelp[] = "Time from the arrival of a call to its status, by method.";
constexpr char kCallsName[] = "houniao_rpc_calls_total";
constexpr char kCallsHelp[] = "Calls that ended, by method and status code.";

const Message* PrototypeOf(const Descriptor* descriptor) {
  return google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor);
}

}  // namespace

bool ServedMethod::AllowedFor(const std::vector<std::string>& caller_roles) const {
  auto mine = roles.begin();
  auto theirs = caller_roles.begin();
  while (mine != roles.end() && theirs != caller_roles.end()) {
    const int order = mine->compare(*theirs);
    if (order == 0) return true;
    if (order < 0) {
      ++mine;
    } else {
      ++theirs;
    }
  }
  return false;
}

void ServedMethod::CountOutcome(observe::Metrics& metrics, absl::StatusCode code) const {
  if (code == absl::StatusCode::kOk) {
    observe::Counter(served_ok).Add();
    return;
  }
  metrics
      .Counter(kCallsName, kCallsHelp, {{"method", name}, {"code", absl::StatusCodeToString(code)}})
      .Add();
}

std::unique_ptr<ServedMethod> Prepare(const ServiceTable::Method& method,
                                      const AccessPolicy& policy, observe::Metrics& metrics) {
  const auto* descriptor = method.descriptor;
  const api::v1::MethodRules& rules = descriptor->options().GetExtension(api::v1::method);
  auto served = std::make_unique<ServedMethod>();
  served->name = absl::StrCat(descriptor->service()->full_name(), "/", descriptor->name());
  served->path = absl::StrCat("/", served->name);
  served->permission = rules.permission();
  served->mutation = rules.mutation();
  served->room = RoomOf(rules.admission(), descriptor->server_streaming());
  served->sensitive_reply = resource::HasSensitive(descriptor->output_type());
  served->roles = policy.RolesWith(rules.permission());
  served->request_prototype = PrototypeOf(descriptor->input_type());
  served->reply_prototype = PrototypeOf(descriptor->output_type());
  served->bound = &method;
  served->latency = metrics.Latency(kLatencyName, kLatencyHelp, {{"method", served->name}});
  served->served_ok =
      metrics.Counter(kCallsName, kCallsHelp, {{"method", served->name}, {"code", "OK"}});
  return served;
}

}  // namespace houniao::rpc
