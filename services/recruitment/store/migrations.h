// The schema of the recruitment service, from number 100.
#pragma once

#include <vector>

#include "common/db/migrations.h"

namespace houniao::recruitment {

std::vector<db::Migration> Migrations();

}  // namespace houniao::recruitment
