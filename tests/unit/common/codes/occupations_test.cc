#include "common/codes/occupations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/status_matchers.h"

namespace houniao::codes {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr absl::string_view kFamilies =
    "# version 1\nkey,name_zh,name_en,sector,near,subsectors\n"
    "tax,税务,tax,finance,audit,\naudit,审计,audit,finance,,\n";
constexpr absl::string_view kOccupations =
    "# version 7\nkey,family,name_zh,name_en,kind,weight,also,terms\n"
    "tax-accountant,tax,税务会计,tax accountant,post,10,audit,税务;报税员\n";
constexpr absl::string_view kHeads =
    "# version 1\nkey,group,rank,near,words\nclerk,support,1,officer,文员\nofficer,staff,2,,干事\n";
constexpr absl::string_view kWords = "# version 1\nword,kind,rank\n高级,level,1\n全国,filler,0\n";

absl::Status Refused(OccupationFiles files) { return OccupationTable::Parse(files).status(); }

TEST(OccupationTable, BuiltInCoversTheLabourMarket) {
  const OccupationTable& table = OccupationTable::BuiltIn();
  EXPECT_EQ(table.version(), "2026.1");
  EXPECT_GE(table.size(), 900);
  EXPECT_GE(table.families().size(), 200u);
  std::set<std::string> sectors;
  size_t terms = 0;
  for (const OccupationFamily& family : table.families()) sectors.insert(family.sector);
  for (const Occupation& occupation : table.occupations()) terms += occupation.terms.size() + 2;
  EXPECT_GE(sectors.size(), 25u);
  EXPECT_GE(terms, 15000u);
}

TEST(OccupationTable, ReadsItsFiles) {
  const auto table = OccupationTable::Parse({kFamilies, kOccupations, kHeads, kWords});
  ASSERT_OK(table);
  EXPECT_EQ(table->version(), "7");
  const auto id = table->Find("tax-accountant");
  ASSERT_TRUE(id.has_value());
  const Occupation& occupation = table->Get(*id);
  EXPECT_EQ(table->Family(occupation.family).name_zh, "税务");
  EXPECT_THAT(occupation.also, Contains(*table->FindFamily("audit")));
  EXPECT_THAT(occupation.terms, Contains("报税员"));
  EXPECT_THAT(table->Family(*table->FindFamily("audit")).near,
              Contains(*table->FindFamily("tax")));  // symmetric
  EXPECT_THAT(table->heads()[1].near, Contains(0));
  EXPECT_TRUE(table->words()[0].is_level);
  EXPECT_FALSE(table->words()[1].is_level);
  EXPECT_FALSE(table->Find("lawyer").has_value());
}

TEST(OccupationTable, RefusesWhatIsBroken) {
  EXPECT_THAT(Refused({"key\n", kOccupations, kHeads, kWords}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("occupation_families.csv")));
  const std::string unknown =
      "# version 1\nkey,family,name_zh,name_en,kind,weight,also,terms\na,law,甲,a,post,10,,\n";
  EXPECT_THAT(Refused({kFamilies, unknown, kHeads, kWords}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3")));
  const std::string heavy =
      "# version 1\nkey,family,name_zh,name_en,kind,weight,also,terms\na,tax,甲,a,post,11,,\n";
  EXPECT_THAT(Refused({kFamilies, heavy, kHeads, kWords}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("from 1 to 10")));
  const std::string twice =
      "# version 1\nkey,family,name_zh,name_en,kind,weight,also,terms\n"
      "a,tax,甲,a,post,1,,\na,tax,乙,b,post,1,,\n";
  EXPECT_THAT(Refused({kFamilies, twice, kHeads, kWords}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("twice")));
  EXPECT_THAT(
      Refused({kFamilies, kOccupations,
               "# version 1\nkey,group,rank,near,words\nclerk,support,1,boss,文员\n", kWords}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("boss")));
  EXPECT_THAT(
      Refused({kFamilies, kOccupations, kHeads, "# version 1\nword,kind,rank\n高级,grade,1\n"}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("title_words.csv")));
}

}  // namespace
}  // namespace houniao::codes
