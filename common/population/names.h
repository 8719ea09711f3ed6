// Names of majors by number.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace houniao::population {

// Grows with the distinct names ever seen; a catalogue of majors has about 2,000.
class NameTable {
 public:
  uint32_t Intern(absl::string_view name) {
    const auto it = numbers_.find(name);
    if (it != numbers_.end()) return it->second;
    const uint32_t number = static_cast<uint32_t>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), number);
    return number;
  }
  std::optional<uint32_t> Find(absl::string_view name) const {
    const auto it = numbers_.find(name);
    if (it == numbers_.end()) return std::nullopt;
    return it->second;
  }
  const std::string& Name(uint32_t number) const { return names_[number]; }

  size_t size() const { return names_.size(); }
  size_t bytes() const {
    size_t bytes = numbers_.capacity() * (sizeof(*numbers_.begin()) + 1);
    for (const std::string& name : names_) bytes += sizeof(name) + name.capacity();
    return bytes;
  }

 private:
  std::deque<std::string> names_;  // never move: numbers_ points into them
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
};

}  // namespace houniao::population
