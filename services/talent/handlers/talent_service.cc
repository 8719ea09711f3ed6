#include "services/talent/handlers/talent_service.h"

#include "common/rpc/standard_service.h"
#include "services/talent/domain/talent_rules.h"
#include "services/talent/handlers/count_talent_groups.h"
#include "services/talent/handlers/import_talents.h"
#include "services/talent/handlers/watch_talents.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {
namespace {

absl::StatusOr<v1::Talent> Suspend(const resource::Store& store, const TalentKinds& kinds,
                                   CallContext& call, const v1::SuspendTalentRequest& request) {
  return resource::Transition<v1::Talent>(
      store, call, kinds.talents, request,
      [&](resource::WriteScope&, v1::Talent& talent) -> absl::Status {
        if (talent.has_delete_time()) return errors::NotFound(kinds.talents.type(), talent.name());
        return SuspendTalent(talent, request.reason());
      });
}

absl::StatusOr<v1::Talent> Resume(const resource::Store& store, const TalentKinds& kinds,
                                  CallContext& call, const v1::ResumeTalentRequest& request) {
  return resource::Transition<v1::Talent>(
      store, call, kinds.talents, request,
      [&](resource::WriteScope&, v1::Talent& talent) -> absl::Status {
        if (talent.has_delete_time()) return errors::NotFound(kinds.talents.type(), talent.name());
        return ResumeTalent(talent);
      });
}

}  // namespace

void BindTalentService(rpc::ServiceTable& table, const feed::Journal& journal,
                       const TalentKinds& kinds, const resource::StandardMethods& talents) {
  const resource::Store& store = journal.store();
  table.Unary<v1::SuspendTalentRequest, v1::Talent>(
      "SuspendTalent", [&](CallContext& call, const v1::SuspendTalentRequest& request) {
        return Suspend(store, kinds, call, request);
      });
  table.Unary<v1::ResumeTalentRequest, v1::Talent>(
      "ResumeTalent", [&](CallContext& call, const v1::ResumeTalentRequest& request) {
        return Resume(store, kinds, call, request);
      });
  table.BidiStream<v1::ImportTalentsRequest, v1::ImportTalentsResponse>(
      "ImportTalents", [&](CallContext& call, rpc::Reader<v1::ImportTalentsRequest>& reader,
                           rpc::Writer<v1::ImportTalentsResponse>& writer) {
        return ImportTalents(journal, kinds, call, reader, writer);
      });
  table.ServerStream<v1::WatchTalentsRequest, v1::WatchTalentsResponse>(
      "WatchTalents", [&](CallContext& call, const v1::WatchTalentsRequest& request,
                          rpc::Writer<v1::WatchTalentsResponse>& writer) {
        return WatchTalents(journal, kinds, call, request, writer);
      });
  table.Unary<v1::CountTalentGroupsRequest, v1::CountTalentGroupsResponse>(
      "CountTalentGroups", [&](CallContext& call, const v1::CountTalentGroupsRequest& request) {
        return CountTalentGroups(journal, call, request);
      });
  rpc::BindStandard(table, talents);
}

}  // namespace houniao::talent
