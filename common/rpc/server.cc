#include "common/rpc/server.h"

#include <algorithm>

#include "absl/synchronization/mutex.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/server_builder.h"

#include "common/base/status_macros.h"
#include "common/rpc/address.h"
#include "common/rpc/bound_service.h"
#include "common/rpc/credentials.h"
#include "common/rpc/guard.h"
#include "common/rpc/health_port.h"
#include "common/rpc/reflection.h"

namespace houniao::rpc {
namespace {

absl::Status CheckOptions(const ServerOptions& options) {
  if (options.authenticator == nullptr || options.policy == nullptr || options.clock == nullptr ||
      options.ids == nullptr || options.metrics == nullptr) {
    return absl::InvalidArgumentError("The server needs authenticator, policy, clock and ids.");
  }
  if (!options.tls.empty()) return CheckTlsFiles(options.tls);
  if (options.address.empty() || IsLoopback(options.address)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("Without TLS the server listens on this machine alone, not on ", options.address,
                   ": give certificate, key and authorities, or an address like 127.0.0.1:7001."));
}

// Abseil as it is packaged looks for locks that are taken in an order that could deadlock: every
// lock that gRPC takes is noted in one graph for the process, under one lock. That is for those who
// work on gRPC.
void TrustLocksOfGrpc() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }

// SECURITY, section 5.
void SetArguments(grpc::ServerBuilder& builder, const ServerOptions& options) {
  // A second process on the port would silently take half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 100);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 5000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 300000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 600000);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8192);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10000);
  // Below the keepalive of our clients (client.cc).
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 20000);
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  // gRPC inflates before it looks at the size: 260 KB become 256 MB.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  // Only a backstop: near its limit gRPC refuses calls at random, so it is twice what is admitted,
  // and those who wait to be admitted need threads too.
  grpc::ResourceQuota quota("houniao");
  quota.SetMaxThreads(2 * options.admission.total() + 4);
  builder.SetResourceQuota(quota);
  const int pollers = static_cast<int>(std::max(2U, 4 * std::thread::hardware_concurrency()));
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, pollers);
  if (!options.reflection) DropReflection(builder);
}

std::chrono::system_clock::time_point After(absl::Duration duration) {
  return std::chrono::system_clock::now() + absl::ToChronoMilliseconds(duration);
}

}  // namespace

// Destroyed from below: the gRPC server first, then what its handlers use.
struct Server::Parts {
  explicit Parts(const ServerOptions& options) : guard(options) {}

  Guard guard;
  std::vector<std::unique_ptr<BoundService>> services;
  int port = 0;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<HealthPort> health_port;
  bool stopped = false;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<ServiceTable*>& services) {
  RETURN_IF_ERROR(CheckOptions(options));
  auto parts = std::make_unique<Parts>(options);
  std::vector<std::string> names;
  for (const ServiceTable* table : services) {
    RETURN_IF_ERROR(table->Check());
    names.push_back(table->service()->full_name());
    if (std::count(names.begin(), names.end(), names.back()) > 1) {
      return absl::InternalError(absl::StrCat("Service ", names.back(), " is served twice."));
    }
    parts->services.push_back(
        std::make_unique<BoundService>(parts->guard, *table, *options.policy, *options.metrics));
  }
  TrustLocksOfGrpc();
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) OfferReflection();
  grpc::ServerBuilder builder;
  SetArguments(builder, options);
  for (auto& service : parts->services) builder.RegisterService(service.get());
  if (!options.address.empty()) {
    builder.AddListeningPort(
        options.address,
        options.tls.empty() ? grpc::InsecureServerCredentials() : TlsServer(options.tls),
        &parts->port);
  }
  parts->server = builder.BuildAndStart();
  if (parts->server == nullptr || (parts->port == 0 && !options.address.empty())) {
    return absl::FailedPreconditionError(
        absl::StrCat("Cannot listen on ", options.address, ": is it taken by another process?"));
  }
  if (!options.health_address.empty()) {
    ASSIGN_OR_RETURN(parts->health_port, HealthPort::Start(options.health_address, options.address,
                                                           parts->port, !options.tls.empty()));
  }
  std::unique_ptr<Server> server(new Server(std::move(parts)));
  server->SetReady(false);
  server->parts_->server->GetHealthCheckService()->SetServingStatus(kLiveness, true);
  return server;
}

Server::~Server() {
  if (!parts_->stopped) Drain(absl::ZeroDuration(), absl::ZeroDuration());
}

int Server::port() const { return parts_->port; }

int Server::health_port() const {
  return parts_->health_port == nullptr ? 0 : parts_->health_port->port();
}

void Server::SetReady(bool ready) {
  grpc::HealthCheckServiceInterface* health = parts_->server->GetHealthCheckService();
  health->SetServingStatus(kReadiness, ready);
  health->SetServingStatus("", ready);
  if (parts_->health_port != nullptr) parts_->health_port->SetReady(ready);
}

void Server::Drain(absl::Duration notice, absl::Duration patience) {
  if (std::exchange(parts_->stopped, true)) return;
  SetReady(false);
  if (notice > absl::ZeroDuration())
    std::this_thread::sleep_for(absl::ToChronoMilliseconds(notice));
  parts_->server->Shutdown(After(patience));
  parts_->server->Wait();
  if (parts_->health_port != nullptr) parts_->health_port->Stop();
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel(TokenSource tokens) {
  return InProcessWithTokens(*parts_->server, grpc::ChannelArguments(), std::move(tokens));
}

}  // namespace houniao::rpc
