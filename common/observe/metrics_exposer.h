// GET /metrics over HTTP, for Prometheus to scrape.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/observe/metrics.h"

namespace prometheus {
class Exposer;
}  // namespace prometheus

namespace houniao::observe {

// Serves from two threads of its own until destroyed. Off unless an address is given.
//
// The page is plain HTTP without authentication. It tells rates and latencies by method, so it
// belongs on a loopback or pod address, not on a public one.
class MetricsExposer {
 public:
  // `address` is `host:port` or `port`; port 0 takes a free one. `metrics` must outlive it.
  //   InvalidArgument  the address is empty or malformed
  //   Unavailable      it cannot be bound
  static absl::StatusOr<std::unique_ptr<MetricsExposer>> Start(const std::string& address,
                                                               Metrics& metrics);
  ~MetricsExposer();
  MetricsExposer(const MetricsExposer&) = delete;
  MetricsExposer& operator=(const MetricsExposer&) = delete;

  int port() const { return port_; }

 private:
  MetricsExposer();

  std::unique_ptr<prometheus::Exposer> exposer_;
  int port_ = 0;
};

}  // namespace houniao::observe
