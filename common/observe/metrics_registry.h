// The registry behind Metrics. For metrics.cc and metrics_exposer.cc, which see prometheus-cpp.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

#include "common/base/mutex.h"
#include "common/observe/metrics.h"

namespace houniao::observe {

class Metrics::Registry {
 public:
  prometheus::Counter& Counter(const std::string& name, const std::string& help,
                               const Labels& labels);
  prometheus::Gauge& Gauge(const std::string& name, const std::string& help, const Labels& labels);
  prometheus::Histogram& Histogram(const std::string& name, const std::string& help,
                                   const Labels& labels);
  const std::shared_ptr<prometheus::Registry>& collectable() const { return registry_; }

 private:
  enum class Kind { kCounter, kGauge, kHistogram };
  // One name: its kind, its family in prometheus-cpp, and the label sets seen.
  struct Name {
    Kind kind;
    void* family = nullptr;
    std::set<Labels> series;
  };

  // The entry of a name that is well-formed and of this kind, made if it is new; else aborts.
  Name& Find(const std::string& name, Kind kind, const Labels& labels) HOUNIAO_REQUIRES(mutex_);
  // `labels`, or all `other` once the name has too many.
  static Labels Bounded(const std::string& name, Name& entry, const Labels& labels);

  const std::shared_ptr<prometheus::Registry> registry_ = std::make_shared<prometheus::Registry>();
  Mutex mutex_;
  std::map<std::string, Name> names_ HOUNIAO_GUARDED_BY(mutex_);
};

}  // namespace houniao::observe
