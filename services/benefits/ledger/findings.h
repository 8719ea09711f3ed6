// Collects what a verification finds; used by its parts only.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"

#include "common/db/database.h"
#include "common/resource/secrets.h"
#include "services/benefits/store/kinds.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class Findings {
 public:
  explicit Findings(v1::VerifyLedgerResponse& response) : response_(response) {}

  // Starts a rule; what follows belongs to it.
  void Rule(absl::string_view key, absl::string_view title);
  void Checked(int64_t count = 1);
  void Violation(absl::string_view subject, absl::string_view message);

 private:
  v1::VerifyLedgerResponse& response_;
};

// One question over rows; `budget` twice as parameters limits it where `(? = '' OR budget = ?)` is.
struct Snapshot {
  db::Session& session;
  const Kinds& kinds;
  const resource::Secrets& secrets;
  const std::string& budget;

  absl::Status Each(absl::string_view sql, const db::RowCallback& on_row) const {
    return session.Query(sql, {budget, budget}, on_row);
  }
};

// The parts.
absl::Status CheckEntries(const Snapshot& snapshot, Findings& findings);
absl::Status CheckBalances(const Snapshot& snapshot, Findings& findings);
absl::Status CheckPayments(const Snapshot& snapshot, Findings& findings);
absl::Status CheckTrail(const Snapshot& snapshot, Findings& findings);

}  // namespace houniao::benefits
