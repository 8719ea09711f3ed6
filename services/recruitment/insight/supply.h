// Who could fill the seats of several demands together, counted once each.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/insight/shortage_index.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// Counts over the union of the demands; each is asked of one moment, and who comes or goes between
// two of them may be counted or not. With `with_reasons` also those who fail on skill alone and
// those who have the skills at all; else these are 0. `keep_going` is asked before each demand; its
// error is the answer.
absl::StatusOr<SupplyCounts> CountSupply(const population::Population& population,
                                         const Stations& stations,
                                         const std::vector<Subject>& demands, bool with_reasons,
                                         const std::function<absl::Status()>& keep_going);

}  // namespace houniao::recruitment
