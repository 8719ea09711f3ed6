#include "common/crypto/secret_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/base/status_macros.h"
#include "common/crypto/secret.h"

namespace houniao::crypto {
namespace {

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

absl::Status SystemError(absl::string_view what, const std::string& path, int error) {
  const std::string text =
      absl::StrCat("Cannot ", what, " ", path, ": ", std::strerror(error), ".");
  switch (error) {
    case ENOENT:
      return absl::NotFoundError(text);
    case EEXIST:
      return absl::AlreadyExistsError(text);
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
      return absl::FailedPreconditionError(text);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(text);
    default:
      return absl::InternalError(text);
  }
}

absl::Status CheckGuarded(int descriptor, const std::string& path) {
  struct stat info;
  if (fstat(descriptor, &info) != 0) return SystemError("inspect", path, errno);
  if (!S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(absl::StrCat(path, " is not a regular file."));
  }
  if ((info.st_mode & 077) != 0) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "%s has mode %04o, so others than its owner have rights on it; run: chmod 600 %s", path,
        info.st_mode & 07777, path));
  }
  if (info.st_uid != geteuid() && info.st_uid != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " belongs to another user (uid ", info.st_uid, ")."));
  }
  if (static_cast<size_t>(info.st_size) > kMaxSecretFileSize) {
    return absl::OutOfRangeError(
        absl::StrCat(path, " is larger than ", kMaxSecretFileSize, " bytes."));
  }
  return absl::OkStatus();
}

absl::Status WriteAll(int descriptor, absl::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError("write", path, errno);
    content.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status SyncFolder(const std::string& path) {
  const std::string folder = FolderOf(path);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return SystemError("open folder", folder, errno);
  const bool synced = fsync(descriptor) == 0;
  const int error = errno;
  close(descriptor);
  // Some file systems cannot sync a folder; they order names by themselves.
  if (!synced && error != EINVAL) return SystemError("sync folder", folder, error);
  return absl::OkStatus();
}

// A complete, synced file under a name that nobody reads.
absl::StatusOr<std::string> WriteTemporary(const std::string& path, absl::string_view content,
                                           int mode) {
  const std::string temporary = absl::StrCat(path, ".new-", absl::BytesToHexString(RandomBytes(8)));
  const int descriptor =
      open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return SystemError("create", temporary, errno);
  absl::Status status = WriteAll(descriptor, content, temporary);
  // fchmod, because the umask would otherwise have a say in a mode wider than 0600.
  if (status.ok() && fchmod(descriptor, static_cast<mode_t>(mode)) != 0) {
    status = SystemError("set the mode of", temporary, errno);
  }
  if (status.ok() && fsync(descriptor) != 0) status = SystemError("sync", temporary, errno);
  if (close(descriptor) != 0 && status.ok()) status = SystemError("close", temporary, errno);
  if (!status.ok()) {
    unlink(temporary.c_str());
    return status;
  }
  return temporary;
}

// Gives the file its name unless the name is taken: 0, or the error number.
int RenameToFreeName(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // Network file systems know no RENAME_NOREPLACE; a hard link refuses a taken name as well.
  if (link(from.c_str(), to.c_str()) != 0) return errno;
  unlink(from.c_str());
  return 0;
}

}  // namespace

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  // O_NONBLOCK: opening a pipe by mistake must not hang.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return SystemError("open", path, errno);
  const auto closer = absl::MakeCleanup([descriptor] { close(descriptor); });
  RETURN_IF_ERROR(CheckGuarded(descriptor, path));
  // Sized beforehand: a string that grows would leave copies of the secret behind.
  std::string content(kMaxSecretFileSize + 1, '\0');
  size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(descriptor, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("read", path, errno);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size > kMaxSecretFileSize) {
    Cleanse(content);
    return absl::OutOfRangeError(
        absl::StrCat(path, " is larger than ", kMaxSecretFileSize, " bytes."));
  }
  content.resize(size);
  return content;
}

absl::Status CreateSecretFile(const std::string& path, absl::string_view content, int mode) {
  ASSIGN_OR_RETURN(const std::string temporary, WriteTemporary(path, content, mode));
  if (const int error = RenameToFreeName(temporary, path); error != 0) {
    unlink(temporary.c_str());
    return SystemError("create", path, error);
  }
  return SyncFolder(path);
}

absl::Status ReplaceSecretFile(const std::string& path, absl::string_view content, int mode) {
  ASSIGN_OR_RETURN(const std::string temporary, WriteTemporary(path, content, mode));
  if (rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    unlink(temporary.c_str());
    return SystemError("replace", path, error);
  }
  return SyncFolder(path);
}

absl::StatusOr<FolderLock> FolderLock::Acquire(const std::string& path) {
  const std::string folder = FolderOf(path);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return SystemError("open folder", folder, errno);
  while (flock(descriptor, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int error = errno;
    close(descriptor);
    return SystemError("lock folder", folder, error);
  }
  return FolderLock(descriptor);
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace houniao::crypto
