#include "common/rpc/grpc_log.h"

#include <cstdlib>

#include "common/observe/library_log.h"
#include "grpc/support/log.h"

namespace houniao::rpc {
namespace {

void Forward(gpr_log_func_args* line) {
  observe::GrpcLogTarget()(static_cast<int>(line->severity), line->file, line->line, line->message);
}

}  // namespace

void RouteGrpcLog() {
  gpr_set_log_function(&Forward);
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);
}

}  // namespace houniao::rpc
