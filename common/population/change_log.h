// Which rows changed lately, so that an answer of before can be mended instead of sought anew.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

namespace houniao::population {

// Written by the writer of the Store alone. version() may be read at any time, the rest under a
// View.
class ChangeLog {
 public:
  // Rows that are remembered.
  static constexpr uint64_t kKept = 8192;

  ChangeLog() : rows_(kKept) {}

  // Grows with every change; what it is now the whole Store is.
  uint64_t version() const { return version_.load(std::memory_order_acquire); }

  void Note(uint32_t row) {
    const uint64_t version = version_.load(std::memory_order_relaxed);
    rows_[version % kKept] = row;
    version_.store(version + 1, std::memory_order_release);
  }
  // More changed than rows: they were given out anew, or the calendar moved.
  void NoteAll() {
    known_from_ = version_.load(std::memory_order_relaxed) + 1;
    version_.store(known_from_, std::memory_order_release);
  }

  // Adds the rows that changed after `seen`, some of them more than once. False if that is not
  // known any more.
  bool AddChangedSince(uint64_t seen, std::vector<uint32_t>& rows) const {
    const uint64_t version = version_.load(std::memory_order_relaxed);
    if (seen < known_from_ || version - seen > kKept) return false;
    for (uint64_t change = seen; change < version; ++change) rows.push_back(rows_[change % kKept]);
    return true;
  }

 private:
  std::atomic<uint64_t> version_{0};
  uint64_t known_from_ = 0;
  std::vector<uint32_t> rows_;
};

}  // namespace houniao::population
