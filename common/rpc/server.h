// A gRPC server whose every method stands behind the guard.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/base/call_context.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/observe/metrics.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/admission.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/service_table.h"
#include "common/rpc/tls_files.h"
#include "common/rpc/token_source.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::rpc {

// Longest time that the server works on one call, whatever the caller's deadline is.
struct CallLimits {
  absl::Duration interactive = absl::Seconds(30);
  absl::Duration batch = absl::Minutes(30);
  // Server streams of the interactive class.
  absl::Duration watch = absl::InfiniteDuration();
};

// Called after sensitive values were revealed and before they are sent; `names` are the resources.
// If it fails the reply is withheld and its status is the answer.
using AuditRead =
    std::function<absl::Status(const CallContext& call, const std::vector<std::string>& names)>;

struct ServerOptions {
  // `host:port`; port 0 takes any free one. Empty: no port, in-process channels alone.
  std::string address = "127.0.0.1:0";
  // Empty: plaintext, which is refused unless the address is a loopback one.
  TlsFiles tls;
  // Offers the schema to anybody who can connect. For developers.
  bool reflection = false;
  // A second, plaintext port (of the pod) that serves nothing but grpc.health.v1; empty for none.
  std::string health_address;
  int max_message_bytes = 4 * 1024 * 1024;
  AdmissionLimits admission;
  CallLimits limits;
  // Must outlive the server, as everything pointed to here.
  const Authenticator* authenticator = nullptr;
  const AccessPolicy* policy = nullptr;
  // The business clock; if it is simulated, every reply says so.
  const Clock* clock = nullptr;
  IdSource* ids = nullptr;
  // Null: reads of sensitive values are not recorded, so they are never revealed.
  AuditRead audit_read;
  observe::Metrics* metrics = &observe::Metrics::Process();
};

// Names of the health service: `readiness` and `liveness`, beside "" which follows readiness.
inline constexpr char kReadiness[] = "readiness";
inline constexpr char kLiveness[] = "liveness";

class Server {
 public:
  // Listens when it returns, but is not ready before SetReady(true).
  //   InvalidArgument     plaintext on another address than loopback; an option is missing
  //   FailedPrecondition  TLS files (see CheckTlsFiles); the address is taken
  //   Internal            a table has a mistake (see ServiceTable::Check)
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<ServiceTable*>& services);
  // Stops at once if nobody drained it.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port that is listened on.
  int port() const;
  // Of the health address; 0 if there is none.
  int health_port() const;
  void SetReady(bool ready);
  // Says it is not ready, goes on serving for `notice` so that load balancers see it, then takes no
  // new calls and waits up to `patience` for those that run; what is left then is cancelled.
  // Handlers have returned when it returns.
  void Drain(absl::Duration notice, absl::Duration patience);
  // To this server without a socket. Calls carry the token of `tokens`, which may be null.
  std::shared_ptr<grpc::Channel> InProcessChannel(TokenSource tokens);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace houniao::rpc
