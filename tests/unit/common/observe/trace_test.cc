#include "common/observe/trace.h"

#include <string>

#include "gtest/gtest.h"

namespace houniao::observe {
namespace {

constexpr char kExample[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Traceparent, ReadsTheExampleOfTheRecommendation) {
  const auto parent = ParseTraceparent(kExample);
  ASSERT_TRUE(parent.has_value());
  EXPECT_EQ(parent->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(parent->span_id, "00f067aa0ba902b7");
  EXPECT_TRUE(parent->sampled);
  EXPECT_EQ(FormatTraceparent(*parent), kExample);
}

TEST(Traceparent, RefusesWhatIsNotValid) {
  for (const char* header :
       {"", "00", "garbage", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}) {
    EXPECT_FALSE(ParseTraceparent(header).has_value()) << header;
  }
}

TEST(Traceparent, ReadsHigherVersionsAsFarAsItKnows) {
  EXPECT_TRUE(ParseTraceparent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  EXPECT_TRUE(ParseTraceparent("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"));
  EXPECT_FALSE(ParseTraceparent("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more"));
}

TEST(Traceparent, ReadsOnlyTheSampledFlag) {
  EXPECT_FALSE(
      ParseTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-fe")->sampled);
  EXPECT_TRUE(ParseTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff")->sampled);
}

TEST(NextTraceParent, KeepsTheTraceAndTakesANewSpan) {
  SequentialIds ids("t");
  const TraceParent next = NextTraceParent(kExample, ids);
  EXPECT_EQ(next.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_NE(next.span_id, "00f067aa0ba902b7");
  EXPECT_TRUE(next.sampled);
  EXPECT_TRUE(ParseTraceparent(FormatTraceparent(next)).has_value());
  EXPECT_NE(NextTraceParent(kExample, ids).span_id, next.span_id);
}

TEST(NextTraceParent, BeginsATraceWithoutAValidHeader) {
  RandomIds ids;
  for (const char* header : {"", "garbage"}) {
    const TraceParent next = NextTraceParent(header, ids);
    EXPECT_TRUE(ParseTraceparent(FormatTraceparent(next)).has_value()) << FormatTraceparent(next);
    EXPECT_FALSE(next.sampled);
  }
  EXPECT_NE(NextTraceParent("", ids).trace_id, NextTraceParent("", ids).trace_id);
}

}  // namespace
}  // namespace houniao::observe
