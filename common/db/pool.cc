#include "common/db/pool.h"

namespace houniao::db {

Pool::~Pool() = default;

absl::StatusOr<Pool::Lease> Pool::Acquire(Deadline deadline) {
  uint64_t epoch = 0;
  {
    MutexLock lock(mutex_);
    const auto ready = [this]() HOUNIAO_NO_ANALYSIS { return !idle_.empty() || open_ < size_; };
    while (!ready()) {
      if (deadline.passed()) return PoolExhausted();
      freed_.WaitFor(mutex_, deadline.wait_step(), ready);
    }
    epoch = epoch_;
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(this, std::move(connection), epoch, false);
    }
    ++open_;
  }
  absl::StatusOr<std::unique_ptr<Connection>> connection = connect_(deadline);
  if (connection.ok()) return Lease(this, *std::move(connection), epoch, true);
  {
    MutexLock lock(mutex_);
    --open_;
  }
  freed_.NotifyOne();
  return std::move(connection).status();
}

void Pool::Return(std::unique_ptr<Connection> connection, uint64_t epoch) {
  // Closing may wait for the network: never under the lock.
  std::vector<std::unique_ptr<Connection>> closing;
  {
    MutexLock lock(mutex_);
    const bool lost = !connection->usable();
    if (lost && epoch == epoch_) {
      ++epoch_;
      open_ -= static_cast<int>(idle_.size());
      closing = std::move(idle_);
      idle_.clear();
    }
    if (lost || epoch != epoch_ || !keep_) {
      closing.push_back(std::move(connection));
      --open_;
    } else {
      idle_.push_back(std::move(connection));
    }
  }
  freed_.NotifyAll();
}

}  // namespace houniao::db
