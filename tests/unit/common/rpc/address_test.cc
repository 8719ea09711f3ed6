#include "common/rpc/address.h"

#include <gtest/gtest.h>

namespace houniao::rpc {
namespace {

TEST(Address, FindsTheHost) {
  EXPECT_EQ(HostOf("127.0.0.1:7001"), "127.0.0.1");
  EXPECT_EQ(HostOf("dns:///talent-headless.hn:7001"), "talent-headless.hn");
  EXPECT_EQ(HostOf("[::1]:7001"), "::1");
  EXPECT_EQ(HostOf("::1"), "::1");
  EXPECT_EQ(HostOf("localhost"), "localhost");
}

TEST(Address, KnowsLoopback) {
  for (const char* address : {"127.0.0.1:0", "127.8.9.1:80", "localhost:1", "[::1]:7001", "::1",
                              "dns:///localhost:7001", "unix:/run/x.sock"}) {
    EXPECT_TRUE(IsLoopback(address)) << address;
  }
  for (const char* address : {"0.0.0.0:0", "[::]:7001", "10.0.0.1:80", "talent:7001", "",
                              "localhost.example:1", "127.0.0.1.example:1"}) {
    EXPECT_FALSE(IsLoopback(address)) << address;
  }
}

}  // namespace
}  // namespace houniao::rpc
