// Replies that are there already, serialized: a call that gets one costs no handler, no masking and
// no copy.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

#include "common/base/call_context.h"

namespace houniao::rpc {

struct ReadyReply {
  // Shared by many calls and never changed; null: there is none, the handler makes one.
  std::shared_ptr<const std::string> body;
  // Fields of this call's own, serialized; they follow the body and stand above its.
  std::string tail;
};

// What a method may offer beside its handler. The guard asks after authentication, authorization,
// admission and field rules, before the handler.
//
// `rights` says which sensitive values the caller may see (Disclosure::rights); a reply is given
// only to callers with the rights that it was made for. One in which a value other than a name can
// be read is never kept, because each reading of it is recorded.
struct ReadySource {
  // Checks that depend on the caller (whose resource it is) are made here as the handler makes
  // them. `ticket` goes to `keep` as it is.
  std::function<absl::StatusOr<ReadyReply>(
      CallContext& call, const google::protobuf::Message& request, int rights, uint64_t& ticket)>
      find;
  // Gets what the handler's reply became; may be null.
  std::function<void(const google::protobuf::Message& request, int rights, uint64_t ticket,
                     std::shared_ptr<const std::string> reply)>
      keep;
};

}  // namespace houniao::rpc
