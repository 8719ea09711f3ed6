#include "common/rpc/disclosure.h"

#include "absl/container/flat_hash_map.h"

#include "common/resource/sensitive.h"

namespace houniao::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A resource, or a message with sensitive values of its own: what is masked and noted as one.
bool IsUnit(const google::protobuf::Descriptor* descriptor) {
  if (descriptor->options().HasExtension(api::v1::resource)) return true;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    if (field->is_map() || field->options().GetExtension(api::v1::rules).sensitivity() !=
                               api::v1::SENSITIVITY_UNSPECIFIED) {
      return true;
    }
  }
  return false;
}

// A reply may hold a thousand messages of a type: each thread works that out once.
bool IsUnit(const Message& message) {
  thread_local absl::flat_hash_map<const google::protobuf::Descriptor*, bool> known;
  const auto [it, added] = known.try_emplace(message.GetDescriptor());
  if (added) it->second = IsUnit(it->first);
  return it->second;
}

}  // namespace

Disclosure::Disclosure(const CallContext& call, bool recorded)
    : method_(call.method),
      names_(call.holds("sensitive.names.read")),
      contacts_(false),
      identity_(false),
      accounts_(false) {
  if (call.purpose.empty() || !recorded) return;
  contacts_ = call.holds("sensitive.contacts.read");
  identity_ = call.holds("sensitive.identity.read");
  accounts_ = call.holds("sensitive.accounts.read");
}

bool Disclosure::MaySee(api::v1::Sensitivity sensitivity) const {
  switch (sensitivity) {
    case api::v1::SENSITIVITY_NAME:
      return names_;
    case api::v1::SENSITIVITY_PHONE:
    case api::v1::SENSITIVITY_EMAIL:
    case api::v1::SENSITIVITY_OPAQUE:
      return contacts_;
    case api::v1::SENSITIVITY_ID_NUMBER:
      return identity_;
    case api::v1::SENSITIVITY_BANK_ACCOUNT:
      return accounts_;
    default:
      return false;
  }
}

void Disclosure::Apply(Message& reply) {
  if (!resource::HasSensitive(reply.GetDescriptor())) return;
  if (IsUnit(reply)) {
    const auto may_see = [this](api::v1::Sensitivity kind) { return MaySee(kind); };
    if (resource::MaskSensitive(reply, may_see)) Note(reply);
    return;
  }
  const auto* reflection = reply.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(reply, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Apply(*reflection->MutableMessage(&reply, field));
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(reply, field); ++i) {
      Apply(*reflection->MutableRepeatedMessage(&reply, field, i));
    }
  }
}

void Disclosure::Note(const Message& message) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("name");
  std::string name;
  if (field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated()) {
    name = message.GetReflection()->GetString(message, field);
  }
  if (name.empty()) name = absl::StrCat("<", method_, ">");
  if (seen_.insert(name).second) opened_.push_back(std::move(name));
}

std::vector<std::string> Disclosure::TakeOpened() {
  seen_.clear();
  return std::exchange(opened_, {});
}

}  // namespace houniao::rpc
