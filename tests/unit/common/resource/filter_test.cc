#include "common/resource/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::resource {
namespace {

const Kind& TalentKind() {
  static const Kind* kind = new Kind(testing::TalentOptions());
  return *kind;
}

TEST(Filter, EmptyMeansEverything) {
  ASSERT_OK_AND_ASSIGN(const auto compiled, CompileFilter(TalentKind(), "  "));
  EXPECT_EQ(compiled.sql, "");
}

TEST(Filter, CompilesToBoundParameters) {
  struct Case {
    const char* filter;
    const char* sql;
    size_t values;
  };
  for (const Case& c : std::vector<Case>{
           {"region = 350902", "((region = ?))", 1},
           {"region = '3509*'", "(((region >= ? AND region < ?)))", 2},
           {"employment.status = RETIRED OR employment.status = ABROAD", "", 0},
           {"employment.status = EMPLOYMENT_STATUS_RETIRED", "((employment_status = ?))", 1},
           {"birth_date < 1970-01-01 AND NOT region = '35'",
            "((birth_date < ?) AND (NOT region = ?))", 2},
           {"industries : 3849", "((INSTR(industries, ?) > 0))", 1},
           {"-(region = a OR region = b)", "((NOT ((region = ? OR region = ?))))", 2},
           {"create_time >= 2026-03-02T09:00:00+08:00", "((create_time >= ?))", 1},
           {"external_id : *", "(((external_id IS NOT NULL AND external_id <> ?)))", 1},
       }) {
    const auto compiled = CompileFilter(TalentKind(), c.filter);
    if (c.values == 0) {
      EXPECT_EQ(errors::ReasonOf(compiled.status()), errors::kInvalidFilter) << c.filter;
      continue;
    }
    ASSERT_OK(compiled) << c.filter;
    EXPECT_EQ(compiled->sql, c.sql);
    EXPECT_EQ(compiled->values.size(), c.values);
  }
}

TEST(Filter, OrBindsTighterThanAnd) {
  ASSERT_OK_AND_ASSIGN(const auto compiled,
                       CompileFilter(TalentKind(), "region = a AND region = b OR region = c"));
  EXPECT_EQ(compiled.sql, "((region = ?) AND (region = ? OR region = ?))");
}

TEST(Filter, SaysWhereItWentWrong) {
  struct Case {
    std::string filter;
    const char* word;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing = 1", "no field `nothing`"},
           {"region", "expected ="},
           {"region =", "expected a value"},
           {"region = 'open", "not closed"},
           {"region = a region = b", "expected AND"},
           {"(region = a", "expected `)`"},
           {"birth_date = yesterday", "expected a date"},
           {"birth_date = '2026- 1- 2'", "expected a date"},
           {"birth_date = '2026-+1-02'", "expected a date"},
           {"region ~ a", "no meaning"},
           {std::string(20, '(') + "region = a" + std::string(20, ')'), "nested too deeply"},
           {std::string(2000, 'a'), "longer than 1024"},
           {"body = x", "no field `body`"},
       }) {
    const auto compiled = CompileFilter(TalentKind(), c.filter);
    EXPECT_THAT(compiled,
                testing::StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr(c.word)))
        << c.filter;
  }
  std::string many = "region = a";
  for (int i = 0; i < 20; ++i) many += " AND region = a";
  EXPECT_FALSE(CompileFilter(TalentKind(), many).ok());
}

TEST(Order, EndsInTheName) {
  ASSERT_OK_AND_ASSIGN(const auto order, CompileOrder(TalentKind(), "region desc, birth_date"));
  ASSERT_EQ(order.size(), 3u);
  EXPECT_EQ(order[0].column, "region");
  EXPECT_TRUE(order[0].descending);
  EXPECT_EQ(order[2].column, "name");
}

TEST(Order, ListsHaveNone) {
  EXPECT_EQ(errors::ReasonOf(CompileOrder(TalentKind(), "industries").status()),
            errors::kInvalidOrderBy);
}

TEST(Order, RefusesWhatIsNotListed) {
  for (const char* wrong : {"body", "region down", "region desc desc", "a b c", "display_name"}) {
    EXPECT_EQ(errors::ReasonOf(CompileOrder(TalentKind(), wrong).status()), errors::kInvalidOrderBy)
        << wrong;
  }
}

}  // namespace
}  // namespace houniao::resource
