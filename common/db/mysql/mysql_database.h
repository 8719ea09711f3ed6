// MariaDB and MySQL, through MySQL Connector/C++.
#pragma once

#include <memory>

#include "absl/status/statusor.h"

#include "common/db/database.h"
#include "common/db/url.h"

namespace houniao::db {

absl::StatusOr<std::unique_ptr<Database>> OpenMysql(const Url& url, const Options& options);

}  // namespace houniao::db
