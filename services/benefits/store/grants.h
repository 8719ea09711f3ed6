// What was approved before: what caps, quotas, exclusions and offsets count.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/db/database.h"
#include "services/benefits/rules/gates.h"

#include "houniao/benefits/v1/case.pb.h"
#include "houniao/benefits/v1/payment.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// Policies and exclusive groups that a talent was granted something under, sorted. Grants that were
// released in full do not count.
struct Received {
  std::vector<std::string> policies;
  std::vector<std::string> groups;
};
absl::StatusOr<Received> ReadReceived(db::Session& session, const std::string& talent);

// Whose use of which policy is asked.
struct UsageQuery {
  std::string policy;
  std::string talent;
  std::string employer;  // empty if there is none: nothing is counted for it
  int64_t year = 0;
};
absl::StatusOr<Usage> ReadUsage(db::Session& session, const v1::PolicyTerms& terms,
                                const UsageQuery& query);

// Writes down what an approved case grants, by award of its evaluation's schedule.
absl::Status RecordGrants(db::Session& session, const v1::Case& approved,
                          const v1::PolicyTerms& terms, const v1::PolicyEvaluation& evaluation,
                          int64_t year);
// A payment was released: its amount does not count any more.
absl::Status RecordRelease(db::Session& session, const v1::Payment& payment);

}  // namespace houniao::benefits
