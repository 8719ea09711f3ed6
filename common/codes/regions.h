// Administrative divisions, GB/T 2260 (state of 2022-10-31): provinces, cities, counties.
//
// A code has 2, 4 or 6 digits. Padded forms are accepted and mean the shorter one: "350000" is the
// province "35", "350900" the city "3509". Hong Kong, Macao and Taiwan are provinces "81", "82",
// "71"; their districts have no codes here, only names.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::codes {

struct Region {
  std::string code;    // 2, 4 or 6 digits
  std::string name;    // its own name, 蕉城区
  std::string parent;  // code of the next above; empty for a province
  // With those above it, 福建省宁德市蕉城区; placeholders such as 市辖区 are left out.
  std::string full_name;
  int index = 0;  // dense, in the order of AllRegions()

  int level() const { return static_cast<int>(code.size()) / 2; }  // 1 province, 2 city, 3 county
  // Six digits, as forms of the state print it.
  std::string padded_code() const { return code + std::string(6 - code.size(), '0'); }
};

// Provinces first, then cities, then counties; each by code. Lives as long as the program.
const std::vector<Region>& AllRegions();

// Null if there is no such region now. Full-width digits and spaces around are accepted.
const Region* FindRegion(absl::string_view code);
// By full name or by a name that only one region has ("福建省宁德市", "蕉城区"); null if unknown or
// ambiguous ("朝阳区").
const Region* FindRegionByName(absl::string_view name);
// True if `code` is `ancestor` or lies in it. False if either is unknown.
bool IsWithinRegion(absl::string_view code, absl::string_view ancestor);

// True for six digits that may stand in an identity number or credit code: a region of the table,
// the districts of a city as a whole (440101), or those of the residence permits 810000 (Hong
// Kong), 820000 (Macao), 830000 (Taiwan).
bool IsKnownNumberRegion(absl::string_view six_digits);

// Names of the districts of "81", "82" or "71" with their city or island in front; empty for
// others.
const std::vector<std::string>& DistrictNames(absl::string_view code);

}  // namespace houniao::codes
