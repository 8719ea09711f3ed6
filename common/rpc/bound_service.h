// A service table as gRPC wants it.
#pragma once

#include <memory>
#include <vector>

#include "grpcpp/impl/service_type.h"

#include "common/rpc/guard.h"
#include "common/rpc/served_method.h"
#include "common/rpc/service_table.h"

namespace houniao::rpc {

// The only place where methods are registered: each handler goes through the guard.
class BoundService final : public grpc::Service {
 public:
  // Both outlive it; the table has passed Check().
  BoundService(Guard& guard, const ServiceTable& table, const AccessPolicy& policy,
               observe::Metrics& metrics);

 private:
  void Bind(Guard& guard, const ServedMethod& method);

  std::vector<std::unique_ptr<ServedMethod>> methods_;
};

}  // namespace houniao::rpc
