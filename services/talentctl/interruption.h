// Ctrl-C while a stream runs: the call is cancelled and the command still says where it stopped.
#pragma once

#include <atomic>
#include <thread>

#include "grpcpp/client_context.h"

namespace houniao::talentctl {

// Between construction and destruction SIGINT and SIGTERM cancel the call instead of ending the
// process. One at a time.
class Interruption {
 public:
  // `context` outlives this. The calling thread and those that it starts from now on leave the
  // signals to this; threads that exist already must not have to deal with them, so construct it
  // before the channel is opened.
  explicit Interruption(grpc::ClientContext* context);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  // True once a signal has come.
  bool happened() const { return signal_ != 0; }

 private:
  void Wait(grpc::ClientContext* context);

  std::atomic<int> signal_{0};
  std::atomic<bool> done_{false};
  std::thread waiting_;
};

}  // namespace houniao::talentctl
