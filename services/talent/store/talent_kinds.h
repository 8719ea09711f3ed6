// The four kinds of the talent service and their strategies.
#pragma once

#include <string>
#include <vector>

#include "common/db/migrations.h"
#include "common/resource/kind.h"
#include "common/resource/secrets.h"
#include "common/resource/store.h"

#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talent {

// Numbered from 100.
std::vector<db::Migration> TalentMigrations();

// Immutable; lives as long as the module.
struct TalentKinds {
  // `secrets` must outlive the kinds.
  explicit TalentKinds(const resource::Secrets& secrets);
  TalentKinds(const TalentKinds&) = delete;
  TalentKinds& operator=(const TalentKinds&) = delete;

  // Identity number and external_id are unique; a citizen ID number is checked by GB 11643-1999.
  const resource::Kind talents;
  // A child of a talent. Create starts VALID; a ban in the same scheme refuses it.
  const resource::Kind recognitions;
  // A child of a talent. Create starts GIVEN; one in force for each purpose.
  const resource::Kind consents;
  // Leader and members exist, each once.
  const resource::Kind teams;
};

// Name of the profile with a key of its source; empty if there is none. Deleted ones count.
absl::StatusOr<std::string> FindByExternalId(resource::WriteScope& scope,
                                             absl::string_view external_id);

}  // namespace houniao::talent
