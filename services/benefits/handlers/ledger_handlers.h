// LedgerService: budgets, payments and the books.
#pragma once

#include "absl/status/statusor.h"

#include "common/rpc/service_table.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class LedgerHandlers {
 public:
  explicit LedgerHandlers(const Desk& desk);

  rpc::ServiceTable& table() { return table_; }

  absl::StatusOr<v1::Budget> CreateBudget(CallContext& call,
                                          const v1::CreateBudgetRequest& request) const;
  absl::StatusOr<v1::Budget> UpdateBudget(CallContext& call,
                                          const v1::UpdateBudgetRequest& request) const;
  absl::StatusOr<v1::Payment> GetPayment(CallContext& call,
                                         const v1::GetPaymentRequest& request) const;
  absl::StatusOr<v1::ListPaymentsResponse> ListPayments(
      CallContext& call, const v1::ListPaymentsRequest& request) const;
  absl::StatusOr<v1::Payment> Commit(CallContext& call,
                                     const v1::CommitPaymentRequest& request) const;
  absl::StatusOr<v1::Payment> Pay(CallContext& call, const v1::PayPaymentRequest& request) const;
  absl::StatusOr<v1::Payment> Settle(CallContext& call,
                                     const v1::SettlePaymentRequest& request) const;
  absl::StatusOr<v1::Payment> Release(CallContext& call,
                                      const v1::ReleasePaymentRequest& request) const;
  absl::StatusOr<v1::Payment> Delay(CallContext& call,
                                    const v1::DelayPaymentRequest& request) const;
  absl::StatusOr<v1::VerifyLedgerResponse> Verify(CallContext& call,
                                                  const v1::VerifyLedgerRequest& request) const;

 private:
  // One movement of a payment: `decide` moves it and may change its case (then it says so).
  template <typename Request, typename Decide>
  absl::StatusOr<v1::Payment> Movement(CallContext& call, const Request& given,
                                       Decide decide) const;
  absl::StatusOr<v1::Payment> Shown(absl::StatusOr<v1::Payment> payment) const;

  const Desk& desk_;
  const resource::StandardMethods budgets_;
  const resource::StandardMethods payments_;
  const resource::StandardMethods entries_;
  rpc::ServiceTable table_;
};

}  // namespace houniao::benefits
