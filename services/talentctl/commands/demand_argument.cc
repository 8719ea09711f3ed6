#include "services/talentctl/commands/demand_argument.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/manifest.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

absl::Status FileError(const ManifestProblem& problem) {
  return errors::InvalidField("--file",
                              absl::StrCat(problem.file, ":", problem.line, ": ", problem.field,
                                           problem.field.empty() ? "" : " ", problem.message));
}

}  // namespace

void AddDemandArgument(CLI::App* command, DemandArgument* argument, const std::string& instead) {
  command->add_option("DEMAND", argument->name, "Name or id of the demand");
  command->add_option("-f,--file", argument->file,
                      "A demand that is not stored: YAML as for apply");
  command->parse_complete_callback([command, argument, instead] {
    if (!argument->name.empty() || !argument->file.empty()) return;
    if (!instead.empty() && command->count(instead) > 0) return;
    throw CLI::RequiredError("DEMAND or --file");
  });
}

std::string DemandNameOf(const DemandArgument& argument) { return NameOf("demand", argument.name); }

std::string DemandText(const DemandArgument& argument) {
  return argument.file.empty() ? DemandNameOf(argument) : absl::StrCat("-f ", argument.file);
}

absl::StatusOr<pb::Demand> DemandOfFile(const DemandArgument& argument) {
  ASSIGN_OR_RETURN(const Manifest manifest, ReadManifests(argument.file));
  if (!manifest.problems.empty()) return FileError(manifest.problems.front());
  std::vector<const Document*> demands;
  for (const Document& document : manifest.documents) {
    if (document.kind->title != "Demand") continue;
    if (argument.name.empty() || document.name() == DemandNameOf(argument)) {
      demands.push_back(&document);
    }
  }
  if (demands.size() == 1) {
    pb::Demand demand;
    demand.CopyFrom(*demands.front()->spec);
    return demand;
  }
  return errors::InvalidField(
      "--file", demands.empty()
                    ? absl::StrCat("holds no such demand: ", argument.file)
                    : absl::StrCat("holds ", demands.size(),
                                   " demands; say which by its id: DEMAND -f ", argument.file));
}

absl::StatusOr<pb::Demand> FetchDemand(Session& session, const DemandArgument& argument) {
  if (!argument.file.empty()) return DemandOfFile(argument);
  pb::GetDemandRequest request;
  request.set_name(DemandNameOf(argument));
  return session.connection().Call<pb::Demand>("houniao.recruitment.v1.DemandService.GetDemand",
                                               request);
}

}  // namespace houniao::talentctl
