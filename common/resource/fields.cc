#include "common/resource/fields.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

#include "common/base/dates.h"

namespace houniao::resource {
namespace {

const FieldDescriptor* Find(const Message& message, absl::string_view field) {
  return message.GetDescriptor()->FindFieldByName(std::string(field));
}

std::string ListItem(const Message& message, const FieldDescriptor* field, int index) {
  const auto* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->GetRepeatedString(message, field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat(reflection->GetRepeatedEnumValue(message, field, index));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection->GetRepeatedInt32(message, field, index));
    default:
      return "";
  }
}

db::Value ListValue(const Message& message, const FieldDescriptor* field) {
  const int size = message.GetReflection()->FieldSize(message, field);
  if (size == 0) return db::Value("");
  std::string text = "|";
  for (int i = 0; i < size; ++i) absl::StrAppend(&text, ListItem(message, field, i), "|");
  return db::Value(text);
}

db::Value MessageValue(const Message& message) {
  const std::string& type = message.GetDescriptor()->full_name();
  if (type == "google.protobuf.Timestamp") {
    google::protobuf::Timestamp timestamp;
    timestamp.CopyFrom(message);
    return db::Value::Micros(FromTimestamp(timestamp));
  }
  if (type == "google.type.Date") {
    google::type::Date date;
    date.CopyFrom(message);
    const auto day = ToCivilDay(date);
    return day ? db::Value(DayNumber(*day)) : db::Value::Null();
  }
  return db::Value::Null();
}

db::Value ScalarValue(const Message& message, const FieldDescriptor* field) {
  const auto* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return db::Value(reflection->GetString(message, field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return db::Value(reflection->GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return db::Value(reflection->GetBool(message, field));
    case FieldDescriptor::CPPTYPE_INT32:
      return db::Value(reflection->GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return db::Value(reflection->GetInt64(message, field));
    default:
      return db::Value::Null();
  }
}

}  // namespace

std::vector<const FieldDescriptor*> ResolvePath(const Descriptor* descriptor,
                                                absl::string_view path) {
  std::vector<const FieldDescriptor*> fields;
  for (absl::string_view part : absl::StrSplit(path, '.')) {
    if (descriptor == nullptr || (!fields.empty() && fields.back()->is_repeated())) return {};
    const FieldDescriptor* field = descriptor->FindFieldByName(std::string(part));
    if (field == nullptr) return {};
    fields.push_back(field);
    descriptor = field->message_type();
  }
  return fields;
}

std::string GetText(const Message& message, absl::string_view field) {
  const auto* descriptor = Find(message, field);
  if (descriptor == nullptr || descriptor->cpp_type() != FieldDescriptor::CPPTYPE_STRING ||
      descriptor->is_repeated()) {
    return "";
  }
  return message.GetReflection()->GetString(message, descriptor);
}

int64_t GetNumber(const Message& message, absl::string_view field) {
  const auto* descriptor = Find(message, field);
  if (descriptor == nullptr || descriptor->is_repeated()) return 0;
  return ScalarValue(message, descriptor).number;
}

void SetText(Message& message, absl::string_view field, absl::string_view value) {
  const auto* descriptor = Find(message, field);
  if (descriptor == nullptr) return;
  message.GetReflection()->SetString(&message, descriptor, std::string(value));
}

const Message* GetMessage(const Message& message, absl::string_view field) {
  const auto* descriptor = Find(message, field);
  if (descriptor == nullptr || descriptor->is_repeated() || descriptor->message_type() == nullptr ||
      !message.GetReflection()->HasField(message, descriptor)) {
    return nullptr;
  }
  return &message.GetReflection()->GetMessage(message, descriptor);
}

void SetTime(Message& message, absl::string_view field, std::optional<absl::Time> time) {
  const auto* descriptor = Find(message, field);
  if (descriptor == nullptr) return;
  if (!time) {
    message.GetReflection()->ClearField(&message, descriptor);
    return;
  }
  message.GetReflection()->MutableMessage(&message, descriptor)->CopyFrom(ToTimestamp(*time));
}

db::Value ColumnValue(const Message& message, absl::Span<const FieldDescriptor* const> path) {
  const Message* current = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const auto* reflection = current->GetReflection();
    if (!reflection->HasField(*current, path[i])) return db::Value::Null();
    current = &reflection->GetMessage(*current, path[i]);
  }
  const FieldDescriptor* leaf = path.back();
  if (leaf->is_repeated()) return ListValue(*current, leaf);
  if (leaf->message_type() == nullptr) return ScalarValue(*current, leaf);
  if (!current->GetReflection()->HasField(*current, leaf)) return db::Value::Null();
  return MessageValue(current->GetReflection()->GetMessage(*current, leaf));
}

std::string DeterministicBytes(const Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

}  // namespace houniao::resource
