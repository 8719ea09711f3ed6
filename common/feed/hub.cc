#include "common/feed/hub.h"

#include <algorithm>

namespace houniao::feed {

void Hub::Publish(int64_t revision) {
  MutexLock lock(mutex_);
  revision_ = std::max(revision_, revision);
  changed_.NotifyAll();
}

int64_t Hub::WaitAbove(int64_t after, absl::Duration patience) {
  MutexLock lock(mutex_);
  changed_.WaitFor(mutex_, absl::ToChronoMilliseconds(patience),
                   [&] { return revision_ > after || closed_; });
  return revision_;
}

void Hub::Close() {
  MutexLock lock(mutex_);
  closed_ = true;
  changed_.NotifyAll();
}

bool Hub::closed() const {
  MutexLock lock(mutex_);
  return closed_;
}

}  // namespace houniao::feed
