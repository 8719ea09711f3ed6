#include "common/rpc/watchdog.h"

namespace houniao::rpc {
namespace {

// Nobody minds a stream that ends this much late.
constexpr std::chrono::milliseconds kStep{200};

}  // namespace

Watchdog::~Watchdog() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

Watchdog::Watch Watchdog::CancelAt(Time time, grpc::ServerContext& context) {
  MutexLock lock(mutex_);
  if (!thread_.joinable()) thread_ = std::thread([this] { Run(); });
  auto entry = calls_.emplace(time, &context);
  changed_.NotifyAll();
  return Watch(this, entry);
}

void Watchdog::Forget(std::multimap<Time, grpc::ServerContext*>::iterator entry) {
  MutexLock lock(mutex_);
  calls_.erase(entry);
}

void Watchdog::Run() {
  MutexLock lock(mutex_);
  while (!stopping_) {
    if (calls_.empty()) {
      changed_.WaitFor(mutex_, std::chrono::seconds(60),
                       [this]() HOUNIAO_NO_ANALYSIS { return stopping_ || !calls_.empty(); });
      continue;
    }
    const Time now = std::chrono::steady_clock::now();
    for (auto& [time, context] : calls_) {
      if (time > now) break;
      // Cancelled once; the entry stays until the handler has returned.
      if (context != nullptr) std::exchange(context, nullptr)->TryCancel();
    }
    changed_.WaitFor(mutex_, kStep, [this]() HOUNIAO_NO_ANALYSIS { return stopping_; });
  }
}

}  // namespace houniao::rpc
