#include "services/talentctl/apply.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/field_mask.pb.h"

#include "common/errors/errors.h"
#include "common/resource/field_mask.h"
#include "common/resource/fields.h"
#include "common/resource/rules.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

// Without what the server keeps, as bytes that can be compared.
std::string Comparable(const Message& resource) {
  std::unique_ptr<Message> copy(resource.New());
  copy->CopyFrom(resource);
  resource::ClearOutputOnly(*copy);
  resource::SetText(*copy, "etag", "");
  return resource::DeterministicBytes(*copy);
}

void SetMessage(Message& request, const std::string& field, const Message& value) {
  const auto* descriptor = request.GetDescriptor()->FindFieldByName(field);
  request.GetReflection()->MutableMessage(&request, descriptor)->CopyFrom(value);
}

}  // namespace

Applier::Applier(Connection& connection, const ApplyOptions& options,
                 const std::vector<Document>& all)
    : connection_(connection), options_(options), all_(all) {}

Applied Applier::Apply(const Document& document) {
  Applied applied;
  auto outcome = document.kind->title == "Policy" ? ApplyPolicy(document, &applied.findings)
                                                  : ApplyResource(document);
  if (outcome.ok()) {
    applied.outcome = *outcome;
  } else if (WaitsForAnother(document, outcome.status())) {
    applied.outcome = "created";
  } else {
    applied.outcome = "failed";
    applied.status = outcome.status();
  }
  return applied;
}

absl::StatusOr<std::string> Applier::ApplyResource(const Document& document) {
  const auto current = GetResource(connection_, *document.kind, document.name());
  if (absl::IsNotFound(current.status())) return Create(document);
  if (!current.ok()) return current.status();
  return Update(document, **current);
}

absl::StatusOr<std::string> Applier::Create(const Document& document) {
  const Kind& kind = *document.kind;
  auto request = NewRequest(*kind.create);
  auto reply = NewReply(*kind.create);
  if (!document.parent.empty()) resource::SetText(*request, "parent", document.parent);
  resource::SetText(*request, absl::StrCat(kind.singular, "_id"), document.id);
  SetMessage(*request, kind.singular, *document.spec);
  RETURN_IF_ERROR(connection_.Invoke(*kind.create, *request, reply.get()));
  if (options_.dry_run) return "created";
  return Publish(document, *reply, "created");
}

absl::StatusOr<std::string> Applier::Update(const Document& document, const Message& current) {
  const Kind& kind = *document.kind;
  std::unique_ptr<Message> given(document.spec->New());
  given->CopyFrom(*document.spec);
  resource::SetText(*given, "name", document.name());
  google::protobuf::FieldMask mask;
  if (options_.replace) mask.add_paths("*");
  std::unique_ptr<Message> wanted(current.New());
  wanted->CopyFrom(current);
  RETURN_IF_ERROR(resource::ApplyUpdate(*given, options_.replace ? &mask : nullptr, *wanted));
  if (Comparable(*wanted) == Comparable(current)) return Publish(document, current, "unchanged");
  if (kind.update == nullptr) {
    return errors::Make(absl::StatusCode::kFailedPrecondition, "CANNOT_BE_CHANGED",
                        "talentctl.houniao",
                        absl::StrCat("There is such a ", kind.title,
                                     " with another content, and it cannot be changed."));
  }
  auto request = NewRequest(*kind.update);
  auto reply = NewReply(*kind.update);
  SetMessage(*request, kind.singular, *given);
  if (options_.replace) SetMessage(*request, "update_mask", mask);
  RETURN_IF_ERROR(connection_.Invoke(*kind.update, *request, reply.get()));
  // The server fills in what the document leaves to it, and shows sensitive values masked: then
  // there seemed to be a difference and there was none that can be seen.
  const bool same = Comparable(*reply) == Comparable(current);
  return Publish(document, *reply, same ? "unchanged" : "updated");
}

absl::StatusOr<std::string> Applier::Publish(const Document& document, const Message& resource,
                                             std::string outcome) {
  const Kind& kind = *document.kind;
  if (!document.publish || kind.publish == nullptr) return outcome;
  const auto* state = kind.descriptor->FindFieldByName("state");
  if (state == nullptr || FieldText(resource, state) != "DRAFT") return outcome;
  auto request = NewRequest(*kind.publish);
  auto reply = NewReply(*kind.publish);
  resource::SetText(*request, "name", document.name());
  RETURN_IF_ERROR(connection_.Invoke(*kind.publish, *request, reply.get()));
  return outcome == "unchanged" ? "published" : outcome;
}

absl::StatusOr<std::string> Applier::ApplyPolicy(const Document& document,
                                                 std::vector<pb::LintFinding>* findings) {
  pb::ApplyPolicyRequest request;
  *request.mutable_document() = static_cast<const pb::PolicyDocument&>(*document.spec);
  request.set_publish(document.publish);
  ASSIGN_OR_RETURN(const auto reply,
                   connection_.Call<pb::ApplyPolicyResponse>(
                       "houniao.benefits.v1.PolicyService.ApplyPolicy", std::move(request)));
  findings->assign(reply.findings().begin(), reply.findings().end());
  const std::string outcome = absl::AsciiStrToLower(EnumText(reply.outcome()));
  return absl::StrReplaceAll(outcome, {{"policy_updated", "updated"}, {"_", " "}});
}

bool Applier::WaitsForAnother(const Document& document, const absl::Status& status) const {
  if (!options_.dry_run || !absl::StrContains(errors::ReasonOf(status), "REFERENCE")) return false;
  const std::string subject = errors::MetadataOf(status, "subject");
  return std::any_of(all_.begin(), all_.end(), [&](const Document& other) {
    return &other != &document && other.name() == subject;
  });
}

std::string FieldOfDocument(const Document& document, absl::string_view field) {
  const std::string prefix =
      document.kind->title == "Policy" ? "document." : absl::StrCat(document.kind->singular, ".");
  if (absl::ConsumePrefix(&field, prefix)) return absl::StrCat("spec.", field);
  return std::string(field);
}

}  // namespace houniao::talentctl
