#include "common/resource/field_mask.h"

#include "google/protobuf/util/message_differencer.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::resource {
namespace {

const api::v1::FieldRules& RulesOf(const FieldDescriptor* field) {
  return field->options().GetExtension(api::v1::rules);
}

bool ServerSet(const FieldDescriptor* field) {
  const auto& rules = RulesOf(field);
  return rules.output_only() || rules.identifier() || field->name() == "etag";
}

// Copies one whole field, set or not.
void CopyField(const Message& from, const FieldDescriptor* field, Message& to) {
  std::unique_ptr<Message> rest(from.New());
  const auto* reflection = to.GetReflection();
  reflection->ClearField(&to, field);
  rest->CopyFrom(from);
  std::vector<const FieldDescriptor*> set;
  rest->GetReflection()->ListFields(*rest, &set);
  if (std::find(set.begin(), set.end(), field) == set.end()) return;
  reflection->SwapFields(rest.get(), &to, {field});
}

bool SameField(const Message& a, const Message& b, const FieldDescriptor* field) {
  google::protobuf::util::MessageDifferencer differencer;
  return differencer.CompareWithFields(a, b, {field}, {field});
}

absl::Status TakeField(const Message& given, const FieldDescriptor* field, absl::string_view path,
                       Message& resource) {
  if (ServerSet(field)) return absl::OkStatus();
  if (RulesOf(field).immutable() && !SameField(given, resource, field)) {
    return errors::ImmutableField(path);
  }
  CopyField(given, field, resource);
  return absl::OkStatus();
}

absl::Status TakePath(const Message& given, const std::string& path, Message& resource) {
  const auto fields = ResolvePath(given.GetDescriptor(), path);
  if (fields.empty()) return errors::InvalidUpdateMask(path, "names no field that can be updated");
  const Message* from = &given;
  Message* to = &resource;
  for (size_t i = 0; i + 1 < fields.size(); ++i) {
    if (ServerSet(fields[i])) return absl::OkStatus();
    // A part of it would change the whole.
    if (RulesOf(fields[i]).immutable()) return TakeField(*from, fields[i], path, *to);
    from = &from->GetReflection()->GetMessage(*from, fields[i]);
    to = to->GetReflection()->MutableMessage(to, fields[i]);
  }
  return TakeField(*from, fields.back(), path, *to);
}

}  // namespace

absl::Status ApplyUpdate(const Message& given, const google::protobuf::FieldMask* mask,
                         Message& resource) {
  const bool whole = mask != nullptr && mask->paths_size() == 1 && mask->paths(0) == "*";
  if (mask != nullptr && mask->paths_size() > 0 && !whole) {
    for (const std::string& path : mask->paths()) {
      RETURN_IF_ERROR(TakePath(given, path, resource));
    }
    return absl::OkStatus();
  }
  const Descriptor* descriptor = given.GetDescriptor();
  std::vector<const FieldDescriptor*> fields;
  if (whole) {
    for (int i = 0; i < descriptor->field_count(); ++i) fields.push_back(descriptor->field(i));
  } else {
    given.GetReflection()->ListFields(given, &fields);
  }
  for (const FieldDescriptor* field : fields) {
    RETURN_IF_ERROR(TakeField(given, field, field->name(), resource));
  }
  return absl::OkStatus();
}

}  // namespace houniao::resource
