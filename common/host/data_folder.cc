#include "common/host/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/crypto/secret_file.h"
#include "common/crypto/signed_token.h"

namespace houniao::host {
namespace {

namespace fs = std::filesystem;

constexpr char kModeFile[] = "houniao.mode";
constexpr char kLockFile[] = "houniao.lock";
constexpr char kKeysFile[] = "keys";
constexpr char kClockFile[] = "exercise.clock";

std::string ModeText(std::optional<absl::CivilDay> exercise) {
  return exercise ? absl::StrCat("exercise ", FormatDay(*exercise), "\n") : "real\n";
}

bool HoldsData(const std::string& path) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path, ignored)) {
    if (entry.path().extension() == ".db") return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Open(
    const std::string& path, std::optional<absl::CivilDay> exercise) {
  std::error_code failed;
  const bool made = fs::create_directories(path, failed);
  if (failed) {
    return absl::FailedPreconditionError(
        absl::StrCat("Cannot make the data folder ", path, ": ", failed.message(), "."));
  }
  // One that was there keeps the rights that its owner gave it.
  if (made) chmod(path.c_str(), 0700);
  auto folder = std::unique_ptr<DataFolder>(new DataFolder(path));
  RETURN_IF_ERROR(folder->Lock());
  RETURN_IF_ERROR(folder->CheckMode(exercise));
  // What the keys of a used folder have sealed may lie on another machine, so they are made in a
  // fresh one alone.
  ASSIGN_OR_RETURN(
      folder->keyring_,
      crypto::Keyring::OpenOrCreate(folder->Path(kKeysFile), folder->fresh_ && !HoldsData(path)));
  if (folder->fresh_) {
    RETURN_IF_ERROR(crypto::CreateSecretFile(folder->Path(kModeFile), ModeText(exercise)));
  }
  RETURN_IF_ERROR(folder->MakeClock(exercise));
  return folder;
}

DataFolder::~DataFolder() {
  if (lock_ >= 0) close(lock_);
}

std::string DataFolder::Path(absl::string_view file) const {
  return (fs::path(path_) / std::string(file)).string();
}

absl::Status DataFolder::Lock() {
  lock_ = open(Path(kLockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("Cannot write in the data folder ", path_, "; check its owner."));
  }
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("Another process uses the data folder ",
                                                      path_,
                                                      "; stop it, or choose another --data_dir."));
  }
  return absl::OkStatus();
}

absl::Status DataFolder::CheckMode(std::optional<absl::CivilDay> exercise) {
  const std::string wanted = ModeText(exercise);
  auto stored = crypto::ReadSecretFile(Path(kModeFile));
  if (absl::IsNotFound(stored.status())) {
    fresh_ = true;
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(stored.status());
  if (*stored == wanted) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "The data folder ", path_, " was made in mode `", absl::StripAsciiWhitespace(*stored),
      "`, not `", absl::StripAsciiWhitespace(wanted),
      "`; start it in its own mode, or choose another --data_dir."));
}

absl::Status DataFolder::MakeClock(std::optional<absl::CivilDay> exercise) {
  if (!exercise) {
    clock_ = std::make_unique<SystemClock>();
    return absl::OkStatus();
  }
  // Nine in the morning, when an office opens.
  absl::Time start = ShanghaiMidnight(*exercise) + absl::Hours(9);
  auto stored = crypto::ReadSecretFile(Path(kClockFile));
  int64_t micros = 0;
  if (stored.ok() && absl::SimpleAtoi(absl::StripAsciiWhitespace(*stored), &micros)) {
    start = absl::FromUnixMicros(micros);
  }
  auto simulated = std::make_unique<SimulatedClock>(start);
  simulated_ = simulated.get();
  clock_ = std::move(simulated);
  return absl::OkStatus();
}

absl::Status DataFolder::SaveClock() const {
  if (simulated_ == nullptr) return absl::OkStatus();
  return crypto::ReplaceSecretFile(Path(kClockFile),
                                   absl::StrCat(absl::ToUnixMicros(simulated_->Now()), "\n"));
}

absl::StatusOr<crypto::SigningKey> DataFolder::TokenKey() const {
  if (!fs::exists(Path(kTokenKeyFile))) {
    if (fs::exists(Path(kTokenPublicFile))) {
      return absl::FailedPreconditionError(
          absl::StrCat(Path(kTokenKeyFile), " is missing, but ", kTokenPublicFile,
                       " is there. Put it back; or remove ", kTokenPublicFile,
                       " as well: then a new pair is made, and tokens signed so far are refused."));
    }
    RETURN_IF_ERROR(crypto::GenerateTokenKeyFiles(Path(kTokenKeyFile), Path(kTokenPublicFile)));
  }
  return crypto::SigningKey::Load(Path(kTokenKeyFile));
}

absl::Status DataFolder::WriteAdminToken(const crypto::SigningKey& key) const {
  crypto::TokenClaims claims;
  claims.principal = "user:admin";
  claims.name = "local administrator";
  claims.roles = {"admin"};
  claims.audience = "houniao";
  claims.issued_at = absl::Now();
  claims.expires_at = claims.issued_at + absl::Hours(24);
  ASSIGN_OR_RETURN(const std::string token, crypto::IssueToken(key, claims));
  return crypto::ReplaceSecretFile(Path(kAdminTokenFile), token + "\n");
}

}  // namespace houniao::host
