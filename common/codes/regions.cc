#include "common/codes/regions.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/codes/csv.h"
#include "common/codes/embedded.h"
#include "common/codes/normalize.h"

namespace houniao::codes {
namespace {

constexpr int kAmbiguous = -1;

// City rows that only hold counties together are not part of anybody's address.
bool IsPlaceholder(absl::string_view name) {
  return name == "市辖区" || name == "县" || absl::EndsWith(name, "直辖县级行政区划");
}

struct RegionTable {
  std::vector<Region> regions;
  absl::flat_hash_map<std::string, int> by_code;
  absl::flat_hash_map<std::string, int> by_name;
  absl::flat_hash_map<std::string, std::vector<std::string>> districts;
};

void AddName(RegionTable& table, absl::string_view name, int index) {
  auto [entry, fresh] = table.by_name.emplace(NameKey(name), index);
  if (fresh || entry->second == kAmbiguous) return;
  // A city whose only county has its name (嘉峪关市): the city is meant.
  const auto code = [&table](int i) { return table.regions[static_cast<size_t>(i)].code; };
  if (!absl::StartsWith(code(index), code(entry->second))) entry->second = kAmbiguous;
}

void AddRegion(RegionTable& table, absl::string_view code, absl::string_view name,
               absl::string_view parent) {
  Region region;
  region.code = std::string(code);
  region.name = std::string(name);
  region.parent = std::string(parent);
  region.index = static_cast<int>(table.regions.size());
  std::string above;
  bool again = false;
  if (!parent.empty()) {
    const auto found = table.by_code.find(parent);
    if (found == table.by_code.end()) {
      DieOfBrokenTable("regions", absl::InternalError(absl::StrCat("no parent of ", code)));
    }
    const Region& upper = table.regions[static_cast<size_t>(found->second)];
    above = upper.full_name;
    again = upper.name == name;
  }
  region.full_name = again || IsPlaceholder(name) ? above : absl::StrCat(above, name);
  table.by_code[region.code] = region.index;
  table.regions.push_back(std::move(region));
}

void AddDivisions(RegionTable& table) {
  const CsvTable provinces =
      CsvTable::ParseBuiltIn("provinces.csv", embedded::Provinces(), {"code", "name"});
  for (size_t i = 0; i < provinces.size(); ++i) {
    AddRegion(table, provinces.Get(i, "code"), provinces.Get(i, "name"), "");
  }
  AddRegion(table, "71", "台湾省", "");
  AddRegion(table, "81", "香港特别行政区", "");
  AddRegion(table, "82", "澳门特别行政区", "");
  const CsvTable cities =
      CsvTable::ParseBuiltIn("cities.csv", embedded::Cities(), {"code", "name", "provinceCode"});
  for (size_t i = 0; i < cities.size(); ++i) {
    AddRegion(table, cities.Get(i, "code"), cities.Get(i, "name"), cities.Get(i, "provinceCode"));
  }
  const CsvTable areas =
      CsvTable::ParseBuiltIn("areas.csv", embedded::Areas(), {"code", "name", "cityCode"});
  for (size_t i = 0; i < areas.size(); ++i) {
    // Three cities without counties stand there again under their padded code (东莞市 441900).
    if (absl::EndsWith(areas.Get(i, "code"), "00")) continue;
    AddRegion(table, areas.Get(i, "code"), areas.Get(i, "name"), areas.Get(i, "cityCode"));
  }
}

void AddNames(RegionTable& table) {
  for (const Region& region : table.regions) {
    if (IsPlaceholder(region.name)) continue;
    AddName(table, region.name, region.index);
    if (region.full_name != region.name) AddName(table, region.full_name, region.index);
  }
}

void AddDistricts(RegionTable& table) {
  const CsvTable places = CsvTable::ParseBuiltIn("hk_mo_tw.csv", embedded::HongKongMacaoTaiwan(),
                                                 {"provinceCode", "city", "district"});
  for (size_t i = 0; i < places.size(); ++i) {
    table.districts[std::string(places.Get(i, "provinceCode"))].push_back(
        absl::StrCat(places.Get(i, "city"), places.Get(i, "district")));
  }
}

const RegionTable& Table() {
  static const RegionTable* const table = [] {
    auto* built = new RegionTable;
    AddDivisions(*built);
    AddNames(*built);
    AddDistricts(*built);
    return built;
  }();
  return *table;
}

}  // namespace

const std::vector<Region>& AllRegions() { return Table().regions; }

const Region* FindRegion(absl::string_view code) {
  const std::string given = NormalizeCode(code);
  absl::string_view key = given;
  if (key.size() == 6 && absl::EndsWith(key, "00")) key.remove_suffix(2);
  if (key.size() == 4 && absl::EndsWith(key, "00")) key.remove_suffix(2);
  const auto found = Table().by_code.find(key);
  return found == Table().by_code.end() ? nullptr
                                        : &AllRegions()[static_cast<size_t>(found->second)];
}

const Region* FindRegionByName(absl::string_view name) {
  const auto found = Table().by_name.find(NameKey(name));
  if (found == Table().by_name.end() || found->second == kAmbiguous) return nullptr;
  return &AllRegions()[static_cast<size_t>(found->second)];
}

bool IsWithinRegion(absl::string_view code, absl::string_view ancestor) {
  const Region* inner = FindRegion(code);
  const Region* outer = FindRegion(ancestor);
  return inner != nullptr && outer != nullptr && absl::StartsWith(inner->code, outer->code);
}

bool IsKnownNumberRegion(absl::string_view six_digits) {
  if (six_digits.size() != 6) return false;
  if (six_digits == "830000" || FindRegion(six_digits) != nullptr) return true;
  // 市辖区, the districts of a city as a whole, which credit codes use (440101).
  return absl::EndsWith(six_digits, "01") && FindRegion(six_digits.substr(0, 4)) != nullptr;
}

const std::vector<std::string>& DistrictNames(absl::string_view code) {
  static const auto* const none = new std::vector<std::string>;
  const Region* region = FindRegion(code);
  if (region == nullptr) return *none;
  const auto found = Table().districts.find(region->code);
  return found == Table().districts.end() ? *none : found->second;
}

}  // namespace houniao::codes
