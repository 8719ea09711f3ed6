#include "common/rpc/guarded_stream.h"

#include "common/base/status_macros.h"
#include "common/resource/rules.h"
#include "common/rpc/status.h"
#include "common/rpc/wire.h"

namespace houniao::rpc {

absl::StatusOr<bool> Disclose(Disclosure& disclosure, const CallContext& call,
                              const AuditRead& audit_read, google::protobuf::Message& reply) {
  disclosure.Apply(reply);
  const std::vector<std::string> opened = disclosure.TakeOpened();
  if (opened.empty()) return false;
  RETURN_IF_ERROR(audit_read(call, opened));
  return true;
}

bool GuardedReader::Read(google::protobuf::Message* message) {
  if (!status_.ok()) return false;
  grpc::ByteBuffer bytes;
  if (!bytes_.Read(&bytes)) {
    status_ = StillWanted(call_);
    return false;
  }
  message->Clear();
  status_ = ParseMessage(bytes, message);
  if (status_.ok()) status_ = resource::PrepareRequest(*message);
  return status_.ok();
}

bool GuardedWriter::Write(const google::protobuf::Message& message) {
  if (!open_) return false;
  status_ = Send(message);
  if (!status_.ok()) open_ = false;
  return open_;
}

absl::Status GuardedWriter::Send(const google::protobuf::Message& message) {
  grpc::ByteBuffer bytes;
  if (disclosure_ == nullptr) {
    RETURN_IF_ERROR(SerializeMessage(message, &bytes));
  } else {
    std::unique_ptr<google::protobuf::Message> masked(message.New());
    masked->CopyFrom(message);
    RETURN_IF_ERROR(Disclose(*disclosure_, call_, audit_read_, *masked).status());
    RETURN_IF_ERROR(SerializeMessage(*masked, &bytes));
  }
  if (!bytes_.Write(bytes, grpc::WriteOptions())) open_ = false;
  return absl::OkStatus();
}

}  // namespace houniao::rpc
