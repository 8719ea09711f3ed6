// The recruitment service as a module of a host: demands, matching, engagements.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/db/database.h"
#include "common/feed/journal.h"
#include "common/rpc/service_table.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace houniao::recruitment {

class Module {
 public:
  struct Environment {
    db::Database& database;
    const Clock& clock;
    IdSource& ids;
    const crypto::Keyring& keyring;
    std::shared_ptr<grpc::Channel> talent;
    std::shared_ptr<grpc::Channel> recruitment;  // unused: this service calls talent alone
  };

  // Brings the schema up to date and opens the journal. Dials nobody.
  static absl::StatusOr<std::unique_ptr<Module>> Create(const Environment& environment);
  ~Module();

  // DemandService, MatchingService, EngagementService, PlanningService, ReferralService.
  std::vector<rpc::ServiceTable*> services();
  const feed::Journal& journal() const;

  // Begins to follow the talent service and the own bookings.
  absl::Status Start();
  // Ends both; Start may follow.
  void Stop();
  // True once the first snapshot of the talents and all bookings are in.
  bool Ready() const;
  // Holds and demands that ran out; tiers that begin or end today.
  void OnClockMoved();

 private:
  struct Parts;
  explicit Module(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace houniao::recruitment
