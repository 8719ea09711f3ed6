#include "common/resource/rules.h"

#include <set>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "google/protobuf/field_mask.pb.h"

#include "common/base/dates.h"
#include "common/codes/credit_code.h"
#include "common/codes/education.h"
#include "common/codes/id_number.h"
#include "common/codes/industries.h"
#include "common/codes/normalize.h"
#include "common/codes/regions.h"
#include "common/resource/fields.h"
#include "common/resource/names.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::resource {
namespace {

using api::v1::FieldRules;
using google::protobuf::DescriptorPool;
using google::protobuf::Reflection;

const FieldRules& RulesOf(const FieldDescriptor* field) {
  return field->options().GetExtension(api::v1::rules);
}

// What is done with the messages of one type, worked out once for each thread.
struct Plan {
  struct Checked {
    const FieldDescriptor* field;
    // Nothing is wrong if it is not set, or holds no item.
    bool may_be_absent;
  };
  // Without the fields that only the server sets.
  std::vector<Checked> checked;
  // Fields that only the server sets.
  std::vector<const FieldDescriptor*> cleared;
  // Fields that hold messages and are not cleared.
  std::vector<const FieldDescriptor*> inner;
  bool has_maps = false;
  bool has_update_mask = false;
};

bool MayBeAbsent(const FieldDescriptor* field, const FieldRules& rules) {
  if (rules.required()) return false;
  return field->is_repeated() ? rules.min_items() <= 0 : rules.min() <= 0;
}

bool IsAbsent(const Reflection& reflection, const Message& message, const FieldDescriptor* field) {
  return field->is_repeated() ? reflection.FieldSize(message, field) == 0
                              : !reflection.HasField(message, field);
}

std::unique_ptr<const Plan> MakePlan(const Descriptor* descriptor) {
  auto plan = std::make_unique<Plan>();
  plan->has_update_mask = descriptor->FindFieldByName("update_mask") != nullptr;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    const FieldRules& rules = RulesOf(field);
    const bool output_only = rules.output_only();
    if (!output_only) plan->checked.push_back({field, MayBeAbsent(field, rules)});
    if (field->is_map()) plan->has_maps = true;
    // The etag of a resource in a request is the caller's condition (AIP-154), not the server's
    // word.
    if (output_only && field->name() != "etag") {
      plan->cleared.push_back(field);
    } else if (field->message_type() != nullptr && !field->is_map()) {
      plan->inner.push_back(field);
    }
  }
  return plan;
}

const Plan& PlanOf(const Descriptor* descriptor) {
  thread_local absl::flat_hash_map<const Descriptor*, std::unique_ptr<const Plan>> known;
  std::unique_ptr<const Plan>& plan = known[descriptor];
  if (plan == nullptr) plan = MakePlan(descriptor);
  return *plan;
}

// Code points of valid UTF-8; nothing if the bytes are not UTF-8.
std::optional<int> CountCodePoints(absl::string_view text) {
  if (!codes::IsValidUtf8(text)) return std::nullopt;
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

bool IsKebab(absl::string_view text) {
  for (absl::string_view part : absl::StrSplit(text, '-')) {
    if (part.empty()) return false;
    for (char c : part) {
      if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c)) return false;
    }
  }
  return true;
}

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !absl::ascii_isxdigit(text[i])) return false;
  }
  return true;
}

bool IsPhone(absl::string_view text) {
  if (absl::StartsWith(text, "+")) text.remove_prefix(1);
  int digits = 0;
  for (char c : text) {
    if (absl::ascii_isdigit(c))
      ++digits;
    else if (c != ' ' && c != '-')
      return false;
  }
  return digits >= 5 && digits <= 20;
}

bool IsEmail(absl::string_view text) {
  const size_t at = text.find('@');
  return at != absl::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == absl::string_view::npos && !absl::StrContains(text, " ");
}

// What is wrong with `text`; empty if nothing.
std::string PatternProblem(const FieldRules& rules, absl::string_view text) {
  switch (rules.pattern()) {
    case api::v1::PATTERN_RESOURCE_ID:
      return IsResourceId(text) ? "" : "must be 1 to 63 of a-z, 0-9 and -, not starting with -";
    case api::v1::PATTERN_KEBAB:
      return IsKebab(text) ? "" : "must be words of a-z and 0-9 joined by -";
    case api::v1::PATTERN_UUID:
      return IsUuid(text) ? "" : "must be a UUID such as 7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";
    case api::v1::PATTERN_ID_NUMBER:
      // Whether the birth date lies in the future is the domain's question: it has the clock.
      return std::string(codes::CheckIdNumber(text, absl::CivilDay(9999, 12, 31)).problem);
    case api::v1::PATTERN_CREDIT_CODE: {
      const auto check = codes::CheckCreditCode(text);
      return check.acceptable() ? "" : std::string(check.problem);
    }
    case api::v1::PATTERN_REGION:
      return codes::FindRegion(text) != nullptr ? "" : "is no administrative division (GB/T 2260)";
    case api::v1::PATTERN_INDUSTRY:
      return codes::FindIndustry(text) != nullptr ? "" : "is no industry code of GB/T 4754-2017";
    case api::v1::PATTERN_PHONE:
      return IsPhone(text) ? "" : "must be a phone number of 5 to 20 digits";
    case api::v1::PATTERN_EMAIL:
      return IsEmail(text) ? "" : "must be a mail address";
    case api::v1::PATTERN_EDUCATION:
      return codes::FindEducationLevel(text) != nullptr ? ""
                                                        : "is no education level of GB/T 4658-2006";
    default:
      return "";
  }
}

// The parent of a List may have `-` in place of an id: all parents (AIP-159).
std::string WithoutWildcards(absl::string_view name) {
  std::vector<std::string> segments = absl::StrSplit(name, '/');
  for (std::string& segment : segments) {
    if (segment == "-") segment = "any";
  }
  return absl::StrJoin(segments, "/");
}

// Shapes of the names that a field may hold. Every call has such a field: taken apart once for each
// thread.
const std::vector<NamePattern>& PatternsOf(const FieldDescriptor* field) {
  thread_local absl::flat_hash_map<const FieldDescriptor*, std::vector<NamePattern>> known;
  const auto [it, added] = known.try_emplace(field);
  if (added) {
    for (absl::string_view type : absl::StrSplit(RulesOf(field).resource_type(), '|')) {
      const std::string pattern = PatternOfType(type);
      if (!pattern.empty()) it->second.emplace_back(pattern);
    }
  }
  return it->second;
}

std::string ReferenceProblem(const FieldDescriptor* field, absl::string_view given) {
  const std::string name = field->name() == "parent" ? WithoutWildcards(given) : std::string(given);
  const std::vector<NamePattern>& patterns = PatternsOf(field);
  for (const NamePattern& pattern : patterns) {
    if (pattern.Matches(name)) return "";
  }
  return absl::StrCat(
      "must be a name like ",
      absl::StrJoin(patterns, " or ", [](std::string* out, const NamePattern& pattern) {
        absl::StrAppend(out, "`", pattern.text(), "`");
      }));
}

// Paths of one update mask. More than any resource has fields; each costs a copy of its resource.
constexpr int kMaxMaskPaths = 100;

class Checker {
 public:
  // `partial`: an update, in which what is absent is not missing, and a sensitive value may come
  // back masked from a client that saw no more. The merged resource is checked again in full.
  explicit Checker(bool partial) : partial_(partial) {}

  std::vector<errors::FieldViolation> violations;

  void Check(const Message& message, const std::string& prefix) {
    const Reflection& reflection = *message.GetReflection();  // asked for once: it costs
    for (const auto& [field, may_be_absent] : PlanOf(message.GetDescriptor()).checked) {
      // As most fields of most requests are.
      if (may_be_absent && IsAbsent(reflection, message, field)) continue;
      const std::string path =
          prefix.empty() ? field->name() : absl::StrCat(prefix, ".", field->name());
      if (field->is_map())
        CheckMap(message, field, path);
      else if (field->is_repeated())
        CheckList(message, field, path);
      else
        CheckSingle(message, field, path);
    }
  }

 private:
  void Report(const std::string& path, std::string what) {
    if (violations.size() < 100) violations.push_back({path, std::move(what)});
  }

  void CheckSingle(const Message& message, const FieldDescriptor* field, const std::string& path) {
    const Reflection* reflection = message.GetReflection();
    const FieldRules& rules = RulesOf(field);
    const bool present = reflection->HasField(message, field);
    if (!present) {
      if (partial_) return;
      if (rules.required())
        Report(path, "is required");
      else if (!field->has_presence() && rules.has_min() && rules.min() > 0) {
        Report(path, absl::StrCat("must be at least ", rules.min()));
      }
      return;
    }
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        CheckText(field, reflection->GetStringReference(message, field, &scratch), path);
        break;
      }
      case FieldDescriptor::CPPTYPE_INT32:
        CheckNumber(rules, reflection->GetInt32(message, field), path);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        CheckNumber(rules, reflection->GetInt64(message, field), path);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        CheckEnum(field, reflection->GetEnumValue(message, field), path);
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        CheckMessage(reflection->GetMessage(message, field), path);
        break;
      default:
        break;
    }
  }

  void CheckList(const Message& message, const FieldDescriptor* field, const std::string& path) {
    const Reflection* reflection = message.GetReflection();
    const FieldRules& rules = RulesOf(field);
    const int size = reflection->FieldSize(message, field);
    if (rules.required() && size == 0) Report(path, "must not be empty");
    if (size < rules.min_items()) {
      Report(path, absl::StrCat("must have at least ", rules.min_items(), " items"));
    }
    if (rules.max_items() > 0 && size > rules.max_items()) {
      Report(path,
             absl::StrCat("has ", size, " items; at most ", rules.max_items(), " are allowed"));
      return;
    }
    std::set<std::string> seen;
    for (int i = 0; i < size; ++i) {
      const std::string here = absl::StrCat(path, "[", i, "]");
      std::string key;
      switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
          key = reflection->GetRepeatedString(message, field, i);
          if (key.empty())
            Report(here, "must not be empty");
          else
            CheckText(field, key, here);
          break;
        case FieldDescriptor::CPPTYPE_ENUM: {
          const int number = reflection->GetRepeatedEnumValue(message, field, i);
          key = absl::StrCat(number);
          CheckEnum(field, number, here);
          break;
        }
        case FieldDescriptor::CPPTYPE_INT32:
          key = absl::StrCat(reflection->GetRepeatedInt32(message, field, i));
          CheckNumber(rules, reflection->GetRepeatedInt32(message, field, i), here);
          break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
          CheckMessage(reflection->GetRepeatedMessage(message, field, i), here);
          break;
        default:
          break;
      }
      if (rules.unique() && !key.empty() && !seen.insert(key).second) Report(here, "is repeated");
    }
  }

  void CheckMap(const Message& message, const FieldDescriptor* field, const std::string& path) {
    const int limit = RulesOf(field).max_items();
    const int size = message.GetReflection()->FieldSize(message, field);
    if (limit > 0 && size > limit) {
      Report(path, absl::StrCat("has ", size, " entries; at most ", limit, " are allowed"));
    }
  }

  void CheckText(const FieldDescriptor* field, const std::string& text, const std::string& path) {
    const FieldRules& rules = RulesOf(field);
    if (field->type() == FieldDescriptor::TYPE_BYTES) {
      if (rules.max_length() > 0 && text.size() > static_cast<size_t>(rules.max_length())) {
        Report(path, absl::StrCat("is longer than ", rules.max_length(), " bytes"));
      }
      return;
    }
    const auto length = CountCodePoints(text);
    if (!length) return Report(path, "is not valid UTF-8");
    for (char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') {
        return Report(path, "holds a control character");
      }
    }
    if (rules.max_length() > 0 && *length > rules.max_length()) {
      return Report(path, absl::StrCat("is ", *length, " characters long; at most ",
                                       rules.max_length(), " are allowed"));
    }
    if (*length < rules.min_length()) {
      return Report(path, absl::StrCat("must have at least ", rules.min_length(), " characters"));
    }
    const bool sensitive = rules.sensitivity() != api::v1::SENSITIVITY_UNSPECIFIED;
    if (sensitive && partial_ && absl::StrContains(text, "*")) return;
    if (sensitive && absl::StrContains(text, "**")) {
      return Report(path, "is the masked form of a value; give the value, or leave the field out");
    }
    if (std::string problem = PatternProblem(rules, text); !problem.empty()) {
      return Report(path, std::move(problem));
    }
    if (!rules.resource_type().empty()) {
      if (std::string problem = ReferenceProblem(field, text); !problem.empty()) {
        Report(path, std::move(problem));
      }
    }
  }

  void CheckNumber(const FieldRules& rules, int64_t number, const std::string& path) {
    if (rules.has_min() && number < rules.min()) {
      Report(path, absl::StrCat("must be at least ", rules.min()));
    } else if (rules.has_max() && number > rules.max()) {
      Report(path, absl::StrCat("must be at most ", rules.max()));
    }
  }

  void CheckEnum(const FieldDescriptor* field, int number, const std::string& path) {
    if (field->enum_type()->FindValueByNumber(number) == nullptr) {
      Report(path, absl::StrCat(number, " is not a value of ", field->enum_type()->name()));
    }
  }

  void CheckMessage(const Message& message, const std::string& path) {
    const std::string& type = message.GetDescriptor()->full_name();
    if (type == "google.type.Date") {
      google::type::Date date;
      date.CopyFrom(message);
      if (!ToCivilDay(date)) Report(path, "is not a day of the calendar");
      return;
    }
    if (type == "google.protobuf.FieldMask") {
      const auto& mask = static_cast<const google::protobuf::FieldMask&>(message);
      if (mask.paths_size() > kMaxMaskPaths) {
        Report(path, absl::StrCat("has ", mask.paths_size(), " paths; at most ", kMaxMaskPaths,
                                  " are allowed"));
      }
      return;
    }
    if (type == "google.protobuf.Timestamp") {
      google::protobuf::Timestamp time;
      time.CopyFrom(message);
      if (time.nanos() < 0 || time.nanos() > 999999999 || time.seconds() < -62135596800 ||
          time.seconds() > 253402300799) {
        Report(path, "is out of range");
      }
      return;
    }
    Check(message, path);
  }

  const bool partial_;
};

// The pattern of every resource type that is linked in, collected once.
std::map<std::string, std::string> CollectPatterns() {
  std::map<std::string, std::string> patterns;
  const auto* pool = DescriptorPool::generated_pool();
  for (const char* file :
       {"talent/v1/talent", "talent/v1/recognition", "talent/v1/consent", "talent/v1/team",
        "recruitment/v1/employer", "recruitment/v1/project", "recruitment/v1/demand",
        "recruitment/v1/engagement", "recruitment/v1/plan", "recruitment/v1/referral",
        "benefits/v1/policy", "benefits/v1/case", "benefits/v1/payment", "benefits/v1/budget"}) {
    const auto* found = pool->FindFileByName(absl::StrCat("houniao/", file, ".proto"));
    for (int i = 0; found != nullptr && i < found->message_type_count(); ++i) {
      const auto& rules = found->message_type(i)->options().GetExtension(api::v1::resource);
      if (!rules.type().empty()) patterns[rules.type()] = rules.pattern();
    }
  }
  return patterns;
}

// Clears what only the server sets, and the unknown too if asked: one walk over what is set.
void Clear(Message& message, bool unknown) {
  const Reflection* reflection = message.GetReflection();
  const Plan& plan = PlanOf(message.GetDescriptor());
  if (unknown && plan.has_maps) {
    message.DiscardUnknownFields();  // in the values of maps too, which the walk leaves out
  } else if (unknown && !reflection->GetUnknownFields(message).empty()) {
    reflection->MutableUnknownFields(&message)->Clear();
  }
  for (const FieldDescriptor* field : plan.cleared) reflection->ClearField(&message, field);
  for (const FieldDescriptor* field : plan.inner) {
    if (!field->is_repeated()) {
      if (reflection->HasField(message, field)) {
        Clear(*reflection->MutableMessage(&message, field), unknown);
      }
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      Clear(*reflection->MutableRepeatedMessage(&message, field, i), unknown);
    }
  }
}

}  // namespace

std::string PatternOfType(absl::string_view type) {
  static const auto* patterns = new std::map<std::string, std::string>(CollectPatterns());
  const auto found = patterns->find(std::string(type));
  return found == patterns->end() ? "" : found->second;
}

void ClearOutputOnly(Message& message) { Clear(message, /*unknown=*/false); }

std::vector<errors::FieldViolation> CheckRules(const Message& message, absl::string_view prefix) {
  Checker checker(/*partial=*/false);
  checker.Check(message, std::string(prefix));
  return std::move(checker.violations);
}

absl::Status PrepareRequest(Message& request) {
  Clear(request, /*unknown=*/true);
  Checker checker(PlanOf(request.GetDescriptor()).has_update_mask);
  checker.Check(request, "");
  return checker.violations.empty() ? absl::OkStatus()
                                    : errors::InvalidFields(std::move(checker.violations));
}

}  // namespace houniao::resource
