#include "common/rpc/health_port.h"

#include <netdb.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "absl/cleanup/cleanup.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"

#include "common/observe/log.h"
#include "common/rpc/address.h"
#include "common/rpc/reflection.h"
#include "common/rpc/server.h"

namespace houniao::rpc {
namespace {

constexpr std::chrono::seconds kPause{5};
constexpr absl::Duration kPatience = absl::Seconds(2);

// A connected socket with time-outs, or -1.
int Dial(const std::string& host, int port, absl::Duration patience) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return -1;
  const absl::Cleanup free_list = [found] { freeaddrinfo(found); };
  const int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  const timeval limit = absl::ToTimeval(patience);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
  if (connect(fd, found->ai_addr, found->ai_addrlen) == 0) return fd;
  close(fd);
  return -1;
}

// The preface of HTTP/2 (RFC 9113, section 3.4) with an empty SETTINGS frame.
bool AnswersPlaintext(int fd) {
  static constexpr char kPreface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
  if (send(fd, kPreface, sizeof(kPreface) - 1, MSG_NOSIGNAL) < 0) return false;
  char byte = 0;
  return recv(fd, &byte, 1, 0) == 1;
}

// The server refuses us for want of a certificate, but only after it has spoken.
bool AnswersTls(int fd) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  &SSL_CTX_free);
  if (context == nullptr) return false;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(context.get()), &SSL_free);
  if (session == nullptr || SSL_set_fd(session.get(), fd) != 1) return false;
  static constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(session.get(), kHttp2, sizeof(kHttp2));
  SSL_connect(session.get());
  return BIO_number_read(SSL_get_rbio(session.get())) > 0;
}

std::string DialledHost(const std::string& address) {
  std::string host = HostOf(address);
  if (host == "0.0.0.0" || host == "localhost" || host.empty()) return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

}  // namespace

bool AnswersAfresh(const std::string& host, int port, bool tls, absl::Duration patience) {
  const int fd = Dial(host, port, patience);
  if (fd < 0) return false;
  const bool answered = tls ? AnswersTls(fd) : AnswersPlaintext(fd);
  close(fd);
  return answered;
}

absl::StatusOr<std::unique_ptr<HealthPort>> HealthPort::Start(const std::string& address,
                                                              const std::string& main_address,
                                                              int main_port, bool main_tls) {
  std::unique_ptr<HealthPort> health(new HealthPort);
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 5000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 60000);
  builder.SetMaxReceiveMessageSize(4096);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  DropReflection(builder);
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &health->port_);
  // A server without a service of its own needs a queue, though nothing ever comes through it.
  health->queue_ = builder.AddCompletionQueue();
  health->server_ = builder.BuildAndStart();
  if (health->server_ == nullptr || health->port_ == 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("Cannot listen for health probes on ", address, "."));
  }
  health->SetReady(false);
  health->server_->GetHealthCheckService()->SetServingStatus(kLiveness, true);
  health->watcher_ = std::thread(&HealthPort::WatchMainPort, health.get(),
                                 DialledHost(main_address), main_port, main_tls);
  return health;
}

HealthPort::HealthPort() = default;

HealthPort::~HealthPort() { Stop(); }

void HealthPort::SetReady(bool ready) {
  grpc::HealthCheckServiceInterface* service = server_->GetHealthCheckService();
  service->SetServingStatus(kReadiness, ready);
  service->SetServingStatus("", ready);
}

void HealthPort::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (watcher_.joinable()) watcher_.join();
  if (queue_ == nullptr) return;
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  queue_->Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
  }
  queue_.reset();
}

void HealthPort::WatchMainPort(const std::string& host, int port, bool tls) {
  int silent = 0;
  while (true) {
    {
      MutexLock lock(mutex_);
      const bool stop =
          changed_.WaitFor(mutex_, kPause, [this]() HOUNIAO_NO_ANALYSIS { return stopping_; });
      if (stop) return;
    }
    silent = AnswersAfresh(host, port, tls, kPatience) ? 0 : silent + 1;
    if (silent == 2) {
      observe::Log(observe::Severity::kError, "The main port does not answer.", {{"port", port}});
    }
    server_->GetHealthCheckService()->SetServingStatus(kLiveness, silent < 2);
  }
}

}  // namespace houniao::rpc
