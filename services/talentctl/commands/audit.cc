// audit: who did what, and whether the chain of records is whole.
#include "absl/strings/escaping.h"

#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"

#include "houniao/api/v1/admin_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::api::v1;

struct AuditArguments {
  std::string service;
  std::string resource;
  int limit = 50;
};

std::vector<std::string> ServicesOf(const AuditArguments& arguments) {
  if (!arguments.service.empty()) return {arguments.service};
  return {"talent", "recruitment", "benefits"};
}

template <typename Reply, typename Request>
absl::StatusOr<Reply> CallOf(Session& session, const std::string& service, absl::string_view method,
                             Request request) {
  Connection& connection = session.connection();
  Reply reply;
  request.set_service(service);
  RETURN_IF_ERROR(connection.InvokeAt(
      connection.TargetOf(service),
      Connection::MethodNamed(absl::StrCat("houniao.api.v1.AuditService.", method)), request,
      &reply));
  return reply;
}

absl::Status Verify(Session& session, const AuditArguments& arguments) {
  Table table(
      {{"SERVICE"}, {"CHAIN"}, {"RECORDS", Align::kRight}, {"BROKEN AT", Align::kRight}, {"HEAD"}});
  for (const std::string& service : ServicesOf(arguments)) {
    ASSIGN_OR_RETURN(const auto reply,
                     CallOf<pb::VerifyAuditChainResponse>(session, service, "VerifyAuditChain",
                                                          pb::VerifyAuditChainRequest()));
    table.Add({service,
               reply.intact() ? Cell("intact", Colour::kGood) : Cell("BROKEN", Colour::kBad),
               absl::StrCat(reply.record_count()),
               reply.intact() ? "" : absl::StrCat(reply.broken_sequence()),
               absl::BytesToHexString(reply.head_hash())});
    if (!reply.intact()) session.NoteFindings();
  }
  table.DropEmptyColumns();
  session.Show(table);
  return absl::OkStatus();
}

// People see the first resources; programs all.
std::string ResourcesText(const pb::AuditRecord& record, bool for_people) {
  constexpr int kShown = 2;
  const int more = record.resources_size() - kShown;
  if (!for_people || more <= 0) return absl::StrJoin(record.resources(), ", ");
  return absl::StrCat(record.resources(0), ", ", record.resources(1), " and ", more, " more");
}

void AddRecord(const std::string& service, const pb::AuditRecord& record, bool for_people,
               Table* table) {
  const size_t slash = record.method().rfind('/');
  table->Add({service, absl::StrCat(record.sequence()), TimeText(record.event_time()),
              record.principal(),
              slash == std::string::npos ? record.method() : record.method().substr(slash + 1),
              ResourcesText(record, for_people), record.purpose()});
}

absl::Status List(Session& session, const AuditArguments& arguments) {
  Table table({{"SERVICE"},
               {"NO", Align::kRight},
               {"TIME"},
               {"PRINCIPAL"},
               {"METHOD"},
               {"RESOURCES", Align::kLeft, true},
               {"PURPOSE", Align::kLeft, true}});
  for (const std::string& service : ServicesOf(arguments)) {
    pb::ListAuditRecordsRequest request;
    request.set_resource(arguments.resource);
    int left = arguments.limit;
    do {
      request.set_page_size(std::min(500, left));
      ASSIGN_OR_RETURN(const auto page, CallOf<pb::ListAuditRecordsResponse>(
                                            session, service, "ListAuditRecords", request));
      for (const pb::AuditRecord& record : page.audit_records())
        AddRecord(service, record, session.for_people(), &table);
      left -= page.audit_records_size();
      request.set_page_token(page.next_page_token());
    } while (left > 0 && !request.page_token().empty());
  }
  if (session.for_people()) table.DropEmptyColumns();
  session.Show(table);
  return absl::OkStatus();
}

CLI::App* AddAuditCommand(CommandTree& tree, CLI::App* group, const std::string& name,
                          const std::string& description, const std::string& examples,
                          absl::Status (*function)(Session&, const AuditArguments&),
                          const std::shared_ptr<AuditArguments>& arguments) {
  CLI::App* command =
      tree.Command(group, name, description, examples,
                   [function, arguments](Session& s) { return function(s, *arguments); });
  command->add_option("--service", arguments->service, "talent, recruitment or benefits [all]")
      ->check(CLI::IsMember({"talent", "recruitment", "benefits"}));
  return command;
}

}  // namespace

void AddAuditCommands(CommandTree& tree) {
  CLI::App* group = tree.Group("audit", "The audit trail: verify, list", kOperation);
  AddAuditCommand(tree, group, "verify", "Recompute the chain of every service",
                  "  talentctl audit verify\n  talentctl audit verify --service benefits\n",
                  &Verify, std::make_shared<AuditArguments>());
  auto list = std::make_shared<AuditArguments>();
  CLI::App* listing = AddAuditCommand(
      tree, group, "list", "Who did what, in the order of the chain",
      "  talentctl audit list --service benefits --resource cases/c-1\n", &List, list);
  listing->add_option("--resource", list->resource, "Records that touched this resource alone");
  listing->add_option("--limit", list->limit, "Most records of a service")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
}

}  // namespace houniao::talentctl
