// How the forms of cells are read. Pure and total; InvalidArgument says what was expected, never
// what was found, for a cell may hold what must not be shown.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/type/date.pb.h"

#include "houniao/talent/v1/talent.pb.h"
#include "houniao/type/v1/type.pb.h"

namespace houniao::talent {

// 2026-03-02, 2026/3/2, 20260302 or 2026年3月2日.
absl::StatusOr<google::type::Date> ReadDate(absl::string_view cell);
// 是 否, yes no, true false, 1 0, y n.
absl::StatusOr<bool> ReadYesNo(absl::string_view cell);
absl::StatusOr<int> ReadCount(absl::string_view cell, int most);
// A number with at most two decimals, in hundredths: yuan as fen, percent as basis points. At most
// `most` hundredths.
absl::StatusOr<int64_t> ReadHundredths(absl::string_view cell, int64_t most);
// A code of GB/T 2260 or a name that one region alone has; the canonical code.
absl::StatusOr<std::string> ReadRegion(absl::string_view cell);
// A code of GB/T 4754-2017; the canonical code.
absl::StatusOr<std::string> ReadIndustry(absl::string_view cell);
// A code of GB/T 4658-2006 or a name in common use; the code.
absl::StatusOr<std::string> ReadEducationLevel(absl::string_view cell);
// MM-DD~MM-DD.
absl::StatusOr<type::v1::SeasonWindow> ReadSeason(absl::string_view cell);
// skill:level:years:last year; the level and what follows may be left out.
absl::StatusOr<type::v1::Skill> ReadSkill(absl::string_view cell);
// unit|post|DATE~DATE.
absl::StatusOr<v1::WorkExperience> ReadExperience(absl::string_view cell);
// title|issuer|DATE.
absl::StatusOr<v1::Honour> ReadHonour(absl::string_view cell);

// Items between `;`, `；` and line ends, trimmed, empty ones left out.
std::vector<std::string> ReadList(absl::string_view cell);
// The same, between `、` too.
std::vector<std::string> ReadCodeList(absl::string_view cell);

// One of the names, folded by codes::NameKey.
using Names = absl::Span<const std::pair<absl::string_view, int>>;
absl::StatusOr<int> ReadName(absl::string_view cell, Names names, absl::string_view expected);

}  // namespace houniao::talent
