// Codes of GB/T 4754 and GB/T 2260 as numbers in which everything within a code is one range.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::population {

// Both ends included.
using KeyRange = std::pair<uint32_t, uint32_t>;

// Industry: 5 bits section, 7 division, 4 + 4 the third and fourth digit; 0 where the code is
// shorter. Accepts "C", "38", "384", "3849" and each with its letter in front. InvalidArgument if
// the form is wrong, the division unknown or the letter not its section.
absl::StatusOr<uint32_t> ParseIndustryKey(absl::string_view code);
// "3849"; without the letter, as codes::CanonicalIndustry.
std::string IndustryText(uint32_t key);
// The key and all that lie within it.
KeyRange IndustryRange(uint32_t key);
// The section and the division of the key; the same if the key is a section.
inline uint32_t IndustrySection(uint32_t key) { return key >> 15 << 15; }
inline uint32_t IndustryDivision(uint32_t key) { return key >> 8 << 8; }
inline bool IsSectionOrDivision(uint32_t key) { return (key & 0xFF) == 0; }
// Those that the key lies within, without itself.
std::vector<uint32_t> IndustryAncestors(uint32_t key);

// Region: the six-digit form as a number, 350902; 350000 is the province 35. Accepts 2, 4 or 6
// digits; retired codes too. InvalidArgument for anything else.
absl::StatusOr<uint32_t> ParseRegionKey(absl::string_view code);
// The short form: "35", "3509", "350902".
std::string RegionText(uint32_t key);
KeyRange RegionRange(uint32_t key);
std::vector<uint32_t> RegionAncestors(uint32_t key);

inline bool InRange(KeyRange range, uint32_t key) {
  return range.first <= key && key <= range.second;
}

}  // namespace houniao::population
