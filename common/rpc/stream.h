// The two ends of a stream as handlers see them. The guard stands behind both: what is read has
// passed the field rules, what is written is masked as the caller's permissions ask.
#pragma once

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace houniao::rpc {

class MessageReader {
 public:
  virtual ~MessageReader() = default;
  // Waits for the next message. False at the end of the stream, when the caller has gone away, and
  // when a message was malformed or broke a field rule: status() tells.
  virtual bool Read(google::protobuf::Message* message) = 0;
  virtual absl::Status status() const = 0;
};

class MessageWriter {
 public:
  virtual ~MessageWriter() = default;
  // Waits until the transport has taken the message. False once the caller has gone away or the
  // reply had to be withheld; nothing more can be sent then.
  virtual bool Write(const google::protobuf::Message& message) = 0;
};

// One thread reads at a time; reading and writing may go on in two threads.
template <typename Request>
class Reader {
 public:
  explicit Reader(MessageReader& reader) : reader_(reader) {}
  bool Read(Request* request) { return reader_.Read(request); }
  // OK after a regular end of the stream; CANCELLED, DEADLINE_EXCEEDED or INVALID_ARGUMENT
  // otherwise. The call ends with this status whatever the handler returns.
  absl::Status status() const { return reader_.status(); }

 private:
  MessageReader& reader_;
};

// One thread writes at a time.
template <typename Reply>
class Writer {
 public:
  explicit Writer(MessageWriter& writer) : writer_(writer) {}
  bool Write(const Reply& reply) { return writer_.Write(reply); }

 private:
  MessageWriter& writer_;
};

}  // namespace houniao::rpc
