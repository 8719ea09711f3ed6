// The kinds of resource that the benefits service keeps.
#pragma once

#include <vector>

#include "common/db/migrations.h"
#include "common/resource/kind.h"

namespace houniao::benefits {

// Made once by the module; refers to nothing.
struct Kinds {
  Kinds();

  const resource::Kind policy;
  const resource::Kind version;
  const resource::Kind subject;  // cases
  const resource::Kind payment;
  const resource::Kind budget;
  const resource::Kind entry;
};

// Numbered from 100.
std::vector<db::Migration> Migrations();

}  // namespace houniao::benefits
