#include "services/talentctl/yaml_message.h"

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/duration.pb.h"

#include "common/base/dates.h"
#include "common/codes/normalize.h"
#include "services/talentctl/nearest.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kMaxDepth = 64;
// Aliases may repeat a node many times over.
constexpr int kMaxValues = 200000;
// Nobody reads more.
constexpr size_t kMaxProblems = 500;

std::string Quoted(absl::string_view text) {
  const bool cut = text.size() > 60 || !codes::IsValidUtf8(text);
  return cut ? "this text" : absl::StrCat("`", text, "`");
}

const char* KindOf(const YAML::Node& node) {
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  return node.IsScalar() ? "a value" : "nothing";
}

std::optional<google::type::Date> ParseDate(const std::string& text) {
  if (const auto day = ParseDay(text); day.ok()) return ToDate(*day);
  // A year, or a year and a month, where the rest is not known.
  const bool month_known = text.size() == 7;
  const auto day = ParseDay(month_known ? text + "-01" : text + "-01-01");
  if (!day.ok() || (text.size() != 4 && !month_known)) return std::nullopt;
  google::type::Date date;
  date.set_year(static_cast<int>(day->year()));
  if (month_known) date.set_month(day->month());
  return date;
}

class Reader {
 public:
  Reader(std::vector<YamlProblem>* problems, LineOfPath* lines)
      : problems_(problems), lines_(lines) {}

  void Read(const YAML::Node& node, const std::string& path, int depth, Message* message) {
    if (!node.IsMap()) {
      return Problem(node, path, absl::StrCat("must be a map of fields, not ", KindOf(node)));
    }
    if (depth > kMaxDepth) return Problem(node, path, "is nested too deeply");
    std::map<std::string, std::string> oneofs;  // name of the oneof -> its member that is given
    for (const auto& entry : node) {
      if (problems_->size() >= kMaxProblems) return;
      if (!entry.first.IsScalar()) {
        Problem(entry.first, path, "the name of a field must be text");
        continue;
      }
      const std::string& name = entry.first.Scalar();
      const std::string field_path = path.empty() ? name : absl::StrCat(path, ".", name);
      const FieldDescriptor* field = FindField(entry.first, message->GetDescriptor(), path, name);
      if (field == nullptr) continue;
      if (!lines_->emplace(field_path, LineOf(entry.first)).second) {
        Problem(entry.first, field_path, "stands there twice");
        continue;
      }
      if (const auto* oneof = field->real_containing_oneof(); oneof != nullptr) {
        const auto [given, first] = oneofs.emplace(oneof->name(), name);
        if (!first) {
          Problem(entry.first, field_path,
                  absl::StrCat("excludes `", given->second, "`, which stands beside it"));
          continue;
        }
      }
      if (entry.second.IsNull()) {
        Problem(entry.first, field_path, "has no value");
        continue;
      }
      ReadField(entry.second, field_path, depth, message, field);
    }
  }

 private:
  void Problem(const YAML::Node& node, const std::string& path, std::string text) {
    problems_->push_back({LineOf(node), path, std::move(text)});
  }

  bool Enough(const YAML::Node& node, const std::string& path) {
    if (++values_ <= kMaxValues) return false;
    if (values_ == kMaxValues + 1) Problem(node, path, "the file holds too many values");
    return true;
  }

  const FieldDescriptor* FindField(const YAML::Node& key, const Descriptor* descriptor,
                                   const std::string& path, const std::string& name) {
    if (const auto* field = descriptor->FindFieldByName(name); field != nullptr) return field;
    std::vector<std::string> known;
    for (int i = 0; i < descriptor->field_count(); ++i)
      known.push_back(descriptor->field(i)->name());
    std::string text = absl::StrCat("has no field ", Quoted(name));
    if (const std::string near = Nearest(name, known); !near.empty()) {
      absl::StrAppend(&text, "; did you mean `", near, "`?");
    }
    Problem(key, path, std::move(text));
    return nullptr;
  }

  void ReadField(const YAML::Node& node, const std::string& path, int depth, Message* message,
                 const FieldDescriptor* field) {
    if (!field->is_repeated()) return ReadValue(node, path, depth, message, field);
    if (!node.IsSequence()) {
      return Problem(node, path, absl::StrCat("must be a list, not ", KindOf(node)));
    }
    int index = 0;
    for (const auto& item : node) {
      const std::string item_path = absl::StrCat(path, "[", index++, "]");
      lines_->emplace(item_path, LineOf(item));
      if (Enough(item, item_path)) return;
      ReadValue(item, item_path, depth, message, field);
    }
  }

  void ReadValue(const YAML::Node& node, const std::string& path, int depth, Message* message,
                 const FieldDescriptor* field) {
    if (Enough(node, path)) return;
    const Reflection* r = message->GetReflection();
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Message* inner =
          field->is_repeated() ? r->AddMessage(message, field) : r->MutableMessage(message, field);
      return node.IsScalar() ? ReadShortForm(node, path, inner)
                             : Read(node, path, depth + 1, inner);
    }
    if (!node.IsScalar()) {
      return Problem(node, path, absl::StrCat("must be a single value, not ", KindOf(node)));
    }
    ReadScalar(node, path, node.Scalar(), message, field);
  }

  // Dates, times and durations are messages that are written as text.
  void ReadShortForm(const YAML::Node& node, const std::string& path, Message* message) {
    const std::string& text = node.Scalar();
    const Descriptor* type = message->GetDescriptor();
    if (type == google::type::Date::descriptor()) {
      const auto date = ParseDate(text);
      if (!date.has_value()) {
        return Problem(node, path, absl::StrCat(Quoted(text), " is no date; write YYYY-MM-DD"));
      }
      message->CopyFrom(*date);
    } else if (type == google::protobuf::Timestamp::descriptor()) {
      absl::Time time;
      if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
        return Problem(
            node, path,
            absl::StrCat(Quoted(text), " is no time; write it like ", "2026-03-02T09:00:00+08:00"));
      }
      message->CopyFrom(ToTimestamp(time));
    } else {
      Problem(node, path, "must be a map of fields, not a value");
    }
  }

  template <typename Number>
  bool ReadNumber(const YAML::Node& node, const std::string& path, const std::string& text,
                  Number* number) {
    if (absl::SimpleAtoi(text, number)) return true;
    Problem(node, path, absl::StrCat(Quoted(text), " is no whole number, or too large a one"));
    return false;
  }

  void ReadScalar(const YAML::Node& node, const std::string& path, const std::string& text,
                  Message* message, const FieldDescriptor* field) {
    const Reflection* r = message->GetReflection();
    const bool list = field->is_repeated();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string value = text;
        if (field->type() == FieldDescriptor::TYPE_BYTES && !absl::Base64Unescape(text, &value)) {
          return Problem(node, path, "must be base64");
        }
        if (field->type() == FieldDescriptor::TYPE_STRING && !codes::IsValidUtf8(value)) {
          return Problem(node, path, "is not valid UTF-8");
        }
        return list ? r->AddString(message, field, value) : r->SetString(message, field, value);
      }
      case FieldDescriptor::CPPTYPE_INT32: {
        int32_t value = 0;
        if (!ReadNumber(node, path, text, &value)) return;
        return list ? r->AddInt32(message, field, value) : r->SetInt32(message, field, value);
      }
      case FieldDescriptor::CPPTYPE_INT64: {
        int64_t value = 0;
        if (!ReadNumber(node, path, text, &value)) return;
        return list ? r->AddInt64(message, field, value) : r->SetInt64(message, field, value);
      }
      case FieldDescriptor::CPPTYPE_BOOL: {
        if (text != "true" && text != "false") {
          return Problem(node, path, absl::StrCat(Quoted(text), " is neither true nor false"));
        }
        return list ? r->AddBool(message, field, text == "true")
                    : r->SetBool(message, field, text == "true");
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        return ReadEnum(node, path, text, message, field);
      default:
        Problem(node, path, "cannot be written in a file");
    }
  }

  void ReadEnum(const YAML::Node& node, const std::string& path, const std::string& text,
                Message* message, const FieldDescriptor* field) {
    const Reflection* r = message->GetReflection();
    const auto* type = field->enum_type();
    if (const auto* value = type->FindValueByName(text); value != nullptr) {
      return field->is_repeated() ? r->AddEnum(message, field, value)
                                  : r->SetEnum(message, field, value);
    }
    std::vector<std::string> names;
    for (int i = 0; i < type->value_count(); ++i) names.push_back(type->value(i)->name());
    std::string problem = absl::StrCat(Quoted(text), " is no ", type->name());
    if (const std::string near = Nearest(text, names); !near.empty()) {
      absl::StrAppend(&problem, "; did you mean `", near, "`?");
    } else {
      absl::StrAppend(&problem, "; one of ", absl::StrJoin(names, ", "));
    }
    Problem(node, path, std::move(problem));
  }

  std::vector<YamlProblem>* const problems_;
  LineOfPath* const lines_;
  int values_ = 0;
};

}  // namespace

int LineOf(const YAML::Node& node) {
  const YAML::Mark mark = node.Mark();
  return mark.is_null() ? 0 : mark.line + 1;
}

std::vector<YamlProblem> ReadYaml(const YAML::Node& node, const std::string& path, Message* message,
                                  LineOfPath* lines) {
  std::vector<YamlProblem> problems;
  Reader(&problems, lines).Read(node, path, 0, message);
  return problems;
}

int NearestLine(const LineOfPath& lines, std::string path) {
  while (!path.empty()) {
    if (const auto found = lines.find(path); found != lines.end()) return found->second;
    const size_t end = path.find_last_of(".[");
    path.resize(end == std::string::npos ? 0 : end);
  }
  return 0;
}

}  // namespace houniao::talentctl
