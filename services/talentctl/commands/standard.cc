// get, list, describe, delete, undelete: over every kind, by the schema alone.
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/outline.h"
#include "services/talentctl/output/resource_table.h"
#include "services/talentctl/resources.h"

namespace houniao::talentctl {
namespace {

struct GetOptions {
  std::vector<std::string> names;
  std::vector<std::string> columns;
};

struct ListArguments {
  std::string collection;
  std::vector<std::string> columns;
  ListOptions options;
};

struct ChangeOptions {
  std::vector<std::string> names;
  std::string etag;
};

std::vector<const Message*> ListedIn(const Message& reply, const FieldDescriptor* field) {
  std::vector<const Message*> resources;
  const auto* reflection = reply.GetReflection();
  for (int i = 0; i < reflection->FieldSize(reply, field); ++i) {
    resources.push_back(&reflection->GetRepeatedMessage(reply, field, i));
  }
  return resources;
}

// The resources of these names; shown only when all of them are there.
absl::StatusOr<std::vector<std::unique_ptr<Message>>> Fetch(Session& session,
                                                            const std::vector<std::string>& names) {
  std::vector<std::unique_ptr<Message>> resources;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const Kind* kind, Catalogue::Get().OfName(name));
    ASSIGN_OR_RETURN(auto resource, GetResource(session.connection(), *kind, name));
    resources.push_back(std::move(resource));
  }
  return resources;
}

std::vector<const Message*> Borrowed(const std::vector<std::unique_ptr<Message>>& resources) {
  std::vector<const Message*> borrowed;
  for (const auto& resource : resources) borrowed.push_back(resource.get());
  return borrowed;
}

absl::Status GetNames(Session& session, const GetOptions& options) {
  ASSIGN_OR_RETURN(const auto fetched, Fetch(session, options.names));
  const std::vector<const Message*> resources = Borrowed(fetched);
  // A table for each run of one kind.
  std::vector<Table> tables;
  for (auto first = resources.begin(); first != resources.end();) {
    const auto* descriptor = (*first)->GetDescriptor();
    const auto last = std::find_if(first, resources.end(), [&](const Message* resource) {
      return resource->GetDescriptor() != descriptor;
    });
    ASSIGN_OR_RETURN(Table table, ResourceTable(descriptor, {first, last}, options.columns));
    tables.push_back(std::move(table));
    first = last;
  }
  session.ShowAll(resources, [&] {
    for (const Table& table : tables) session.Print(table);
  });
  return absl::OkStatus();
}

absl::Status List(Session& session, const ListArguments& arguments) {
  ASSIGN_OR_RETURN(const Listing listing, Catalogue::Get().OfCollection(arguments.collection));
  ASSIGN_OR_RETURN(const auto reply,
                   ListResources(session.connection(), listing, arguments.options));
  const auto resources = ListedIn(*reply, listing.kind->listed);
  ASSIGN_OR_RETURN(const Table table,
                   ResourceTable(listing.kind->descriptor, resources, arguments.columns));
  session.Show(*reply, [&] {
    if (resources.empty()) {
      session.terminal().err << "There are no such " << listing.kind->collection << ".\n";
      return;
    }
    session.Print(table);
    const std::string next = resource::GetText(*reply, "next_page_token");
    if (next.empty()) return;
    session.terminal().err << resources.size() << " shown, there are more: --all, or --page_token "
                           << next << "\n";
  });
  return absl::OkStatus();
}

// Children of all kinds below the resource; those that the caller may not list are left out.
absl::Status PrintChildren(Session& session, const Kind& kind, const std::string& name) {
  for (const Kind* child : Catalogue::Get().ChildrenOf(kind)) {
    ListOptions options;
    options.page_size = 500;
    const auto reply = ListResources(session.connection(), {child, name}, options);
    if (absl::IsPermissionDenied(reply.status())) continue;
    if (!reply.ok()) return reply.status();
    const auto resources = ListedIn(**reply, child->listed);
    if (resources.empty()) continue;
    ASSIGN_OR_RETURN(const Table table, ResourceTable(child->descriptor, resources, {}));
    session.Print(absl::StrCat("\n", child->collection, ":"));
    session.Print(table);
  }
  return absl::OkStatus();
}

absl::Status Describe(Session& session, const std::vector<std::string>& names) {
  ASSIGN_OR_RETURN(const auto resources, Fetch(session, names));
  session.ShowAll(Borrowed(resources), [] {});
  if (!session.for_people()) return absl::OkStatus();
  for (size_t i = 0; i < names.size(); ++i) {
    ASSIGN_OR_RETURN(const Kind* kind, Catalogue::Get().OfName(names[i]));
    if (i > 0) session.Print("");
    session.terminal().out << Outline(*resources[i], session.terminal());
    RETURN_IF_ERROR(PrintChildren(session, *kind, names[i]));
  }
  return absl::OkStatus();
}

absl::Status Change(Session& session, const ChangeOptions& options, bool remove) {
  if (!options.etag.empty() && options.names.size() > 1) {
    return errors::InvalidField("--etag", "fits one name only");
  }
  const char* done = remove ? "deleted" : "undeleted";
  for (const std::string& name : options.names) {
    ASSIGN_OR_RETURN(const Kind* kind, Catalogue::Get().OfName(name));
    ASSIGN_OR_RETURN(const auto reply,
                     ChangeByName(session.connection(), remove ? kind->remove : kind->undelete,
                                  done, *kind, name, options.etag));
    session.Show(*reply, [&] {
      session.Print(absl::StrCat(name, session.settings().dry_run ? " can be " : " ", done));
    });
  }
  return absl::OkStatus();
}

void AddGet(CommandTree& tree) {
  auto get = std::make_shared<GetOptions>();
  CLI::App* command = tree.Command(
      nullptr, "get", "Show resources by name",
      "  talentctl get talents/hn-0001\n"
      "  talentctl get demands/demo-storage-expert -o yaml\n"
      "  talentctl get talents/hn-0001 --columns name,display_name,employment.status\n",
      [get](Session& session) { return GetNames(session, *get); }, kResources);
  command->add_option("NAME", get->names, "Names, talents/hn-0001")->required();
  AddList(command, "--columns", get->columns, "Fields to show in the table, by path");

  auto names = std::make_shared<std::vector<std::string>>();
  CLI::App* describe = tree.Command(
      nullptr, "describe", "Show resources in full, with what lies below them",
      "  talentctl describe talents/hn-0001\n",
      [names](Session& session) { return Describe(session, *names); }, kResources);
  describe->add_option("NAME", *names, "Names, talents/hn-0001")->required();
}

void AddListCommand(CommandTree& tree) {
  auto list = std::make_shared<ListArguments>();
  CLI::App* command = tree.Command(
      nullptr, "list", "List resources of a kind",
      "  talentctl list talents --filter 'region=\"3509\"' --order_by 'update_time desc'\n"
      "  talentctl list engagements/e-1/serviceDays --all\n"
      "  talentctl list serviceDays --filter 'state=DISPUTED'\n",
      [list](Session& session) { return List(session, *list); }, kResources);
  command
      ->add_option("COLLECTION", list->collection,
                   "One of " + Catalogue::Get().Collections() +
                       "; with the parent in front of "
                       "those that have one, or without it for all parents")
      ->required();
  command->add_option("--filter", list->options.filter, "AIP-160, 'state=OPEN AND urgency>3'");
  command->add_option("--order_by", list->options.order_by, "Fields, ' desc' turns the order");
  command->add_option("--page_size", list->options.page_size, "Most in a page [50]");
  command->add_option("--page_token", list->options.page_token, "Go on after an earlier page");
  command->add_flag("--all", list->options.all, "All pages");
  command->add_flag("--show_deleted", list->options.show_deleted, "Deleted ones too");
  AddList(command, "--columns", list->columns, "Fields to show in the table, by path");
}

void AddChanges(CommandTree& tree) {
  for (const bool remove : {true, false}) {
    auto change = std::make_shared<ChangeOptions>();
    CLI::App* command = tree.Command(
        nullptr, remove ? "delete" : "undelete",
        remove ? "Delete resources; most kinds can be undeleted" : "Bring deleted resources back",
        remove ? "  talentctl delete talents/hn-0001\n  talentctl delete teams/t-1 --dry_run\n"
               : "  talentctl undelete talents/hn-0001\n",
        [change, remove](Session& session) { return Change(session, *change, remove); },
        kResources);
    command->add_option("NAME", change->names, "Names, talents/hn-0001")->required();
    command->add_option("--etag", change->etag, "Only if it is unchanged since it was read");
  }
}

}  // namespace

void AddStandardCommands(CommandTree& tree) {
  AddGet(tree);
  AddListCommand(tree);
  AddChanges(tree);
}

}  // namespace houniao::talentctl
