// google.type.Date and google.protobuf.Timestamp to and from civil days and times.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace houniao {

// Nothing if the message is not a real calendar day (month 13, 30 February, year only).
std::optional<absl::CivilDay> ToCivilDay(const google::type::Date& date);
google::type::Date ToDate(absl::CivilDay day);
// YYYY-MM-DD.
std::string FormatDay(absl::CivilDay day);
// InvalidArgument if `text` is not YYYY-MM-DD of a real day.
absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text);
// Days since 1970-01-01, the form that databases and bitmaps store.
int DayNumber(absl::CivilDay day);
absl::CivilDay DayFromNumber(int number);

google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp);
// RFC 3339 with the +08:00 offset, for people.
std::string FormatShanghai(absl::Time time);

}  // namespace houniao
