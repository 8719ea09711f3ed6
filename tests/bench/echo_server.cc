#include "tests/bench/echo_server.h"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "google/protobuf/empty.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/support/method_handler.h"

#include "common/rpc/admission.h"

namespace houniao::bench {

// Bound by hand, as a generated service does it, so that the schema need not know of benchmarks.
class EchoServer::Service final : public grpc::Service {
 public:
  using Empty = google::protobuf::Empty;
  Service() {
    AddMethod(new grpc::internal::RpcServiceMethod(
        kEchoMethod, grpc::internal::RpcMethod::NORMAL_RPC,
        new grpc::internal::RpcMethodHandler<Service, Empty, Empty>(
            [](Service*, grpc::ServerContext*, const Empty*, Empty*) { return grpc::Status::OK; },
            this)));
  }
};

EchoServer::EchoServer() : service_(std::make_unique<Service>()) {
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("echo");
  quota.SetMaxThreads(2 * rpc::AdmissionLimits().total() + 4);
  builder.SetResourceQuota(quota);
  builder.SetSyncServerOption(
      grpc::ServerBuilder::MAX_POLLERS,
      static_cast<int>(std::max(2U, 4 * std::thread::hardware_concurrency())));
  builder.RegisterService(service_.get());
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0) std::abort();
}

EchoServer::~EchoServer() { server_->Shutdown(std::chrono::system_clock::now()); }

}  // namespace houniao::bench
