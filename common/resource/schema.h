// Tables that every service's database has: the commit state, changes, audit records and replies.
#pragma once

#include <vector>

#include "common/db/migrations.h"

namespace houniao::resource {

// Put before a service's own migrations; they take the numbers 1 to 99, a service starts at 100.
std::vector<db::Migration> CommonMigrations();

}  // namespace houniao::resource
