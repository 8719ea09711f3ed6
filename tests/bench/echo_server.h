// The peer of the read benchmark: a plain gRPC service that answers an empty message at once, with
// the same thread settings as rpc::Server.
#pragma once

#include <memory>

#include "grpcpp/server.h"

namespace houniao::bench {

inline constexpr char kEchoMethod[] = "/houniao.bench.Echo/Echo";

class EchoServer {
 public:
  // Listens on a free port of this machine; ends the process if it cannot.
  EchoServer();
  ~EchoServer();

  int port() const { return port_; }

 private:
  class Service;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace houniao::bench
