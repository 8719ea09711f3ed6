// The best K of many, exactly: by score, and of equal ones by id.
#pragma once

#include <cstdint>
#include <vector>

#include "common/population/store.h"

namespace houniao::recruitment {

struct Ranked {
  int score = 0;
  uint32_t row = 0;
};

// Keeps K entries; adding one costs O(1) if it does not enter.
class TopList {
 public:
  static constexpr int kAny = -1'000'000;  // below any score

  TopList(const population::Store& store, size_t size) : store_(store), size_(size) {}

  void Add(Ranked entry);
  // An entry of less than this score does not enter; one of this score may.
  int threshold() const { return heap_.size() < size_ || size_ == 0 ? kAny : heap_.front().score; }
  // Best first.
  std::vector<Ranked> Take();

  // True if `a` comes before `b`.
  static bool Before(const population::Store& store, const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    return store.id(a.row) < store.id(b.row);
  }

 private:
  const population::Store& store_;
  const size_t size_;
  std::vector<Ranked> heap_;  // the last in front
};

}  // namespace houniao::recruitment
