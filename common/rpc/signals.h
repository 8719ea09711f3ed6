// Stopping on SIGTERM and SIGINT, without signal handlers: a handler must not call gRPC.
#pragma once

namespace houniao::rpc {

// First thing in main(), before any thread starts: threads inherit the mask. Also ignores SIGPIPE
// and SIGXFSZ, which would end the process on a closed socket or a full disk.
void BlockStopSignals();
// Waits in sigwait until SIGTERM or SIGINT comes; returns which.
int WaitForStopSignal();

}  // namespace houniao::rpc
