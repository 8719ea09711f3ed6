// Budgets of LedgerService: opened and changed together with their accounts.
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/field_mask.h"
#include "common/resource/rules.h"
#include "services/benefits/handlers/ledger_handlers.h"

namespace houniao::benefits {

using resource::Message;
using resource::WriteScope;

absl::StatusOr<v1::Budget> LedgerHandlers::CreateBudget(
    CallContext& call, const v1::CreateBudgetRequest& given) const {
  const v1::CreateBudgetRequest request = WithRequestId(given, desk_.journal.ids());
  const std::string id = request.budget_id().empty()
                             ? absl::StrCat(request.budget().line(), "-", request.budget().year())
                             : request.budget_id();
  if (!resource::IsResourceId(id)) {
    return errors::InvalidField("budget_id", "must be given: line and year make no id");
  }
  v1::Budget reply;
  RETURN_IF_ERROR(desk_.store().Mutate(
      call, request, &reply,
      [&](WriteScope& scope, Message* out) -> absl::Status {
        auto& budget = static_cast<v1::Budget&>(*out);
        budget = request.budget();
        budget.set_name(absl::StrCat("budgets/", id));
        budget.set_available_fen(budget.cap_fen());
        // The row goes first: a name or line that is taken is told as such.
        RETURN_IF_ERROR(resource::StandardMethods::CreateIn(scope, desk_.kinds.budget, budget));
        return desk_.books.Open(scope, budget, request.request_id());
      },
      /*keep_forever=*/true));
  return reply;
}

absl::StatusOr<v1::Budget> LedgerHandlers::UpdateBudget(
    CallContext& call, const v1::UpdateBudgetRequest& given) const {
  const v1::UpdateBudgetRequest request = WithRequestId(given, desk_.journal.ids());
  const auto* mask = request.has_update_mask() ? &request.update_mask() : nullptr;
  v1::Budget reply;
  RETURN_IF_ERROR(desk_.store().Mutate(
      call, request, &reply,
      [&](WriteScope& scope, Message* out) -> absl::Status {
        auto& budget = static_cast<v1::Budget&>(*out);
        RETURN_IF_ERROR(scope.Load(desk_.kinds.budget, request.budget().name(), &budget));
        RETURN_IF_ERROR(resource::CheckEtag(desk_.kinds.budget, budget, request.budget().etag()));
        const v1::Budget before = budget;
        RETURN_IF_ERROR(resource::ApplyUpdate(request.budget(), mask, budget));
        auto violations = resource::CheckRules(budget, "budget");
        if (!violations.empty()) return errors::InvalidFields(std::move(violations));
        RETURN_IF_ERROR(desk_.books.ChangeCap(scope, before, budget, request.request_id()));
        return scope.Replace(desk_.kinds.budget, budget);
      },
      /*keep_forever=*/true));
  return reply;
}

}  // namespace houniao::benefits
