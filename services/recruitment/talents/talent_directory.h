// What the recruitment service asks the talent service, as an interface: the rest of the service
// sees no gRPC, and tests need no server.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/call_context.h"

#include "houniao/talent/v1/talent.pb.h"
#include "houniao/talent/v1/team.pb.h"

namespace houniao::recruitment {

// A profile as it is now, with what is decided on beside it.
struct TalentProfile {
  talent::v1::Talent talent;
  bool share_consent = false;  // the person may be shown to employers
};

// Thread-safe.
class TalentDirectory {
 public:
  virtual ~TalentDirectory() = default;

  // In the order of the names. REFERENCE_MISSING names the first that is missing or deleted;
  // UNAVAILABLE if the talent service does not answer.
  virtual absl::StatusOr<std::vector<TalentProfile>> Profiles(
      const CallContext& call, const std::vector<std::string>& names) const = 0;
  // REFERENCE_MISSING if it is missing or deleted.
  virtual absl::StatusOr<talent::v1::Team> Team(const CallContext& call,
                                                const std::string& name) const = 0;
  // Names of people by resource name, as far as they can be had: never an error.
  virtual std::map<std::string, std::string> DisplayNames(
      const CallContext& call, const std::vector<std::string>& names) const = 0;
};

}  // namespace houniao::recruitment
