// Following another service's feed: keeps a stream open, resumes where it stopped, and starts from
// a snapshot again when the other side does not know the token any more.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/base/mutex.h"

namespace houniao::feed {

// One stream to the other service. Made by the follower's owner, who knows the transport.
class FeedStream {
 public:
  virtual ~FeedStream() = default;
  // Reads until the stream ends and applies every message. Calls `progress` with the resume token
  // of each message after it was applied. Returns why the stream ended.
  virtual absl::Status Run(const std::function<void(const std::string& token)>& progress) = 0;
  // Ends Run from another thread.
  virtual void Cancel() = 0;
};

class Follower {
 public:
  using Open = std::function<std::unique_ptr<FeedStream>(const std::string& resume_token)>;
  struct Options {
    absl::Duration first_pause = absl::Milliseconds(50);
    absl::Duration longest_pause = absl::Seconds(2);
    // Told of every end of a stream, for the log; may be null.
    std::function<void(const absl::Status&)> on_end = nullptr;
  };

  Follower(Open open, Options options);
  // Cancels the stream and waits for the thread.
  ~Follower();

  // How often a stream was opened; for tests and metrics.
  int64_t openings() const { return openings_; }

 private:
  void Loop();

  const Open open_;
  const Options options_;
  std::atomic<int64_t> openings_{0};
  Mutex mutex_;
  CondVar stop_signal_;
  bool stopping_ HOUNIAO_GUARDED_BY(mutex_) = false;
  std::shared_ptr<FeedStream> stream_ HOUNIAO_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace houniao::feed
