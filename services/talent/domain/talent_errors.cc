#include "services/talent/domain/talent_errors.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::talent {
namespace {

constexpr char kDomain[] = "talent.houniao";

}  // namespace

absl::Status ConsentAlreadyExists(absl::string_view name) {
  return errors::Make(absl::StatusCode::kAlreadyExists, kConsentAlreadyExists, kDomain,
                      absl::StrCat("`", name, "` to the same purpose is in force."),
                      {{"name", std::string(name)}},
                      "Withdraw it first if the person consents to a new notice.");
}

absl::Status RecognitionBanned(absl::string_view cancelled_recognition, absl::CivilDay end) {
  const std::string until =
      end.year() >= 9999 ? "for ever" : absl::StrCat("until ", FormatDay(end));
  return errors::Precondition(
      kRecognitionBanned, kDomain, cancelled_recognition,
      absl::StrCat("`", cancelled_recognition, "` was cancelled, and its holder may not apply ",
                   until, "."),
      {{"ban_end_date", FormatDay(end)}}, "Wait until the ban is over, or use another scheme.");
}

absl::Status TalentDeleted(absl::string_view name) {
  return errors::Precondition(kTalentDeleted, kDomain, name,
                              absl::StrCat("`", name, "` is deleted."), {},
                              "Undelete the profile, then import the row again.");
}

absl::Status ImportHeadingInvalid(absl::string_view what, absl::string_view hint) {
  return errors::Make(absl::StatusCode::kInvalidArgument, kImportHeadingInvalid, kDomain,
                      absl::StrCat("Row 1 must name the columns: ", what),
                      {{"row", "1"}, {"what", std::string(what)}}, hint);
}

absl::Status ImportTooLarge(int64_t limit, absl::string_view unit) {
  return errors::Make(absl::StatusCode::kInvalidArgument, kImportTooLarge, kDomain,
                      absl::StrCat("A file may have at most ", limit, " ", unit, "."),
                      {{"limit", absl::StrCat(limit)}, {"unit", std::string(unit)}},
                      "Cut the file into several, each with the heading.");
}

}  // namespace houniao::talent
