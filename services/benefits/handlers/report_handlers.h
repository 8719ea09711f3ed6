// ReportService: figures about the work itself.
#pragma once

#include "absl/status/statusor.h"

#include "common/rpc/service_table.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class ReportHandlers {
 public:
  explicit ReportHandlers(const Desk& desk);

  rpc::ServiceTable& table() { return table_; }

  // Steps of cases without the payment step, which the payments themselves stand for.
  absl::StatusOr<v1::OnTimeReport> OnTime(CallContext& call,
                                          const v1::GetOnTimeReportRequest& request) const;

 private:
  const Desk& desk_;
  rpc::ServiceTable table_;
};

}  // namespace houniao::benefits
