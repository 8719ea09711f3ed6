// gRPC's own log goes into ours.
#pragma once

namespace houniao::rpc {

// Call once, before anything of gRPC is used. Lines below ERROR are dropped unless
// GRPC_VERBOSITY asks for them.
void RouteGrpcLog();

}  // namespace houniao::rpc
