// Words of the trace, for people.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/type/v1/type.pb.h"

namespace houniao::benefits {

std::string Words(type::v1::EmploymentStatus status);
std::string Words(type::v1::EngagementForm form);
std::string Words(v1::TitleRank rank);
std::string EducationWords(absl::string_view code);
std::string RegionWords(absl::string_view code);
// `12,000.00 元` of 1200000 fen.
std::string YuanWords(int64_t fen);
std::string ValueWords(const v1::FactValue& value);
// `≥ 36 个月`, `36 至 60 个月`; `unit` is put after the number.
std::string RangeWords(const v1::NumberRange& range, absl::string_view unit);
// At most `points` code points of `text`, the last an ellipsis if it was longer.
std::string Clip(absl::string_view text, int points);

}  // namespace houniao::benefits
