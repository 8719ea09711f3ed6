#include "common/rpc/wire.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/stubs/common.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/proto_buffer_reader.h"

#include "common/errors/errors.h"

namespace houniao::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsUtf8(const std::string& text) {
  return google::protobuf::internal::IsStructurallyValidUTF8(text.data(),
                                                             static_cast<int>(text.size()));
}

std::string FindInvalidText(const Message& message, const std::string& prefix);

// Path of the first invalid text in one field; empty if there is none.
std::string FindInField(const Message& message, const FieldDescriptor* field,
                        const std::string& path) {
  const auto* reflection = message.GetReflection();
  std::string scratch;
  if (!field->is_repeated()) {
    if (field->type() == FieldDescriptor::TYPE_STRING) {
      return IsUtf8(reflection->GetStringReference(message, field, &scratch)) ? "" : path;
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return "";
    return FindInvalidText(reflection->GetMessage(message, field), path + ".");
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    const std::string item = absl::StrCat(path, "[", i, "]");
    if (field->type() == FieldDescriptor::TYPE_STRING) {
      if (!IsUtf8(reflection->GetRepeatedStringReference(message, field, i, &scratch))) return item;
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      std::string found =
          FindInvalidText(reflection->GetRepeatedMessage(message, field, i), item + ".");
      if (!found.empty()) return found;
    }
  }
  return "";
}

std::string FindInvalidText(const Message& message, const std::string& prefix) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    std::string found = FindInField(message, field, prefix + field->name());
    if (!found.empty()) return found;
  }
  return "";
}

// A request that is smaller than this holds fewer parts than are allowed whatever it is.
constexpr size_t kNeverTooMany = 2 * kMaxParts;

enum WireType { kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5 };

// Counts texts and messages at all depths; false once there are too many. What is malformed is left
// to the parser.
bool CountParts(google::protobuf::io::CodedInputStream& in,
                const google::protobuf::Descriptor* type, int depth, int& parts) {
  uint64_t varint = 0;
  uint32_t fixed = 0;
  int size = 0;
  while (const uint32_t tag = in.ReadTag()) {
    switch (tag & 7) {
      case kVarint:
        if (!in.ReadVarint64(&varint)) return true;
        break;
      case kFixed64:
        if (!in.ReadLittleEndian64(&varint)) return true;
        break;
      case kFixed32:
        if (!in.ReadLittleEndian32(&fixed)) return true;
        break;
      case kDelimited: {
        if (++parts > kMaxParts) return false;
        if (!in.ReadVarintSizeAsInt(&size)) return true;
        const auto* field = type->FindFieldByNumber(static_cast<int>(tag >> 3));
        if (field == nullptr || field->message_type() == nullptr || depth == 0) {
          if (!in.Skip(size)) return true;
          break;
        }
        const auto outer = in.PushLimit(size);
        if (!CountParts(in, field->message_type(), depth - 1, parts)) return false;
        if (!in.Skip(std::max(0, in.BytesUntilLimit()))) return true;
        in.PopLimit(outer);
        break;
      }
      default:
        return true;
    }
  }
  return true;
}

bool HasTooManyParts(const grpc::ByteBuffer& bytes, const google::protobuf::Descriptor* type) {
  if (bytes.Length() <= kNeverTooMany) return false;
  grpc::ProtoBufferReader reader(const_cast<grpc::ByteBuffer*>(&bytes));
  google::protobuf::io::CodedInputStream in(&reader);
  int parts = 0;
  return reader.status().ok() && !CountParts(in, type, 100, parts);
}

}  // namespace

absl::Status ParseMessage(const grpc::ByteBuffer& bytes, Message* message) {
  if (!bytes.Valid()) {
    return errors::InvalidField("request", "is missing: the call carried no message");
  }
  // Two bytes of an empty message become hundreds in memory: not before they are counted.
  if (HasTooManyParts(bytes, message->GetDescriptor())) {
    return errors::InvalidField(
        "request", absl::StrCat("holds more than ", kMaxParts, " parts; send fewer at once"));
  }
  // The reader takes a mutable pointer and leaves the buffer as it was.
  grpc::ProtoBufferReader reader(const_cast<grpc::ByteBuffer*>(&bytes));
  if (reader.status().ok() && message->ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  // The parser stops behind the text that it refuses.
  const std::string path = FindInvalidText(*message, "");
  if (!path.empty()) return errors::InvalidField(path, "is not valid UTF-8");
  return errors::InvalidField(
      "request", absl::StrCat("is not a well-formed ", message->GetDescriptor()->full_name(),
                              " (damaged, or nested more than 100 deep)"));
}

absl::Status SerializeMessage(const Message& message, grpc::ByteBuffer* bytes) {
  bool own_buffer = false;
  const grpc::Status status =
      grpc::SerializationTraits<Message>::Serialize(message, bytes, &own_buffer);
  if (status.ok()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("Cannot serialize the reply: ", status.error_message()));
}

absl::Status SerializeMessage(const Message& message, std::shared_ptr<const std::string>* bytes) {
  auto made = std::make_shared<std::string>();
  if (!message.SerializeToString(made.get())) {
    return absl::InternalError("Cannot serialize the reply.");
  }
  *bytes = std::move(made);
  return absl::OkStatus();
}

grpc::ByteBuffer BufferOf(const ReadyReply& reply) {
  // Short ones lie in the slice itself, which is cheaper than to share them.
  constexpr size_t kShort = 64;
  grpc::Slice slices[2];
  size_t count = 0;
  if (reply.body->size() <= kShort) {
    slices[count++] = grpc::Slice(*reply.body);
  } else {
    using Shared = std::shared_ptr<const std::string>;
    slices[count++] = grpc::Slice(
        const_cast<char*>(reply.body->data()), reply.body->size(),
        [](void* shared) { delete static_cast<Shared*>(shared); }, new Shared(reply.body));
  }
  if (!reply.tail.empty()) slices[count++] = grpc::Slice(reply.tail);
  return grpc::ByteBuffer(slices, count);
}

}  // namespace houniao::rpc
