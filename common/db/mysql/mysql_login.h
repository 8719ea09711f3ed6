// The driver's options, set so that its traps stay shut.
#pragma once

#include <cppconn/connection.h>

#include <memory>

#include "absl/time/time.h"

#include "common/db/url.h"

namespace houniao::db {

// Throws sql::SQLException. `statement_timeout` bounds how long a silent server is waited for;
// infinite for schema changes.
std::unique_ptr<sql::Connection> Login(const Url& url, absl::Duration connect_timeout,
                                       absl::Duration statement_timeout);

}  // namespace houniao::db
