#include "common/population/facts.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "tests/support/status_matchers.h"

namespace houniao::population {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

TEST(NormalizeFactsTest, OneFormForEqualFacts) {
  TalentFacts facts;
  facts.id = "t1";
  facts.skills = {{7, 1, 9, false}, {3, 0, 0, false}, {7, 3, 2, false}, {7, 3, 2, true}};
  facts.industries = {"C3849", "3849", "C"};
  facts.served_regions = {"350900", "3509", "350000"};
  facts.region = "350900";
  facts.majors = {"旅游管理", "", "旅游管理"};
  facts.posts = {"总工程师", "", "教授", "总工程师"};
  facts.seasons = {{7, 1, 8, 31}, {1, 1, 2, 29}, {7, 1, 8, 31}};
  facts.interests = {0, 5, 5};
  facts.tier_until = DayNumber(absl::CivilDay(9999, 12, 31));
  facts.integrity_until = DayNumber(absl::CivilDay(9999, 12, 31));
  facts.home_unit_consent_until = DayNumber(absl::CivilDay(1988, 1, 1));
  ASSERT_OK(NormalizeFacts(facts));
  EXPECT_EQ(facts.skills, (std::vector<SkillFact>{{3, 0, 0, false}, {7, 3, 2, true}}));
  EXPECT_EQ(facts.industries, (std::vector<std::string>{"3849", "C"}));
  EXPECT_EQ(facts.served_regions, (std::vector<std::string>{"35", "3509"}));
  EXPECT_EQ(facts.region, "3509");
  EXPECT_EQ(facts.majors, (std::vector<std::string>{"旅游管理"}));
  EXPECT_EQ(facts.posts, (std::vector<std::string>{"总工程师", "教授"}));
  EXPECT_EQ(facts.seasons, (std::vector<SeasonWindow>{{1, 1, 2, 29}, {7, 1, 8, 31}}));
  EXPECT_EQ(facts.interests, (std::vector<uint64_t>{5}));
  EXPECT_EQ(facts.tier_until, std::nullopt);       // no end
  EXPECT_EQ(facts.integrity_until, kLastLastDay);  // a record without end stays in force
  EXPECT_EQ(facts.home_unit_consent_until, kFirstLastDay);
  const TalentFacts once = facts;
  ASSERT_OK(NormalizeFacts(facts));
  EXPECT_EQ(facts, once);
}

TEST(NormalizeFactsTest, NamesTheFieldThatIsWrong) {
  const std::pair<const char*, std::function<void(TalentFacts&)>> wrong[] = {
      {"id", [](TalentFacts& f) { f.id = ""; }},
      {"id", [](TalentFacts& f) { f.id = std::string(256, 'x'); }},
      {"skills.skill",
       [](TalentFacts& f) {
         f.skills = {{-1, 0, 0, false}};
       }},
      {"skills.skill",
       [](TalentFacts& f) {
         f.skills = {{1 << 20, 0, 0, false}};
       }},
      {"skills.level",
       [](TalentFacts& f) {
         f.skills = {{1, 4, 0, false}};
       }},
      {"skills.years",
       [](TalentFacts& f) {
         f.skills = {{1, 0, 128, false}};
       }},
      {"number of skills",
       [](TalentFacts& f) {
         for (int i = 0; i <= kMaxSkills; ++i) f.skills.push_back({i, 0, 0, false});
       }},
      {"length of posts",
       [](TalentFacts& f) {
         for (int i = 0; i <= kMaxPostCharacters; ++i) {
           f.posts.resize(1);
           f.posts[0] += "长";
         }
       }},
      {"number of posts",
       [](TalentFacts& f) {
         for (int i = 0; i <= kMaxPosts; ++i) f.posts.push_back(absl::StrCat("p", i));
       }},
      {"industry \"3\"", [](TalentFacts& f) { f.industries = {"3"}; }},
      {"region \"3\"", [](TalentFacts& f) { f.region = "3"; }},
      {"region \"x\"", [](TalentFacts& f) { f.served_regions = {"x"}; }},
      {"seasons",
       [](TalentFacts& f) {
         f.seasons = {{2, 30, 3, 1}};
       }},
      {"number of restrictions",
       [](TalentFacts& f) {
         for (int i = 0; i <= kMaxRestrictions; ++i) f.restrictions.push_back({i, {1}, {}});
       }},
      {"number of restrictions.units",
       [](TalentFacts& f) {
         f.restrictions.resize(1);
         for (uint64_t i = 0; i <= kMaxBarred; ++i) f.restrictions[0].units.push_back(i + 1);
       }},
      {"number of restrictions.industries",
       [](TalentFacts& f) {
         f.restrictions.resize(1);
         for (uint32_t i = 0; i <= kMaxBarred; ++i) f.restrictions[0].industries.push_back(i + 1);
       }},
      {"days_per_year", [](TalentFacts& f) { f.days_per_year = 367; }},
      {"days_per_year", [](TalentFacts& f) { f.days_per_year = -1; }},
      {"remote_share_bp", [](TalentFacts& f) { f.remote_share_bp = 10001; }},
      {"day_fee_fen", [](TalentFacts& f) { f.day_fee_fen = -1; }},
      {"employment_status", [](TalentFacts& f) { f.employment_status = 16; }},
      {"tier_rank", [](TalentFacts& f) { f.tier_rank = -1; }},
  };
  for (const auto& [field, spoil] : wrong) {
    TalentFacts facts;
    facts.id = "t1";
    spoil(facts);
    EXPECT_THAT(NormalizeFacts(facts),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
}

TEST(EmployerKeyTest, IsStableAndNeverZeroForAUnit) {
  EXPECT_EQ(EmployerKey(""), 0u);
  // SHA-256 of "91350900MA2XXXXX00" must not depend on the process.
  EXPECT_EQ(EmployerKey("abc"), 0xba7816bf8f01cfeau);
  EXPECT_NE(EmployerKey("a"), EmployerKey("b"));
}

// The allow-list is the struct; a protected attribute must not slip into it.
TEST(TalentFactsTest, HoldsNoProtectedAttribute) {
  const char* const root = std::getenv("HOUNIAO_SOURCE_DIR");
  std::ifstream file(absl::StrCat(root == nullptr ? "." : root, "/common/population/facts.h"));
  ASSERT_TRUE(file.is_open());
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const size_t begin = all.find("struct TalentFacts {");
  ASSERT_NE(begin, std::string::npos);
  const size_t end = all.find("\n};", begin);
  ASSERT_NE(end, std::string::npos);
  for (absl::string_view line : absl::StrSplit(all.substr(begin, end - begin), '\n')) {
    const absl::string_view code = line.substr(0, line.find("//"));
    for (const char* word :
         {"sex", "gender", "birth", "age", "ethnic", "nation", "marri", "marital", "religion",
          "party", "household", "hukou", "photo", "name", "number", "native"}) {
      EXPECT_FALSE(absl::StrContains(code, word)) << line;
    }
  }
}

}  // namespace
}  // namespace houniao::population
