#include "services/talentctl/commands/case_application.h"

#include "common/base/status_macros.h"
#include "services/talentctl/command_tree.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/facts.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

void PutDocument(const std::string& key, const std::string& title, pb::Case* filled) {
  for (pb::CaseDocument& document : *filled->mutable_documents()) {
    if (document.key() != key) continue;
    if (!title.empty()) document.set_title(title);
    return;
  }
  pb::CaseDocument* document = filled->add_documents();
  document->set_key(key);
  document->set_title(title);
}

void PutFact(const pb::Fact& fact, pb::Case* filled) {
  for (pb::Fact& declared : *filled->mutable_declared_facts()) {
    if (declared.key() != fact.key()) continue;
    declared = fact;
    return;
  }
  *filled->add_declared_facts() = fact;
}

// Everything that the version of the policy asks for, by its titles.
absl::Status PutEveryDocument(Session& session, pb::Case* filled) {
  std::string version = filled->policy_version();
  if (version.empty()) {
    pb::GetPolicyRequest request;
    request.set_name(filled->policy());
    ASSIGN_OR_RETURN(const auto policy,
                     session.connection().Call<pb::Policy>(
                         "houniao.benefits.v1.PolicyService.GetPolicy", request));
    version = policy.current_version();
  }
  pb::GetPolicyVersionRequest request;
  request.set_name(version);
  ASSIGN_OR_RETURN(const auto found,
                   session.connection().Call<pb::PolicyVersion>(
                       "houniao.benefits.v1.PolicyService.GetPolicyVersion", request));
  for (const pb::RequiredDocument& required : found.terms().required_documents()) {
    PutDocument(required.key(), required.title(), filled);
  }
  return absl::OkStatus();
}

absl::Status PutDocuments(Session& session, const CaseApplication& application, pb::Case* filled) {
  if (application.every_document) RETURN_IF_ERROR(PutEveryDocument(session, filled));
  for (const std::string& text : application.documents) {
    const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    PutDocument(parts[0], parts.size() > 1 ? parts[1] : "", filled);
  }
  return absl::OkStatus();
}

}  // namespace

void AddApplicationOptions(CLI::App* command, CaseApplication* application) {
  command->add_option("--engagement", application->engagement,
                      "Engagement on which the claim rests");
  command->add_option("--unit", application->unit, "Employer that applies with the talent");
  command->add_option("--document", application->documents, "A document that is brought, key=title")
      ->allow_extra_args(false);
  command->add_flag("--every_document", application->every_document,
                    "All that the policy asks for");
  AddList(command, "--award", application->awards, "Awards that are claimed [all]");
  command->add_option("--fact", application->facts, "A fact that is declared, key=value")
      ->allow_extra_args(false);
  command->add_option("--payee_name", application->payee_name, "Name on the account");
  command->add_option("--payee_account", application->payee_account, "Number of the account");
  command->add_option("--payee_bank", application->payee_bank, "Bank and branch");
  command->add_option("--remark", application->remark, "Remark of the applicant");
}

absl::Status FillCase(Session& session, const CaseApplication& application, pb::Case* filled,
                      std::vector<std::string>* paths) {
  if (!application.engagement.empty()) {
    filled->set_engagement(NameOf("engagement", application.engagement));
    paths->push_back("engagement");
  }
  if (!application.unit.empty()) {
    filled->set_employer(NameOf("employer", application.unit));
    paths->push_back("employer");
  }
  if (application.every_document || !application.documents.empty()) {
    RETURN_IF_ERROR(PutDocuments(session, application, filled));
    paths->push_back("documents");
  }
  if (!application.awards.empty()) {
    filled->mutable_awards()->Assign(application.awards.begin(), application.awards.end());
    paths->push_back("awards");
  }
  for (const std::string& text : application.facts) {
    ASSIGN_OR_RETURN(const pb::Fact fact, ParseFact(text));
    PutFact(fact, filled);
  }
  if (!application.facts.empty()) paths->push_back("declared_facts");
  if (!application.payee_name.empty()) {
    filled->mutable_payee()->set_account_name(application.payee_name);
    paths->push_back("payee.account_name");
  }
  if (!application.payee_account.empty()) {
    filled->mutable_payee()->set_account_number(application.payee_account);
    paths->push_back("payee.account_number");
  }
  if (!application.payee_bank.empty()) {
    filled->mutable_payee()->set_bank(application.payee_bank);
    paths->push_back("payee.bank");
  }
  if (!application.remark.empty()) {
    filled->set_remark(application.remark);
    paths->push_back("remark");
  }
  return absl::OkStatus();
}

}  // namespace houniao::talentctl
