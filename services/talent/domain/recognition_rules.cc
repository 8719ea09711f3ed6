#include "services/talent/domain/recognition_rules.h"

#include "common/base/dates.h"

namespace houniao::talent {
namespace {

constexpr char kType[] = "talent.houniao/Recognition";

absl::Status Refuse(const v1::Recognition& recognition, v1::Recognition::State state,
                    absl::string_view verb) {
  std::vector<std::string> allowed;
  if (state == v1::Recognition::VALID) allowed = {"pause", "cancel"};
  if (state == v1::Recognition::PAUSED) allowed = {"resume", "cancel"};
  return errors::InvalidStateTransition(kType, recognition.name(),
                                        v1::Recognition::State_Name(state), verb, allowed);
}

bool IsPast(const google::type::Date& date, absl::CivilDay today) {
  const auto day = ToCivilDay(date);
  return day && *day < today;
}

}  // namespace

v1::Recognition::State StateOn(const v1::Recognition& recognition, absl::CivilDay today) {
  const bool open = recognition.state() == v1::Recognition::VALID ||
                    recognition.state() == v1::Recognition::PAUSED;
  if (open && IsPast(recognition.end_date(), today)) return v1::Recognition::EXPIRED;
  return recognition.state();
}

void ShowState(v1::Recognition& recognition, absl::CivilDay today) {
  recognition.set_state(StateOn(recognition, today));
}

std::vector<errors::FieldViolation> CheckRecognition(const v1::Recognition& recognition,
                                                     absl::string_view prefix) {
  std::vector<errors::FieldViolation> violations;
  const auto start = ToCivilDay(recognition.start_date());
  const auto end = ToCivilDay(recognition.end_date());
  if (start && end && *end < *start) {
    violations.push_back({absl::StrCat(prefix, ".end_date"), "is before start_date"});
  }
  return violations;
}

bool Bans(const v1::Recognition& cancelled, absl::CivilDay today) {
  const auto end = ToCivilDay(cancelled.ban_end_date());
  return cancelled.state() == v1::Recognition::CANCELLED && end && *end >= today;
}

absl::Status PauseRecognition(v1::Recognition& recognition, absl::string_view reason,
                              absl::CivilDay today) {
  const auto state = StateOn(recognition, today);
  if (state != v1::Recognition::VALID) return Refuse(recognition, state, "pause");
  recognition.set_state(v1::Recognition::PAUSED);
  recognition.set_state_reason(std::string(reason));
  return absl::OkStatus();
}

absl::Status ResumeRecognition(v1::Recognition& recognition,
                               const google::type::Date* check_in_due_date, absl::CivilDay today) {
  const auto state = StateOn(recognition, today);
  if (state != v1::Recognition::PAUSED) return Refuse(recognition, state, "resume");
  if (check_in_due_date != nullptr) {
    if (IsPast(*check_in_due_date, today)) {
      return errors::InvalidField("check_in_due_date", "is past");
    }
    *recognition.mutable_check_in_due_date() = *check_in_due_date;
  }
  recognition.set_state(v1::Recognition::VALID);
  recognition.clear_state_reason();
  return absl::OkStatus();
}

absl::Status CancelRecognition(v1::Recognition& recognition, absl::string_view reason,
                               const google::type::Date* ban_end_date, absl::CivilDay today) {
  const auto state = StateOn(recognition, today);
  if (state != v1::Recognition::VALID && state != v1::Recognition::PAUSED) {
    return Refuse(recognition, state, "cancel");
  }
  if (ban_end_date != nullptr) {
    if (IsPast(*ban_end_date, today)) return errors::InvalidField("ban_end_date", "is past");
    *recognition.mutable_ban_end_date() = *ban_end_date;
  }
  recognition.set_state(v1::Recognition::CANCELLED);
  recognition.set_state_reason(std::string(reason));
  return absl::OkStatus();
}

}  // namespace houniao::talent
