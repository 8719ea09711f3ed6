// Which sensitive values of replies one caller may see, and which resources were opened to it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/message.h"

#include "common/base/call_context.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::rpc {

// Names need `sensitive.names.read`. The others need `sensitive.contacts.read` (phone, mail, other
// sealed text), `sensitive.identity.read` or `sensitive.accounts.read`, and a stated purpose, and
// somebody who records the read.
class Disclosure {
 public:
  Disclosure(const CallContext& call, bool recorded);

  // The same for all callers who may see the same.
  int rights() const {
    return (names_ ? 1 : 0) | (contacts_ ? 2 : 0) | (identity_ ? 4 : 0) | (accounts_ ? 8 : 0);
  }

  // Masks what the caller may not see.
  void Apply(google::protobuf::Message& reply);
  // Takes the names of the resources opened since the last time, in their order, without
  // repetition. An opened message without a name stands under `<method>`.
  std::vector<std::string> TakeOpened();

 private:
  bool MaySee(api::v1::Sensitivity sensitivity) const;
  void Note(const google::protobuf::Message& message);

  const std::string& method_;
  bool names_;
  bool contacts_;
  bool identity_;
  bool accounts_;
  std::vector<std::string> opened_;
  std::set<std::string> seen_;
};

}  // namespace houniao::rpc
