// Numbers that are the same on every machine: the standard library's distributions are not.
#pragma once

#include <cstdint>
#include <vector>

namespace houniao::demo {

// SplitMix64 (Steele, Lea, Flood 2014). A stream is given by a seed and a number, so that person
// 17 is the same however many people are asked for.
class Random {
 public:
  Random(uint64_t seed, uint64_t stream) : state_(seed) {
    state_ = Next() ^ (stream * 0x9E3779B97F4A7C15u);
    Next();
  }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 to n - 1; n above 0.
  int Below(int n) { return static_cast<int>(Next() % static_cast<uint64_t>(n)); }
  // Both ends included.
  int Between(int low, int high) { return low + Below(high - low + 1); }
  bool Chance(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items[static_cast<size_t>(Below(static_cast<int>(items.size())))];
  }
  // Position in `weights`, by weight; their sum is above 0.
  size_t PickWeighted(const std::vector<int>& weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    int left = Below(sum);
    size_t at = 0;
    while (left >= weights[at]) left -= weights[at++];
    return at;
  }

 private:
  uint64_t state_;
};

}  // namespace houniao::demo
