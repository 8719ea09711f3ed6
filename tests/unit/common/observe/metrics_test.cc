#include "common/observe/metrics.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/observe/log.h"

namespace houniao::observe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Metrics, WritesTheTextExpositionFormat) {
  Metrics metrics;
  Counter calls = metrics.Counter("houniao_rpc_calls_total", "Calls served.",
                                  {{"method", "GetTalent"}, {"code", "OK"}});
  calls.Add();
  calls.Add(2);
  metrics.Gauge("houniao_feed_lag_changes", "Changes not yet applied.").Set(-4);
  LatencyHistogram latency =
      metrics.Latency("houniao_rpc_latency_seconds", "Time to answer.", {{"method", "GetTalent"}});
  latency.Observe(absl::Milliseconds(2));
  latency.Observe(absl::Seconds(60));
  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr("# HELP houniao_rpc_calls_total Calls served.\n"
                              "# TYPE houniao_rpc_calls_total counter\n"
                              "houniao_rpc_calls_total{code=\"OK\",method=\"GetTalent\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE houniao_feed_lag_changes gauge\n"
                              "houniao_feed_lag_changes -4\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE houniao_rpc_latency_seconds histogram\n"));
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_count{method=\"GetTalent\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_bucket{method=\"GetTalent\",le="
                              "\"0.001\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_bucket{method=\"GetTalent\",le=\"0.0025"
                              "\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_bucket{method=\"GetTalent\",le=\"30\"} "
                              "1\n"));
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_bucket{method=\"GetTalent\",le=\"+Inf"
                              "\"} 2\n"));
}

TEST(Metrics, GivesOneMetricForOneNameAndLabels) {
  Metrics metrics;
  metrics.Counter("houniao_a_total", "A.", {{"k", "1"}}).Add();
  metrics.Counter("houniao_a_total", "A.", {{"k", "1"}}).Add();
  metrics.Counter("houniao_a_total", "A.", {{"k", "2"}}).Add();
  EXPECT_EQ(metrics.Counter("houniao_a_total", "A.", {{"k", "1"}}).value(), 2);
  EXPECT_EQ(metrics.Counter("houniao_a_total", "A.", {{"k", "2"}}).value(), 1);
}

TEST(Metrics, EscapesLabelValues) {
  Metrics metrics;
  metrics.Counter("houniao_a_total", "A.", {{"k", "a\"b\\c\nd"}}).Add();
  EXPECT_THAT(metrics.Text(), HasSubstr("houniao_a_total{k=\"a\\\"b\\\\c\\nd\"} 1\n"));
}

TEST(Metrics, IgnoresNegativeStepsOfCounters) {
  Metrics metrics;
  Counter counter = metrics.Counter("houniao_a_total", "A.");
  counter.Add(-5);
  EXPECT_EQ(counter.value(), 0);
  Gauge gauge = metrics.Gauge("houniao_b_count", "B.");
  gauge.Add(5);
  gauge.Add(-7);
  EXPECT_EQ(gauge.value(), -2);
}

TEST(Metrics, HandlesWithoutAMetricDoNothing) {
  Counter counter;
  counter.Add();
  EXPECT_EQ(counter.value(), 0);
  Gauge gauge;
  gauge.Set(1);
  EXPECT_EQ(gauge.value(), 0);
  LatencyHistogram().Observe(absl::Seconds(1));
}

TEST(Metrics, BoundsTheSeriesOfAName) {
  const LogCapture capture;
  Metrics metrics;
  for (size_t i = 0; i < kMaxSeries + 50; ++i) {
    metrics.Counter("houniao_a_total", "A.", {{"k", std::to_string(i)}}).Add();
  }
  EXPECT_EQ(metrics.Counter("houniao_a_total", "A.", {{"k", "0"}}).value(), 1);
  EXPECT_EQ(metrics.Counter("houniao_a_total", "A.", {{"k", "other"}}).value(), 50);
  EXPECT_THAT(metrics.Text(), Not(HasSubstr("\"1049\"")));
  EXPECT_EQ(capture.lines().size(), 1u);
}

TEST(Metrics, CountsExactlyAmongThreads) {
  Metrics metrics;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&metrics] {
      for (int i = 0; i < 1000; ++i) {
        metrics.Counter("houniao_a_total", "A.", {{"k", "v"}}).Add();
        metrics.Latency("houniao_b_seconds", "B.").Observe(absl::Milliseconds(1));
        if (i % 100 == 0) (void)metrics.Text();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(metrics.Counter("houniao_a_total", "A.", {{"k", "v"}}).value(), 8000);
  EXPECT_THAT(metrics.Text(), HasSubstr("houniao_b_seconds_count 8000\n"));
}

TEST(MetricsDeathTest, RefuseMalformedNamesAndTwoKinds) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Metrics metrics;
  metrics.Counter("houniao_a_total", "A.");
  EXPECT_DEATH(metrics.Gauge("houniao_a_total", "A."), "Two kinds of metric");
  EXPECT_DEATH(metrics.Counter("calls_total", "A."), "malformed");
  EXPECT_DEATH(metrics.Counter("houniao_Calls", "A."), "malformed");
  EXPECT_DEATH(metrics.Counter("houniao_b_total", "A.", {{"bad-label", "x"}}), "malformed");
}

TEST(Metrics, OfTheProcessAreOne) { EXPECT_EQ(&Metrics::Process(), &Metrics::Process()); }

}  // namespace
}  // namespace houniao::observe
