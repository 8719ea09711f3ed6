#include "common/base/dates.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

#include "common/base/clock.h"

namespace houniao {

std::optional<absl::CivilDay> ToCivilDay(const google::type::Date& date) {
  if (date.year() < 1 || date.year() > 9999) return std::nullopt;
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // CivilDay normalises 30 February to March; a changed field means there was no such day.
  if (day.month() != date.month() || day.day() != date.day()) return std::nullopt;
  return day;
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::string FormatDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text) {
  google::type::Date date;
  int year, month, day;
  // Signs and blanks are numbers to SimpleAtoi, but no part of a date.
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' &&
      std::count_if(text.begin(), text.end(), absl::ascii_isdigit) == 8 &&
      absl::SimpleAtoi(text.substr(0, 4), &year) && absl::SimpleAtoi(text.substr(5, 2), &month) &&
      absl::SimpleAtoi(text.substr(8, 2), &day)) {
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
    if (auto civil = ToCivilDay(date)) return *civil;
  }
  return absl::InvalidArgumentError("A date must be a real day written YYYY-MM-DD.");
}

int DayNumber(absl::CivilDay day) { return static_cast<int>(day - absl::CivilDay(1970, 1, 1)); }

absl::CivilDay DayFromNumber(int number) { return absl::CivilDay(1970, 1, 1) + number; }

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1000000, rest = micros % 1000000;
  if (rest < 0) {
    rest += 1000000;
    --seconds;
  }
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int>(rest * 1000));
  return timestamp;
}

absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

std::string FormatShanghai(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%S%Ez", time, ShanghaiTimeZone());
}

}  // namespace houniao
