// What the talent service adds to Create and Update. Runs inside the recorder's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

#include "common/resource/kind.h"
#include "common/resource/recorder.h"
#include "common/resource/secrets.h"

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"
#include "houniao/talent/v1/team.pb.h"

namespace houniao::talent {

// Keyed hashes of kind and number of the identity document, the stored one first; empty if there is
// no number. While keys are rotated there is one for each key.
std::vector<std::string> IdentityHashes(const v1::Talent& talent, const resource::Secrets& secrets);

// Normalises, checks the domain's rules, and refuses with VALUE_TAKEN if another profile, a deleted
// one too, has the identity document.
absl::Status PrepareTalent(resource::WriteScope& scope, const resource::Secrets& secrets,
                           v1::Talent& talent);
absl::Status PrepareNewTalent(resource::WriteScope& scope, const resource::Secrets& secrets,
                              v1::Talent& talent);

absl::Status PrepareRecognition(const v1::Recognition& recognition);
// `kind` is that of recognitions.
absl::Status PrepareNewRecognition(resource::WriteScope& scope, const resource::Kind& kind,
                                   const resource::Secrets& secrets, v1::Recognition& recognition);

absl::Status PrepareNewConsent(resource::WriteScope& scope, v1::Consent& consent);

// `before` is null on Create; people who were in the team already need not exist any more.
absl::Status PrepareTeam(resource::WriteScope& scope, const resource::Kind& talents,
                         const v1::Team* before, const v1::Team& team);

}  // namespace houniao::talent
