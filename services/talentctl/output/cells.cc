#include "services/talentctl/output/cells.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

#include "common/base/clock.h"
#include "common/base/dates.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr absl::string_view kHalfDays = "_half_day_count";

// SkillLevel -> SKILL_LEVEL_.
std::string PrefixOf(absl::string_view type) {
  std::string prefix;
  for (char c : type) {
    if (absl::ascii_isupper(c) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(c);
  }
  return prefix + "_";
}

bool IsMessage(const FieldDescriptor* field, const google::protobuf::Descriptor* type) {
  return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && field->message_type() == type;
}

std::string NumberText(const FieldDescriptor* field, int64_t number) {
  const std::string& name = field->name();
  if (absl::EndsWith(name, "_fen")) return YuanText(number);
  if (absl::EndsWith(name, "_bp")) return PercentText(number);
  if (absl::EndsWith(name, kHalfDays)) return DaysText(number);
  return absl::StrCat(number);
}

std::string MessageText(const Message& message) {
  if (message.GetDescriptor() == google::type::Date::descriptor()) {
    return DateText(static_cast<const google::type::Date&>(message));
  }
  if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
    return TimeText(static_cast<const google::protobuf::Timestamp&>(message));
  }
  if (message.GetDescriptor() == type::v1::DateRange::descriptor()) {
    return RangeText(static_cast<const type::v1::DateRange&>(message));
  }
  return "";
}

std::string ItemText(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* r = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field->type() == FieldDescriptor::TYPE_BYTES
                 ? ""
                 : r->GetRepeatedString(message, field, index);
    case FieldDescriptor::CPPTYPE_INT32:
      return NumberText(field, r->GetRepeatedInt32(message, field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return NumberText(field, r->GetRepeatedInt64(message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(field->enum_type(), r->GetRepeatedEnumValue(message, field, index));
    default:
      return "";
  }
}

}  // namespace

std::string YuanText(int64_t fen) {
  const bool negative = fen < 0;
  // Unsigned, so that the smallest number has an opposite.
  const uint64_t size = negative ? 0 - static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
  std::string whole = absl::StrCat(size / 100);
  for (int at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3) whole.insert(at, ",");
  return absl::StrFormat("%s%s.%02d", negative ? "-" : "", whole, size % 100);
}

std::string DaysText(int64_t half_days) {
  return absl::StrCat(half_days / 2, half_days % 2 != 0 ? ".5" : "");
}

std::string PercentText(int64_t basis_points) {
  std::string text = absl::StrFormat("%d.%02d", basis_points / 100, basis_points % 100);
  while (absl::EndsWith(text, "0")) text.pop_back();
  if (absl::EndsWith(text, ".")) text.pop_back();
  return text + "%";
}

std::string DateText(const google::type::Date& date) {
  if (date.year() == 0) return "";
  if (date.month() == 0) return absl::StrCat(date.year());
  if (date.day() == 0) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

std::string RangeText(const type::v1::DateRange& range) {
  const std::string start = DateText(range.start_date()), end = DateText(range.end_date());
  return start.empty() && end.empty() ? "" : absl::StrCat(start, " ~ ", end);
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M", FromTimestamp(time), ShanghaiTimeZone());
}

std::string DayText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return FormatDay(ShanghaiDay(FromTimestamp(time)));
}

std::string EnumText(const EnumDescriptor* type, int number) {
  const auto* value = type->FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  if (number == 0 && absl::EndsWith(value->name(), "_UNSPECIFIED")) return "";
  return std::string(absl::StripPrefix(value->name(), PrefixOf(type->name())));
}

Cell DeadlineCell(benefits::v1::DeadlineStatus status) {
  switch (status) {
    case benefits::v1::DEADLINE_STATUS_ON_TRACK:
      return {"on track", Colour::kGood};
    case benefits::v1::DEADLINE_STATUS_AT_RISK:
      return {"at risk", Colour::kDoubt};
    case benefits::v1::DEADLINE_STATUS_OVERDUE:
      return {"OVERDUE", Colour::kBad};
    case benefits::v1::DEADLINE_STATUS_PAUSED:
      return {"paused", Colour::kDoubt};
    case benefits::v1::DEADLINE_STATUS_DUE_UNKNOWN:
      return {"due unknown", Colour::kDoubt};
    case benefits::v1::DEADLINE_STATUS_DONE_ON_TIME:
      return {"on time", Colour::kGood};
    case benefits::v1::DEADLINE_STATUS_DONE_LATE:
      return {"LATE", Colour::kBad};
    default:
      return {""};
  }
}

Cell VerdictCell(benefits::v1::Verdict verdict) {
  switch (verdict) {
    case benefits::v1::VERDICT_YES:
      return {"yes", Colour::kGood};
    case benefits::v1::VERDICT_NO:
      return {"no", Colour::kBad};
    case benefits::v1::VERDICT_UNKNOWN:
      return {"unknown", Colour::kDoubt};
    default:
      return {""};
  }
}

std::string FactValueText(const benefits::v1::FactValue& value) {
  switch (value.kind_case()) {
    case benefits::v1::FactValue::kFlag:
      return value.flag() ? "yes" : "no";
    case benefits::v1::FactValue::kNumber:
      return absl::StrCat(value.number());
    case benefits::v1::FactValue::kText:
      return value.text();
    case benefits::v1::FactValue::kDate:
      return DateText(value.date());
    case benefits::v1::FactValue::kTexts:
      return absl::StrJoin(value.texts().values(), ", ");
    default:
      return "";
  }
}

bool HasShortForm(const FieldDescriptor* field) {
  if (field->is_map() || field->type() == FieldDescriptor::TYPE_BYTES) return false;
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return true;
  return !field->is_repeated() && (IsMessage(field, google::type::Date::descriptor()) ||
                                   IsMessage(field, google::protobuf::Timestamp::descriptor()) ||
                                   IsMessage(field, type::v1::DateRange::descriptor()));
}

std::string FieldText(const Message& message, const FieldDescriptor* field) {
  const Reflection* r = message.GetReflection();
  if (!HasShortForm(field)) return "";
  if (field->is_repeated()) {
    std::vector<std::string> items;
    for (int i = 0; i < r->FieldSize(message, field); ++i) {
      items.push_back(ItemText(message, field, i));
    }
    return absl::StrJoin(items, ", ");
  }
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return r->GetString(message, field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return r->GetBool(message, field) ? "yes" : "";
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(field->enum_type(), r->GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_INT32: {
      const int32_t number = r->GetInt32(message, field);
      const bool absent = field->has_presence() ? !r->HasField(message, field) : number == 0;
      return absent ? "" : NumberText(field, number);
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      const int64_t number = r->GetInt64(message, field);
      const bool absent = field->has_presence() ? !r->HasField(message, field) : number == 0;
      return absent ? "" : NumberText(field, number);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return r->HasField(message, field) ? MessageText(r->GetMessage(message, field)) : "";
    default:
      return "";
  }
}

std::string FieldTitle(const FieldDescriptor* field) {
  absl::string_view name = field->name();
  if (!absl::ConsumeSuffix(&name, "_fen") && !absl::ConsumeSuffix(&name, "_bp")) {
    absl::ConsumeSuffix(&name, "_half_day_count");
  }
  return absl::AsciiStrToUpper(absl::StrReplaceAll(name, {{"_", " "}}));
}

}  // namespace houniao::talentctl
