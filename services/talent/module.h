// The talent service as a part that a program can host: alone or in the suite.
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

namespace houniao::talent {

class Module {
 public:
  // The referenced objects must outlive the module. This service calls no other: the channels stay
  // empty.
  struct Environment {
    db::Database& database;
    const Clock& clock;
    IdSource& ids;
    const crypto::Keyring& keyring;
    std::shared_ptr<grpc::Channel> talent = nullptr;
    std::shared_ptr<grpc::Channel> recruitment = nullptr;
  };

  // Brings the schema of the database up to date.
  static absl::StatusOr<std::unique_ptr<Module>> Create(const Environment& environment);
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  // To be served; live as long as the module.
  std::vector<rpc::ServiceTable*> services();
  const feed::Journal& journal() const;
  absl::Status Start();
  void Stop();
  bool Ready() const;
  // Nothing here waits for a day: EXPIRED is said on reading.
  void OnClockMoved();

 private:
  struct Parts;
  explicit Module(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace houniao::talent
