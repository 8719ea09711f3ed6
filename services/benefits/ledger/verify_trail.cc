// Every transfer has its audit record and its saved reply.
#include <set>

#include "common/base/status_macros.h"
#include "services/benefits/ledger/findings.h"

#include "houniao/api/v1/change.pb.h"

namespace houniao::benefits {
namespace {

constexpr char kSqlRequests[] =
    "SELECT DISTINCT actor, request_id FROM ledger_transfers WHERE (? = '' OR budget = ?)";
constexpr char kSqlUnsaved[] =
    "SELECT DISTINCT t.actor, t.request_id FROM ledger_transfers t LEFT JOIN saved_replies r ON "
    "r.caller = t.actor AND r.request_id = t.request_id WHERE r.caller IS NULL AND (? = '' OR "
    "t.budget = ?)";
constexpr char kSqlAudit[] = "SELECT body FROM audit_records ORDER BY sequence";

}  // namespace

absl::Status CheckTrail(const Snapshot& snapshot, Findings& findings) {
  std::set<std::pair<std::string, std::string>> requests, audited;
  RETURN_IF_ERROR(snapshot.Each(kSqlRequests, [&](const db::Row& row) {
    requests.emplace(row.Bytes(0), row.Bytes(1));
    return true;
  }));
  RETURN_IF_ERROR(snapshot.session.Query(kSqlAudit, {}, [&](const db::Row& row) {
    api::v1::AuditRecord record;
    if (record.ParseFromString(row.Bytes(0))) {
      audited.emplace(record.principal(), record.request_id());
    }
    return true;
  }));
  findings.Rule("transfer-audited", "每笔划转都有审计记录");
  for (const auto& request : requests) {
    findings.Checked();
    if (audited.count(request) == 0) {
      findings.Violation(request.second, "the request has no audit record");
    }
  }
  findings.Rule("reply-saved", "每笔划转的请求都存有答复, 重发不会重复");
  findings.Checked(static_cast<int64_t>(requests.size()));
  return snapshot.Each(kSqlUnsaved, [&](const db::Row& row) {
    findings.Violation(row.Bytes(1), "the reply of the request is not saved");
    return true;
  });
}

}  // namespace houniao::benefits
