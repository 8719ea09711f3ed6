#include "services/benefits/store/kinds.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "services/benefits/domain/case_flow.h"

#include "houniao/benefits/v1/budget.pb.h"
#include "houniao/benefits/v1/case.pb.h"
#include "houniao/benefits/v1/payment.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

extern "C" {
extern const char houniao_sql_benefits_begin[];
extern const char houniao_sql_benefits_end[];
extern const char houniao_sql_ledger_begin[];
extern const char houniao_sql_ledger_end[];
}

namespace houniao::benefits {
namespace {

using resource::KindOptions;
using resource::Message;

KindOptions Plain(const resource::Descriptor* descriptor, std::string table) {
  KindOptions options;
  options.descriptor = descriptor;
  options.table = std::move(table);
  options.soft_delete = false;
  return options;
}

KindOptions PolicyOptions() {
  KindOptions options = Plain(v1::Policy::descriptor(), "policies");
  options.columns = {{"title"}, {"document_number"}, {"issuer"}, {"category"}, {"state"}};
  return options;
}

KindOptions VersionOptions() {
  KindOptions options = Plain(v1::PolicyVersion::descriptor(), "policy_versions");
  options.columns = {{"state"}};
  return options;
}

// The same for the open cases of one talent under one policy; NULL after the decision.
db::Value OpenKey(const Message& message) {
  const auto& subject = static_cast<const v1::Case&>(message);
  if (!IsOpen(subject.state())) return db::Value::Null();
  return db::Value(crypto::Sha256Hex(absl::StrCat(subject.talent(), "\n", subject.policy())));
}

KindOptions CaseOptions() {
  KindOptions options = Plain(v1::Case::descriptor(), "cases");
  options.columns = {
      {"talent"},   {"policy"},      {"policy_version"}, {"state"},
      {"employer"}, {"budget"},      {"current_step"},   {"current_department"},
      {"due_date"}, {"due_unknown"}, {"submit_time"},    {"open_key", "open_key", false, OpenKey}};
  options.unique_indexes = {{"uq_cases_open_key", "policy"}};
  options.prepare_update = [](resource::WriteScope&, const Message& before, Message& after) {
    const absl::Status allowed = CheckVerb(static_cast<const v1::Case&>(before), CaseVerb::kUpdate);
    return allowed.ok() ? CheckDeclared(static_cast<const v1::Case&>(after)) : allowed;
  };
  return options;
}

db::Value BankKey(const Message& message) {
  const std::string& reference = static_cast<const v1::Payment&>(message).bank_reference();
  return reference.empty() ? db::Value::Null() : db::Value(crypto::Sha256Hex(reference));
}

KindOptions PaymentOptions() {
  KindOptions options = Plain(v1::Payment::descriptor(), "payments");
  options.columns = {{"number"},    {"state"},       {"budget"},
                     {"talent"},    {"policy"},      {"award"},
                     {"due_date"},  {"due_unknown"}, {"promised_date"},
                     {"paid_date"}, {"amount_fen"},  {"bank_key", "bank_key", false, BankKey}};
  options.unique_indexes = {{"uq_payments_number", "number"},
                            {"uq_payments_bank_key", "bank_reference"}};
  return options;
}

KindOptions BudgetOptions() {
  KindOptions options = Plain(v1::Budget::descriptor(), "budgets");
  options.columns = {{"line"}, {"year"}, {"source"}};
  options.unique_indexes = {{"uq_budgets_line_year", "line"}};
  return options;
}

KindOptions EntryOptions() {
  KindOptions options = Plain(v1::LedgerEntry::descriptor(), "ledger_entries");
  options.columns = {{"transfer"},   {"kind"},      {"account"}, {"side"},
                     {"amount_fen"}, {"post_time"}, {"budget"},  {"payment"}};
  return options;
}

std::string Text(const char* begin, const char* end) {
  return std::string(begin, static_cast<size_t>(end - begin));
}

}  // namespace

Kinds::Kinds()
    : policy(PolicyOptions()),
      version(VersionOptions()),
      subject(CaseOptions()),
      payment(PaymentOptions()),
      budget(BudgetOptions()),
      entry(EntryOptions()) {}

std::vector<db::Migration> Migrations() {
  return {{100, "create_benefits", Text(houniao_sql_benefits_begin, houniao_sql_benefits_end)},
          {101, "create_ledger", Text(houniao_sql_ledger_begin, houniao_sql_ledger_end)}};
}

}  // namespace houniao::benefits
