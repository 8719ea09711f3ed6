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

// Where the sensitive values of a message type lie, worked out once: a walk then touches no field
// that cannot hold one.
struct Plan {
  struct Step {
    const FieldDescriptor* field;
    Sensitivity sensitivity;
    const Plan* inner;  // null for a text
  };
  std::vector<Step> steps;
};

const Plan* BuildPlan(const Descriptor* descriptor,
                      absl::flat_hash_map<const Descriptor*, std::unique_ptr<Plan>>& plans) {
  auto& slot = plans[descriptor];
  if (slot != nullptr) return slot.get();
  slot = std::make_unique<Plan>();
  Plan* const plan = slot.get();  // `slot` moves when the map grows
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    std::vector<const Descriptor*> seen;
    if (SensitivityOf(field) != api::v1::SENSITIVITY_UNSPECIFIED) {
      plan->steps.push_back({field, SensitivityOf(field), nullptr});
    } else if (field->message_type() != nullptr && Search(field->message_type(), seen)) {
      plan->steps.push_back(
          {field, api::v1::SENSITIVITY_UNSPECIFIED, BuildPlan(field->message_type(), plans)});
    }
  }
  return plan;
}

// Asked for every message of a reply: each thread remembers what it was told.
const Plan& PlanOf(const Descriptor* descriptor) {
  thread_local absl::flat_hash_map<const Descriptor*, const Plan*> known;
  const auto [it, added] = known.try_emplace(descriptor);
  if (added) {
    static Mutex mutex;
    static auto* plans = new absl::flat_hash_map<const Descriptor*, std::unique_ptr<Plan>>;
    MutexLock lock(mutex);
    it->second = BuildPlan(descriptor, *plans);
  }
  return *it->second;
}

using Change =
    std::function<absl::Status(Sensitivity, const std::string& path, std::string& value)>;

absl::Status WalkText(Message& message, const Plan::Step& step, int index, const std::string& path,
                      const Change& change) {
  const auto* reflection = message.GetReflection();
  std::string value = index < 0 ? reflection->GetString(message, step.field)
                                : reflection->GetRepeatedString(message, step.field, index);
  if (value.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(change(step.sensitivity, path, value));
  if (index < 0) {
    reflection->SetString(&message, step.field, value);
  } else {
    reflection->SetRepeatedString(&message, step.field, index, value);
  }
  return absl::OkStatus();
}

// Calls `change` for every non-empty sensitive text.
absl::Status Walk(Message& message, const Plan& plan, const std::string& path,
                  const Change& change) {
  const auto* reflection = message.GetReflection();
  for (const Plan::Step& step : plan.steps) {
    const bool list = step.field->is_repeated();
    const int size = list ? reflection->FieldSize(message, step.field)
                          : (reflection->HasField(message, step.field) ? 1 : 0);
    if (size == 0) continue;
    const std::string here = absl::StrCat(path, path.empty() ? "" : ".", step.field->name());
    for (int i = 0; i < size; ++i) {
      if (step.inner == nullptr) {
        RETURN_IF_ERROR(WalkText(message, step, list ? i : -1, here, change));
        continue;
      }
      Message* inner = list ? reflection->MutableRepeatedMessage(&message, step.field, i)
                            : reflection->MutableMessage(&message, step.field);
      RETURN_IF_ERROR(Walk(*inner, *step.inner, here, change));
    }
  }
  return absl::OkStatus();
}

absl::Status Walk(Message& message, const Change& change) {
  return Walk(message, PlanOf(message.GetDescriptor()), "", change);
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

bool HasSensitive(const Descriptor* descriptor) { return !PlanOf(descriptor).steps.empty(); }

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
  Walk(message, [&](Sensitivity sensitivity, const std::string&, std::string& value) {
    if (!may_see(sensitivity)) {
      value = Mask(sensitivity, value);
    } else if (sensitivity != api::v1::SENSITIVITY_NAME) {
      revealed = true;
    }
    return absl::OkStatus();
  }).IgnoreError();
  return revealed;
}

namespace {

struct Held {
  std::string path;
  Sensitivity sensitivity;
  std::string value;
};
// The sensitive values of a message in their order, by the path of the messages that hold them.
using HeldBy = std::map<std::string, std::vector<Held>>;

std::string HolderOf(const std::string& path) {
  const size_t dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(0, dot);
}

HeldBy Collect(const Message& message) {
  HeldBy held;
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  Walk(*copy, [&](Sensitivity sensitivity, const std::string& path, std::string& value) {
    held[HolderOf(path)].push_back({path, sensitivity, value});
    return absl::OkStatus();
  }).IgnoreError();
  return held;
}

// True if nothing was put in, taken out or moved, as far as can be seen through the masks.
bool SamePlaces(const std::vector<Held>& was, const std::vector<Held>& is) {
  return std::equal(was.begin(), was.end(), is.begin(), is.end(), [](const Held& a, const Held& b) {
    return a.path == b.path && (a.value == b.value || Mask(a.sensitivity, a.value) == b.value);
  });
}

// The one value of this place whose mask it is; empty if there is none, or more than one.
std::string OnlyOriginal(const std::vector<Held>& was, const std::string& path,
                         const std::string& masked) {
  std::string found;
  for (const Held& held : was) {
    if (held.path != path || held.value == found) continue;
    if (Mask(held.sensitivity, held.value) != masked) continue;
    if (!found.empty()) return "";
    found = held.value;
  }
  return found;
}

}  // namespace

void RestoreMasked(const Message& before, Message& after) {
  HeldBy known = Collect(before);
  std::map<std::string, bool> same_places;
  for (const auto& [holder, is] : Collect(after)) {
    same_places[holder] = SamePlaces(known[holder], is);
  }
  std::map<std::string, size_t> place;
  Walk(after, [&](Sensitivity, const std::string& path, std::string& value) {
    const std::string holder = HolderOf(path);
    const std::vector<Held>& was = known[holder];
    const size_t at = place[holder]++;
    // Two in one list may look alike under the mask; their places tell them apart.
    if (same_places[holder]) {
      value = was[at].value;
    } else if (std::string original = OnlyOriginal(was, path, value); !original.empty()) {
      value = std::move(original);
    }
    return absl::OkStatus();
  }).IgnoreError();
}

absl::Status SealSensitive(Message& message, const Secrets& secrets, absl::string_view name) {
  return Walk(
      message,
      [&](Sensitivity sensitivity, const std::string& path, std::string& value) -> absl::Status {
        if (sensitivity == api::v1::SENSITIVITY_NAME) return absl::OkStatus();
        ASSIGN_OR_RETURN(value, secrets.sealer.Seal(value, SealingContext(name, path)));
        return absl::OkStatus();
      });
}

absl::Status UnsealSensitive(Message& message, const Secrets& secrets, absl::string_view name) {
  return Walk(
      message,
      [&](Sensitivity sensitivity, const std::string& path, std::string& value) -> absl::Status {
        if (sensitivity == api::v1::SENSITIVITY_NAME) return absl::OkStatus();
        ASSIGN_OR_RETURN(value, secrets.sealer.Unseal(value, SealingContext(name, path)));
        return absl::OkStatus();
      });
}

}  // namespace houniao::resource
