#include "services/benefits/ledger/verify.h"

#include "common/base/status_macros.h"
#include "services/benefits/ledger/findings.h"

namespace houniao::benefits {
namespace {

constexpr int kMaxViolations = 500;

}  // namespace

void Findings::Rule(absl::string_view key, absl::string_view title) {
  v1::InvariantCheck& check = *response_.add_checks();
  check.set_key(std::string(key));
  check.set_title(std::string(title));
}

void Findings::Checked(int64_t count) {
  v1::InvariantCheck& check = *response_.mutable_checks(response_.checks_size() - 1);
  check.set_checked_count(check.checked_count() + count);
}

void Findings::Violation(absl::string_view subject, absl::string_view message) {
  v1::InvariantCheck& check = *response_.mutable_checks(response_.checks_size() - 1);
  check.set_violation_count(check.violation_count() + 1);
  response_.set_intact(false);
  if (response_.violations_size() >= kMaxViolations) return;
  v1::LedgerViolation& violation = *response_.add_violations();
  violation.set_invariant(check.key());
  violation.set_subject(std::string(subject));
  violation.set_message(std::string(message));
}

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(db::Session& session, const Kinds& kinds,
                                                      const resource::Secrets& secrets,
                                                      const std::string& budget) {
  v1::VerifyLedgerResponse response;
  response.set_intact(true);
  const Snapshot snapshot{session, kinds, secrets, budget};
  Findings findings(response);
  RETURN_IF_ERROR(
      snapshot.Each("SELECT COUNT(*) FROM ledger_transfers WHERE (? = '' OR budget = ?)",
                    [&](const db::Row& row) {
                      response.set_transfer_count(row.Int(0));
                      return false;
                    }));
  RETURN_IF_ERROR(snapshot.Each("SELECT COUNT(*) FROM ledger_entries WHERE (? = '' OR budget = ?)",
                                [&](const db::Row& row) {
                                  response.set_entry_count(row.Int(0));
                                  return false;
                                }));
  RETURN_IF_ERROR(CheckEntries(snapshot, findings));
  RETURN_IF_ERROR(CheckBalances(snapshot, findings));
  RETURN_IF_ERROR(CheckPayments(snapshot, findings));
  RETURN_IF_ERROR(CheckTrail(snapshot, findings));
  return response;
}

}  // namespace houniao::benefits
