#include "common/rpc/guard.h"

#include <optional>

#include "absl/strings/match.h"
#include "grpcpp/security/auth_context.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/observe/log.h"
#include "common/observe/trace.h"
#include "common/resource/rules.h"
#include "common/rpc/guarded_stream.h"
#include "common/rpc/status.h"
#include "common/rpc/wire.h"

namespace houniao::rpc {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

// gRPC finds out whether a caller has gone by polling the connection, which waits for other threads
// and costs more than a whole read. Unary calls younger than this do not ask.
constexpr std::chrono::milliseconds kYoung{5};

// Real time, also in exercise mode: deadlines are about today's callers.
absl::Time DeadlineOf(const grpc::ServerContext& context, absl::Duration limit) {
  const auto deadline = context.deadline();
  // Without a deadline gRPC says max(), which would convert to the year 2262.
  const absl::Time wanted = deadline == std::chrono::system_clock::time_point::max()
                                ? absl::InfiniteFuture()
                                : absl::FromChrono(deadline);
  return std::min(wanted, SystemClock().Now() + limit);
}

// A value of the verified client certificate; empty if there is none.
std::string PeerProperty(const grpc::AuthContext& auth, const char* name) {
  const std::vector<grpc::string_ref> values = auth.FindPropertyValues(name);
  return values.size() == 1 ? std::string(values[0].data(), values[0].size()) : "";
}

observe::Severity SeverityOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
      return observe::Severity::kError;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
      return observe::Severity::kWarning;
    default:
      return observe::Severity::kInfo;
  }
}

// Step 8. Handlers do not throw; what they use may.
template <typename Function>
absl::Status Firewall(Function function) {
  try {
    return function();
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("Exception: ", e.what()));
  } catch (...) {
    return absl::InternalError("Exception of an unknown type.");
  }
}

}  // namespace

struct Guard::CallState {
  CallState(const ServedMethod& served, grpc::ServerContext& server_context)
      : method(served), context(server_context), start(std::chrono::steady_clock::now()) {}

  const ServedMethod& method;
  grpc::ServerContext& context;
  const SteadyTime start;
  CallContext call;
  Caller caller;
  Admission::Permit permit;
  std::string error_id;
};

Guard::Guard(const ServerOptions& options)
    : options_(options), tls_(!options.tls.empty()), admission_(options.admission) {}

absl::Duration Guard::LimitOf(Room room) const {
  switch (room) {
    case Room::kBatch:
      return options_.limits.batch;
    case Room::kWatch:
      return options_.limits.watch;
    default:
      return options_.limits.interactive;
  }
}

absl::Status Guard::Enter(CallState& state) {
  const CallMetadata metadata = ReadMetadata(state.context);
  CallContext& call = state.call;
  call.method = state.method.name;
  call.trace_id =
      IsRequestId(metadata.request_id) ? std::string(metadata.request_id) : options_.ids->NewUuid();
  if (!metadata.traceparent.empty()) {
    call.traceparent =
        observe::FormatTraceparent(observe::NextTraceParent(metadata.traceparent, *options_.ids));
  }
  call.deadline = DeadlineOf(state.context, LimitOf(state.method.room));
  const SteadyTime ask_from =
      state.method.bound->unary != nullptr ? state.start + kYoung : SteadyTime();
  call.cancelled = [context = &state.context, ask_from] {
    return std::chrono::steady_clock::now() >= ask_from && context->IsCancelled();
  };
  RETURN_IF_ERROR(Authenticate(state, metadata));
  call.holds = [policy = options_.policy, roles = &call.roles](absl::string_view permission) {
    return policy->Allows(*roles, permission);
  };
  if (!state.method.AllowedFor(call.roles)) {
    return errors::PermissionDenied(state.method.permission);
  }
  ASSIGN_OR_RETURN(call.purpose, PurposeOf(metadata.purpose));
  ASSIGN_OR_RETURN(state.permit,
                   admission_.Enter(state.method.room, call.deadline - SystemClock().Now()));
  return StillWanted(call);
}

absl::Status Guard::Authenticate(CallState& state, const CallMetadata& metadata) {
  Credentials credentials;
  ASSIGN_OR_RETURN(credentials.bearer_token, BearerToken(metadata));
  std::string spiffe_id;
  std::string common_name;
  if (tls_) {
    const std::shared_ptr<const grpc::AuthContext> auth = state.context.auth_context();
    if (auth != nullptr && auth->IsPeerAuthenticated()) {
      spiffe_id = PeerProperty(*auth, "peer_spiffe_id");
      common_name = PeerProperty(*auth, "x509_common_name");
    }
  }
  credentials.spiffe_id = spiffe_id;
  credentials.common_name = common_name;
  ASSIGN_OR_RETURN(state.caller, options_.authenticator->Authenticate(credentials));
  CallContext& call = state.call;
  call.principal = state.caller.identity->principal;
  call.roles = state.caller.identity->roles;
  call.employer = state.caller.identity->employer;
  if (call.employer.empty()) {
    call.roles.erase(std::remove_if(call.roles.begin(), call.roles.end(),
                                    [this](const std::string& role) {
                                      return options_.policy->NeedsEmployer(role);
                                    }),
                     call.roles.end());
  }
  call.via = state.caller.via;
  call.bearer_token = std::string(credentials.bearer_token);
  if (absl::StartsWith(call.principal, "service:") && IsPrincipal(metadata.on_behalf_of)) {
    call.on_behalf_of = std::string(metadata.on_behalf_of);
  }
  return absl::OkStatus();
}

grpc::Status Guard::Unary(const ServedMethod& method, grpc::ServerContext& context,
                          const grpc::ByteBuffer& request, grpc::ByteBuffer* reply) {
  CallState state(method, context);
  return Finish(state, Firewall([&] { return RunUnary(state, request, reply); }));
}

absl::Status Guard::RunUnary(CallState& state, const grpc::ByteBuffer& request_bytes,
                             grpc::ByteBuffer* reply_bytes) {
  RETURN_IF_ERROR(Enter(state));
  const ServedMethod& method = state.method;
  const std::unique_ptr<Message> request(method.request_prototype->New());
  RETURN_IF_ERROR(ParseMessage(request_bytes, request.get()));
  RETURN_IF_ERROR(resource::PrepareRequest(*request));
  std::optional<Disclosure> disclosure;
  if (method.sensitive_reply) disclosure.emplace(state.call, options_.audit_read != nullptr);
  const int rights = disclosure.has_value() ? disclosure->rights() : 0;
  uint64_t ticket = 0;
  if (method.bound->ready.find != nullptr) {
    ASSIGN_OR_RETURN(const ReadyReply ready,
                     method.bound->ready.find(state.call, *request, rights, ticket));
    if (ready.body != nullptr) {
      *reply_bytes = BufferOf(ready);
      return absl::OkStatus();
    }
  }
  return CallHandler(state, *request, disclosure.has_value() ? &*disclosure : nullptr, ticket,
                     reply_bytes);
}

absl::Status Guard::CallHandler(CallState& state, const Message& request, Disclosure* disclosure,
                                uint64_t ticket, grpc::ByteBuffer* reply_bytes) {
  const ServedMethod& method = state.method;
  FillPeer(state);
  const std::unique_ptr<Message> reply(method.reply_prototype->New());
  RETURN_IF_ERROR(method.bound->unary(state.call, request, reply.get()));
  bool opened = false;
  if (disclosure != nullptr) {
    ASSIGN_OR_RETURN(opened, Disclose(*disclosure, state.call, options_.audit_read, *reply));
  }
  const ReadySource& ready = method.bound->ready;
  if (ready.keep == nullptr || opened) return SerializeMessage(*reply, reply_bytes);
  ReadyReply kept;
  RETURN_IF_ERROR(SerializeMessage(*reply, &kept.body));
  *reply_bytes = BufferOf(kept);
  ready.keep(request, disclosure == nullptr ? 0 : disclosure->rights(), ticket,
             std::move(kept.body));
  return absl::OkStatus();
}

// For audit records and the log; the text costs more than it looks.
void Guard::FillPeer(CallState& state) {
  if (state.call.peer.empty()) state.call.peer = state.context.peer();
}

grpc::Status Guard::ServerStream(const ServedMethod& method, grpc::ServerContext& context,
                                 const grpc::ByteBuffer& request, ByteWriter& writer) {
  CallState state(method, context);
  return Finish(state, Firewall([&] { return RunServerStream(state, request, writer); }));
}

absl::Status Guard::RunServerStream(CallState& state, const grpc::ByteBuffer& request_bytes,
                                    ByteWriter& bytes) {
  RETURN_IF_ERROR(Enter(state));
  const ServedMethod& method = state.method;
  FillPeer(state);
  const std::unique_ptr<Message> request(method.request_prototype->New());
  RETURN_IF_ERROR(ParseMessage(request_bytes, request.get()));
  RETURN_IF_ERROR(resource::PrepareRequest(*request));
  Disclosure disclosure(state.call, options_.audit_read != nullptr);
  GuardedWriter writer(bytes, state.call, method.sensitive_reply ? &disclosure : nullptr,
                       options_.audit_read);
  const absl::Status status = method.bound->server_stream(state.call, *request, writer);
  return writer.status().ok() ? status : writer.status();
}

grpc::Status Guard::BidiStream(const ServedMethod& method, grpc::ServerContext& context,
                               ByteReader& reader, ByteWriter& writer) {
  CallState state(method, context);
  return Finish(state, Firewall([&] { return RunBidiStream(state, reader, writer); }));
}

absl::Status Guard::RunBidiStream(CallState& state, ByteReader& in, ByteWriter& out) {
  RETURN_IF_ERROR(Enter(state));
  const ServedMethod& method = state.method;
  FillPeer(state);
  const absl::Duration limit = LimitOf(method.room);
  const Watchdog::Watch watch =
      limit == absl::InfiniteDuration()
          ? Watchdog::Watch()
          : watchdog_.CancelAt(state.start + absl::ToChronoMilliseconds(limit), state.context);
  Disclosure disclosure(state.call, options_.audit_read != nullptr);
  GuardedReader reader(in, state.call);
  GuardedWriter writer(out, state.call, method.sensitive_reply ? &disclosure : nullptr,
                       options_.audit_read);
  const absl::Status status = method.bound->bidi_stream(state.call, reader, writer);
  if (!writer.status().ok()) return writer.status();
  return reader.status().ok() ? status : reader.status();
}

grpc::Status Guard::Finish(CallState& state, const absl::Status& status) {
  if (!status.ok()) state.error_id = options_.ids->NewUuid();
  const absl::Status shown = ForUsers(status, state.method.name, state.error_id);
  AddTrailers(state);
  const auto latency = std::chrono::steady_clock::now() - state.start;
  observe::LatencyHistogram(state.method.latency).Observe(absl::FromChrono(latency));
  state.method.CountOutcome(*options_.metrics, shown.code());
  const observe::Severity severity = SeverityOf(shown.code());
  if (!observe::LogEnabled(severity)) return ToGrpc(shown);
  FillPeer(state);
  const CallContext& call = state.call;
  std::vector<observe::Field> fields = {
      {"rpc", state.method.name},
      {"code", absl::StatusCodeToString(shown.code())},
      {"latencyMs", std::chrono::duration_cast<std::chrono::milliseconds>(latency).count()},
      {"requestId", call.trace_id},
      {"principal", call.principal},
      {"peer", call.peer}};
  if (!call.via.empty()) fields.emplace_back("via", call.via);
  if (!call.on_behalf_of.empty()) fields.emplace_back("onBehalfOf", call.on_behalf_of);
  if (!shown.ok()) fields.emplace_back("reason", errors::ReasonOf(shown));
  if (shown.code() == absl::StatusCode::kInternal) {
    fields.emplace_back("errorId", errors::MetadataOf(shown, "error_id"));
  }
  // What the caller does not get to read is what the operator needs.
  if (shown.message() != status.message()) fields.emplace_back("detail", status.message());
  observe::Log(severity, "Call served.", absl::MakeConstSpan(fields));
  return ToGrpc(shown);
}

void Guard::AddTrailers(CallState& state) {
  state.context.AddTrailingMetadata(kRequestIdKey, state.call.trace_id);
  if (state.call.written_revision > 0) {
    state.context.AddTrailingMetadata(kRevisionKey, absl::StrCat(state.call.written_revision));
  }
  if (options_.clock->simulated()) {
    state.context.AddTrailingMetadata(kExerciseKey, FormatShanghai(options_.clock->Now()));
  }
}

}  // namespace houniao::rpc
