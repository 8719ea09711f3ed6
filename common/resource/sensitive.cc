#include "common/resource/sensitive.h"

#include "absl/strings/escaping.h"

#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/resource/fields.h"

namespace houniao::resource {
namespace {

Sensitivity SensitivityOf(const FieldDescriptor* field) {
  return field->options().GetExtension(api::v1::rules).sensitivity();
}

bool Search(const Descriptor* descriptor, std::vector<const Descriptor*>& seen) {
  if (std::find(seen.begin(), seen.end(), descriptor) != seen.end()) return false;
  seen.push_back(descriptor);
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    if (SensitivityOf(field) != api::v1::SENSITIVITY_UNSPECIFIED) return true;
    if (field->message_type() != nullptr && Search(field->message_type(), seen)) return true;
  }
  return false;
}

// Calls `change(sensitivity, field path, value&)` for every non-empty sensitive text.
absl::Status Walk(
    Message& message, const std::string& path,
    const std::function<absl::Status(Sensitivity, const std::string&, std::string&)>& change) {
  if (!HasSensitive(message.GetDescriptor())) return absl::OkStatus();
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string here = absl::StrCat(path, path.empty() ? "" : ".", field->name());
    const Sensitivity sensitivity = SensitivityOf(field);
    const int size = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->message_type() != nullptr) {
        Message* child = field->is_repeated()
                             ? reflection->MutableRepeatedMessage(&message, field, i)
                             : reflection->MutableMessage(&message, field);
        RETURN_IF_ERROR(Walk(*child, here, change));
      } else if (sensitivity != api::v1::SENSITIVITY_UNSPECIFIED) {
        std::string value = field->is_repeated() ? reflection->GetRepeatedString(message, field, i)
                                                 : reflection->GetString(message, field);
        if (value.empty()) continue;
        RETURN_IF_ERROR(change(sensitivity, here, value));
        if (field->is_repeated())
          reflection->SetRepeatedString(&message, field, i, value);
        else
          reflection->SetString(&message, field, value);
      }
    }
  }
  return absl::OkStatus();
}

std::vector<std::string> CodePoints(absl::string_view text) {
  std::vector<std::string> points;
  for (char c : text) {
    if (points.empty() || (static_cast<unsigned char>(c) & 0xc0) != 0x80) points.emplace_back();
    points.back() += c;
  }
  return points;
}

// The first `head` and last `tail` code points around stars; all stars if that shows too much.
std::string KeepEnds(absl::string_view value, size_t head, size_t tail, size_t stars) {
  const auto points = CodePoints(value);
  if (points.size() <= head + tail) return std::string(stars, '*');
  std::string masked;
  for (size_t i = 0; i < head; ++i) masked += points[i];
  masked.append(stars, '*');
  for (size_t i = points.size() - tail; i < points.size(); ++i) masked += points[i];
  return masked;
}

std::string MaskName(absl::string_view value) {
  static constexpr absl::string_view kCompound[] = {"欧阳", "司马", "上官", "诸葛", "司徒",
                                                    "东方", "皇甫", "尉迟", "公孙", "慕容"};
  for (absl::string_view surname : kCompound) {
    if (absl::StartsWith(value, surname)) return absl::StrCat(surname, "**");
  }
  const auto points = CodePoints(value);
  return absl::StrCat(points.front(), "**");
}

std::string MaskEmail(absl::string_view value) {
  const size_t at = value.find('@');
  if (at == absl::string_view::npos) return "***";
  return absl::StrCat(CodePoints(value).front(), "***@",
                      CodePoints(value.substr(at + 1)).empty() ? "" : value.substr(at + 1, 1),
                      "***");
}

// A value is bound to its resource and its place in it, so that it cannot be moved to another.
std::string SealingContext(absl::string_view name, absl::string_view path) {
  return absl::StrCat(name, "|", path);
}

}  // namespace

bool HasSensitive(const Descriptor* descriptor) {
  static Mutex mutex;
  static auto* known = new absl::flat_hash_map<const Descriptor*, bool>;
  MutexLock lock(mutex);
  auto found = known->find(descriptor);
  if (found != known->end()) return found->second;
  std::vector<const Descriptor*> seen;
  const bool result = Search(descriptor, seen);
  known->emplace(descriptor, result);
  return result;
}

std::string Mask(Sensitivity sensitivity, absl::string_view value) {
  if (value.empty()) return "";
  switch (sensitivity) {
    case api::v1::SENSITIVITY_NAME:
      return MaskName(value);
    case api::v1::SENSITIVITY_PHONE:
      return KeepEnds(value, 3, 4, 4);
    case api::v1::SENSITIVITY_ID_NUMBER:
      return KeepEnds(value, 3, 2, 4);
    case api::v1::SENSITIVITY_EMAIL:
      return MaskEmail(value);
    case api::v1::SENSITIVITY_BANK_ACCOUNT:
      return KeepEnds(value, 0, 4, 4);
    default:
      return "***";
  }
}

bool MaskSensitive(Message& message, const std::function<bool(Sensitivity)>& may_see) {
  bool revealed = false;
  Walk(message, "", [&](Sensitivity sensitivity, const std::string&, std::string& value) {
    if (!may_see(sensitivity)) {
      value = Mask(sensitivity, value);
    } else if (sensitivity != api::v1::SENSITIVITY_NAME) {
      revealed = true;
    }
    return absl::OkStatus();
  }).IgnoreError();
  return revealed;
}

void RestoreMasked(const Message& before, Message& after) {
  std::map<std::string, std::vector<std::string>> known;
  std::unique_ptr<Message> copy(before.New());
  copy->CopyFrom(before);
  Walk(*copy, "", [&](Sensitivity, const std::string& path, std::string& value) {
    known[path].push_back(value);
    return absl::OkStatus();
  }).IgnoreError();
  Walk(after, "", [&](Sensitivity sensitivity, const std::string& path, std::string& value) {
    for (const std::string& original : known[path]) {
      if (value != original && value == Mask(sensitivity, original)) {
        value = original;
        break;
      }
    }
    return absl::OkStatus();
  }).IgnoreError();
}

absl::Status SealSensitive(Message& message, const Secrets& secrets, absl::string_view name) {
  return Walk(
      message, "",
      [&](Sensitivity sensitivity, const std::string& path, std::string& value) -> absl::Status {
        if (sensitivity == api::v1::SENSITIVITY_NAME) return absl::OkStatus();
        ASSIGN_OR_RETURN(value, secrets.sealer.Seal(value, SealingContext(name, path)));
        return absl::OkStatus();
      });
}

absl::Status UnsealSensitive(Message& message, const Secrets& secrets, absl::string_view name) {
  return Walk(
      message, "",
      [&](Sensitivity sensitivity, const std::string& path, std::string& value) -> absl::Status {
        if (sensitivity == api::v1::SENSITIVITY_NAME) return absl::OkStatus();
        ASSIGN_OR_RETURN(value, secrets.sealer.Unseal(value, SealingContext(name, path)));
        return absl::OkStatus();
      });
}

}  // namespace houniao::resource
