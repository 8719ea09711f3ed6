// What people type, read: names without their collection, dates, times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"

#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/type/v1/type.pb.h"

namespace houniao::talentctl {

// `demands/x` of `x` or `demands/x`; `singular` is the kind.
std::string NameOf(absl::string_view singular, absl::string_view text);

// INVALID_ARGUMENT that names the option, for what is no YYYY-MM-DD.
absl::StatusOr<google::type::Date> DateOf(absl::string_view option, const std::string& text);
// Both ends are optional; absent ones are not set.
absl::StatusOr<type::v1::DateRange> RangeOf(const std::string& from, const std::string& to);
// morning, afternoon, whole; empty means not stated.
absl::StatusOr<recruitment::v1::DayHalf> HalfOf(const std::string& text);
// `10d`, `2w`, and what absl::ParseDuration takes (`36h`).
absl::StatusOr<absl::Duration> SpanOf(const std::string& text);

// Fen of an amount in 万元 as people write it: `80`, `80.5`; at most 1,000,000 万元.
absl::StatusOr<int64_t> FenOfTenThousands(absl::string_view option, const std::string& text);
// Half days of a number of days: `21`, `21.5`; at most 1098 days.
absl::StatusOr<int> HalfDaysOf(absl::string_view option, const std::string& text);

}  // namespace houniao::talentctl
