// Weights of criteria as people type them: skill=50,title=10.
#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::talentctl {

CLI::Option* AddWeights(CLI::App* command, std::vector<std::string>& weights);

// Criteria by the words of ShortTitle or of the schema, 0 to 1000 each; those not named keep the
// weight of the house. InvalidArgument for an unknown or repeated word, or no number.
absl::StatusOr<recruitment::v1::ScoringWeights> ParseWeights(
    const std::vector<std::string>& weights);

}  // namespace houniao::talentctl
