#include "common/rpc/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace houniao::rpc {
namespace {

// In a process of its own: the threads of this one were not started with the signals blocked.
TEST(SignalsDeathTest, WaitsForASignalThatWasBlocked) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        BlockStopSignals();
        kill(getpid(), SIGPIPE);
        kill(getpid(), SIGTERM);
        _exit(WaitForStopSignal() == SIGTERM ? 7 : 1);
      },
      ::testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace houniao::rpc
