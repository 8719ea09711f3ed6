// How many people are of either sex and of each band of age: counts alone, for reports on how
// groups fare. Nothing here is ever an input of a ranking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "houniao/talent/v1/talent.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

// `female`, `male`, or `unknown` for a sex that is not known or not stated (GB/T 2261.1-2003, 0 and
// 9) and for any number the standard does not have.
absl::string_view SexGroup(int sex);

// `under-35`, `35-44`, `45-54`, `55-64`, `65-over` by full years on `day`; `unknown` without a date
// of birth or with one after `day`. Who was born on 29 February is a year older from 1 March on in
// common years.
absl::string_view AgeBand(std::optional<absl::CivilDay> birth, absl::CivilDay day);

// Adds people up. Every group is in the answer, also one with nobody, in a fixed order.
class TalentGroupCounts {
 public:
  // `day` is the day on which ages are counted.
  explicit TalentGroupCounts(absl::CivilDay day) : day_(day) {}

  void Add(int sex, std::optional<absl::CivilDay> birth);
  v1::CountTalentGroupsResponse ToProto() const;

 private:
  absl::CivilDay day_;
  std::array<int64_t, 3> sexes_{};
  std::array<int64_t, 6> bands_{};
};

}  // namespace houniao::talent
