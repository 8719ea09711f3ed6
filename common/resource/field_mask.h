// Update masks (AIP-134, AIP-161): absent = the populated fields, `*` = full replacement of what is
// mutable; lists and messages are replaced, never appended to or merged.
#pragma once

#include "absl/status/status.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace houniao::resource {

// Takes from `given` into `resource` what the mask names. Output-only fields are passed over.
// INVALID_UPDATE_MASK for an unknown path or one into a list; IMMUTABLE_FIELD if an immutable field
// would change. `given` has passed PrepareRequest.
absl::Status ApplyUpdate(const google::protobuf::Message& given,
                         const google::protobuf::FieldMask* mask,
                         google::protobuf::Message& resource);

}  // namespace houniao::resource
