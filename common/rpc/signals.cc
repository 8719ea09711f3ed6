#include "common/rpc/signals.h"

#include <pthread.h>

#include <csignal>
#include <cstdlib>

namespace houniao::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

void BlockStopSignals() {
  const sigset_t set = StopSignals();
  if (pthread_sigmask(SIG_BLOCK, &set, nullptr) != 0) std::abort();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

int WaitForStopSignal() {
  const sigset_t set = StopSignals();
  int signal = 0;
  if (sigwait(&set, &signal) != 0) std::abort();
  return signal;
}

}  // namespace houniao::rpc
