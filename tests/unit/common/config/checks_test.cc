#include "common/config/checks.h"

#include <string>

#include "gtest/gtest.h"

namespace houniao::config {
namespace {

TEST(Checks, BoundNumbersAndDurations) {
  EXPECT_TRUE(InRange(1, 3)(1).ok());
  EXPECT_TRUE(InRange(1, 3)(3).ok());
  EXPECT_EQ(InRange(1, 3)(0).message(), "must be between 1 and 3");
  EXPECT_FALSE(InRange(1, 3)(4).ok());
  EXPECT_TRUE(InRange64(0, int64_t{1} << 40)(int64_t{1} << 40).ok());
  EXPECT_FALSE(InRange64(0, 5)(-1).ok());
  EXPECT_TRUE(Between(absl::Seconds(1), absl::Minutes(1))(absl::Seconds(60)).ok());
  EXPECT_EQ(Between(absl::Seconds(1), absl::Minutes(1))(absl::Minutes(2)).message(),
            "must be between 1s and 1m");
  EXPECT_FALSE(Positive()(absl::ZeroDuration()).ok());
  EXPECT_TRUE(Positive()(absl::Nanoseconds(1)).ok());
  EXPECT_TRUE(NotNegative()(absl::ZeroDuration()).ok());
  EXPECT_FALSE(NotNegative()(-absl::Seconds(1)).ok());
}

TEST(Checks, KnowAddresses) {
  for (const char* address : {"127.0.0.1:8610", "localhost:0", "[::1]:8610", "a.b-c.svc:65535"}) {
    EXPECT_TRUE(HostPort()(address).ok()) << address;
  }
  for (const char* address :
       {"", "8610", ":8610", "localhost", "localhost:", "localhost:x", "localhost:65536",
        "localhost:-1", "localhost:+1", "::1:8610", "a b:1", "a,b:1", "u@h:1", "[]:1", "h: 1"}) {
    EXPECT_FALSE(HostPort()(address).ok()) << address;
  }
}

TEST(Checks, KnowDays) {
  EXPECT_TRUE(CalendarDay()("2026-03-02").ok());
  EXPECT_TRUE(CalendarDay()("2024-02-29").ok());
  for (const char* day : {"", "2026-3-2", "2026-02-29", "2026-13-01", "20260302", "2026-03-02 "}) {
    EXPECT_FALSE(CalendarDay()(day).ok()) << day;
  }
}

TEST(Checks, KnowTexts) {
  EXPECT_FALSE(NotEmpty()("").ok());
  EXPECT_TRUE(NotEmpty()("x").ok());
  EXPECT_TRUE(OneOf({"json", "console"})("json").ok());
  EXPECT_EQ(OneOf({"json", "console"})("xml").message(), "must be one of: json, console");
  EXPECT_TRUE(EmptyOr(HostPort())("").ok());
  EXPECT_TRUE(EmptyOr(HostPort())("h:1").ok());
  EXPECT_FALSE(EmptyOr(HostPort())("h").ok());
}

TEST(Checks, KnowFilesAndFolders) {
  EXPECT_TRUE(ExistingFolder()("/tmp").ok());
  EXPECT_FALSE(ExistingFile()("/tmp").ok());
  EXPECT_TRUE(ExistingFile()("/proc/self/status").ok());
  EXPECT_FALSE(ExistingFile()("/no/such/file").ok());
  EXPECT_FALSE(ExistingFolder()("").ok());
}

}  // namespace
}  // namespace houniao::config
