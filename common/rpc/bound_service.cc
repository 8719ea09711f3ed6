#include "common/rpc/bound_service.h"

#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/support/method_handler.h"

namespace houniao::rpc {
namespace {

using grpc::ByteBuffer;
using grpc::internal::RpcMethod;
using UnaryBytes = grpc::internal::RpcMethodHandler<BoundService, ByteBuffer, ByteBuffer>;
using ServerStreamBytes =
    grpc::internal::ServerStreamingHandler<BoundService, ByteBuffer, ByteBuffer>;
using BidiStreamBytes = grpc::internal::BidiStreamingHandler<BoundService, ByteBuffer, ByteBuffer>;

}  // namespace

BoundService::BoundService(Guard& guard, const ServiceTable& table, const AccessPolicy& policy,
                           observe::Metrics& metrics) {
  for (const ServiceTable::Method& method : table.methods()) {
    methods_.push_back(Prepare(method, policy, metrics));
    Bind(guard, *methods_.back());
  }
}

void BoundService::Bind(Guard& guard, const ServedMethod& method) {
  grpc::internal::MethodHandler* handler = nullptr;
  RpcMethod::RpcType type = RpcMethod::NORMAL_RPC;
  if (method.bound->unary != nullptr) {
    handler = new UnaryBytes(
        [&guard, &method](BoundService*, grpc::ServerContext* context, const ByteBuffer* request,
                          ByteBuffer* reply) {
          return guard.Unary(method, *context, *request, reply);
        },
        this);
  } else if (method.bound->server_stream != nullptr) {
    type = RpcMethod::SERVER_STREAMING;
    handler = new ServerStreamBytes(
        [&guard, &method](BoundService*, grpc::ServerContext* context, const ByteBuffer* request,
                          grpc::ServerWriter<ByteBuffer>* writer) {
          return guard.ServerStream(method, *context, *request, *writer);
        },
        this);
  } else {
    type = RpcMethod::BIDI_STREAMING;
    handler = new BidiStreamBytes(
        [&guard, &method](BoundService*, grpc::ServerContext* context,
                          grpc::ServerReaderWriter<ByteBuffer, ByteBuffer>* stream) {
          return guard.BidiStream(method, *context, *stream, *stream);
        },
        this);
  }
  // Both are owned by the service from here on.
  AddMethod(new grpc::internal::RpcServiceMethod(method.path.c_str(), type, handler));
}

}  // namespace houniao::rpc
