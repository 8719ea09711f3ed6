// Ends streams that last longer than the server allows. Unary calls need none: they cannot wait for
// the caller, and their work is bound by CallContext.deadline.
#pragma once

#include <chrono>
#include <map>
#include <thread>

#include "grpcpp/server_context.h"

#include "common/base/mutex.h"

namespace houniao::rpc {

// Thread-safe; one thread of its own, started with the first watched call.
class Watchdog {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Cancels a call at its time unless it goes first.
  class Watch {
   public:
    Watch() = default;
    Watch(Watchdog* watchdog, std::multimap<Time, grpc::ServerContext*>::iterator entry)
        : watchdog_(watchdog), entry_(entry) {}
    Watch(Watch&& other) noexcept
        : watchdog_(std::exchange(other.watchdog_, nullptr)), entry_(other.entry_) {}
    Watch& operator=(Watch&&) = delete;
    ~Watch() {
      if (watchdog_ != nullptr) watchdog_->Forget(entry_);
    }

   private:
    Watchdog* watchdog_ = nullptr;
    std::multimap<Time, grpc::ServerContext*>::iterator entry_;
  };

  Watchdog() = default;
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  Watch CancelAt(Time time, grpc::ServerContext& context);

 private:
  void Run();
  void Forget(std::multimap<Time, grpc::ServerContext*>::iterator entry);

  Mutex mutex_;
  CondVar changed_;
  std::multimap<Time, grpc::ServerContext*> calls_ HOUNIAO_GUARDED_BY(mutex_);
  bool stopping_ HOUNIAO_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace houniao::rpc
