#include "common/db/sqlite/sqlite_constraints.h"

#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace houniao::db {
namespace {

constexpr absl::string_view kSqlUniqueIndexes =
    "SELECT il.name, il.origin FROM pragma_index_list(?1) AS il WHERE il.\"unique\" AND "
    "(SELECT group_concat(name, ',') FROM (SELECT ii.name AS name FROM "
    "pragma_index_info(il.name) AS ii ORDER BY ii.seqno)) = ?2";
constexpr absl::string_view kSqlTableText =
    "SELECT sql, '' FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND ?2 IS NOT NULL";

struct Pair {
  std::string first;
  std::string second;
};

std::string Column(sqlite3_stmt* statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement, column);
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

// The first row of a statement with two parameters and two columns; blank if there is none.
Pair First(sqlite3* db, absl::string_view sql, const std::string& a, const std::string& b) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &made, nullptr) !=
      SQLITE_OK) {
    return {};
  }
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
  sqlite3_bind_text(made, 1, a.data(), static_cast<int>(a.size()), SQLITE_STATIC);
  sqlite3_bind_text(made, 2, b.data(), static_cast<int>(b.size()), SQLITE_STATIC);
  if (sqlite3_step(made) != SQLITE_ROW) return {};
  return {Column(made, 0), Column(made, 1)};
}

// Words and single marks; quotes around names are dropped.
std::vector<std::string> Words(absl::string_view sql) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (const char c : sql) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_') {
      word.push_back(c);
    } else {
      flush();
      if (c == '(' || c == ')') words.emplace_back(1, c);
    }
  }
  flush();
  return words;
}

std::string NamedInTable(absl::string_view sql, const std::vector<std::string>& columns) {
  const std::vector<std::string> words = Words(sql);
  for (size_t i = 0; i + 4 + columns.size() < words.size(); ++i) {
    if (!absl::EqualsIgnoreCase(words[i], "CONSTRAINT") ||
        !absl::EqualsIgnoreCase(words[i + 2], "UNIQUE") || words[i + 3] != "(" ||
        words[i + 4 + columns.size()] != ")") {
      continue;
    }
    if (std::equal(columns.begin(), columns.end(),
                   words.begin() + static_cast<std::ptrdiff_t>(i) + 4)) {
      return words[i + 1];
    }
  }
  return columns.front();
}

}  // namespace

std::string UniqueConstraintName(sqlite3* db, absl::string_view text) {
  // An index over an expression is named by SQLite itself: "index 'name'".
  if (absl::ConsumePrefix(&text, "index '")) return std::string(absl::StripSuffix(text, "'"));
  std::string table;
  std::vector<std::string> columns;
  for (absl::string_view part : absl::StrSplit(text, ", ")) {
    const std::pair<std::string, std::string> names = absl::StrSplit(part, absl::MaxSplits('.', 1));
    table = names.first;
    columns.push_back(names.second);
  }
  const Pair index = First(db, kSqlUniqueIndexes, table, absl::StrJoin(columns, ","));
  if (index.second == "c") return index.first;  // made by CREATE UNIQUE INDEX
  if (index.second == "pk") return "PRIMARY";
  return NamedInTable(First(db, kSqlTableText, table, "").first, columns);
}

}  // namespace houniao::db
