// Tells watchers that something was committed.
#pragma once

#include <cstdint>

#include "absl/time/time.h"

#include "common/base/mutex.h"

namespace houniao::feed {

// Thread-safe; any number of waiters.
class Hub {
 public:
  // The newest committed revision; called by the recorder, never goes back.
  void Publish(int64_t revision);
  // Waits until a revision above `after` is published, at most `patience`. Returns the newest one
  // known. Another replica's commits are not heard here: callers look into the database after each
  // wait, so `patience` bounds how late they are.
  int64_t WaitAbove(int64_t after, absl::Duration patience);
  // Wakes all waiters for good.
  void Close();
  bool closed() const;

 private:
  mutable Mutex mutex_;
  CondVar changed_;
  int64_t revision_ HOUNIAO_GUARDED_BY(mutex_) = 0;
  bool closed_ HOUNIAO_GUARDED_BY(mutex_) = false;
};

}  // namespace houniao::feed
