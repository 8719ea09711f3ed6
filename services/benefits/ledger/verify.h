// Every rule of the ledger, checked on all that is stored, in one snapshot. Changes nothing.
#pragma once

#include "absl/status/statusor.h"

#include "common/db/database.h"
#include "common/resource/secrets.h"
#include "services/benefits/store/kinds.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

// `budget` limits the checks that are about one; empty means all. Reads everything: for the batch
// class.
absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(db::Session& snapshot, const Kinds& kinds,
                                                      const resource::Secrets& secrets,
                                                      const std::string& budget);

}  // namespace houniao::benefits
