#include "services/recruitment/insight/exposure.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/numeric/int128.h"
#include "absl/strings/str_format.h"

#include "common/population/codes_as_keys.h"
#include "services/recruitment/insight/small_cells.h"

namespace houniao::recruitment {
namespace {

using Group = v1::ExposureGroup;

constexpr int64_t kWhole = 10000;

// City of a region key of codes_as_keys.h: 350902 is in 3509; 350000 names no city.
std::string CityOf(uint32_t region) {
  const uint32_t city = region / 100;
  return city % 100 == 0 ? "0000" : absl::StrFormat("%04d", city);
}

void Hide(std::vector<ExposureCell>& cells, int64_t ExposureCell::*column, int least,
          std::vector<bool>& hidden) {
  std::vector<int64_t> counts;
  for (const ExposureCell& cell : cells) counts.push_back(cell.*column);
  MarkSmallCells(counts, least, hidden);
}

// Cells of one dimension.
void AddGroups(std::vector<ExposureCell> cells, int least, std::vector<Group>& groups) {
  std::vector<bool> no_pool, no_shown, no_chosen;
  Hide(cells, &ExposureCell::pool, least, no_pool);
  // What is not said of a group as a whole is not said of its parts.
  no_shown = no_chosen = no_pool;
  Hide(cells, &ExposureCell::shown, least, no_shown);
  Hide(cells, &ExposureCell::chosen, least, no_chosen);
  const ExposureCell* best = nullptr;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (no_pool[i] || no_shown[i] || cells[i].pool == 0) continue;
    const bool greater = best == nullptr || absl::int128(cells[i].shown) * best->pool >
                                                absl::int128(best->shown) * cells[i].pool;
    if (greater) best = &cells[i];
  }
  for (size_t i = 0; i < cells.size(); ++i) {
    const ExposureCell& cell = cells[i];
    if (cell.pool == 0) continue;
    Group& group = groups.emplace_back();
    group.set_dimension(cell.dimension);
    group.set_value(cell.value);
    group.set_pool_count(no_pool[i] ? -1 : cell.pool);
    group.set_shown_count(no_shown[i] ? -1 : cell.shown);
    group.set_chosen_count(no_chosen[i] ? -1 : cell.chosen);
    const bool comparable = !no_pool[i] && !no_shown[i] && best != nullptr && best->shown > 0;
    group.set_impact_ratio_bp(
        comparable ? static_cast<int32_t>(absl::int128(kWhole) * cell.shown * best->pool /
                                          (absl::int128(cell.pool) * best->shown))
                   : -1);
  }
}

int64_t CountOf(const talent::v1::CountTalentGroupsResponse& counts,
                const talent::v1::TalentGroupCount& wanted) {
  for (const talent::v1::TalentGroupCount& group : counts.counts()) {
    if (group.dimension() == wanted.dimension() && group.value() == wanted.value()) {
      return group.count();
    }
  }
  return 0;
}

}  // namespace

std::vector<ExposureCell> CountByFacts(const population::Population& population, int today,
                                       const TalentIds& shown, const TalentIds& chosen,
                                       const TalentIds& returning) {
  // By dimension, then by value, shorter numbers first.
  std::map<std::tuple<int, size_t, std::string>, ExposureCell> cells;
  std::map<std::pair<int, uint32_t>, ExposureCell*> known;
  const auto cell_of = [&](Group::Dimension dimension, uint32_t key, const auto& text) {
    ExposureCell*& cell = known[{dimension, key}];
    if (cell == nullptr) {
      const std::string value = text();
      cell = &cells[{dimension, value.size(), value}];
      cell->dimension = dimension;
      cell->value = value;
    }
    return cell;
  };
  const population::View view = population.view();
  for (const uint32_t row : view->live()) {
    if (!view->MatchableRow(row)) continue;
    const absl::string_view id = view->id(row);
    const bool is_shown = shown.contains(id), is_chosen = chosen.contains(id);
    const bool is_first = !returning.contains(id);
    const uint32_t city = view->region_key(row) / 100;
    const uint32_t tier = static_cast<uint32_t>(view->TierRankOn(row, today));
    for (ExposureCell* const cell :
         {cell_of(Group::WORK_CITY, city, [city] { return CityOf(city * 100); }),
          cell_of(Group::FIRST_TIMER, is_first ? 1 : 0,
                  [is_first] { return std::string(is_first ? "first" : "returning"); }),
          cell_of(Group::TIER, tier, [tier] { return absl::StrCat(tier); })}) {
      ++cell->pool;
      cell->shown += is_shown ? 1 : 0;
      cell->chosen += is_chosen ? 1 : 0;
    }
  }
  std::vector<ExposureCell> all;
  for (auto& [key, cell] : cells) all.push_back(std::move(cell));
  return all;
}

std::vector<std::string> NamesInPool(const population::Population& population,
                                     const TalentIds& ids) {
  std::vector<std::string> names;
  const population::View view = population.view();
  for (const std::string& id : ids) {
    const auto row = view->RowOf(id);
    if (row.has_value() && view->MatchableRow(*row)) names.push_back("talents/" + id);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<ExposureCell> CellsOfGroups(const talent::v1::CountTalentGroupsResponse& pool,
                                        const talent::v1::CountTalentGroupsResponse& shown,
                                        const talent::v1::CountTalentGroupsResponse& chosen) {
  std::vector<ExposureCell> cells;
  for (const talent::v1::TalentGroupCount& group : pool.counts()) {
    ExposureCell& cell = cells.emplace_back();
    cell.dimension = group.dimension() == "sex" ? Group::SEX : Group::AGE_BAND;
    cell.value = group.value();
    cell.pool = group.count();
    cell.shown = CountOf(shown, group);
    cell.chosen = CountOf(chosen, group);
  }
  return cells;
}

std::vector<v1::ExposureGroup> GroupsOf(const std::vector<ExposureCell>& cells, int least) {
  std::map<int, std::vector<ExposureCell>> by_dimension;
  for (const ExposureCell& cell : cells) by_dimension[cell.dimension].push_back(cell);
  std::vector<v1::ExposureGroup> groups;
  for (auto& [dimension, own] : by_dimension) AddGroups(std::move(own), least, groups);
  return groups;
}

}  // namespace houniao::recruitment
