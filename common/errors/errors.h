// Every user-visible error is one named function, here or in the service that owns the rule.
//
// A status made here carries exactly one google.rpc.ErrorInfo (reason, domain, metadata) as a
// payload under its type URL, and at most one further detail (BadRequest, ResourceInfo,
// PreconditionFailure, RetryInfo). Whatever is dynamic in the text is in the metadata as well
// (AIP-193). A hint says what to do next. Texts are one English sentence of at most 512 bytes and
// hold no personal data, SQL or host names.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/errors/reasons.h"

namespace houniao::errors {

using Metadata = std::vector<std::pair<std::string, std::string>>;

// One wrong field: `talent.skills[2].level`, what is wrong, what to do.
struct FieldViolation {
  std::string field;
  std::string description;
};

// Reason in the ErrorInfo of a status; empty if it has none.
std::string ReasonOf(const absl::Status& status);
// A metadata value of the ErrorInfo; empty if there is none.
std::string MetadataOf(const absl::Status& status, absl::string_view key);
// Field violations of a status made by InvalidFields or a sibling.
std::vector<FieldViolation> ViolationsOf(const absl::Status& status);

// The general maker, for errors that one service owns; `domain` is `talent.houniao` and so on.
// `hint` may be empty.
absl::Status Make(absl::StatusCode code, absl::string_view reason, absl::string_view domain,
                  absl::string_view message, Metadata metadata = {}, absl::string_view hint = "");
// FAILED_PRECONDITION with a PreconditionFailure about `subject` (a resource name).
absl::Status Precondition(absl::string_view reason, absl::string_view domain,
                          absl::string_view subject, absl::string_view message,
                          Metadata metadata = {}, absl::string_view hint = "");

// INVALID_ARGUMENT with BadRequest; all violations at once, the first 20 are listed.
absl::Status InvalidFields(std::vector<FieldViolation> violations);
absl::Status InvalidField(absl::string_view field, absl::string_view description);
absl::Status InvalidResourceName(absl::string_view field, absl::string_view pattern);
absl::Status InvalidUpdateMask(absl::string_view path, absl::string_view description);
absl::Status InvalidFilter(absl::string_view description, int position);
absl::Status InvalidOrderBy(absl::string_view field, absl::string_view allowed);
absl::Status InvalidPageToken(absl::string_view description);
absl::Status InvalidResumeToken(absl::string_view description);
absl::Status ImmutableField(absl::string_view field);

// `type` is the resource type, `talent.houniao/Talent`: reason TALENT_NOT_FOUND, domain
// talent.houniao.
absl::Status NotFound(absl::string_view type, absl::string_view name);
absl::Status AlreadyExists(absl::string_view type, absl::string_view name);
// A unique value (`external_id`, `credit_code`) is used by another resource.
absl::Status ValueTaken(absl::string_view type, absl::string_view field);
absl::Status NotDeleted(absl::string_view type, absl::string_view name);
absl::Status EtagMismatch(absl::string_view type, absl::string_view name, absl::string_view given,
                          absl::string_view current);
absl::Status InvalidStateTransition(absl::string_view type, absl::string_view name,
                                    absl::string_view state, absl::string_view verb,
                                    const std::vector<std::string>& allowed);
absl::Status RequestIdReused(absl::string_view request_id);
absl::Status ReferenceMissing(absl::string_view field, absl::string_view name);
absl::Status NotExerciseMode();

absl::Status TransactionConflict();
absl::Status CredentialsMissing();
absl::Status CredentialsInvalid(absl::string_view why);
// Same text whether or not the resource exists.
absl::Status PermissionDenied(absl::string_view permission);
absl::Status Overloaded();
absl::Status DatabaseUnavailable();
absl::Status ServiceUnavailable(absl::string_view service);
absl::Status StorageFull();
absl::Status DeadlineExceeded();
absl::Status Cancelled();
absl::Status Unimplemented(absl::string_view method);
// `error_id` is also in the log, beside what really happened.
absl::Status Internal(absl::string_view error_id);

}  // namespace houniao::errors
