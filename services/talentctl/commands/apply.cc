// apply: create or update from YAML.
#include "services/talentctl/apply.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/error_report.h"
#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

struct ApplyArguments {
  std::vector<std::string> paths;
  ApplyOptions options;
  bool summary = false;
};

std::string PlaceOf(const std::string& file, int line) {
  return line > 0 ? absl::StrCat(file, ":", line) : file;
}

absl::Status ReportProblems(Session& session, const std::vector<ManifestProblem>& problems) {
  Table table(
      {{"PLACE"}, {"DOCUMENT", Align::kRight}, {"FIELD"}, {"WHAT IS WRONG", Align::kLeft, true}});
  for (const ManifestProblem& problem : problems) {
    table.Add({PlaceOf(problem.file, problem.line),
               problem.document > 0 ? absl::StrCat(problem.document) : "", problem.field,
               Cell(problem.message, Colour::kBad)});
  }
  session.terminal().err << table.Render(session.terminal());
  return errors::Make(
      absl::StatusCode::kInvalidArgument, "INVALID_MANIFEST", "talentctl.houniao",
      absl::StrCat(problems.size(), problems.size() == 1 ? " thing is" : " things are",
                   " wrong in the files; nothing was applied."),
      {}, "Mend the places listed above and apply again.");
}

Colour ColourOf(const std::string& outcome) {
  if (outcome == "failed") return Colour::kBad;
  return outcome == "unchanged" ? Colour::kFaint : Colour::kGood;
}

void AddFailure(const Document& document, const absl::Status& status, Table* failures) {
  const auto violations = errors::ViolationsOf(status);
  for (const auto& violation : violations) {
    const std::string field = FieldOfDocument(document, violation.field);
    const int line = NearestLine(document.lines, field);
    failures->Add({PlaceOf(document.file, line > 0 ? line : document.line), document.name(), field,
                   Cell(violation.description, Colour::kBad)});
  }
  if (!violations.empty()) return;
  failures->Add({PlaceOf(document.file, document.line), document.name(), "",
                 Cell(ErrorLine(status), Colour::kBad)});
}

void AddFindings(const Document& document, const Applied& applied, Table* notes) {
  for (const auto& finding : applied.findings) {
    if (finding.severity() == benefits::v1::LintFinding::NOTE) continue;
    const std::string field = absl::StrCat("spec.", finding.path());
    const int line = NearestLine(document.lines, field);
    notes->Add({PlaceOf(document.file, line > 0 ? line : document.line), document.name(), field,
                absl::StrCat(EnumText(finding.severity()), ": ", finding.message(),
                             finding.hint().empty() ? "" : " ", finding.hint())});
  }
}

absl::Status Apply(Session& session, ApplyArguments arguments) {
  arguments.options.dry_run = session.settings().dry_run;
  Manifest manifest;
  for (const std::string& path : arguments.paths) {
    ASSIGN_OR_RETURN(Manifest one, ReadManifests(path));
    std::move(one.documents.begin(), one.documents.end(), std::back_inserter(manifest.documents));
    std::move(one.problems.begin(), one.problems.end(), std::back_inserter(manifest.problems));
  }
  if (!manifest.problems.empty()) return ReportProblems(session, manifest.problems);
  SortByDependency(manifest.documents);

  Applier applier(session.connection(), arguments.options, manifest.documents);
  Table results({{"OUTCOME"}, {"NAME"}, {"PLACE"}});
  Table failures({{"PLACE"}, {"NAME"}, {"FIELD"}, {"WHAT IS WRONG", Align::kLeft, true}});
  Table notes({{"PLACE"}, {"NAME"}, {"FIELD"}, {"FINDING", Align::kLeft, true}});
  std::map<std::pair<std::string, std::string>, int> counts;
  absl::Status first;
  for (const Document& document : manifest.documents) {
    const Applied applied = applier.Apply(document);
    ++counts[{document.kind->title, applied.outcome}];
    results.Add({Cell(applied.outcome, ColourOf(applied.outcome)), document.name(),
                 PlaceOf(document.file, document.line)});
    AddFindings(document, applied, &notes);
    if (applied.status.ok()) continue;
    AddFailure(document, applied.status, &failures);
    if (first.ok()) first = applied.status;
    // Nobody is there: the others would only wait for the same.
    if (absl::IsUnavailable(applied.status) || absl::IsUnauthenticated(applied.status)) break;
  }
  if (!arguments.summary || !session.for_people()) session.Show(results);
  if (!notes.empty()) session.terminal().err << notes.Render(session.terminal());
  if (!failures.empty()) session.terminal().err << failures.Render(session.terminal());
  if (session.for_people()) {
    std::vector<std::string> parts;
    for (const auto& [key, count] : counts) {
      parts.push_back(absl::StrCat(key.first, " ", key.second, " ", count));
    }
    session.Print(absl::StrCat(arguments.options.dry_run ? "dry run: " : "",
                               manifest.documents.size(),
                               " documents: ", absl::StrJoin(parts, ", ")));
  }
  return first;
}

}  // namespace

void AddApplyCommand(CommandTree& tree) {
  auto apply = std::make_shared<ApplyArguments>();
  CLI::App* command = tree.Command(
      nullptr, "apply", "Create or update resources from YAML files",
      "  talentctl apply -f deploy/demo/policies\n"
      "  talentctl apply -f employer.yaml -f demand.yaml --dry_run\n"
      "  talentctl get demands/demo-storage-expert -o yaml   # what goes under `spec:`\n"
      "\n"
      "A file holds documents of `kind`, `id`, `spec` and, where it fits, `parent` and `publish`,\n"
      "separated by `---`. All files are checked before anything is sent. Fields that a document\n"
      "leaves out keep their value; lists are replaced as a whole.\n",
      [apply](Session& session) { return Apply(session, *apply); }, kResources);
  command->add_option("-f,--file", apply->paths, "Files, or folders with .yaml files")->required();
  command->add_flag("--replace", apply->options.replace, "Clear fields that a document leaves out");
  command->add_flag("--summary", apply->summary, "Show counts and failures alone");
}

}  // namespace houniao::talentctl
