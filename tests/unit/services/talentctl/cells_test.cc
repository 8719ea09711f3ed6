#include "services/talentctl/output/cells.h"

#include <gtest/gtest.h>

#include <limits>

#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talentctl {
namespace {

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(Cells, MoneyIsYuanWithSeparators) {
  EXPECT_EQ(YuanText(0), "0.00");
  EXPECT_EQ(YuanText(5), "0.05");
  EXPECT_EQ(YuanText(99999), "999.99");
  EXPECT_EQ(YuanText(100000), "1,000.00");
  EXPECT_EQ(YuanText(123456789), "1,234,567.89");
  EXPECT_EQ(YuanText(-120050), "-1,200.50");
  EXPECT_EQ(YuanText(std::numeric_limits<int64_t>::min()), "-92,233,720,368,547,758.08");
}

TEST(Cells, DaysSharesAndDates) {
  EXPECT_EQ(DaysText(83), "41.5");
  EXPECT_EQ(DaysText(126), "63");
  EXPECT_EQ(PercentText(9850), "98.5%");
  EXPECT_EQ(PercentText(10000), "100%");
  EXPECT_EQ(PercentText(5), "0.05%");
  EXPECT_EQ(DateText(Date(2026, 3, 2)), "2026-03-02");
  EXPECT_EQ(DateText(Date(1979, 0, 0)), "1979");
  EXPECT_EQ(DateText(Date(1979, 5, 0)), "1979-05");
  EXPECT_EQ(DateText({}), "");
  type::v1::DateRange range;
  EXPECT_EQ(RangeText(range), "");
  *range.mutable_start_date() = Date(2025, 12, 1);
  EXPECT_EQ(RangeText(range), "2025-12-01 ~ ");
}

TEST(Cells, TimesAreThoseOfShanghai) {
  google::protobuf::Timestamp time;
  EXPECT_EQ(TimeText(time), "");
  time.set_seconds(1772413800);  // 2026-03-02T01:10:00Z
  EXPECT_EQ(TimeText(time), "2026-03-02 09:10");
  EXPECT_EQ(DayText(time), "2026-03-02");
}

TEST(Cells, EnumsLoseTheirPrefix) {
  EXPECT_EQ(EnumText(type::v1::SKILL_LEVEL_EXPERT), "EXPERT");
  EXPECT_EQ(EnumText(type::v1::SKILL_LEVEL_UNSPECIFIED), "");
  EXPECT_EQ(EnumText(recruitment::v1::Engagement::HELD), "HELD");
  EXPECT_EQ(EnumText(recruitment::v1::DAY_HALF_MORNING), "MORNING");
  EXPECT_EQ(EnumText(type::v1::SkillLevel_descriptor(), 77), "77");
}

TEST(Cells, FieldsByTheSuffixOfTheirName) {
  talent::v1::FlexibleTerms terms;
  terms.set_day_fee_fen(150000);
  terms.set_remote_share_bp(2000);
  terms.add_forms(type::v1::ENGAGEMENT_FORM_SEASONAL);
  terms.add_forms(type::v1::ENGAGEMENT_FORM_PROJECT);
  const auto text = [&](const char* name) {
    return FieldText(terms, terms.GetDescriptor()->FindFieldByName(name));
  };
  EXPECT_EQ(text("day_fee_fen"), "1,500.00");
  EXPECT_EQ(text("remote_share_bp"), "20%");
  EXPECT_EQ(text("forms"), "SEASONAL, PROJECT");
  EXPECT_EQ(text("days_per_year"), "");
  EXPECT_EQ(text("seasons"), "");
  terms.set_days_per_year(0);
  EXPECT_EQ(text("days_per_year"), "0");
}

}  // namespace
}  // namespace houniao::talentctl
