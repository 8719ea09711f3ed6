// Sensitive fields: sealed at rest, masked on the way out. One walker over descriptors.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

#include "common/resource/secrets.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::resource {

using houniao::api::v1::Sensitivity;

// True if messages of this type can hold a sensitive value, at any depth.
bool HasSensitive(const google::protobuf::Descriptor* descriptor);

// 138****1234, first 3 and last 2 of an ID number, 张**, z***@d***, last 4 of an account.
// By code points, never inside one.
std::string Mask(Sensitivity sensitivity, absl::string_view value);

// Masks every non-empty sensitive value whose kind `may_see` refuses. True if a value of a kind
// other than SENSITIVITY_NAME was left readable, so that the read must be audited.
bool MaskSensitive(google::protobuf::Message& message,
                   const std::function<bool(Sensitivity)>& may_see);

// Where `after` holds the masked form of what `before` holds, puts the value of `before` back: a
// client that reads a masked resource and writes it back changes nothing it could not see. A mask
// that stands for two values of a list which was changed otherwise stays, and CheckRules refuses
// it.
void RestoreMasked(const google::protobuf::Message& before, google::protobuf::Message& after);

// Seals or unseals all sensitive values except names. `name` binds a value to its resource.
absl::Status SealSensitive(google::protobuf::Message& message, const Secrets& secrets,
                           absl::string_view name);
absl::Status UnsealSensitive(google::protobuf::Message& message, const Secrets& secrets,
                             absl::string_view name);

}  // namespace houniao::resource
