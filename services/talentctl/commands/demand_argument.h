// A demand as people name it: by its name or id, or as a file that is not stored anywhere.
#pragma once

#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"

#include "common/base/status_macros.h"
#include "services/talentctl/session.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::talentctl {

struct DemandArgument {
  std::string name;
  std::string file;
};

// DEMAND and -f. One of them is needed, unless the option `instead` is given. `argument` outlives
// the parse.
void AddDemandArgument(CLI::App* command, DemandArgument* argument,
                       const std::string& instead = "");

// The demand of a YAML file as `apply` takes it; the one of that id if a name is given too, else
// the only one. InvalidArgument names what is wrong with the file, in its line.
absl::StatusOr<recruitment::v1::Demand> DemandOfFile(const DemandArgument& argument);

// The demand itself: of the file, or asked for.
absl::StatusOr<recruitment::v1::Demand> FetchDemand(Session& session,
                                                    const DemandArgument& argument);

// `demands/x`.
std::string DemandNameOf(const DemandArgument& argument);
// The name, or the file: for messages.
std::string DemandText(const DemandArgument& argument);

// Sets `demand` or `inline_demand` of a request.
template <typename Request>
absl::Status SetDemand(const DemandArgument& argument, Request* request) {
  if (argument.file.empty()) {
    request->set_demand(DemandNameOf(argument));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(*request->mutable_inline_demand(), DemandOfFile(argument));
  return absl::OkStatus();
}

}  // namespace houniao::talentctl
