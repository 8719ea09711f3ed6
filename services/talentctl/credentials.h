// Whose bearer token goes along with the calls.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "services/talentctl/settings.h"

namespace houniao::talentctl {

// In this order: a token signed here for --as; the file of --token; none under mutual TLS; the
// token that the suite leaves in its data folder. Empty: no token is sent.
//   Unauthenticated  nothing of all that is there; the hint says what to do
//   errors of crypto::ReadSecretFile and crypto::SigningKey::Load
absl::StatusOr<std::string> FindToken(const Settings& settings, absl::Time now);

// A token for the persona of --as, signed with --key or the token key of the data folder.
absl::StatusOr<std::string> SignPersona(const Settings& settings, absl::Time now,
                                        absl::Duration lifetime);

}  // namespace houniao::talentctl
