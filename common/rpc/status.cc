#include "common/rpc/status.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

#include "common/errors/errors.h"

namespace houniao::rpc {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kBadRequestUrl[] = "type.googleapis.com/google.rpc.BadRequest";
constexpr char kDomain[] = "houniao";

grpc::StatusCode ToGrpcCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return grpc::StatusCode::OK;
    case absl::StatusCode::kCancelled:
      return grpc::StatusCode::CANCELLED;
    case absl::StatusCode::kInvalidArgument:
      return grpc::StatusCode::INVALID_ARGUMENT;
    case absl::StatusCode::kDeadlineExceeded:
      return grpc::StatusCode::DEADLINE_EXCEEDED;
    case absl::StatusCode::kNotFound:
      return grpc::StatusCode::NOT_FOUND;
    case absl::StatusCode::kAlreadyExists:
      return grpc::StatusCode::ALREADY_EXISTS;
    case absl::StatusCode::kPermissionDenied:
      return grpc::StatusCode::PERMISSION_DENIED;
    case absl::StatusCode::kResourceExhausted:
      return grpc::StatusCode::RESOURCE_EXHAUSTED;
    case absl::StatusCode::kFailedPrecondition:
      return grpc::StatusCode::FAILED_PRECONDITION;
    case absl::StatusCode::kAborted:
      return grpc::StatusCode::ABORTED;
    case absl::StatusCode::kOutOfRange:
      return grpc::StatusCode::OUT_OF_RANGE;
    case absl::StatusCode::kUnimplemented:
      return grpc::StatusCode::UNIMPLEMENTED;
    case absl::StatusCode::kInternal:
      return grpc::StatusCode::INTERNAL;
    case absl::StatusCode::kUnavailable:
      return grpc::StatusCode::UNAVAILABLE;
    case absl::StatusCode::kDataLoss:
      return grpc::StatusCode::DATA_LOSS;
    case absl::StatusCode::kUnauthenticated:
      return grpc::StatusCode::UNAUTHENTICATED;
    case absl::StatusCode::kUnknown:
      return grpc::StatusCode::UNKNOWN;
    default:
      return grpc::StatusCode::UNKNOWN;
  }
}

absl::StatusCode FromGrpcCode(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:
      return absl::StatusCode::kOk;
    case grpc::StatusCode::CANCELLED:
      return absl::StatusCode::kCancelled;
    case grpc::StatusCode::INVALID_ARGUMENT:
      return absl::StatusCode::kInvalidArgument;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return absl::StatusCode::kDeadlineExceeded;
    case grpc::StatusCode::NOT_FOUND:
      return absl::StatusCode::kNotFound;
    case grpc::StatusCode::ALREADY_EXISTS:
      return absl::StatusCode::kAlreadyExists;
    case grpc::StatusCode::PERMISSION_DENIED:
      return absl::StatusCode::kPermissionDenied;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return absl::StatusCode::kResourceExhausted;
    case grpc::StatusCode::FAILED_PRECONDITION:
      return absl::StatusCode::kFailedPrecondition;
    case grpc::StatusCode::ABORTED:
      return absl::StatusCode::kAborted;
    case grpc::StatusCode::OUT_OF_RANGE:
      return absl::StatusCode::kOutOfRange;
    case grpc::StatusCode::UNIMPLEMENTED:
      return absl::StatusCode::kUnimplemented;
    case grpc::StatusCode::INTERNAL:
      return absl::StatusCode::kInternal;
    case grpc::StatusCode::UNAVAILABLE:
      return absl::StatusCode::kUnavailable;
    case grpc::StatusCode::DATA_LOSS:
      return absl::StatusCode::kDataLoss;
    case grpc::StatusCode::UNAUTHENTICATED:
      return absl::StatusCode::kUnauthenticated;
    case grpc::StatusCode::UNKNOWN:
      return absl::StatusCode::kUnknown;
    default:
      return absl::StatusCode::kUnknown;
  }
}

// Cuts between code points.
std::string Capped(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

// Text of a proto string field: protobuf cannot carry anything but UTF-8.
std::string Printable(absl::string_view text) {
  std::string clean(text);
  for (char& c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) c = ' ';
  }
  return clean;
}

google::protobuf::Any* FindDetail(google::rpc::Status& wire, absl::string_view url) {
  for (auto& detail : *wire.mutable_details()) {
    if (detail.type_url() == url) return &detail;
  }
  return nullptr;
}

// Violations are dropped until the whole fits, but the first one stays.
void ShrinkViolations(google::rpc::Status& wire) {
  google::protobuf::Any* detail = FindDetail(wire, kBadRequestUrl);
  google::rpc::BadRequest bad_request;
  if (detail == nullptr || !bad_request.ParseFromString(detail->value())) return;
  while (wire.ByteSizeLong() > kMaxStatusDetails && bad_request.field_violations_size() > 1) {
    bad_request.mutable_field_violations()->RemoveLast();
    detail->set_value(bad_request.SerializeAsString());
  }
}

void KeepErrorInfoAlone(google::rpc::Status& wire) {
  google::rpc::ErrorInfo info;
  if (google::protobuf::Any* detail = FindDetail(wire, kErrorInfoUrl)) {
    info.ParseFromString(detail->value());
  }
  if (info.ByteSizeLong() > kMaxStatusDetails / 2) info.clear_metadata();
  wire.clear_details();
  auto* detail = wire.add_details();
  detail->set_type_url(kErrorInfoUrl);
  detail->set_value(info.SerializeAsString());
}

void MarkTruncated(google::rpc::Status& wire) {
  google::protobuf::Any* detail = FindDetail(wire, kErrorInfoUrl);
  google::rpc::ErrorInfo info;
  if (detail == nullptr || !info.ParseFromString(detail->value())) return;
  (*info.mutable_metadata())["truncated"] = "true";
  detail->set_value(info.SerializeAsString());
}

void FitDetails(google::rpc::Status& wire) {
  if (wire.ByteSizeLong() <= kMaxStatusDetails) return;
  MarkTruncated(wire);
  ShrinkViolations(wire);
  if (wire.ByteSizeLong() <= kMaxStatusDetails) return;
  KeepErrorInfoAlone(wire);
  MarkTruncated(wire);
}

bool IsInside(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status wire;
  const std::string message = Capped(Printable(status.message()), kMaxStatusMessage);
  wire.set_code(static_cast<int>(ToGrpcCode(status.code())));
  wire.set_message(message);
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    if (!absl::StartsWith(url, kTypePrefix)) return;
    auto* detail = wire.add_details();
    detail->set_type_url(std::string(url));
    detail->set_value(std::string(payload));
  });
  if (wire.details().empty()) return grpc::Status(ToGrpcCode(status.code()), message);
  FitDetails(wire);
  return grpc::Status(ToGrpcCode(status.code()), message, wire.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(FromGrpcCode(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (!status.error_details().empty() && wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

absl::Status ForUsers(const absl::Status& status, absl::string_view method,
                      absl::string_view error_id) {
  if (status.ok()) return status;
  const std::string reason = errors::ReasonOf(status);
  if (IsInside(status.code())) {
    return reason == errors::kInternal ? status : errors::Internal(error_id);
  }
  if (!reason.empty()) return status;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return errors::ServiceUnavailable("needed");
    case absl::StatusCode::kDeadlineExceeded:
      return errors::DeadlineExceeded();
    case absl::StatusCode::kCancelled:
      return errors::Cancelled();
    case absl::StatusCode::kUnimplemented:
      return errors::Unimplemented(method);
    case absl::StatusCode::kAborted:
      return errors::TransactionConflict();
    default:
      return errors::Make(status.code(), absl::StatusCodeToString(status.code()), kDomain,
                          status.message());
  }
}

absl::Status StillWanted(const CallContext& call) {
  // First: gRPC cancels a call whose deadline has passed.
  if (call.deadline <= absl::Now()) return errors::DeadlineExceeded();
  if (call.cancelled()) return errors::Cancelled();
  return absl::OkStatus();
}

}  // namespace houniao::rpc
