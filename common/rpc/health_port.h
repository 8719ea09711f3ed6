// grpc.health.v1 on a plaintext port of its own: probes cannot present certificates.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/base/mutex.h"

namespace grpc {
class Server;
class ServerCompletionQueue;
}  // namespace grpc

namespace houniao::rpc {

// Its liveness is honest about the main port: once file descriptors have run out, gRPC's listener
// stays deaf for good while the process looks healthy. So the main port is dialled afresh every
// five seconds, and `liveness` is withdrawn when it did not answer twice.
class HealthPort {
 public:
  // Dials `main_port` on the host of `main_address`, or on loopback if that is a wildcard.
  static absl::StatusOr<std::unique_ptr<HealthPort>> Start(const std::string& address,
                                                           const std::string& main_address,
                                                           int main_port, bool main_tls);
  ~HealthPort();
  HealthPort(const HealthPort&) = delete;
  HealthPort& operator=(const HealthPort&) = delete;

  int port() const { return port_; }
  void SetReady(bool ready);
  void Stop();

 private:
  HealthPort();
  void WatchMainPort(const std::string& host, int port, bool tls);

  int port_ = 0;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::thread watcher_;
  Mutex mutex_;
  CondVar changed_;
  bool stopping_ HOUNIAO_GUARDED_BY(mutex_) = false;
};

// True if a fresh connection gets bytes from an HTTP/2 server (plaintext: its SETTINGS; TLS: the
// answer to a ClientHello) within `patience`. `host` is a numeric address.
bool AnswersAfresh(const std::string& host, int port, bool tls, absl::Duration patience);

}  // namespace houniao::rpc
