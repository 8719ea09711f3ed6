#include "common/observe/metrics_exposer.h"

#include <exception>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "prometheus/exposer.h"

#include "common/observe/metrics_registry.h"

namespace houniao::observe {
namespace {

// The listening options of the HTTP server take lists and flags (`,`, `r`, `s`); one plain address
// is all that we let through.
bool IsAddress(absl::string_view address) {
  const size_t colon = address.rfind(':');
  const absl::string_view port =
      colon == absl::string_view::npos ? address : address.substr(colon + 1);
  int number = 0;
  return address.find(',') == absl::string_view::npos && absl::SimpleAtoi(port, &number) &&
         port.find_first_not_of("0123456789") == absl::string_view::npos && number <= 65535;
}

}  // namespace

MetricsExposer::MetricsExposer() = default;
MetricsExposer::~MetricsExposer() = default;

absl::StatusOr<std::unique_ptr<MetricsExposer>> MetricsExposer::Start(const std::string& address,
                                                                      Metrics& metrics) {
  if (!IsAddress(address)) {
    return absl::InvalidArgumentError(
        absl::StrCat("The metrics address `", address, "` is not `host:port` or `port`."));
  }
  std::unique_ptr<MetricsExposer> exposer(new MetricsExposer);
  // The library reports what it cannot bind as an exception, which stops here.
  try {
    exposer->exposer_ = std::make_unique<prometheus::Exposer>(address);
    exposer->exposer_->RegisterCollectable(metrics.registry_->collectable());
    const std::vector<int> ports = exposer->exposer_->GetListeningPorts();
    if (!ports.empty()) exposer->port_ = ports.front();
  } catch (const std::exception&) {
    return absl::UnavailableError(
        absl::StrCat("The metrics address ", address, " cannot be bound; is it in use?"));
  }
  return exposer;
}

}  // namespace houniao::observe
