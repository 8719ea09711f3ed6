// import, watch: the streams of the talent service.
#include <filesystem>
#include <fstream>
#include <thread>

#include "google/protobuf/duration.pb.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/error_report.h"
#include "services/talentctl/interruption.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/width.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::talent::v1;

constexpr size_t kChunk = 65536;
constexpr absl::Duration kImportTimeout = absl::Minutes(30);
constexpr absl::Duration kWatchTimeout = absl::Hours(24 * 365);

struct ImportArguments {
  std::string kind;
  std::string file;
  std::string encoding = "auto";
  std::string source;
};

struct WatchArguments {
  std::string kind;
  std::vector<std::string> types;
  std::string resume_token;
  bool changes_only = false;
};

using ImportStream =
    grpc::ClientReaderWriterInterface<pb::ImportTalentsRequest, pb::ImportTalentsResponse>;

// Sends the options and the file. Ends early once the server has ended the call.
void SendFile(ImportStream& stream, const pb::ImportTalentsRequest& first, std::ifstream& in) {
  bool open = stream.Write(first);
  std::string chunk(kChunk, '\0');
  while (open && in) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    if (in.gcount() == 0) break;
    pb::ImportTalentsRequest part;
    part.set_chunk(chunk.data(), static_cast<size_t>(in.gcount()));
    open = stream.Write(part);
  }
  stream.WritesDone();
}

// What to do about a fault that the import names; the row tells what is wrong already.
std::string RemedyOf(const pb::ImportRowError& error) {
  const std::string& reason = error.reason();
  if (reason == "EXTERNAL_ID_TAKEN" || reason == "TALENT_ALREADY_EXISTS") {
    return "give it the key of the profile that exists, or take the row out";
  }
  if (error.column().empty()) return "compare the row with the header";
  return "correct the cell and import again";
}

class ImportReport {
 public:
  ImportReport(Terminal& terminal, size_t file_size) : terminal_(terminal), size_(file_size) {}

  void Take(const pb::ImportTalentsResponse& reply) {
    for (const pb::ImportRowResult& row : reply.rows()) {
      if (row.outcome() == pb::ImportRowResult::REJECTED) rejected_.push_back(row);
    }
    if (reply.has_progress()) ShowProgress(reply.progress());
    if (reply.has_summary()) summary_ = reply.summary();
  }

  // After the last message: the line of the progress is wiped out.
  void Finish() {
    if (terminal_.err_is_terminal) terminal_.err << "\r\033[K" << std::flush;
  }

  Table Rejected() const {
    Table table({{"ROW", Align::kRight},
                 {"KEY"},
                 {"COLUMN"},
                 {"FIELD"},
                 {"WHAT IS WRONG", Align::kLeft, true},
                 {"WHAT TO DO", Align::kLeft, true}});
    for (const pb::ImportRowResult& row : rejected_) {
      for (const pb::ImportRowError& error : row.errors()) {
        table.Add({absl::StrCat(row.row()), row.external_id(), error.column(), error.field(),
                   Cell(error.message(), Colour::kBad), RemedyOf(error)});
      }
    }
    return table;
  }

  const std::vector<pb::ImportRowResult>& rejected() const { return rejected_; }
  const pb::ImportSummary& summary() const { return summary_; }

 private:
  void ShowProgress(const pb::ImportProgress& progress) {
    if (!terminal_.err_is_terminal) return;
    const int64_t percent = size_ == 0 ? 100 : progress.byte_count() * 100 / int64_t(size_);
    terminal_.err << "\r\033[K" << std::min<int64_t>(percent, 100) << "%  " << progress.row_count()
                  << " rows, " << rejected_.size() << " rejected" << std::flush;
  }

  Terminal& terminal_;
  const size_t size_;
  std::vector<pb::ImportRowResult> rejected_;
  pb::ImportSummary summary_;
};

std::string SummaryLine(const pb::ImportSummary& s) {
  return absl::StrCat(s.dry_run() ? "dry run: " : "", s.row_count(), " rows: ", s.created_count(),
                      " created, ", s.updated_count(), " updated, ", s.skipped_count(),
                      " unchanged, ", s.rejected_count(), " rejected (", EnumText(s.encoding()),
                      ")");
}

pb::ImportTalentsRequest FirstMessage(Session& session, const ImportArguments& arguments) {
  pb::ImportTalentsRequest first;
  auto* options = first.mutable_options();
  options->set_dry_run(session.settings().dry_run);
  options->set_source(arguments.source);
  if (arguments.encoding == "gb18030") {
    options->set_encoding(pb::ImportOptions::GB_18030);
  } else if (arguments.encoding == "utf-8") {
    options->set_encoding(pb::ImportOptions::UTF_8);
  }
  first.set_request_id(session.connection().NextRequestId());
  return first;
}

absl::StatusOr<std::ifstream> OpenFile(const std::string& path, size_t* size) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    return absl::NotFoundError(absl::StrCat("There is no file ", path, "."));
  }
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in || std::filesystem::is_directory(path, failed)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is no file that can be read."));
  }
  *size = static_cast<size_t>(in.tellg());
  in.seekg(0);
  return in;
}

absl::Status BrokenOff(const std::string& request_id) {
  return errors::Make(absl::StatusCode::kCancelled, "INTERRUPTED", "talentctl.houniao",
                      "The import was interrupted; rows that were sent already may be taken.", {},
                      absl::StrCat("Send the same file again with --request_id ", request_id,
                                   "; no row is taken twice."));
}

absl::Status Import(Session& session, const ImportArguments& arguments) {
  size_t size = 0;
  ASSIGN_OR_RETURN(std::ifstream in, OpenFile(arguments.file, &size));
  const pb::ImportTalentsRequest first = FirstMessage(session, arguments);
  grpc::ClientContext context;
  const Interruption interruption(&context);
  ASSIGN_OR_RETURN(auto channel, session.connection().ChannelOf("talent"));
  const auto stub = pb::TalentService::NewStub(channel);
  const Settings& settings = session.settings();
  session.connection().Prepare(context, settings.timeout_given ? settings.timeout : kImportTimeout,
                               first.request_id());
  const auto stream = stub->ImportTalents(&context);
  std::thread sender([&] { SendFile(*stream, first, in); });
  ImportReport report(session.terminal(), size);
  pb::ImportTalentsResponse all;
  pb::ImportTalentsResponse reply;
  while (stream->Read(&reply)) {
    report.Take(reply);
    if (!session.for_people()) all.MergeFrom(reply);
  }
  sender.join();
  const grpc::Status status = stream->Finish();
  report.Finish();
  if (!session.for_people()) all.clear_progress();
  session.Show(all, [&] {
    if (!report.rejected().empty()) session.Print(report.Rejected());
    if (status.ok()) session.Print(SummaryLine(report.summary()));
  });
  if (!report.rejected().empty()) session.NoteFindings();
  if (!status.ok() && interruption.happened()) return BrokenOff(first.request_id());
  return Connection::StatusOf(status, session.connection().TargetOf("talent"));
}

const Message* ResourceOf(const pb::WatchChange& change) {
  switch (change.resource_case()) {
    case pb::WatchChange::kTalent:
      return &change.talent();
    case pb::WatchChange::kRecognition:
      return &change.recognition();
    case pb::WatchChange::kConsent:
      return &change.consent();
    case pb::WatchChange::kTeam:
      return &change.team();
    default:
      return nullptr;
  }
}

// Title of what changed, where the kind has one.
std::string LabelOf(const pb::WatchChange& change) {
  const Message* resource = ResourceOf(change);
  if (resource == nullptr) return "";
  for (const char* name : {"display_name", "title", "tier", "purpose"}) {
    const auto* field = resource->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) return Printable(FieldText(*resource, field));
  }
  return "";
}

void PrintWatched(Session& session, const pb::WatchTalentsResponse& reply) {
  for (const pb::WatchChange& change : reply.changes().changes()) {
    session.Print(absl::StrFormat("%-9d %-16s %-8s %s  %s", change.change().revision(),
                                  TimeText(change.change().commit_time()),
                                  EnumText(change.change().kind()), change.change().name(),
                                  LabelOf(change)));
  }
  if (reply.has_snapshot_end()) {
    session.terminal().err << "snapshot: " << reply.snapshot_end().resource_count()
                           << " resources at revision " << reply.revision()
                           << "; waiting for changes\n";
  }
  session.terminal().out << std::flush;
}

absl::Status Watch(Session& session, const WatchArguments& arguments) {
  pb::WatchTalentsRequest request;
  request.set_resume_token(arguments.resume_token);
  for (const std::string& type : arguments.types) {
    request.add_types(absl::StrContains(type, '/') ? type : absl::StrCat("talent.houniao/", type));
  }
  grpc::ClientContext context;
  const Interruption interruption(&context);
  ASSIGN_OR_RETURN(auto channel, session.connection().ChannelOf("talent"));
  const auto stub = pb::TalentService::NewStub(channel);
  const Settings& settings = session.settings();
  session.connection().Prepare(context, settings.timeout_given ? settings.timeout : kWatchTimeout,
                               session.connection().NextRequestId());
  const auto stream = stub->WatchTalents(&context, request);
  pb::WatchTalentsResponse reply;
  std::string token;
  while (stream->Read(&reply)) {
    token = reply.resume_token();
    if (arguments.changes_only && !reply.has_changes()) continue;
    session.Show(reply, [&] { PrintWatched(session, reply); });
  }
  const absl::Status status =
      Connection::StatusOf(stream->Finish(), session.connection().TargetOf("talent"));
  if (!token.empty() && session.for_people()) {
    session.terminal().err << "go on with: --resume_token " << token << "\n";
  }
  if (interruption.happened()) return absl::OkStatus();
  // Who says how long to watch gets what was asked for.
  if (absl::IsDeadlineExceeded(status) && settings.timeout_given) return absl::OkStatus();
  return status;
}

}  // namespace

void AddTalentCommands(CommandTree& tree) {
  auto import = std::make_shared<ImportArguments>();
  CLI::App* command = tree.Command(
      nullptr, "import", "Import profiles from a CSV file, row by row",
      "  talentctl import talents register.csv --dry_run\n"
      "  talentctl import talents register.csv --encoding gb18030 --source '2026 冬季人才库'\n"
      "\n"
      "Rejected rows are listed with what is wrong; the others are taken. Exit code 1 says that\n"
      "some were rejected. An import that broke off is sent again with the same --request_id.\n",
      [import](Session& session) { return Import(session, *import); }, kResources);
  command->add_option("KIND", import->kind, "talents")
      ->required()
      ->check(CLI::IsMember({"talents"}));
  command->add_option("FILE", import->file, "CSV with a header row")->required();
  command->add_option("--encoding", import->encoding, "auto, utf-8 or gb18030")
      ->check(CLI::IsMember({"auto", "utf-8", "gb18030"}))
      ->capture_default_str();
  command->add_option("--source", import->source, "Source for rows that name none");

  auto watch = std::make_shared<WatchArguments>();
  CLI::App* watching = tree.Command(
      nullptr, "watch", "Show changes of profiles as they happen, until Ctrl-C",
      "  talentctl watch talents\n"
      "  talentctl watch talents --types Talent,Recognition --timeout 1m\n",
      [watch](Session& session) { return Watch(session, *watch); }, kResources);
  watching->add_option("KIND", watch->kind, "talents")
      ->required()
      ->check(CLI::IsMember({"talents"}));
  AddList(watching, "--types", watch->types, "Talent, Recognition, Consent, Team [Talent]");
  watching->add_option("--resume_token", watch->resume_token, "Go on after an earlier watch");
  watching->add_flag("--changes_only", watch->changes_only,
                     "Leave snapshot and heartbeats out of JSON and YAML");
}

}  // namespace houniao::talentctl
