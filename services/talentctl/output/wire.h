// Messages as JSON and YAML, for programs and for files.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"

namespace houniao::talentctl {

// Protobuf JSON with the field names of the schema (snake_case), ends with a line break.
std::string ToJson(const google::protobuf::Message& message);

// Several as one text: a JSON list, YAML documents with `---` between them. A single one stands
// alone.
std::string ToJson(const std::vector<const google::protobuf::Message*>& messages);
std::string ToYaml(const std::vector<const google::protobuf::Message*>& messages);

// Rows of a table (Table::ToRecords) as a YAML list.
std::string ToYaml(const google::protobuf::ListValue& records);

// YAML as `apply` reads it: snake_case names, dates as YYYY-MM-DD, times as RFC 3339, numbers as
// numbers, enums by name. Fields that are not set are left out. Ends with a line break.
std::string ToYaml(const google::protobuf::Message& message);

}  // namespace houniao::talentctl
