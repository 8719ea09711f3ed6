// Counters, gauges and latency histograms, in Prometheus' text format.
//
// Names are `houniao_<area>_<what>_<unit>` (counters end in `_total`); labels have few values and
// carry no personal information and no resource names. Make a metric once and keep the handle: it
// is two pointers wide, copies freely, is thread-safe and never dangles while the Metrics live.
//
// A name that breaks the rules, or is used for two kinds of metric, is an error of the program and
// aborts. More than kMaxSeries sets of label values under one name are counted together, with every
// value `other`: a label fed from outside cannot eat the memory.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace houniao::observe {

using Labels = std::map<std::string, std::string>;
inline constexpr size_t kMaxSeries = 1000;

// Only goes up. A default-made handle counts nowhere; so do the others.
class Counter {
 public:
  Counter() = default;
  // Negative amounts are ignored.
  void Add(int64_t amount = 1);
  int64_t value() const;

 private:
  friend class Metrics;
  explicit Counter(prometheus::Counter* counter) : counter_(counter) {}
  prometheus::Counter* counter_ = nullptr;
};

class Gauge {
 public:
  Gauge() = default;
  void Set(int64_t value);
  void Add(int64_t amount);
  int64_t value() const;

 private:
  friend class Metrics;
  explicit Gauge(prometheus::Gauge* gauge) : gauge_(gauge) {}
  prometheus::Gauge* gauge_ = nullptr;
};

// Durations in seconds, in buckets from 0.5 ms to 30 s.
class LatencyHistogram {
 public:
  LatencyHistogram() = default;
  void Observe(absl::Duration duration);

 private:
  friend class Metrics;
  explicit LatencyHistogram(prometheus::Histogram* histogram) : histogram_(histogram) {}
  prometheus::Histogram* histogram_ = nullptr;
};

// Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // The metrics of the process; never destroyed.
  static Metrics& Process();

  // The same name and labels give the same metric. `help` of the first call stands.
  observe::Counter Counter(const std::string& name, const std::string& help,
                           const Labels& labels = {});
  observe::Gauge Gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  LatencyHistogram Latency(const std::string& name, const std::string& help,
                           const Labels& labels = {});

  // Text exposition format 0.0.4.
  std::string Text() const;

 private:
  friend class MetricsExposer;
  class Registry;
  const std::shared_ptr<Registry> registry_;
};

}  // namespace houniao::observe
