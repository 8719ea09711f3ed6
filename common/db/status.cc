#include "absl/strings/cord.h"

#include "common/db/connection.h"
#include "common/observe/log.h"

namespace houniao::db {
namespace {

absl::Status WithConstraint(absl::Status status, absl::string_view constraint) {
  if (!constraint.empty()) status.SetPayload(kConstraintPayload, absl::Cord(constraint));
  return status;
}

}  // namespace

absl::Status ConnectionLost() { return absl::UnavailableError("The database cannot be reached."); }

absl::Status PoolExhausted() {
  return absl::UnavailableError("No database connection became free in time.");
}

absl::Status TransactionGone() {
  return absl::AbortedError("The transaction was rolled back; run it again as a whole.");
}

absl::Status StatementTimedOut() {
  return absl::DeadlineExceededError("The database did not finish the statement in time.");
}

absl::Status DiskFull() {
  return absl::ResourceExhaustedError("The database has no room left to write.");
}

absl::Status Conflict() {
  return absl::AbortedError("The transaction met another one; run it again as a whole.");
}

absl::Status CommitUnknown() {
  absl::Status status =
      absl::UnavailableError("It is not known whether the transaction was stored.");
  status.SetPayload(kCommitUnknownPayload, absl::Cord("1"));
  return status;
}

absl::Status DuplicateKey(absl::string_view constraint) {
  return WithConstraint(absl::AlreadyExistsError("A row with this key exists."), constraint);
}

absl::Status ConstraintRefused(absl::string_view constraint) {
  return WithConstraint(
      absl::FailedPreconditionError("A constraint of the database refused the row."), constraint);
}

absl::Status DatabaseInternal() { return absl::InternalError("The database refused a statement."); }

void LogError(absl::string_view engine, int code, absl::string_view text, absl::string_view sql) {
  constexpr size_t kMostText = 300;
  observe::Log(observe::Severity::kWarning, "The database reported an error.",
               {{"engine", engine},
                {"code", code},
                {"reason", text.substr(0, kMostText)},
                {"sql", sql.substr(0, kMostText)}});
}

bool IsCommitUnknown(const absl::Status& status) {
  return status.GetPayload(kCommitUnknownPayload).has_value();
}

std::string ConstraintOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kConstraintPayload);
  return payload.has_value() ? std::string(*payload) : std::string();
}

}  // namespace houniao::db
