// What a store does with a session, on both engines.
#include <gmock/gmock.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "common/db/database.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace houniao::db {
namespace {

using ::houniao::testing::EngineName;
using ::houniao::testing::IsOk;
using ::houniao::testing::kEngines;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;
using ::houniao::testing::TestDatabase;
using ::testing::ElementsAre;
using ::testing::Optional;

class SessionTest : public ::testing::TestWithParam<Engine> {
 protected:
  SessionTest() {
    database_.Define(
        "CREATE TABLE things (id @key NOT NULL PRIMARY KEY, n @int, t @text, b @blob, h @hash) "
        "@table;\n");
  }
  std::unique_ptr<Transaction> Write() { return *database_->BeginWrite(Soon()); }
  std::unique_ptr<Transaction> Read() { return *database_->BeginRead(Soon()); }

  TestDatabase database_{GetParam()};
};

TEST_P(SessionTest, KeepsEveryNumber) {
  const std::vector<int64_t> numbers = {0, 1, -1, std::numeric_limits<int64_t>::min(),
                                        std::numeric_limits<int64_t>::max()};
  auto transaction = Write();
  for (size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_THAT(transaction->Execute("INSERT INTO things (id, n) VALUES (?, ?)",
                                     {std::to_string(i), numbers[i]}),
                IsOk());
  }
  ASSERT_OK(transaction->Commit());
  for (size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(*Read()->QueryInt("SELECT n FROM things WHERE id = ?", {std::to_string(i)}),
              numbers[i]);
  }
}

// The driver would send -1 as 18446744073709551615 after an unsigned bind of the same place.
TEST_P(SessionTest, OneStatementTakesLargeThenNegativeThenTextThenNull) {
  auto transaction = Write();
  constexpr absl::string_view kInsert = "INSERT INTO things (id, n, t) VALUES (?, ?, ?)";
  ASSERT_OK(transaction->Execute(kInsert, {"a", std::numeric_limits<int64_t>::max(), "x"}));
  ASSERT_OK(transaction->Execute(kInsert, {"b", -1, Value::Null()}));
  ASSERT_OK(transaction->Execute(kInsert, {"c", Value::Null(), "y"}));
  ASSERT_OK(transaction->Execute(kInsert, {"d", -2, ""}));
  EXPECT_THAT(*transaction->QueryInt("SELECT n FROM things WHERE id = 'b'"), Optional(-1));
  EXPECT_EQ(*transaction->QueryInt("SELECT n FROM things WHERE id = 'c'"), std::nullopt);
  EXPECT_EQ(*transaction->QueryBytes("SELECT t FROM things WHERE id = 'b'"), std::nullopt);
  EXPECT_THAT(*transaction->QueryBytes("SELECT t FROM things WHERE id = 'd'"),
              Optional(std::string()));
  EXPECT_THAT(*transaction->QueryInt("SELECT SUM(n) FROM things WHERE n < 0"), Optional(-3));
}

TEST_P(SessionTest, BlobsKeepEveryByteAndAnyLength) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  const std::vector<std::string> blobs = {bytes, "", std::string(3 << 20, '\0'), "short",
                                          std::string(300 << 10, '\xff')};
  auto transaction = Write();
  for (size_t i = 0; i < blobs.size(); ++i) {  // long and short through the same statement
    ASSERT_OK(transaction->Execute("INSERT INTO things (id, b) VALUES (?, ?)",
                                   {std::to_string(i), Value::Blob(blobs[i])}));
  }
  ASSERT_OK(transaction->Commit());
  for (size_t i = 0; i < blobs.size(); ++i) {
    const auto stored =
        *Read()->QueryBytes("SELECT b FROM things WHERE id = ?", {std::to_string(i)});
    ASSERT_TRUE(stored.has_value()) << i;
    EXPECT_TRUE(*stored == blobs[i]) << i;
  }
}

TEST_P(SessionTest, TextKeepsChineseAndAstralCharacters) {
  const std::string text = "𠮷野家 欧阳·买买提 👩‍👩‍👧 𬱖";
  auto transaction = Write();
  ASSERT_OK(transaction->Execute("INSERT INTO things (id, t) VALUES (?, ?)", {text, text}));
  EXPECT_THAT(*transaction->QueryBytes("SELECT t FROM things WHERE id = ?", {text}),
              Optional(text));
  EXPECT_THAT(*transaction->QueryBytes("SELECT id FROM things WHERE t = ?", {text}),
              Optional(text));
}

TEST_P(SessionTest, KeysAreExact) {
  auto transaction = Write();
  for (const char* key : {"a", "a ", "A", "á"}) {
    EXPECT_THAT(transaction->Execute("INSERT INTO things (id) VALUES (?)", {key}), IsOk()) << key;
  }
  EXPECT_THAT(*transaction->QueryInt("SELECT COUNT(*) FROM things WHERE id = ?", {"a"}),
              Optional(1));
  std::vector<std::string> order;
  ASSERT_OK(transaction->Query("SELECT id FROM things ORDER BY id", {}, [&](const Row& row) {
    order.push_back(row.Bytes(0));
    return true;
  }));
  EXPECT_THAT(order, ElementsAre("A", "a", "a ", "á"));
}

TEST_P(SessionTest, ExecuteCountsMatchedRows) {
  auto transaction = Write();
  EXPECT_EQ(*transaction->Execute("INSERT INTO things (id, n) VALUES (?, 1), (?, 2)", {"a", "b"}),
            2);
  EXPECT_EQ(*transaction->Execute("UPDATE things SET n = 1 WHERE id = ?", {"a"}), 1);  // no change
  EXPECT_EQ(*transaction->Execute("UPDATE things SET n = 1 WHERE id = ?", {"z"}), 0);
  EXPECT_EQ(*transaction->Execute("UPDATE things SET n = n + 1"), 2);
  EXPECT_EQ(*transaction->Execute("DELETE FROM things WHERE n > ?", {100}), 0);
  EXPECT_EQ(*transaction->Execute("DELETE FROM things"), 2);
}

TEST_P(SessionTest, AStatementMayRunInsideItsOwnRows) {
  auto transaction = Write();
  ASSERT_OK(transaction->Execute("INSERT INTO things (id, n) VALUES (?, 1), (?, 2)", {"a", "b"}));
  constexpr absl::string_view kSelect = "SELECT id FROM things WHERE n >= ? ORDER BY id";
  std::vector<std::string> seen;
  ASSERT_OK(transaction->Query(kSelect, {1}, [&](const Row& outer) {
    EXPECT_THAT(transaction->Query(kSelect, {2},
                                   [&](const Row& inner) {
                                     seen.push_back(outer.Bytes(0) + inner.Bytes(0));
                                     return true;
                                   }),
                IsOk());
    return true;
  }));
  EXPECT_THAT(seen, ElementsAre("ab", "bb"));
}

TEST_P(SessionTest, ReadingMayStopEarly) {
  auto transaction = Write();
  ASSERT_OK(transaction->Execute("INSERT INTO things (id) VALUES (?), (?)", {"a", "b"}));
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(*transaction->QueryBytes("SELECT id FROM things ORDER BY id"),
                Optional(std::string("a")));
  }
}

TEST_P(SessionTest, PortableOperatorsMeanTheSame) {
  auto transaction = Read();
  EXPECT_THAT(*transaction->QueryBytes("SELECT 'a' || 'b\\n'"), Optional(std::string("ab\\n")));
  EXPECT_THAT(*transaction->QueryInt("SELECT (2, 1) > (1, 9)"), Optional(1));
}

TEST_P(SessionTest, RefusesWrongUseWithoutBreaking) {
  auto transaction = Write();
  EXPECT_THAT(transaction->Execute("INSERT INTO things (id) VALUES (?)", {"a", "b"}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(transaction->Execute("INSERT INTO nowhere (id) VALUES (?)", {"a"}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(transaction->Execute("SELEKT 1"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_OK(transaction->Execute("INSERT INTO things (id) VALUES (?)", {"a"}));
  EXPECT_OK(transaction->Commit());
}

TEST_P(SessionTest, ReadersCannotWrite) {
  EXPECT_FALSE(Read()->Execute("INSERT INTO things (id) VALUES (?)", {"a"}).ok());
  EXPECT_THAT(*Read()->QueryInt("SELECT COUNT(*) FROM things"), Optional(0));
}

TEST_P(SessionTest, StatementsSurviveAChangeOfTheirTable) {
  constexpr absl::string_view kSelect = "SELECT id, n FROM things ORDER BY id";
  const auto count = [&] {
    int rows = 0;
    EXPECT_OK(database_->Query(
        kSelect, {}, [&](const Row&) { return ++rows > 0; }, Soon()));
    return rows;
  };
  auto transaction = Write();
  ASSERT_OK(transaction->Execute("INSERT INTO things (id) VALUES (?)", {"a"}));
  ASSERT_OK(transaction->Commit());
  transaction.reset();
  EXPECT_EQ(count(), 1);
  database_.Define("ALTER TABLE things ADD COLUMN more @int;\n");
  EXPECT_EQ(count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, SessionTest, kEngines, EngineName);

}  // namespace
}  // namespace houniao::db
