#include "common/observe/metrics.h"

#include <cstdlib>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "prometheus/text_serializer.h"

#include "common/observe/log.h"
#include "common/observe/metrics_registry.h"

namespace houniao::observe {
namespace {

// Of the rules of Prometheus the narrow part that our names use.
bool IsName(absl::string_view name) {
  if (name.empty() || !absl::ascii_islower(static_cast<unsigned char>(name[0]))) return false;
  for (unsigned char c : name) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') return false;
  }
  return !absl::StartsWith(name, "__");
}

[[noreturn]] void Abort(absl::string_view what, absl::string_view name) {
  Log(Severity::kError, what, {{"metric", name}});
  std::abort();
}

const prometheus::Histogram::BucketBoundaries& LatencyBuckets() {
  static const auto* const buckets = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
  return *buckets;
}

}  // namespace

Metrics::Registry::Name& Metrics::Registry::Find(const std::string& name, Kind kind,
                                                 const Labels& labels) {
  if (!absl::StartsWith(name, "houniao_") || !IsName(name)) {
    Abort("The name of a metric is malformed.", name);
  }
  for (const auto& [label, value] : labels) {
    // `le` belongs to the buckets of histograms.
    if (!IsName(label) || label == "le") Abort("The label of a metric is malformed.", name);
  }
  Name& entry = names_.try_emplace(name, Name{kind, nullptr, {}}).first->second;
  if (entry.kind != kind) Abort("Two kinds of metric have one name.", name);
  return entry;
}

Labels Metrics::Registry::Bounded(const std::string& name, Name& entry, const Labels& labels) {
  if (entry.series.count(labels) > 0) return labels;
  if (entry.series.size() < kMaxSeries) {
    entry.series.insert(labels);
    return labels;
  }
  Labels other = labels;
  for (auto& [label, value] : other) value = "other";
  if (entry.series.insert(other).second) {
    Log(Severity::kWarning, "A metric has too many label values; further ones count as other.",
        {{"metric", name}});
  }
  return other;
}

prometheus::Counter& Metrics::Registry::Counter(const std::string& name, const std::string& help,
                                                const Labels& labels) {
  MutexLock lock(mutex_);
  Name& entry = Find(name, Kind::kCounter, labels);
  if (entry.family == nullptr) {
    entry.family = &prometheus::BuildCounter().Name(name).Help(help).Register(*registry_);
  }
  auto* const family = static_cast<prometheus::Family<prometheus::Counter>*>(entry.family);
  return family->Add(Bounded(name, entry, labels));
}

prometheus::Gauge& Metrics::Registry::Gauge(const std::string& name, const std::string& help,
                                            const Labels& labels) {
  MutexLock lock(mutex_);
  Name& entry = Find(name, Kind::kGauge, labels);
  if (entry.family == nullptr) {
    entry.family = &prometheus::BuildGauge().Name(name).Help(help).Register(*registry_);
  }
  auto* const family = static_cast<prometheus::Family<prometheus::Gauge>*>(entry.family);
  return family->Add(Bounded(name, entry, labels));
}

prometheus::Histogram& Metrics::Registry::Histogram(const std::string& name,
                                                    const std::string& help, const Labels& labels) {
  MutexLock lock(mutex_);
  Name& entry = Find(name, Kind::kHistogram, labels);
  if (entry.family == nullptr) {
    entry.family = &prometheus::BuildHistogram().Name(name).Help(help).Register(*registry_);
  }
  auto* const family = static_cast<prometheus::Family<prometheus::Histogram>*>(entry.family);
  return family->Add(Bounded(name, entry, labels), LatencyBuckets());
}

void Counter::Add(int64_t amount) {
  if (counter_ != nullptr && amount > 0) counter_->Increment(static_cast<double>(amount));
}

int64_t Counter::value() const {
  return counter_ == nullptr ? 0 : static_cast<int64_t>(counter_->Value());
}

void Gauge::Set(int64_t value) {
  if (gauge_ != nullptr) gauge_->Set(static_cast<double>(value));
}

void Gauge::Add(int64_t amount) {
  if (gauge_ != nullptr) gauge_->Increment(static_cast<double>(amount));
}

int64_t Gauge::value() const {
  return gauge_ == nullptr ? 0 : static_cast<int64_t>(gauge_->Value());
}

void LatencyHistogram::Observe(absl::Duration duration) {
  if (histogram_ != nullptr) histogram_->Observe(absl::ToDoubleSeconds(duration));
}

Metrics::Metrics() : registry_(std::make_shared<Registry>()) {}

Metrics::~Metrics() = default;

Metrics& Metrics::Process() {
  static Metrics* const metrics = new Metrics;
  return *metrics;
}

observe::Counter Metrics::Counter(const std::string& name, const std::string& help,
                                  const Labels& labels) {
  return observe::Counter(&registry_->Counter(name, help, labels));
}

observe::Gauge Metrics::Gauge(const std::string& name, const std::string& help,
                              const Labels& labels) {
  return observe::Gauge(&registry_->Gauge(name, help, labels));
}

LatencyHistogram Metrics::Latency(const std::string& name, const std::string& help,
                                  const Labels& labels) {
  return LatencyHistogram(&registry_->Histogram(name, help, labels));
}

std::string Metrics::Text() const {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, registry_->collectable()->Collect());
  return out.str();
}

}  // namespace houniao::observe
