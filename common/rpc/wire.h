// Messages of any type to and from gRPC's buffers. We parse ourselves: gRPC answers a request that
// it cannot parse with UNIMPLEMENTED and no text.
#pragma once

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"

#include "common/rpc/ready_reply.h"

namespace houniao::rpc {

// Texts and messages that one request may hold, at all depths; the field rules allow far fewer.
inline constexpr int kMaxParts = 50000;

// INVALID_FIELD with the path of the text that is not UTF-8, or saying that the bytes are not such
// a message, or hold more than kMaxParts.
absl::Status ParseMessage(const grpc::ByteBuffer& bytes, google::protobuf::Message* message);
// Internal if it is larger than 2 GiB.
absl::Status SerializeMessage(const google::protobuf::Message& message, grpc::ByteBuffer* bytes);

// The same, of bytes that others may keep too.
absl::Status SerializeMessage(const google::protobuf::Message& message,
                              std::shared_ptr<const std::string>* bytes);
// The bytes are shared, not copied.
grpc::ByteBuffer BufferOf(const ReadyReply& reply);

}  // namespace houniao::rpc
