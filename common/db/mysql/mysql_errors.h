// What an error of the server or the driver means to the rest of the house.
#pragma once

#include <cppconn/exception.h>

#include <string>

#include "absl/status/status.h"

namespace houniao::db {

struct MysqlFailure {
  absl::Status status;
  // Only the statement was undone; the transaction may go on.
  bool statement_only = false;
  // A constraint did its work; nothing is wrong.
  bool refused_row = false;
  // The connection is of no more use.
  bool lost = false;
  // The cached statements are out of date; the one that failed may be prepared and run once more.
  bool stale = false;
};

// Codes of MariaDB 10.11 and MySQL 8/9; a code we do not know undoes the whole transaction.
MysqlFailure ReadMysqlFailure(const sql::SQLException& error);

// The server's words, or nothing if words of this kind quote values.
std::string LoggableText(const sql::SQLException& error);

// Name of the constraint in the message of a refused row, without its table; empty if there is
// none.
std::string ConstraintName(int code, const std::string& message);

}  // namespace houniao::db
