#include "services/talentctl/commands/arguments.h"

#include <algorithm>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/talentctl/catalogue.h"

namespace houniao::talentctl {

std::string NameOf(absl::string_view singular, absl::string_view text) {
  return Catalogue::Get().Known(singular).NameOf(text);
}

absl::StatusOr<google::type::Date> DateOf(absl::string_view option, const std::string& text) {
  const auto day = ParseDay(text);
  if (!day.ok())
    return errors::InvalidField(
        option, absl::StrCat("must be a real day written YYYY-MM-DD; it is `", text, "`"));
  return ToDate(*day);
}

absl::StatusOr<type::v1::DateRange> RangeOf(const std::string& from, const std::string& to) {
  type::v1::DateRange range;
  if (!from.empty()) {
    ASSIGN_OR_RETURN(*range.mutable_start_date(), DateOf("--from", from));
  }
  if (!to.empty()) {
    ASSIGN_OR_RETURN(*range.mutable_end_date(), DateOf("--to", to));
  }
  // Days as YYYY-MM-DD are in order as text.
  if (!from.empty() && !to.empty() && to < from) {
    return errors::InvalidField("--to", absl::StrCat("must not be before --from, ", from));
  }
  return range;
}

absl::StatusOr<recruitment::v1::DayHalf> HalfOf(const std::string& text) {
  if (text.empty()) return recruitment::v1::DAY_HALF_UNSPECIFIED;
  if (text == "morning") return recruitment::v1::DAY_HALF_MORNING;
  if (text == "afternoon") return recruitment::v1::DAY_HALF_AFTERNOON;
  if (text == "whole") return recruitment::v1::DAY_HALF_WHOLE;
  return errors::InvalidField("--half", "must be morning, afternoon or whole");
}

absl::StatusOr<absl::Duration> SpanOf(const std::string& text) {
  absl::string_view number = text;
  const bool weeks = absl::ConsumeSuffix(&number, "w");
  int count = 0;
  if ((weeks || absl::ConsumeSuffix(&number, "d")) && absl::SimpleAtoi(number, &count)) {
    return absl::Hours(24) * (weeks ? 7 : 1) * count;
  }
  absl::Duration span;
  if (absl::ParseDuration(text, &span)) return span;
  return errors::InvalidField("time", "must be like 10d, 2w or 36h");
}

namespace {

// Whole parts of a decimal number in units of 10^-`places`; nothing for another text.
std::optional<int64_t> Decimal(absl::string_view text, size_t places, int64_t most) {
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  std::string fraction(point == absl::string_view::npos ? "" : text.substr(point + 1));
  const auto digits = [](absl::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || !digits(whole) || !digits(fraction) || fraction.size() > places) {
    return std::nullopt;
  }
  if (point != absl::string_view::npos && fraction.empty()) return std::nullopt;
  fraction.resize(places, '0');
  int64_t units = 0;
  if (!absl::SimpleAtoi(absl::StrCat(whole, fraction), &units) || units > most) {
    return std::nullopt;
  }
  return units;
}

}  // namespace

absl::StatusOr<int64_t> FenOfTenThousands(absl::string_view option, const std::string& text) {
  constexpr int64_t kMost = int64_t{1'000'000} * 1'000'000;
  const auto fen = Decimal(text, 6, kMost);
  if (fen.has_value()) return *fen;
  return errors::InvalidField(
      option, absl::StrCat("must be an amount in 万元, 80 or 80.5; it is `", text, "`"));
}

absl::StatusOr<int> HalfDaysOf(absl::string_view option, const std::string& text) {
  const auto tenths = Decimal(text, 1, 10980);
  if (tenths.has_value() && *tenths % 5 == 0) return static_cast<int>(*tenths / 5);
  return errors::InvalidField(option, absl::StrCat("must be days, 21 or 21.5; it is `", text, "`"));
}

}  // namespace houniao::talentctl
