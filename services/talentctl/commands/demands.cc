// publish, close: what becomes of a demand or a policy.
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"

#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace recruiting = ::houniao::recruitment::v1;
namespace benefits = ::houniao::benefits::v1;

struct Arguments {
  std::string kind;
  std::string name;
  std::string reason;
  std::string version;
  std::string legal_basis;
};

template <typename Resource>
absl::Status ShowState(Session& session, const Resource& resource) {
  session.Show(resource, [&] {
    session.Print(
        absl::StrCat(resource.name(), " is ", EnumText(resource.state()), ": ", resource.title()));
  });
  return absl::OkStatus();
}

absl::Status Publish(Session& session, const Arguments& arguments) {
  if (arguments.kind == "policy") {
    benefits::PublishPolicyRequest request;
    request.set_name(NameOf("policy", arguments.name));
    request.set_policy_version(arguments.version);
    ASSIGN_OR_RETURN(const auto policy,
                     session.connection().Call<benefits::Policy>(
                         "houniao.benefits.v1.PolicyService.PublishPolicy", request));
    return ShowState(session, policy);
  }
  recruiting::PublishDemandRequest request;
  request.set_name(NameOf("demand", arguments.name));
  if (!arguments.legal_basis.empty()) {
    request.mutable_publishing_override()->set_legal_basis(arguments.legal_basis);
  }
  ASSIGN_OR_RETURN(const auto demand,
                   session.connection().Call<recruiting::Demand>(
                       "houniao.recruitment.v1.DemandService.PublishDemand", request));
  return ShowState(session, demand);
}

absl::Status Close(Session& session, const Arguments& arguments) {
  if (arguments.kind == "policy") {
    benefits::RetirePolicyRequest request;
    request.set_name(NameOf("policy", arguments.name));
    request.set_reason(arguments.reason);
    ASSIGN_OR_RETURN(const auto policy,
                     session.connection().Call<benefits::Policy>(
                         "houniao.benefits.v1.PolicyService.RetirePolicy", request));
    return ShowState(session, policy);
  }
  recruiting::CloseDemandRequest request;
  request.set_name(NameOf("demand", arguments.name));
  request.set_reason(arguments.reason);
  ASSIGN_OR_RETURN(const auto demand,
                   session.connection().Call<recruiting::Demand>(
                       "houniao.recruitment.v1.DemandService.CloseDemand", request));
  return ShowState(session, demand);
}

}  // namespace

void AddDemandCommands(CommandTree& tree) {
  auto publish = std::make_shared<Arguments>();
  CLI::App* command = tree.Command(
      nullptr, "publish", "Open a demand, or put a version of a policy in force",
      "  talentctl publish demand demo-storage-expert\n"
      "  talentctl publish demand mine-2026 --legal_basis 女职工劳动保护特别规定第四条\n"
      "  talentctl publish policy ningde-flexible-2020\n",
      [publish](Session& session) { return Publish(session, *publish); }, kRecruiting);
  command->add_option("KIND", publish->kind, "demand or policy")
      ->required()
      ->check(CLI::IsMember({"demand", "policy"}));
  command->add_option("NAME", publish->name, "Name or id")->required();
  command->add_option("--version", publish->version,
                      "Version of the policy, policies/p/versions/2 [its newest draft]");
  command->add_option("--legal_basis", publish->legal_basis,
                      "Law that asks for words of the demand that discriminate");

  auto close = std::make_shared<Arguments>();
  CLI::App* closing = tree.Command(
      nullptr, "close", "Close a demand, or retire a policy",
      "  talentctl close demand demo-storage-expert --reason '岗位取消'\n"
      "  talentctl close policy ningde-flexible-2020\n",
      [close](Session& session) { return Close(session, *close); }, kRecruiting);
  closing->add_option("KIND", close->kind, "demand or policy")
      ->required()
      ->check(CLI::IsMember({"demand", "policy"}));
  closing->add_option("NAME", close->name, "Name or id")->required();
  closing->add_option("--reason", close->reason, "Why");
}

}  // namespace houniao::talentctl
