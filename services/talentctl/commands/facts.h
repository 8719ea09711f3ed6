// Facts as people type them: key=value.
#pragma once

#include <string>

#include "absl/status/statusor.h"

#include "houniao/benefits/v1/eligibility.pb.h"

namespace houniao::talentctl {

// `agreement-months=36` number, `new-to-district=true` flag, `birth-date=1980-05-01` date,
// `programmes=[a,b]` texts, `tier-ningde=1` text (keys whose facts are text by the schema are read
// as such); a value in double quotes is text. INVALID_ARGUMENT without `=` or a value.
absl::StatusOr<benefits::v1::Fact> ParseFact(const std::string& text);

}  // namespace houniao::talentctl
