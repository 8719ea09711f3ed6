#include "services/benefits/handlers/money.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/case_flow.h"
#include "services/benefits/domain/payment_flow.h"
#include "services/benefits/store/grants.h"

namespace houniao::benefits {
namespace {

using resource::WriteScope;

constexpr char kSqlBudgetOfLine[] = "SELECT name FROM budgets WHERE line = ? AND year = ?";
constexpr char kSqlUnfinished[] =
    "SELECT COUNT(*) FROM payments WHERE parent = ? AND name <> ? AND state NOT IN (5, 6, 7)";
constexpr char kSqlUnpaidByPolicy[] =
    "SELECT name FROM payments WHERE talent = ? AND policy = ? AND parent <> ? AND state IN (1, 2) "
    "ORDER BY name";
constexpr char kSqlUnpaidByGroup[] =
    "SELECT name FROM payments WHERE talent = ? AND state IN (1, 2) AND policy IN (SELECT policy "
    "FROM grants WHERE talent = ? AND policy_group = ? AND policy <> ?) ORDER BY name";

static_assert(v1::Payment::PLANNED == 1 && v1::Payment::COMMITTED == 2 &&
              v1::Payment::SETTLED == 5 && v1::Payment::RELEASED == 6 &&
              v1::Payment::CLAWED_BACK == 7);

absl::StatusOr<std::vector<std::string>> Names(db::Session& session, absl::string_view sql,
                                               const std::vector<db::Value>& values) {
  std::vector<std::string> names;
  RETURN_IF_ERROR(session.Query(sql, values, [&](const db::Row& row) {
    names.push_back(row.Bytes(0));
    return true;
  }));
  return names;
}

}  // namespace

absl::StatusOr<v1::Budget> FindBudget(WriteScope& scope, const Kinds& kinds,
                                      const std::string& named, const std::string& line,
                                      int64_t year) {
  std::string name = named;
  if (name.empty()) {
    ASSIGN_OR_RETURN(const auto found, scope.tx().QueryBytes(kSqlBudgetOfLine, {line, year}));
    if (!found) {
      return errors::ReferenceMissing("budget", absl::StrCat("budgets/", line, "-", year));
    }
    name = *found;
  }
  auto budget = scope.Get<v1::Budget>(kinds.budget, name);
  if (absl::IsNotFound(budget.status())) return errors::ReferenceMissing("budget", name);
  if (!budget.ok()) return budget.status();
  if (budget->line() != line) {
    return errors::InvalidField("budget",
                                absl::StrCat("is not of the line `", line, "` of the policy"));
  }
  return budget;
}

absl::Status ReservePayments(WriteScope& scope, const Desk& desk, const v1::Case& approved,
                             const v1::PolicyTerms& terms, absl::string_view request_id) {
  const auto& schedule = approved.decision().dossier().evaluation().schedule();
  RETURN_IF_ERROR(desk.books.CheckRoom(scope, approved.budget(), schedule.total_fen()));
  for (v1::Payment& payment : PlanPayments(approved, terms, schedule, desk.MomentOf(scope))) {
    RETURN_IF_ERROR(desk.books.Post(scope, payment, v1::Payment::STATE_UNSPECIFIED, request_id));
    RETURN_IF_ERROR(scope.Insert(desk.kinds.payment, payment));
  }
  return desk.books.Show(scope, approved.budget());
}

absl::Status ReleaseIn(WriteScope& scope, const Desk& desk, v1::Payment& payment,
                       absl::string_view reason, absl::string_view request_id) {
  const v1::Payment::State from = payment.state();
  RETURN_IF_ERROR(ReleasePayment(payment, reason, desk.MomentOf(scope)));
  RETURN_IF_ERROR(desk.books.Post(scope, payment, from, request_id));
  RETURN_IF_ERROR(RecordRelease(scope.tx(), payment));
  RETURN_IF_ERROR(desk.books.Show(scope, payment.budget()));
  ASSIGN_OR_RETURN(
      auto subject,
      scope.Get<v1::Case>(desk.kinds.subject, resource::NamePattern::ParentOf(payment.name())));
  return FinishCase(scope, desk, payment, subject, false);
}

absl::Status EndOtherBenefits(WriteScope& scope, const Desk& desk, const v1::Case& approved,
                              const v1::PolicyTerms& terms, absl::string_view request_id) {
  for (const v1::Offset& offset : terms.offsets()) {
    if (!offset.ends_other()) continue;
    std::vector<std::string> names;
    if (offset.received_case() == v1::Offset::kPolicy) {
      ASSIGN_OR_RETURN(names, Names(scope.tx(), kSqlUnpaidByPolicy,
                                    {approved.talent(), offset.policy(), approved.name()}));
    } else if (offset.received_case() == v1::Offset::kExclusiveGroup) {
      ASSIGN_OR_RETURN(names, Names(scope.tx(), kSqlUnpaidByGroup,
                                    {approved.talent(), approved.talent(), offset.exclusive_group(),
                                     approved.policy()}));
    }
    for (const std::string& name : names) {
      ASSIGN_OR_RETURN(auto payment, scope.Get<v1::Payment>(desk.kinds.payment, name));
      RETURN_IF_ERROR(
          ReleaseIn(scope, desk, payment, absl::StrCat("ended by ", approved.name()), request_id));
      RETURN_IF_ERROR(scope.Replace(desk.kinds.payment, payment));
    }
  }
  return absl::OkStatus();
}

absl::Status FinishCase(WriteScope& scope, const Desk& desk, const v1::Payment& payment,
                        v1::Case& subject, bool changed) {
  if (subject.state() == v1::Case::APPROVED && IsFinal(payment.state())) {
    ASSIGN_OR_RETURN(const auto open,
                     scope.tx().QueryInt(kSqlUnfinished, {subject.name(), payment.name()}));
    if (open.value_or(0) == 0) {
      CompleteCase(subject, desk.MomentOf(scope));
      changed = true;
    }
  }
  return changed ? scope.Replace(desk.kinds.subject, subject) : absl::OkStatus();
}

}  // namespace houniao::benefits
