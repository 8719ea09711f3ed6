#include "common/codes/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/unit/common/codes/golden.h"

namespace houniao::codes {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CsvReader, ReadsQuotesLineEndsAndMark) {
  CsvReader reader(
      "\xEF\xBB\xBF"
      "a,\"b,\"\"c\"\"\nd\",\r\n\r\n张三,,x");
  ASSERT_OK_AND_ASSIGN(auto first, reader.Next());
  ASSERT_TRUE(first);
  EXPECT_THAT(first->fields, ElementsAre("a", "b,\"c\"\nd", ""));
  EXPECT_EQ(first->line, 1);
  ASSERT_OK_AND_ASSIGN(auto second, reader.Next());
  ASSERT_TRUE(second);
  EXPECT_THAT(second->fields, ElementsAre("张三", "", "x"));
  EXPECT_EQ(second->line, 4);
  ASSERT_OK_AND_ASSIGN(auto end, reader.Next());
  EXPECT_FALSE(end);
}

TEST(CsvReader, ABrokenRowDoesNotHideTheNext) {
  CsvReader reader("a,b\nc,\"d\ne,f\ng,\"h\"i\nj,k\n");
  EXPECT_OK(reader.Next());
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Line 2")));
  ASSERT_OK_AND_ASSIGN(auto third, reader.Next());
  ASSERT_TRUE(third);
  EXPECT_THAT(third->fields, ElementsAre("e", "f"));
  EXPECT_EQ(third->line, 3);
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Line 4")));
  ASSERT_OK_AND_ASSIGN(auto fifth, reader.Next());
  ASSERT_TRUE(fifth);
  EXPECT_THAT(fifth->fields, ElementsAre("j", "k"));
  ASSERT_OK_AND_ASSIGN(auto end, reader.Next());
  EXPECT_FALSE(end);
}

TEST(CsvReader, CountsRowsAsATableProgramDoes) {
  CsvReader reader("a,b\n\n\"1\n2\",3\n4,5\n");
  std::vector<int64_t> rows;
  while (true) {
    ASSERT_OK_AND_ASSIGN(const auto row, reader.Next());
    if (!row) break;
    rows.push_back(reader.row());
  }
  EXPECT_THAT(rows, ElementsAre(1, 3, 4));
}

TEST(CsvReader, RefusesALongRowAndReadsOn) {
  CsvReader reader("a,b\n\"never closed\nc,d\ntoo,long,row\ne,f\n", 8);
  ASSERT_OK(reader.Next());
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("8 bytes")));
  ASSERT_OK_AND_ASSIGN(auto row, reader.Next());
  ASSERT_TRUE(row);
  EXPECT_THAT(row->fields, ElementsAre("c", "d"));
  EXPECT_THAT(reader.Next(), StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK_AND_ASSIGN(row, reader.Next());
  ASSERT_TRUE(row);
  EXPECT_THAT(row->fields, ElementsAre("e", "f"));
}

TEST(CsvReader, AnyBytesEnd) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const std::string noise = houniao::testing::NoiseOf(seed, seed % 97, ",\"\r\n\"\na");
    CsvReader reader(noise);
    size_t rows = 0;
    while (true) {
      auto row = reader.Next();
      if (row.ok() && !*row) break;
      ASSERT_LE(++rows, noise.size());
    }
  }
}

TEST(CsvTable, WantsItsColumnsAndWidth) {
  ASSERT_OK_AND_ASSIGN(auto table, CsvTable::Parse("a,b\n1,2\n", {"b"}));
  EXPECT_EQ(table.size(), 1u);
  EXPECT_EQ(table.Get(0, "b"), "2");
  EXPECT_THAT(CsvTable::Parse("a,b\n1,2\n", {"c"}), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CsvTable::Parse("a,a\n", {"a"}), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CsvTable::Parse("a,b\n1\n", {"a"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Line 2")));
  EXPECT_THAT(CsvTable::Parse("", {"a"}), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace houniao::codes
