// Resources of any kind as a table, the columns chosen from the schema.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

#include "services/talentctl/output/table.h"

namespace houniao::talentctl {

// Without `columns`: the name, the first fields that have a short form and are filled in some row,
// and the state. `columns` are paths, `employment.status`.
//   InvalidArgument  a path that the resource does not have
absl::StatusOr<Table> ResourceTable(const google::protobuf::Descriptor* descriptor,
                                    const std::vector<const google::protobuf::Message*>& resources,
                                    const std::vector<std::string>& columns);

}  // namespace houniao::talentctl
