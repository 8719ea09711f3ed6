#include "common/errors/errors.h"

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"

namespace houniao::errors {
namespace {

constexpr char kCommonDomain[] = "houniao";
constexpr size_t kMaxViolations = 20;
constexpr size_t kMaxMessage = 512;

template <typename Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name());
}

template <typename Detail>
void Attach(absl::Status& status, const Detail& detail) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Detail>
bool Read(const absl::Status& status, Detail* detail) {
  auto payload = status.GetPayload(TypeUrl<Detail>());
  return payload.has_value() && detail->ParseFromString(std::string(*payload));
}

// Cuts between code points, so that the text stays valid UTF-8.
std::string Capped(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

std::string DomainOf(absl::string_view type) { return std::string(type.substr(0, type.find('/'))); }

// talent.houniao/ServiceDay -> SERVICE_DAY.
std::string ReasonStem(absl::string_view type) {
  std::string stem;
  for (char c : type.substr(type.find('/') + 1)) {
    if (absl::ascii_isupper(c) && !stem.empty()) stem += '_';
    stem += absl::ascii_toupper(c);
  }
  return stem;
}

absl::Status WithRetry(absl::Status status, absl::Duration delay) {
  google::rpc::RetryInfo info;
  info.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(delay));
  info.mutable_retry_delay()->set_nanos(
      static_cast<int>(absl::ToInt64Nanoseconds(delay % absl::Seconds(1))));
  Attach(status, info);
  return status;
}

absl::Status WithResource(absl::Status status, absl::string_view type, absl::string_view name) {
  google::rpc::ResourceInfo info;
  info.set_resource_type(std::string(type));
  info.set_resource_name(std::string(name));
  Attach(status, info);
  return status;
}

absl::Status BadRequest(absl::string_view reason, std::vector<FieldViolation> violations,
                        absl::string_view hint) {
  std::string text = absl::StrCat(violations[0].field, ": ", violations[0].description);
  if (violations.size() > 1) {
    absl::StrAppend(&text, " (and ", violations.size() - 1, " more)");
  }
  absl::Status status =
      Make(absl::StatusCode::kInvalidArgument, reason, kCommonDomain, text,
           {{"field", violations[0].field}, {"violations", absl::StrCat(violations.size())}}, hint);
  google::rpc::BadRequest detail;
  for (size_t i = 0; i < violations.size() && i < kMaxViolations; ++i) {
    auto* item = detail.add_field_violations();
    item->set_field(Capped(violations[i].field, 200));
    item->set_description(Capped(violations[i].description, 200));
  }
  Attach(status, detail);
  return status;
}

}  // namespace

std::string ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  return Read(status, &info) ? info.reason() : "";
}

std::string MetadataOf(const absl::Status& status, absl::string_view key) {
  google::rpc::ErrorInfo info;
  if (!Read(status, &info)) return "";
  auto found = info.metadata().find(std::string(key));
  return found == info.metadata().end() ? "" : found->second;
}

std::vector<FieldViolation> ViolationsOf(const absl::Status& status) {
  std::vector<FieldViolation> violations;
  google::rpc::BadRequest detail;
  if (Read(status, &detail)) {
    for (const auto& item : detail.field_violations()) {
      violations.push_back({item.field(), item.description()});
    }
  }
  return violations;
}

absl::Status Make(absl::StatusCode code, absl::string_view reason, absl::string_view domain,
                  absl::string_view message, Metadata metadata, absl::string_view hint) {
  absl::Status status(code, Capped(message, kMaxMessage));
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(domain));
  for (auto& [key, value] : metadata) (*info.mutable_metadata())[key] = Capped(value, 256);
  if (!hint.empty()) (*info.mutable_metadata())["hint"] = Capped(hint, 256);
  Attach(status, info);
  return status;
}

absl::Status Precondition(absl::string_view reason, absl::string_view domain,
                          absl::string_view subject, absl::string_view message, Metadata metadata,
                          absl::string_view hint) {
  metadata.emplace_back("subject", std::string(subject));
  absl::Status status = Make(absl::StatusCode::kFailedPrecondition, reason, domain, message,
                             std::move(metadata), hint);
  google::rpc::PreconditionFailure detail;
  auto* violation = detail.add_violations();
  violation->set_type(std::string(reason));
  violation->set_subject(std::string(subject));
  violation->set_description(Capped(message, 200));
  Attach(status, detail);
  return status;
}

absl::Status InvalidFields(std::vector<FieldViolation> violations) {
  const char* hint = violations.size() == 1 ? "Correct it and try again."
                                            : "Correct every field that is listed and try again.";
  return BadRequest(kInvalidField, std::move(violations), hint);
}

absl::Status InvalidField(absl::string_view field, absl::string_view description) {
  return InvalidFields({{std::string(field), std::string(description)}});
}

absl::Status InvalidResourceName(absl::string_view field, absl::string_view pattern) {
  return BadRequest(kInvalidResourceName,
                    {{std::string(field), absl::StrCat("must be a name like `", pattern, "`")}},
                    "Take the name as the server gave it; List shows the names there are.");
}

absl::Status InvalidUpdateMask(absl::string_view path, absl::string_view description) {
  return BadRequest(kInvalidUpdateMask,
                    {{"update_mask", absl::StrCat("path `", path, "` ", description)}},
                    "Name fields as the schema writes them, or leave the mask out.");
}

absl::Status InvalidFilter(absl::string_view description, int position) {
  return BadRequest(
      kInvalidFilter, {{"filter", absl::StrCat(description, " (at byte ", position, ")")}},
      "Write `field = \"value\" AND other > 3`; the schema of the method lists the fields.");
}

absl::Status InvalidOrderBy(absl::string_view field, absl::string_view allowed) {
  return BadRequest(
      kInvalidOrderBy,
      {{"order_by", absl::StrCat("cannot order by `", field, "`; use one of: ", allowed)}},
      "Separate fields by commas; ` desc` after one turns it.");
}

absl::Status InvalidPageToken(absl::string_view description) {
  return BadRequest(kInvalidPageToken, {{"page_token", std::string(description)}},
                    "Begin with the first page again, without a token.");
}

absl::Status InvalidResumeToken(absl::string_view description) {
  return BadRequest(kInvalidResumeToken, {{"resume_token", std::string(description)}},
                    "Begin with a snapshot again, without a token.");
}

absl::Status ImmutableField(absl::string_view field) {
  return BadRequest(kImmutableField,
                    {{std::string(field), "cannot be changed after the resource was created"}},
                    "Leave the field out, or make a new resource.");
}

absl::Status NotFound(absl::string_view type, absl::string_view name) {
  return WithResource(
      Make(absl::StatusCode::kNotFound, absl::StrCat(ReasonStem(type), kNotFoundSuffix),
           DomainOf(type), absl::StrCat("There is no `", name, "`."),
           {{"name", std::string(name)}}),
      type, name);
}

absl::Status AlreadyExists(absl::string_view type, absl::string_view name) {
  return WithResource(
      Make(absl::StatusCode::kAlreadyExists, absl::StrCat(ReasonStem(type), kAlreadyExistsSuffix),
           DomainOf(type), absl::StrCat("`", name, "` exists already."),
           {{"name", std::string(name)}}, "Choose another id, or update the existing resource."),
      type, name);
}

absl::Status ValueTaken(absl::string_view type, absl::string_view field) {
  return WithResource(Make(absl::StatusCode::kAlreadyExists, kValueTaken, DomainOf(type),
                           absl::StrCat("Another resource has the same `", field, "`."),
                           {{"field", std::string(field)}},
                           "Find the existing resource by this value and update it."),
                      type, "");
}

absl::Status NotDeleted(absl::string_view type, absl::string_view name) {
  return WithResource(
      Make(absl::StatusCode::kAlreadyExists, kNotDeleted, DomainOf(type),
           absl::StrCat("`", name, "` is not deleted."), {{"name", std::string(name)}}),
      type, name);
}

absl::Status EtagMismatch(absl::string_view type, absl::string_view name, absl::string_view given,
                          absl::string_view current) {
  return Make(absl::StatusCode::kAborted, kEtagMismatch, DomainOf(type),
              absl::StrCat("`", name, "` was changed by somebody else."),
              {{"name", std::string(name)},
               {"given", std::string(given)},
               {"current", std::string(current)}},
              "Read it again, look at the change, and repeat with the new etag.");
}

absl::Status InvalidStateTransition(absl::string_view type, absl::string_view name,
                                    absl::string_view state, absl::string_view verb,
                                    const std::vector<std::string>& allowed) {
  const std::string next = allowed.empty() ? "none" : absl::StrJoin(allowed, ", ");
  return Precondition(
      kInvalidStateTransition, DomainOf(type), name,
      absl::StrCat("`", name, "` is ", state, ", which does not allow `", verb, "`."),
      {{"state", std::string(state)}, {"verb", std::string(verb)}, {"allowed", next}},
      allowed.empty() ? "This state is final." : absl::StrCat("Allowed next: ", next, "."));
}

absl::Status RequestIdReused(absl::string_view request_id) {
  return Precondition(kRequestIdReused, kCommonDomain, request_id,
                      "The request id was used before with another request.", {},
                      "Make a new request id for each new request.");
}

absl::Status ReferenceMissing(absl::string_view field, absl::string_view name) {
  return Precondition(kReferenceMissing, kCommonDomain, name,
                      absl::StrCat(field, ": there is no `", name, "`."),
                      {{"field", std::string(field)}}, "Create it first, or correct the name.");
}

absl::Status NotExerciseMode() {
  return Precondition(kNotExerciseMode, kCommonDomain, "clock",
                      "This server runs on the real clock, which cannot be moved.", {},
                      "Start a server with --exercise_date and a data folder of its own.");
}

absl::Status TransactionConflict() {
  return WithRetry(Make(absl::StatusCode::kAborted, kTransactionConflict, kCommonDomain,
                        "The change met others at the same time and gave up.", {},
                        "Send the same request again with the same request id."),
                   absl::Milliseconds(100));
}

absl::Status CredentialsMissing() {
  return Make(absl::StatusCode::kUnauthenticated, kCredentialsMissing, kCommonDomain,
              "No credentials were sent.", {},
              "Send `authorization: Bearer <token>`, or connect with a client certificate.");
}

absl::Status CredentialsInvalid(absl::string_view why) {
  return Make(absl::StatusCode::kUnauthenticated, kCredentialsInvalid, kCommonDomain,
              absl::StrCat("The credentials were refused: ", why, "."),
              {{"why", std::string(why)}});
}

absl::Status PermissionDenied(absl::string_view permission) {
  return Make(absl::StatusCode::kPermissionDenied, kPermissionDenied, kCommonDomain,
              absl::StrCat("The caller lacks the permission `", permission,
                           "`, or the resource is not theirs."),
              {{"permission", std::string(permission)}});
}

absl::Status Overloaded() {
  return WithRetry(Make(absl::StatusCode::kUnavailable, kOverloaded, kCommonDomain,
                        "The server has too much to do at the moment."),
                   absl::Milliseconds(200));
}

absl::Status DatabaseUnavailable() {
  return WithRetry(Make(absl::StatusCode::kUnavailable, kDatabaseUnavailable, kCommonDomain,
                        "The database does not answer."),
                   absl::Seconds(1));
}

absl::Status ServiceUnavailable(absl::string_view service) {
  return WithRetry(Make(absl::StatusCode::kUnavailable, kServiceUnavailable, kCommonDomain,
                        absl::StrCat("The ", service, " service does not answer."),
                        {{"service", std::string(service)}}),
                   absl::Seconds(1));
}

absl::Status StorageFull() {
  return WithRetry(Make(absl::StatusCode::kResourceExhausted, kStorageFull, kCommonDomain,
                        "The disk of the database is full; nothing was changed.", {},
                        "Free some space; the service then goes on by itself."),
                   absl::Seconds(10));
}

absl::Status DeadlineExceeded() {
  return Make(absl::StatusCode::kDeadlineExceeded, kDeadlineExceeded, kCommonDomain,
              "The deadline passed before the work was done.");
}

absl::Status Cancelled() {
  return Make(absl::StatusCode::kCancelled, kCancelled, kCommonDomain, "The caller went away.");
}

absl::Status Unimplemented(absl::string_view method) {
  return Make(absl::StatusCode::kUnimplemented, kUnimplemented, kCommonDomain,
              absl::StrCat("This server does not serve `", method, "`."),
              {{"method", std::string(method)}});
}

absl::Status Internal(absl::string_view error_id) {
  return Make(absl::StatusCode::kInternal, kInternal, kCommonDomain,
              "Something went wrong inside the server.", {{"error_id", std::string(error_id)}},
              "Give the error id to the operator: it is in the log.");
}

}  // namespace houniao::errors
