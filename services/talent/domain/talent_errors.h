// The errors that the talent service owns. Domain `talent.houniao`.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace houniao::talent {

inline constexpr char kConsentAlreadyExists[] = "CONSENT_ALREADY_EXISTS";
inline constexpr char kRecognitionBanned[] = "RECOGNITION_BANNED";
inline constexpr char kTalentDeleted[] = "TALENT_DELETED";
inline constexpr char kImportHeadingInvalid[] = "IMPORT_HEADING_INVALID";
inline constexpr char kImportTooLarge[] = "IMPORT_TOO_LARGE";

// ALREADY_EXISTS: a consent to the same purpose is in force; `name` is that one.
absl::Status ConsentAlreadyExists(absl::string_view name);
// FAILED_PRECONDITION: a recognition was revoked with a ban that lasts until `end`.
absl::Status RecognitionBanned(absl::string_view cancelled_recognition, absl::CivilDay end);
// FAILED_PRECONDITION: the profile that a row of an import means is deleted.
absl::Status TalentDeleted(absl::string_view name);
// INVALID_ARGUMENT: the first row of a file does not name known columns.
absl::Status ImportHeadingInvalid(absl::string_view what, absl::string_view hint);
// INVALID_ARGUMENT: `limit` of `unit` ("bytes", "rows") is passed.
absl::Status ImportTooLarge(int64_t limit, absl::string_view unit);

}  // namespace houniao::talent
