#include "common/rpc/audit_service.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/audit.h"
#include "common/resource/page_token.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::rpc {
namespace {

namespace pb = ::houniao::api::v1;

using Journals = std::map<std::string, const feed::Journal*>;

absl::StatusOr<const feed::Journal*> Choose(const Journals& journals, const std::string& service) {
  if (service.empty() && journals.size() == 1) return journals.begin()->second;
  const auto found = journals.find(service);
  if (found != journals.end()) return found->second;
  return errors::InvalidField(
      "service", absl::StrCat("must be one of ",
                              absl::StrJoin(journals, ", ", [](std::string* out, const auto& j) {
                                out->append(j.first);
                              })));
}

absl::StatusOr<pb::ListAuditRecordsResponse> List(const feed::Journal& journal,
                                                  const CallContext& call,
                                                  const pb::ListAuditRecordsRequest& request) {
  const std::string fingerprint = resource::QueryFingerprint(request);
  int64_t after = 0;
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(const auto cursor,
                     resource::OpenPageToken(journal.secrets(), fingerprint, request.page_token(),
                                             journal.clock().Now()));
    if (cursor.size() != 1) return errors::InvalidPageToken("has another order");
    after = cursor[0].number;
  }
  const int size = resource::PageSize(request.page_size());
  ASSIGN_OR_RETURN(auto records, resource::ListAudit(journal.database(), request.resource(), after,
                                                     size + 1, call.deadline));
  pb::ListAuditRecordsResponse response;
  for (size_t i = 0; i < records.size() && i < static_cast<size_t>(size); ++i) {
    *response.add_audit_records() = std::move(records[i]);
  }
  if (records.size() > static_cast<size_t>(size)) {
    const int64_t last = response.audit_records(size - 1).sequence();
    response.set_next_page_token(resource::SealPageToken(journal.secrets(), fingerprint,
                                                         {db::Value(last)}, journal.clock().Now()));
  }
  return response;
}

}  // namespace

std::unique_ptr<ServiceTable> MakeAuditService(Journals journals) {
  auto table = std::make_unique<ServiceTable>("houniao.api.v1.AuditService");
  table->Unary<pb::ListAuditRecordsRequest, pb::ListAuditRecordsResponse>(
      "ListAuditRecords",
      [journals](CallContext& call, const pb::ListAuditRecordsRequest& request)
          -> absl::StatusOr<pb::ListAuditRecordsResponse> {
        ASSIGN_OR_RETURN(const feed::Journal* journal, Choose(journals, request.service()));
        return List(*journal, call, request);
      });
  table->Unary<pb::VerifyAuditChainRequest, pb::VerifyAuditChainResponse>(
      "VerifyAuditChain",
      [journals](CallContext& call, const pb::VerifyAuditChainRequest& request)
          -> absl::StatusOr<pb::VerifyAuditChainResponse> {
        ASSIGN_OR_RETURN(const feed::Journal* journal, Choose(journals, request.service()));
        return resource::VerifyAudit(journal->database(), call.deadline);
      });
  return table;
}

}  // namespace houniao::rpc
