#include "services/talentctl/interruption.h"

#include <pthread.h>

#include <csignal>
#include <ctime>

namespace houniao::talentctl {
namespace {

// How long the end of a command may wait for the thread.
constexpr timespec kLook{0, 20'000'000};

sigset_t StopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

Interruption::Interruption(grpc::ClientContext* context) {
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiting_ = std::thread([this, context] { Wait(context); });
}

Interruption::~Interruption() {
  done_ = true;
  waiting_.join();
  // A second Ctrl-C that came meanwhile ends the process here, as it would have.
  const sigset_t set = StopSignals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interruption::Wait(grpc::ClientContext* context) {
  const sigset_t set = StopSignals();
  while (!done_ && !happened()) {
    const int signal = sigtimedwait(&set, nullptr, &kLook);
    if (signal <= 0) continue;
    signal_ = signal;
    context->TryCancel();
  }
}

}  // namespace houniao::talentctl
