// The whole register of the demo: people in the order of the file, and the faulty rows among them.
#pragma once

#include <cstdint>
#include <vector>

#include "deploy/demo/generator/person.h"

namespace houniao::demo {

inline constexpr int kLeastTalents = 10;
inline constexpr int kMostTalents = 9000;

struct Register {
  std::vector<Person> people;  // those that are right: the cast, then the others by number
  // The rows of the file: people, with seven wrong ones spread among them.
  std::vector<Person> rows;
};

// `talents` between kLeastTalents and kMostTalents.
Register MakeRegister(uint64_t seed, int talents);

}  // namespace houniao::demo
