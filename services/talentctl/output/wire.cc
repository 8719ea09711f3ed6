#include "services/talentctl/output/wire.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"
#include "yaml-cpp/yaml.h"

#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Plain text that a YAML reader would take for something else (21, no, 2026-03-02, null).
bool NeedsQuotes(const std::string& text) {
  if (text.empty()) return true;
  if (absl::ascii_isdigit(text[0]) || absl::StrContains("+-.~", text.substr(0, 1))) return true;
  const std::string lower = absl::AsciiStrToLower(text);
  for (const char* word : {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}) {
    if (lower == word) return true;
  }
  return false;
}

void EmitText(YAML::Emitter& out, const std::string& text) {
  if (NeedsQuotes(text)) out << YAML::DoubleQuoted;
  out << text;
}

void EmitMessage(YAML::Emitter& out, const Message& message);

void EmitNested(YAML::Emitter& out, const Message& message) {
  const auto* descriptor = message.GetDescriptor();
  if (descriptor == google::type::Date::descriptor()) {
    out << DateText(static_cast<const google::type::Date&>(message));
  } else if (descriptor == google::protobuf::Timestamp::descriptor()) {
    out << google::protobuf::util::TimeUtil::ToString(
        static_cast<const google::protobuf::Timestamp&>(message));
  } else {
    EmitMessage(out, message);
  }
}

std::string EnumName(const FieldDescriptor* field, int number) {
  const auto* value = field->enum_type()->FindValueByNumber(number);
  return value == nullptr ? absl::StrCat(number) : value->name();
}

// Index -1 means a single field.
void EmitValue(YAML::Emitter& out, const Message& message, const FieldDescriptor* field,
               int index) {
  const Reflection* r = message.GetReflection();
  const bool one = index < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      out << (one ? r->GetInt32(message, field) : r->GetRepeatedInt32(message, field, index));
      break;
    case FieldDescriptor::CPPTYPE_INT64:
      out << (one ? r->GetInt64(message, field) : r->GetRepeatedInt64(message, field, index));
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      out << (one ? r->GetBool(message, field) : r->GetRepeatedBool(message, field, index));
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      out << EnumName(field, one ? r->GetEnumValue(message, field)
                                 : r->GetRepeatedEnumValue(message, field, index));
      break;
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text =
          one ? r->GetString(message, field) : r->GetRepeatedString(message, field, index);
      EmitText(out, field->type() == FieldDescriptor::TYPE_BYTES ? absl::Base64Escape(text) : text);
      break;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      EmitNested(
          out, one ? r->GetMessage(message, field) : r->GetRepeatedMessage(message, field, index));
      break;
    default:
      out << YAML::Null;  // the schema has no other types
  }
}

void EmitMessage(YAML::Emitter& out, const Message& message) {
  const Reflection* r = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r->ListFields(message, &fields);
  out << YAML::BeginMap;
  for (const FieldDescriptor* field : fields) {
    out << YAML::Key << field->name() << YAML::Value;
    if (!field->is_repeated()) {
      EmitValue(out, message, field, -1);
      continue;
    }
    out << YAML::BeginSeq;
    for (int i = 0; i < r->FieldSize(message, field); ++i) EmitValue(out, message, field, i);
    out << YAML::EndSeq;
  }
  out << YAML::EndMap;
}

}  // namespace

std::string ToJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "{}\n";
  return json;
}

std::string ToYaml(const google::protobuf::ListValue& records) {
  YAML::Emitter out;
  out << YAML::BeginSeq;
  for (const auto& record : records.values()) {
    std::map<std::string, std::string> fields;
    for (const auto& [key, value] : record.struct_value().fields()) {
      fields[key] = value.string_value();
    }
    out << YAML::BeginMap;
    for (const auto& [key, value] : fields) {
      out << YAML::Key << key << YAML::Value;
      EmitText(out, value);
    }
    out << YAML::EndMap;
  }
  out << YAML::EndSeq;
  return absl::StrCat(out.c_str(), "\n");
}

std::string ToYaml(const Message& message) {
  YAML::Emitter out;
  EmitMessage(out, message);
  return absl::StrCat(out.c_str(), "\n");
}

std::string ToJson(const std::vector<const Message*>& messages) {
  if (messages.size() == 1) return ToJson(*messages.front());
  std::vector<std::string> texts;
  for (const Message* message : messages) {
    texts.emplace_back(absl::StripTrailingAsciiWhitespace(ToJson(*message)));
  }
  return absl::StrCat("[\n", absl::StrJoin(texts, ",\n"), "\n]\n");
}

std::string ToYaml(const std::vector<const Message*>& messages) {
  return absl::StrJoin(messages, "---\n", [](std::string* out, const Message* message) {
    out->append(ToYaml(*message));
  });
}

}  // namespace houniao::talentctl
