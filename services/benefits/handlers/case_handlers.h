// CaseService: from application to decision.
#pragma once

#include "absl/status/statusor.h"

#include "common/rpc/service_table.h"
#include "services/benefits/handlers/appraisal.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

class CaseHandlers {
 public:
  explicit CaseHandlers(const Desk& desk);

  rpc::ServiceTable& table() { return table_; }

  absl::StatusOr<v1::Case> Create(CallContext& call, const v1::CreateCaseRequest& request) const;
  absl::StatusOr<v1::Case> Get(CallContext& call, const v1::GetCaseRequest& request) const;
  absl::StatusOr<v1::ListCasesResponse> List(CallContext& call,
                                             const v1::ListCasesRequest& request) const;
  absl::StatusOr<v1::Case> Update(CallContext& call, const v1::UpdateCaseRequest& request) const;
  absl::StatusOr<v1::Case> Submit(CallContext& call, const v1::SubmitCaseRequest& request) const;
  absl::StatusOr<v1::Case> Return(CallContext& call, const v1::ReturnCaseRequest& request) const;
  absl::StatusOr<v1::Case> Review(CallContext& call, const v1::ReviewCaseRequest& request) const;
  absl::StatusOr<v1::Case> StartNotice(CallContext& call,
                                       const v1::StartPublicNoticeRequest& request) const;
  absl::StatusOr<v1::Case> Object(CallContext& call,
                                  const v1::RecordObjectionRequest& request) const;
  absl::StatusOr<v1::Case> CloseNotice(CallContext& call,
                                       const v1::CloseCaseNoticeRequest& request) const;
  absl::StatusOr<v1::Case> Approve(CallContext& call, const v1::ApproveCaseRequest& request) const;
  absl::StatusOr<v1::Case> Reject(CallContext& call, const v1::RejectCaseRequest& request) const;
  absl::StatusOr<v1::Case> Withdraw(CallContext& call,
                                    const v1::WithdrawCaseRequest& request) const;

 private:
  // One verb: `decide` is a pure function over the case.
  template <typename Request, typename Decide>
  absl::StatusOr<v1::Case> Verb(CallContext& call, const Request& request, Decide decide) const;
  // What a decision rests on, read before the mutation.
  absl::StatusOr<Gathered> GatherFor(CallContext& call, const std::string& name) const;
  // The case under its version as it is now, inside the mutation.
  struct Judged {
    v1::PolicyVersion version;
    Appraisal appraisal;
  };
  absl::StatusOr<Judged> Judge(resource::WriteScope& scope, const v1::Case& subject,
                               const Gathered& gathered) const;
  v1::Case Shown(v1::Case subject) const;
  absl::StatusOr<v1::Case> Shown(absl::StatusOr<v1::Case> subject) const;

  const Desk& desk_;
  const resource::StandardMethods cases_;
  rpc::ServiceTable table_;
};

}  // namespace houniao::benefits
