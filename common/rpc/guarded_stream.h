// The guard's side of a stream: field rules on what comes in, masks on what goes out.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "common/rpc/disclosure.h"
#include "common/rpc/guard.h"
#include "common/rpc/stream.h"

namespace houniao::rpc {

class GuardedReader final : public MessageReader {
 public:
  GuardedReader(ByteReader& bytes, const CallContext& call) : bytes_(bytes), call_(call) {}
  bool Read(google::protobuf::Message* message) override;
  absl::Status status() const override { return status_; }

 private:
  ByteReader& bytes_;
  const CallContext& call_;
  absl::Status status_;
};

class GuardedWriter final : public MessageWriter {
 public:
  // `disclosure` is null if replies hold nothing sensitive.
  GuardedWriter(ByteWriter& bytes, const CallContext& call, Disclosure* disclosure,
                const AuditRead& audit_read)
      : bytes_(bytes), call_(call), disclosure_(disclosure), audit_read_(audit_read) {}
  bool Write(const google::protobuf::Message& message) override;
  // Not OK if a reply had to be withheld.
  const absl::Status& status() const { return status_; }

 private:
  absl::Status Send(const google::protobuf::Message& message);

  ByteWriter& bytes_;
  const CallContext& call_;
  Disclosure* const disclosure_;
  const AuditRead& audit_read_;
  bool open_ = true;
  absl::Status status_;
};

// Masks `reply` and has the reading of what is left recorded. Not OK: the reply is withheld.
// True if there was something to record.
absl::StatusOr<bool> Disclose(Disclosure& disclosure, const CallContext& call,
                              const AuditRead& audit_read, google::protobuf::Message& reply);

}  // namespace houniao::rpc
