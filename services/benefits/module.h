// The benefits service: policies, entitlement, cases, money, reports.
#pragma once

#include <memory>
#include <vector>

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

namespace houniao::benefits {

class Registers;

class Module {
 public:
  struct Environment {
    db::Database& database;
    const Clock& clock;
    IdSource& ids;
    const crypto::Keyring& keyring;
    // Dialled at the first call.
    std::shared_ptr<grpc::Channel> talent;
    std::shared_ptr<grpc::Channel> recruitment;
  };

  // Brings the schema up to date and starts the write path.
  static absl::StatusOr<std::unique_ptr<Module>> Create(const Environment& environment);
  // The same over other registers than those of the channels, which are not used then.
  static absl::StatusOr<std::unique_ptr<Module>> Create(const Environment& environment,
                                                        std::unique_ptr<Registers> registers);
  ~Module();

  // To be served; live as long as the module.
  std::vector<rpc::ServiceTable*> services();
  const feed::Journal& journal() const;
  // This service follows nobody and has no timers: due dates and statuses are computed on reading.
  absl::Status Start() { return absl::OkStatus(); }
  void Stop() {}
  bool Ready() const { return true; }
  void OnClockMoved() {}

 private:
  struct Parts;
  explicit Module(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace houniao::benefits
