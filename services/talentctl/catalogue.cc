#include "services/talentctl/catalogue.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

#include "common/errors/errors.h"

#include "houniao/api/v1/annotations.pb.h"
#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::ServiceDescriptor;

const api::v1::ResourceRules& RulesOf(const Descriptor* message) {
  return message->options().GetExtension(api::v1::resource);
}

// `talents/{talent}/recognitions/{recognition}` -> `recognitions`.
std::string CollectionOf(absl::string_view pattern) {
  const std::vector<absl::string_view> parts = absl::StrSplit(pattern, '/');
  return std::string(parts[parts.size() - 2]);
}

// Without the last two segments; empty for a top-level pattern.
absl::string_view ParentPattern(absl::string_view pattern) {
  const size_t last = pattern.rfind('/');
  const size_t before = last == 0 ? last : pattern.rfind('/', last - 1);
  return before == absl::string_view::npos ? "" : pattern.substr(0, before);
}

std::string Folded(absl::string_view text) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(text, {{"_", ""}, {"-", ""}}));
}

const FieldDescriptor* ListedField(const MethodDescriptor* method, const Descriptor* resource) {
  if (!absl::StartsWith(method->name(), "List")) return nullptr;
  const FieldDescriptor* field = method->output_type()->FindFieldByNumber(1);
  const bool fits = field != nullptr && field->is_repeated() && field->message_type() == resource;
  return fits ? field : nullptr;
}

void BindMethods(const ServiceDescriptor* service, Kind& kind) {
  for (int i = 0; i < service->method_count(); ++i) {
    const MethodDescriptor* method = service->method(i);
    const std::string& name = method->name();
    if (name == absl::StrCat("Create", kind.title)) kind.create = method;
    if (name == absl::StrCat("Update", kind.title)) kind.update = method;
    if (name == absl::StrCat("Delete", kind.title)) kind.remove = method;
    if (name == absl::StrCat("Undelete", kind.title)) kind.undelete = method;
    if (name == absl::StrCat("Publish", kind.title)) kind.publish = method;
    if (const FieldDescriptor* field = ListedField(method, kind.descriptor); field != nullptr) {
      kind.list = method;
      kind.listed = field;
    }
  }
}

}  // namespace

Kind::Kind(const Descriptor* message)
    : descriptor(message),
      type(RulesOf(message).type()),
      title(message->name()),
      singular(RulesOf(message).singular()),
      plural(RulesOf(message).plural()),
      collection(CollectionOf(RulesOf(message).pattern())),
      pattern(RulesOf(message).pattern()) {}

std::string Kind::NameOf(absl::string_view text) const {
  if (pattern.has_parent() || absl::StrContains(text, '/')) return std::string(text);
  return absl::StrCat(collection, "/", text);
}

Catalogue::Catalogue() {
  for (const auto* file : {talent::v1::GetTalentRequest::descriptor()->file(),
                           recruitment::v1::GetDemandRequest::descriptor()->file(),
                           benefits::v1::GetPolicyRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      const ServiceDescriptor* service = file->service(s);
      for (int m = 0; m < service->method_count(); ++m) {
        const MethodDescriptor* method = service->method(m);
        const Descriptor* resource = method->output_type();
        if (method->name() != absl::StrCat("Get", resource->name())) continue;
        if (!resource->options().HasExtension(api::v1::resource)) continue;
        Kind kind(resource);
        kind.get = method;
        BindMethods(service, kind);
        kinds_.push_back(std::move(kind));
      }
    }
  }
}

const Catalogue& Catalogue::Get() {
  static const Catalogue* const catalogue = new Catalogue;
  return *catalogue;
}

std::string Catalogue::Collections() const {
  std::vector<std::string> names;
  for (const Kind& kind : kinds_) {
    if (kind.list != nullptr) names.push_back(kind.collection);
  }
  return absl::StrJoin(names, ", ");
}

absl::StatusOr<const Kind*> Catalogue::OfName(absl::string_view name) const {
  for (const Kind& kind : kinds_) {
    if (kind.pattern.Matches(name)) return &kind;
  }
  return errors::Make(
      absl::StatusCode::kInvalidArgument, "INVALID_RESOURCE_NAME", "talentctl.houniao",
      absl::StrCat("`", name.substr(0, 100), "` is no name of a resource."), {},
      absl::StrCat(
          "Names begin with their collection: talents/hn-0001. Collections: ", Collections(), "."));
}

absl::StatusOr<Listing> Catalogue::OfCollection(absl::string_view text) const {
  const size_t slash = text.rfind('/');
  const bool bare = slash == absl::string_view::npos;
  const std::string wanted = Folded(bare ? text : text.substr(slash + 1));
  std::string parent(bare ? "" : text.substr(0, slash));
  for (const Kind& kind : kinds_) {
    if (kind.list == nullptr) continue;
    if (wanted != Folded(kind.collection) && wanted != Folded(kind.plural) &&
        wanted != Folded(kind.singular)) {
      continue;
    }
    if (!kind.pattern.has_parent()) {
      if (bare) return Listing{&kind, ""};
      continue;
    }
    // `talents/{talent}` with every id `-`: the resources of all parents.
    if (bare) {
      std::vector<std::string> parts = absl::StrSplit(ParentPattern(kind.pattern.text()), '/');
      for (size_t i = 1; i < parts.size(); i += 2) parts[i] = "-";
      parent = absl::StrJoin(parts, "/");
    }
    if (kind.pattern.MatchesParent(parent)) return Listing{&kind, parent};
  }
  return errors::Make(absl::StatusCode::kInvalidArgument, "INVALID_RESOURCE_NAME",
                      "talentctl.houniao",
                      absl::StrCat("`", text.substr(0, 100), "` is nothing that can be listed."),
                      {}, absl::StrCat("Collections: ", Collections(), "."));
}

const Kind* Catalogue::OfTitle(absl::string_view title) const {
  for (const Kind& kind : kinds_) {
    if (kind.title == title) return &kind;
  }
  return nullptr;
}

const Kind& Catalogue::Known(absl::string_view singular) const {
  for (const Kind& kind : kinds_) {
    if (kind.singular == singular) return kind;
  }
  std::abort();  // a misspelt constant of this program
}

std::vector<const Kind*> Catalogue::ChildrenOf(const Kind& kind) const {
  std::vector<const Kind*> children;
  for (const Kind& child : kinds_) {
    if (ParentPattern(child.pattern.text()) == kind.pattern.text()) children.push_back(&child);
  }
  return children;
}

std::unique_ptr<Message> NewMessage(const Descriptor* descriptor) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor);
  return std::unique_ptr<Message>(prototype->New());
}

std::unique_ptr<Message> NewRequest(const MethodDescriptor& method) {
  return NewMessage(method.input_type());
}

std::unique_ptr<Message> NewReply(const MethodDescriptor& method) {
  return NewMessage(method.output_type());
}

}  // namespace houniao::talentctl
