// Everything about one method that can be known before the first call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/observe/metrics.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/admission.h"
#include "common/rpc/service_table.h"

namespace houniao::rpc {

struct ServedMethod {
  // `houniao.talent.v1.TalentService/GetTalent`, and with a slash in front as gRPC has it.
  std::string name;
  std::string path;
  std::string permission;
  bool mutation = false;
  Room room = Room::kInteractive;
  bool sensitive_reply = false;
  // Roles that may call it, sorted.
  std::vector<std::string> roles;
  const Message* request_prototype = nullptr;
  const Message* reply_prototype = nullptr;
  // The functions of the table, which outlives this.
  const ServiceTable::Method* bound = nullptr;
  observe::LatencyHistogram latency;
  observe::Counter served_ok;

  // True if one of the roles, sorted, may call it.
  bool AllowedFor(const std::vector<std::string>& caller_roles) const;
  // Counts a call that ended with this code.
  void CountOutcome(observe::Metrics& metrics, absl::StatusCode code) const;
};

// The table has passed Check().
std::unique_ptr<ServedMethod> Prepare(const ServiceTable::Method& method,
                                      const AccessPolicy& policy, observe::Metrics& metrics);

}  // namespace houniao::rpc
