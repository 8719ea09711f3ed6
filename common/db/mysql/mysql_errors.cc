#include "common/db/mysql/mysql_errors.h"

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

#include "common/db/connection.h"

namespace houniao::db {
namespace {

// Between `before` (its last occurrence: the row's own text may contain it too) and `after`.
std::string Between(absl::string_view text, absl::string_view before, absl::string_view after) {
  const size_t start = text.rfind(before);
  if (start == absl::string_view::npos) return {};
  text.remove_prefix(start + before.size());
  return std::string(text.substr(0, text.find(after)));
}

bool IsLost(int code) {
  if (code >= 2000 && code < 2100) return code != 2057;  // the client library's own errors
  switch (code) {
    case 0:     // the driver's own errors: what the server did is not known
    case 1040:  // too many connections
    case 1044:  // access to the database refused
    case 1045:  // login refused
    case 1047:  // Galera node outside of the quorum
    case 1049:  // no such database
    case 1053:  // server shutdown
    case 1077:
    case 1078:
    case 1079:
    case 1080:
    case 1129:  // host blocked
    case 1152:  // aborted connection, and the network errors that follow it
    case 1158:
    case 1159:
    case 1160:
    case 1161:
    case 1184:
    case 1203:  // too many connections of this user
    case 1226:  // resource limit of this user
    case 1290:  // read-only server: the writer has moved
    case 1317:  // statement killed by an administrator
    case 1836:  // read-only mode
    case 1927:  // connection killed
    case 3169:  // session killed
      return true;
    default:
      return false;
  }
}

bool IsDiskFull(const sql::SQLException& error) {
  switch (error.getErrorCode()) {
    case 1021:  // disk full
    case 1037:  // out of memory
    case 1038:
    case 1041:
    case 1114:  // table full
      return true;
    case 3:  // write error with the system's code in the text
    case 1026:
    case 1030:
      return absl::StrContains(error.what(), "28");
    default:
      return false;
  }
}

bool IsConflict(int code) {
  // deadlock, lock wait timeout, record changed since the snapshot, rollback at commit, NOWAIT
  return code == 1213 || code == 1205 || code == 1020 || code == 1180 || code == 3572;
}

bool IsRefusedRow(int code) {
  // foreign keys (child, parent, and without name), CHECK on MariaDB and on MySQL
  return code == 1452 || code == 1451 || code == 1216 || code == 1217 || code == 4025 ||
         code == 3819;
}

// Mistakes of the program or its values: InnoDB undoes the statement and keeps the transaction.
bool IsStatementMistake(int code) {
  switch (code) {
    case 1048:  // NULL in a NOT NULL column
    case 1054:  // unknown column
    case 1064:  // syntax
    case 1146:  // unknown table
    case 1210:  // wrong arguments
    case 1264:  // number out of range
    case 1292:  // malformed value
    case 1295:  // not preparable
    case 1364:  // no default
    case 1366:  // not UTF-8
    case 1406:  // too long
    case 1690:  // arithmetic overflow
    case 1792:  // write in a read-only transaction
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string ConstraintName(int code, const std::string& message) {
  if (code == 1062 || code == 1586) {
    const std::string name = Between(message, " for key '", "'");
    const size_t dot = name.rfind('.');  // MySQL 8 writes table.index
    return dot == std::string::npos ? name : name.substr(dot + 1);
  }
  if (code == 3819) return Between(message, "Check constraint '", "'");
  const std::string quoted = Between(message, "CONSTRAINT `", "`");
  return quoted.empty() ? Between(message, "CONSTRAINT \"", "\"") : quoted;  // under ANSI_QUOTES
}

std::string LoggableText(const sql::SQLException& error) {
  switch (error.getErrorCode()) {
    case 1048:
    case 1054:
    case 1064:
    case 1146:
    case 1205:
    case 1213:
    case 1295:
    case 1364:
    case 1406:
      return error.what();
    default:
      return IsLost(error.getErrorCode()) || IsDiskFull(error) ? error.what() : std::string();
  }
}

MysqlFailure ReadMysqlFailure(const sql::SQLException& error) {
  const int code = error.getErrorCode();
  MysqlFailure failure;
  if (code == 1062 || code == 1586) {
    failure.status = DuplicateKey(ConstraintName(code, error.what()));
    failure.statement_only = failure.refused_row = true;
  } else if (IsRefusedRow(code)) {
    failure.status = ConstraintRefused(ConstraintName(code, error.what()));
    failure.statement_only = failure.refused_row = true;
  } else if (IsConflict(code)) {
    failure.status = Conflict();
  } else if (code == 1969 || code == 3024) {  // statement time limit of MariaDB, of MySQL
    failure.status = StatementTimedOut();
  } else if (IsDiskFull(error)) {
    failure.status = DiskFull();
  } else if (IsLost(code)) {
    failure.status = ConnectionLost();
    failure.lost = true;
  } else {
    failure.status = DatabaseInternal();
    failure.stale = code == 2057 || code == 1615;
    failure.statement_only = failure.stale || IsStatementMistake(code);
  }
  return failure;
}

}  // namespace houniao::db
