// Server reflection, which hands the schema to everybody who can connect.
#pragma once

#include "grpcpp/server_builder.h"

namespace houniao::rpc {

// The reflection library adds itself to every server of the process; this takes it out again.
void DropReflection(grpc::ServerBuilder& builder);
// Makes sure that the library is there, before a builder is made.
void OfferReflection();

}  // namespace houniao::rpc
