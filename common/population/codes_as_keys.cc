#include "common/population/codes_as_keys.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/codes/industries.h"

namespace houniao::population {
namespace {

constexpr int kSectionShift = 15;
constexpr int kDivisionShift = 8;
constexpr int kGroupShift = 4;

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// Section of each two-digit division, 1 for A; 0 where there is no such division.
const std::array<uint8_t, 100>& SectionOfDivision() {
  static const auto* const table = [] {
    auto* sections = new std::array<uint8_t, 100>{};
    for (const codes::Industry& industry : codes::AllIndustries()) {
      if (industry.level != 2) continue;
      const int division = (industry.code[0] - '0') * 10 + (industry.code[1] - '0');
      (*sections)[division] = static_cast<uint8_t>(industry.section - 'A' + 1);
    }
    return sections;
  }();
  return *table;
}

}  // namespace

absl::StatusOr<uint32_t> ParseIndustryKey(absl::string_view code) {
  const auto wrong = [code] {
    return absl::InvalidArgumentError(absl::StrCat(
        "industry \"", code, "\" is not a section, division, group or class of GB/T 4754-2017"));
  };
  uint32_t letter = 0;
  absl::string_view digits = code;
  if (!code.empty() && code[0] >= 'A' && code[0] <= 'T') {
    letter = static_cast<uint32_t>(code[0] - 'A' + 1);
    digits.remove_prefix(1);
    if (digits.empty()) return letter << kSectionShift;
  }
  if (digits.size() < 2 || digits.size() > 4 || !AllDigits(digits)) return wrong();
  const uint32_t division = static_cast<uint32_t>((digits[0] - '0') * 10 + (digits[1] - '0'));
  const uint32_t section = SectionOfDivision()[division];
  if (section == 0 || (letter != 0 && letter != section)) return wrong();
  uint32_t key = section << kSectionShift | division << kDivisionShift;
  if (digits.size() > 2) key |= static_cast<uint32_t>(digits[2] - '0' + 1) << kGroupShift;
  if (digits.size() > 3) key |= static_cast<uint32_t>(digits[3] - '0' + 1);
  return key;
}

std::string IndustryText(uint32_t key) {
  const uint32_t division = key >> kDivisionShift & 0x7F;
  if (division == 0) return std::string(1, static_cast<char>('A' + (key >> kSectionShift) - 1));
  std::string text = {static_cast<char>('0' + division / 10),
                      static_cast<char>('0' + division % 10)};
  const uint32_t group = key >> kGroupShift & 0xF, last = key & 0xF;
  if (group != 0) text.push_back(static_cast<char>('0' + group - 1));
  if (last != 0) text.push_back(static_cast<char>('0' + last - 1));
  return text;
}

KeyRange IndustryRange(uint32_t key) {
  if ((key & 0xF) != 0) return {key, key};
  if ((key >> kGroupShift & 0xF) != 0) return {key, key | 0xF};
  if ((key >> kDivisionShift & 0x7F) != 0) return {key, key | 0xFF};
  return {key, key | 0x7FFF};
}

std::vector<uint32_t> IndustryAncestors(uint32_t key) {
  std::vector<uint32_t> ancestors;
  for (const uint32_t mask : {0xFu, 0xFFu, 0x7FFFu}) {
    const uint32_t above = key & ~mask;
    if (above != key && (ancestors.empty() || ancestors.back() != above)) {
      ancestors.push_back(above);
    }
  }
  return ancestors;
}

absl::StatusOr<uint32_t> ParseRegionKey(absl::string_view code) {
  if ((code.size() != 2 && code.size() != 4 && code.size() != 6) || !AllDigits(code) ||
      code[0] == '0') {
    return absl::InvalidArgumentError(
        absl::StrCat("region \"", code, "\" is not 2, 4 or 6 digits of GB/T 2260"));
  }
  uint32_t key = 0;
  for (size_t i = 0; i < 6; ++i) {
    key = key * 10 + (i < code.size() ? static_cast<uint32_t>(code[i] - '0') : 0);
  }
  return key;
}

std::string RegionText(uint32_t key) {
  if (key % 10000 == 0) return absl::StrCat(key / 10000);
  if (key % 100 == 0) return absl::StrCat(key / 100);
  return absl::StrCat(key);
}

KeyRange RegionRange(uint32_t key) {
  if (key % 10000 == 0) return {key, key + 9999};
  if (key % 100 == 0) return {key, key + 99};
  return {key, key};
}

std::vector<uint32_t> RegionAncestors(uint32_t key) {
  std::vector<uint32_t> ancestors;
  for (const uint32_t step : {100u, 10000u}) {
    const uint32_t above = key / step * step;
    if (above != key && (ancestors.empty() || ancestors.back() != above)) {
      ancestors.push_back(above);
    }
  }
  return ancestors;
}

}  // namespace houniao::population
