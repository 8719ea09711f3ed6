// One valid resource of every kind that the standard methods can create, as text.
#pragma once

#include <string>
#include <vector>

#include "tests/contract/office.h"

namespace houniao::contract {

// Texts may hold $n (a number of its own for each resource), $credit (a credit code of its own),
// $talent, $shared (one whom employers may be told of), $employer, $demand (a published one; names
// of resources made for it) and $policy (one that is in force).
struct Sample {
  // `talent.houniao/Talent`
  const char* type;
  // Name of the parent; empty for a kind at the top.
  const char* parent;
  const char* resource;
  // A field that may change, as a path, and another value for it.
  const char* path;
  const char* change;
  // An optional field that is set in `resource`; a full replacement without it clears it.
  const char* optional_path;
  // A field that must not change after Create, and another value for it; empty if there is none.
  const char* immutable_path;
  const char* immutable_change;
  // True of `resource`.
  const char* filter;
  // Valid, and another one.
  const char* other_filter;
  const char* order_by;
};

const std::vector<Sample>& Samples();

// The resource of a sample with everything in it filled in. The same $n gives the same text, and
// what it refers to is made anew for each call.
std::string FillIn(Office& office, const std::string& text, int number);

}  // namespace houniao::contract
