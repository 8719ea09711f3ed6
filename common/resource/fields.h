// Reading and writing message fields by path, so that the standard methods need no code per kind.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

#include "common/db/database.h"

namespace houniao::resource {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Field descriptors from the message down to `path` (`employment.status`); empty if there is no
// such path or it runs through a list.
std::vector<const FieldDescriptor*> ResolvePath(const Descriptor* descriptor,
                                                absl::string_view path);

// A string, int32, int64 or bool field that may be absent in the schema; the default then.
std::string GetText(const Message& message, absl::string_view field);
int64_t GetNumber(const Message& message, absl::string_view field);
void SetText(Message& message, absl::string_view field, absl::string_view value);
// A sub-message; nullptr if the schema has no such field or it is not set.
const Message* GetMessage(const Message& message, absl::string_view field);
// Copies `time` into a google.protobuf.Timestamp field, if the schema has it; clears it for
// nothing.
void SetTime(Message& message, absl::string_view field, std::optional<absl::Time> time);

// Value of a path as a column holds it: numbers, enums and bools as numbers, Timestamp as
// microseconds, google.type.Date as a day number, text as text; a list of text or enums as
// `|a|b|`; NULL where something on the way is absent.
db::Value ColumnValue(const Message& message, absl::Span<const FieldDescriptor* const> path);

// Bytes that are equal for equal messages within one version of the schema.
std::string DeterministicBytes(const Message& message);

}  // namespace houniao::resource
