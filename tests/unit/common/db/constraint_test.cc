// Refused rows carry the declared name of the constraint, the same on both engines.
#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "common/db/database.h"
#include "common/db/mysql/mysql_errors.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace houniao::db {
namespace {

using ::houniao::testing::EngineName;
using ::houniao::testing::kEngines;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;
using ::houniao::testing::TestDatabase;

constexpr char kSchema[] = R"(
CREATE TABLE parents (id @key NOT NULL PRIMARY KEY) @table;
CREATE TABLE rows_ (
  id @key NOT NULL PRIMARY KEY,
  a @key, b @int, c @key, d @int,
  parent @key,
  CONSTRAINT uq_rows_c UNIQUE (c),
  UNIQUE (d),
  CONSTRAINT ck_rows_b CHECK (b >= 0),
  CONSTRAINT fk_rows_parent FOREIGN KEY (parent) REFERENCES parents (id)
) @table;
CREATE UNIQUE INDEX uq_rows_a_b ON rows_ (a, b);
CREATE INDEX idx_rows_b ON rows_ (b);
INSERT INTO parents (id) VALUES ('p');
INSERT INTO rows_ (id, a, b, c, d, parent) VALUES ('1', 'x for key ''y''', 1, 'c', 4, 'p');
)";

class ConstraintTest : public ::testing::TestWithParam<Engine> {
 protected:
  ConstraintTest() { database_.Define(kSchema); }
  absl::Status Insert(Value id, Value a, Value b, Value c, Value d, Value parent) {
    auto transaction = *database_->BeginWrite(Soon());
    return transaction
        ->Execute("INSERT INTO rows_ (id, a, b, c, d, parent) VALUES (?, ?, ?, ?, ?, ?)",
                  {id, a, b, c, d, parent})
        .status();
  }
  TestDatabase database_{GetParam()};
};

TEST_P(ConstraintTest, PrimaryKey) {
  const absl::Status status = Insert("1", "z", 9, "z", 9, "p");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ConstraintOf(status), "PRIMARY");
}

TEST_P(ConstraintTest, UniqueIndexOverTwoColumns) {
  const absl::Status status = Insert("2", "x for key 'y'", 1, "z", 9, "p");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ConstraintOf(status), "uq_rows_a_b");
}

TEST_P(ConstraintTest, NamedUniqueConstraint) {
  const absl::Status status = Insert("2", "z", 1, "c", 9, "p");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ConstraintOf(status), "uq_rows_c");
}

TEST_P(ConstraintTest, UnnamedUniqueIsCalledByItsColumn) {
  const absl::Status status = Insert("2", "z", 1, "z", 4, "p");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ConstraintOf(status), "d");
}

TEST_P(ConstraintTest, Check) {
  const absl::Status status = Insert("2", "z", -1, "z", 9, "p");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ConstraintOf(status), "ck_rows_b");
}

TEST_P(ConstraintTest, ForeignKey) {
  const absl::Status child = Insert("2", "z", 1, "z", 9, "nobody");
  EXPECT_THAT(child, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ConstraintOf(child), GetParam() == Engine::kSqlite ? "" : "fk_rows_parent");
  auto transaction = *database_->BeginWrite(Soon());
  EXPECT_THAT(transaction->Execute("DELETE FROM parents WHERE id = ?", {"p"}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_P(ConstraintTest, MessagesQuoteNoStoredValue) {
  const absl::Status status = Insert("2", "x for key 'y'", 1, "z", 9, "p");
  EXPECT_THAT(std::string(status.message()), ::testing::Not(::testing::HasSubstr("for key")));
  EXPECT_FALSE(IsCommitUnknown(status));
  EXPECT_EQ(ConstraintOf(absl::OkStatus()), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, ConstraintTest, kEngines, EngineName);

TEST(ConstraintName, ReadsTheMessagesOfBothServers) {
  EXPECT_EQ(ConstraintName(1062, "Duplicate entry 'a-b' for key 'uq_x'"), "uq_x");
  EXPECT_EQ(ConstraintName(1062, "Duplicate entry 'a' for key 'talents.uq_x'"), "uq_x");
  EXPECT_EQ(ConstraintName(1062, "Duplicate entry 'a' for key 'PRIMARY'"), "PRIMARY");
  EXPECT_EQ(ConstraintName(3819, "Check constraint 'ck_x' is violated."), "ck_x");
  EXPECT_EQ(ConstraintName(4025, "CONSTRAINT `ck_x` failed for `d`.`t`"), "ck_x");
  EXPECT_EQ(ConstraintName(1216, "Cannot add or update a child row"), "");
}

}  // namespace
}  // namespace houniao::db
