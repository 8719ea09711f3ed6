#include "services/recruitment/planning/memory.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace houniao::recruitment::planning {
namespace {

// An edge is 8 bytes of the problem and 4 of points with bonuses; 24 in a head that has grown to
// hold it (12, in a vector that may be half empty). With days: 16 in the lists by talent.
constexpr int64_t kBytesPerEdge = 36;
constexpr int64_t kBytesPerEdgeWithDays = 52;
// Holder, and the seat in the answer; with days: calendar, capacities, bundles.
constexpr int64_t kBytesPerTalent = 72;
constexpr int64_t kBytesPerTalentWithDays = 256;
constexpr int64_t kBytesPerDemand = 320;

int64_t BytesPerEdge(const PlanSize& size) {
  return size.with_days ? kBytesPerEdgeWithDays : kBytesPerEdge;
}

}  // namespace

int64_t EstimateBytes(const PlanSize& size) {
  return size.talents * (size.with_days ? kBytesPerTalentWithDays : kBytesPerTalent) +
         size.demands * kBytesPerDemand + size.edges * BytesPerEdge(size);
}

int64_t EdgesThatFit(PlanSize size, int64_t bytes) {
  size.edges = 0;
  return std::max<int64_t>(0, bytes - EstimateBytes(size)) / BytesPerEdge(size);
}

absl::Status CheckMemory(const PlanSize& size, int64_t max_bytes) {
  const int64_t bytes = EstimateBytes(size);
  if (bytes <= max_bytes) return absl::OkStatus();
  const int64_t edges = EdgesThatFit(size, max_bytes);
  const int64_t per_demand = size.demands == 0 ? 0 : edges / size.demands;
  return absl::ResourceExhaustedError(absl::StrCat(
      "a plan of ", size.talents, " talents, ", size.demands, " demands and ", size.edges,
      " candidates takes ", bytes >> 20, " MiB, more than the ", max_bytes >> 20, " MiB allowed; ",
      per_demand > 0 ? absl::StrCat("with ", per_demand, " candidates a demand it would fit")
                     : std::string("plan fewer demands at once")));
}

}  // namespace houniao::recruitment::planning
