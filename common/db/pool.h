// Connections of one kind, opened when needed, at most `size` of them.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/mutex.h"
#include "common/db/connection.h"
#include "common/db/deadline.h"

namespace houniao::db {

// Thread-safe. Outlives its leases.
class Pool {
 public:
  // The right to use one connection; gives it back when destroyed.
  class Lease {
   public:
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)),
          epoch_(other.epoch_),
          fresh_(other.fresh_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_ != nullptr) pool_->Return(std::move(connection_), epoch_);
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }
    // Opened for this lease. A failure of one that is not may be a leftover of an earlier outage.
    bool fresh() const { return fresh_; }

   private:
    friend class Pool;
    Lease(Pool* pool, std::unique_ptr<Connection> connection, uint64_t epoch, bool fresh)
        : pool_(pool), connection_(std::move(connection)), epoch_(epoch), fresh_(fresh) {}

    Pool* pool_;
    std::unique_ptr<Connection> connection_;
    uint64_t epoch_;
    bool fresh_;
  };

  // With `keep` false a connection is closed when its lease ends.
  Pool(int size, Connect connect, bool keep = true)
      : size_(size), keep_(keep), connect_(std::move(connect)) {}
  ~Pool();

  // Unavailable if none becomes free in time, or what opening a new one answers.
  absl::StatusOr<Lease> Acquire(Deadline deadline);

 private:
  void Return(std::unique_ptr<Connection> connection, uint64_t epoch);

  const int size_;
  const bool keep_;
  const Connect connect_;
  Mutex mutex_;
  CondVar freed_;
  std::vector<std::unique_ptr<Connection>> idle_ HOUNIAO_GUARDED_BY(mutex_);
  int open_ HOUNIAO_GUARDED_BY(mutex_) = 0;
  // Raised when a connection was lost: the others of that time are not trusted either.
  uint64_t epoch_ HOUNIAO_GUARDED_BY(mutex_) = 0;
};

}  // namespace houniao::db
