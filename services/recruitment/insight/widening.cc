#include "services/recruitment/insight/widening.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "common/codes/industries.h"

namespace houniao::recruitment {
namespace {

enum class Width {
  kPostOfDivision,
  kPostAnywhere,
  kFamilyOfDivision,
  kFamilyAnywhere,
  kOthersOfDivision
};

std::string DivisionOf(const std::string& industry) {
  const codes::Industry* const exact = codes::FindIndustry(industry);
  if (exact == nullptr || exact->level <= 2) return industry;
  for (const codes::Industry* wider : codes::IndustryAncestors(industry)) {
    if (wider->level == 2) return wider->code;
  }
  return industry;
}

// Empty group of the wider cell.
ShortageGroup CellOf(const ShortageGroup& group, Width width) {
  ShortageGroup cell;
  const bool anywhere = width == Width::kPostAnywhere || width == Width::kFamilyAnywhere;
  if (!anywhere) cell.industry = DivisionOf(group.industry);
  const bool by_family = width == Width::kFamilyOfDivision || width == Width::kFamilyAnywhere;
  if (width == Width::kOthersOfDivision) {
    cell.post = {"others", "其他岗位"};
  } else if (by_family) {
    cell.post = {absl::StrCat("family ", group.post.family),
                 absl::StrCat(group.post.family, "类岗位")};
  } else {
    cell.post = group.post;
  }
  return cell;
}

void Append(GatheredGroup from, GatheredGroup& to) {
  std::move(from.group.needs.begin(), from.group.needs.end(), std::back_inserter(to.group.needs));
  std::move(from.subjects.begin(), from.subjects.end(), std::back_inserter(to.subjects));
}

using Key = std::pair<std::string, std::string>;
Key KeyOf(const ShortageGroup& group) { return {group.industry, group.post.key}; }

// Takes out of `small` what makes a cell of `least` employers at this width.
void Widen(Width width, int least, std::vector<GatheredGroup>& small,
           std::vector<GatheredGroup>& shown) {
  std::map<Key, std::vector<size_t>> cells;
  const bool by_family = width == Width::kFamilyOfDivision || width == Width::kFamilyAnywhere;
  for (size_t i = 0; i < small.size(); ++i) {
    if (by_family && small[i].group.post.family.empty()) continue;
    cells[KeyOf(CellOf(small[i].group, width))].push_back(i);
  }
  std::vector<bool> taken(small.size(), false);
  for (const auto& [key, members] : cells) {
    GatheredGroup cell;
    cell.group = CellOf(small[members.front()].group, width);
    for (const size_t i : members) {
      cell.group.needs.insert(cell.group.needs.end(), small[i].group.needs.begin(),
                              small[i].group.needs.end());
    }
    if (cell.group.employers() < least) continue;
    cell.group.needs.clear();
    for (const size_t i : members) {
      Append(std::move(small[i]), cell);
      taken[i] = true;
    }
    shown.push_back(std::move(cell));
  }
  std::vector<GatheredGroup> left;
  for (size_t i = 0; i < small.size(); ++i) {
    if (!taken[i]) left.push_back(std::move(small[i]));
  }
  small = std::move(left);
}

}  // namespace

std::vector<GatheredGroup> WidenSmallGroups(std::vector<GatheredGroup> groups, int least) {
  std::vector<GatheredGroup> shown, small;
  for (GatheredGroup& group : groups) {
    (group.group.employers() < least ? small : shown).push_back(std::move(group));
  }
  for (const Width width : {Width::kPostOfDivision, Width::kPostAnywhere, Width::kFamilyOfDivision,
                            Width::kFamilyAnywhere, Width::kOthersOfDivision}) {
    Widen(width, least, small, shown);
  }
  std::move(small.begin(), small.end(), std::back_inserter(shown));
  std::stable_sort(shown.begin(), shown.end(), [](const GatheredGroup& a, const GatheredGroup& b) {
    return KeyOf(a.group) < KeyOf(b.group);
  });
  return shown;
}

}  // namespace houniao::recruitment
