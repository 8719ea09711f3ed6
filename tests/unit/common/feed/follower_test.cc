#include "common/feed/follower.h"

#include <gtest/gtest.h>

#include <deque>

#include "common/errors/errors.h"

namespace houniao::feed {
namespace {

// What the other side does on its n-th stream, and which token each stream was opened with.
struct OtherSide {
  Mutex mutex;
  CondVar changed;
  std::vector<std::string> opened_with;
  bool cancelled = false;
};

class ScriptedStream : public FeedStream {
 public:
  ScriptedStream(OtherSide& side, size_t index) : side_(side), index_(index) {}
  absl::Status Run(const std::function<void(const std::string&)>& progress) override {
    if (index_ == 0) {
      progress("t1");
      progress("t2");
      return absl::UnavailableError("gone");
    }
    if (index_ == 1) return errors::InvalidResumeToken("unknown");
    MutexLock lock(side_.mutex);
    side_.changed.NotifyAll();
    side_.changed.Wait(side_.mutex, [this] { return side_.cancelled; });
    return absl::CancelledError("");
  }
  void Cancel() override {
    MutexLock lock(side_.mutex);
    side_.cancelled = true;
    side_.changed.NotifyAll();
  }

 private:
  OtherSide& side_;
  const size_t index_;
};

TEST(Follower, ResumesAndStartsAnewWhenItsTokenIsRefused) {
  OtherSide side;
  Follower::Options options;
  options.first_pause = absl::Milliseconds(1);
  {
    Follower follower(
        [&side](const std::string& token) {
          MutexLock lock(side.mutex);
          side.opened_with.push_back(token);
          return std::make_unique<ScriptedStream>(side, side.opened_with.size() - 1);
        },
        options);
    MutexLock lock(side.mutex);
    side.changed.Wait(side.mutex, [&] { return side.opened_with.size() >= 3; });
  }
  EXPECT_EQ(side.opened_with, (std::vector<std::string>{"", "t2", ""}));
}

}  // namespace
}  // namespace houniao::feed
