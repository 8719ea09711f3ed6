// Ids are passed in: services make them before anything is written, so a retry makes no second one.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

#include "common/base/mutex.h"

namespace houniao {

// Thread-safe.
class IdSource {
 public:
  virtual ~IdSource() = default;
  // 16 characters of [a-z2-7] for resource ids: 80 random bits, no two alike in practice.
  virtual std::string NewId() = 0;
  // A UUID (version 4) in its 36-character text form, for request ids.
  virtual std::string NewUuid() = 0;
};

// From the operating system's generator.
class RandomIds final : public IdSource {
 public:
  std::string NewId() override;
  std::string NewUuid() override;
};

// `<prefix>-1`, `<prefix>-2` …; UUIDs count in their last group. For tests.
class SequentialIds final : public IdSource {
 public:
  explicit SequentialIds(absl::string_view prefix) : prefix_(prefix) {}
  std::string NewId() override;
  std::string NewUuid() override;

 private:
  const std::string prefix_;
  Mutex mutex_;
  int64_t next_ HOUNIAO_GUARDED_BY(mutex_) = 1;
};

}  // namespace houniao
