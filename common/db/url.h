// The database url of Options.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/db/database.h"

namespace houniao::db {

struct Url {
  Engine engine = Engine::kSqlite;
  std::string path;  // SQLite
  std::string user;
  std::string password;
  std::string host;
  int port = 3306;
  std::string database;
  std::string socket;
  std::string ssl_ca;
  std::string ssl_cert;
  std::string ssl_key;
};

// Reads the password file if one is named. InvalidArgument if the text is no such url (the message
// never quotes it: it may hold a password), FailedPrecondition if the password file cannot be read.
absl::StatusOr<Url> ParseUrl(absl::string_view text);

}  // namespace houniao::db
