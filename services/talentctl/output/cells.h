// Values as people read them in a table.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

#include "services/talentctl/output/table.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/payment.pb.h"
#include "houniao/type/v1/type.pb.h"

namespace houniao::talentctl {

// Fen as yuan with thousands separators: 1234560 -> `12,345.60`.
std::string YuanText(int64_t fen);
// Half days as days: 83 -> `41.5`.
std::string DaysText(int64_t half_days);
// Basis points as percent: 9850 -> `98.5%`.
std::string PercentText(int64_t basis_points);
// `2026-03-02`; empty for an absent date, `2026` or `2026-03` where the rest is not known.
std::string DateText(const google::type::Date& date);
// `2025-12-01 ~ 2026-03-31`; an open end stays empty.
std::string RangeText(const type::v1::DateRange& range);
// `2026-03-02 09:30` in Asia/Shanghai; empty for an absent time.
std::string TimeText(const google::protobuf::Timestamp& time);
// The day of it alone.
std::string DayText(const google::protobuf::Timestamp& time);
// Name of an enum value without the prefix of its type: SKILL_LEVEL_EXPERT -> `EXPERT`. Empty for
// the value 0 that says nothing, a number for one that is not known.
std::string EnumText(const google::protobuf::EnumDescriptor* type, int number);
template <typename Enum>
std::string EnumText(Enum value) {
  return EnumText(google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

// `on time`, `late` and so on, in the colour that fits.
Cell DeadlineCell(benefits::v1::DeadlineStatus status);
Cell VerdictCell(benefits::v1::Verdict verdict);
std::string FactValueText(const benefits::v1::FactValue& value);

// One field of any message, by the rules above and the suffix of its name (_fen, _bp,
// _half_day_count). Lists are joined by commas; a message that has no short form is empty.
std::string FieldText(const google::protobuf::Message& message,
                      const google::protobuf::FieldDescriptor* field);
// True if FieldText has something to say about such fields.
bool HasShortForm(const google::protobuf::FieldDescriptor* field);
// `day_fee_fen` -> `DAY FEE`; amounts are understood to be yuan.
std::string FieldTitle(const google::protobuf::FieldDescriptor* field);

}  // namespace houniao::talentctl
