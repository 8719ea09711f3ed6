// The folder in which an installation keeps what must survive: keys, and on the embedded default
// the databases and the administrator's token.
//
//   houniao.mode        `real` or `exercise <start>`; a folder made in one mode is refused in the
//   other houniao.lock        held by the process that uses the folder keys                sealing,
//   search and MAC keys (crypto/keyring.h), mode 0600 token.key/.pub      Ed25519 pair that signs
//   bearer tokens, the private half 0600 admin.token         bearer token of the local
//   administrator, mode 0600, renewed hourly exercise.clock      where the simulated clock stands
//   <service>.db        SQLite databases
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

#include "common/base/clock.h"
#include "common/crypto/keyring.h"
#include "common/crypto/token_keys.h"

namespace houniao::host {

inline constexpr char kAdminTokenFile[] = "admin.token";
inline constexpr char kTokenKeyFile[] = "token.key";
inline constexpr char kTokenPublicFile[] = "token.pub";

// One process at a time. Move-only through unique_ptr.
class DataFolder {
 public:
  // Creates the folder (mode 0700) if it is missing. `exercise` is the first day of the exercise;
  // nothing for the real clock.
  //   FailedPrecondition  the folder was made in the other mode; another process uses it; keys are
  //                       missing although data exists
  static absl::StatusOr<std::unique_ptr<DataFolder>> Open(const std::string& path,
                                                          std::optional<absl::CivilDay> exercise);
  ~DataFolder();

  std::string Path(absl::string_view file) const;
  bool fresh() const { return fresh_; }
  const crypto::Keyring& keyring() const { return *keyring_; }
  // The real clock, or the simulated one where it stood at the last SaveClock.
  Clock& clock() { return *clock_; }
  // Null in real mode.
  SimulatedClock* simulated() { return simulated_; }
  // Keeps the simulated time; call after it moved.
  absl::Status SaveClock() const;

  // The local token key, made if both files of the pair are missing.
  //   FailedPrecondition  the private half alone is missing
  absl::StatusOr<crypto::SigningKey> TokenKey() const;
  // Writes a token of `user:admin` with the role admin, good for a day.
  absl::Status WriteAdminToken(const crypto::SigningKey& key) const;

 private:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  absl::Status Lock();
  absl::Status CheckMode(std::optional<absl::CivilDay> exercise);
  absl::Status MakeClock(std::optional<absl::CivilDay> exercise);

  const std::string path_;
  int lock_ = -1;
  bool fresh_ = false;
  std::optional<crypto::Keyring> keyring_;
  std::unique_ptr<Clock> clock_;
  SimulatedClock* simulated_ = nullptr;
};

}  // namespace houniao::host
