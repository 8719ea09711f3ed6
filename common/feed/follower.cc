#include "common/feed/follower.h"

#include <algorithm>

#include "common/errors/errors.h"

namespace houniao::feed {

Follower::Follower(Open open, Options options)
    : open_(std::move(open)), options_(std::move(options)), thread_([this] { Loop(); }) {}

Follower::~Follower() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    if (stream_) stream_->Cancel();
    stop_signal_.NotifyAll();
  }
  thread_.join();
}

void Follower::Loop() {
  std::string token;
  absl::Duration pause = options_.first_pause;
  for (;;) {
    std::shared_ptr<FeedStream> stream = open_(token);
    ++openings_;
    {
      MutexLock lock(mutex_);
      if (stopping_) return;
      stream_ = stream;
    }
    const absl::Status ended = stream->Run([&](const std::string& newer) {
      token = newer;
      pause = options_.first_pause;
    });
    // A token that the other side refuses is worthless: the next stream brings a snapshot.
    if (errors::ReasonOf(ended) == errors::kInvalidResumeToken) token.clear();
    MutexLock lock(mutex_);
    stream_.reset();
    if (!stopping_ && options_.on_end) options_.on_end(ended);
    stop_signal_.WaitFor(mutex_, absl::ToChronoMilliseconds(pause), [this] { return stopping_; });
    if (stopping_) return;
    pause = std::min(pause * 2, options_.longest_pause);
  }
}

}  // namespace houniao::feed
