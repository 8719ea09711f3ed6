#include "services/talentctl/commands/arguments.h"

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

}  // namespace houniao::talentctl
