#include "services/recruitment/insight/eligible.h"

#include "common/base/status_macros.h"
#include "services/recruitment/matching/gates.h"

namespace houniao::recruitment {

absl::StatusOr<Roaring> EligibleRows(const Subject& subject, const population::View& view,
                                     const Stations& stations) {
  ASSIGN_OR_RETURN(const Roaring candidates, view.Candidates(PrefilterOf(subject)));
  const GateList gates(subject, *view, &stations);
  Roaring eligible;
  for (const uint32_t row : candidates) {
    if (gates.FirstFailed({&*view, row}) == nullptr) eligible.add(row);
  }
  return eligible;
}

}  // namespace houniao::recruitment
