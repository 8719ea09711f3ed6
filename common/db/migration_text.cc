#include "common/db/migration_text.h"

#include <openssl/evp.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/base/status_macros.h"

namespace houniao::db {
namespace {

struct Token {
  absl::string_view name;
  absl::string_view sqlite;
  absl::string_view mysql;
};
constexpr Token kTokens[] = {
    {"key", "TEXT", "VARBINARY(255)"},
    {"int", "INTEGER", "BIGINT"},
    {"text", "TEXT", "VARCHAR(1000)"},
    {"blob", "BLOB", "LONGBLOB"},
    {"hash", "BLOB", "BINARY(32)"},
    {"table", "STRICT", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"},
};

absl::StatusOr<absl::string_view> Replacement(absl::string_view name, Engine engine) {
  for (const Token& token : kTokens) {
    if (token.name == name) return engine == Engine::kSqlite ? token.sqlite : token.mysql;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("A migration uses the unknown token @", name, "."));
}

absl::StatusOr<std::string> ReplaceTokens(absl::string_view text, Engine engine) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    if (text[i] != '@' || quoted) {
      out.push_back(text[i]);
      continue;
    }
    size_t end = i + 1;
    while (end < text.size() && absl::ascii_isalpha(static_cast<unsigned char>(text[end]))) ++end;
    ASSIGN_OR_RETURN(const absl::string_view type,
                     Replacement(text.substr(i + 1, end - i - 1), engine));
    absl::StrAppend(&out, type);
    i = end - 1;
  }
  return out;
}

}  // namespace

std::string MigrationHash(absl::string_view sql) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(sql.data(), sql.size(), digest, &size, EVP_sha256(), nullptr);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

absl::StatusOr<std::vector<std::string>> MigrationStatements(absl::string_view sql, Engine engine) {
  std::vector<std::string> statements;
  std::string statement;
  for (absl::string_view line : absl::StrSplit(sql, '\n')) {
    if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(line), "--")) continue;
    const absl::string_view text = absl::StripTrailingAsciiWhitespace(line);
    if (text.empty()) continue;
    const bool last = absl::EndsWith(text, ";");
    absl::StrAppend(&statement, statement.empty() ? "" : "\n",
                    last ? text.substr(0, text.size() - 1) : text);
    if (!last) continue;
    ASSIGN_OR_RETURN(std::string replaced, ReplaceTokens(statement, engine));
    statements.push_back(std::move(replaced));
    statement.clear();
  }
  if (!statement.empty() || statements.empty()) {
    return absl::InvalidArgumentError("A migration ends without `;` or holds no statement.");
  }
  return statements;
}

}  // namespace houniao::db
