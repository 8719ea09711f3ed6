// Files that hold secrets: read only if nobody else may read them, written so that a crash leaves
// the old file or the new one, never half of one.
//
// Paths name the file, never its content; the messages are meant for the operator's terminal.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::crypto {

inline constexpr size_t kMaxSecretFileSize = 64 * 1024;

// The whole file. Symbolic links are followed (mounted secrets are links).
//   NotFound            there is no such file
//   FailedPrecondition  not a regular file, or group or others have any right on it, or it belongs
//                       to another user than root and ourselves; the message says what to do
//   OutOfRange          larger than kMaxSecretFileSize
//   Internal            the system failed to read it
// The caller wipes the text with Cleanse() when it is done.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

// Writes a new file with mode 0600 (or `mode`) by way of a temporary file in the same folder, which
// is synced, given its name, and made durable by a sync of the folder. AlreadyExists if the file is
// there, also when another process wins a race for it: a secret is never silently replaced.
absl::Status CreateSecretFile(const std::string& path, absl::string_view content, int mode = 0600);

// The same, but over an existing file: for rotation, by somebody who has read the former content.
absl::Status ReplaceSecretFile(const std::string& path, absl::string_view content, int mode = 0600);

// Holds the folder of `path` locked against other processes that use this class, until destroyed.
class FolderLock {
 public:
  static absl::StatusOr<FolderLock> Acquire(const std::string& path);
  FolderLock(FolderLock&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace houniao::crypto
