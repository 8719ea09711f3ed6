// Rows given out anew at the end of the first snapshot.
#include <algorithm>

#include "common/codes/education.h"
#include "common/population/store.h"

namespace houniao::population {
namespace {

constexpr int kTopTitle = static_cast<int>(codes::TitleRank::kSenior);
constexpr int kTopTier = 6;
constexpr int kMostExperience = 20;

// Rows that stand near each other differ little in any score that rises with the four facts.
// Exactness does not depend on it.
struct Standing {
  uint32_t total;  // less is better
  uint32_t facts;
  uint32_t industry;
  uint32_t region;
  uint32_t row;

  bool operator<(const Standing& other) const {
    return std::tie(total, facts, industry, region, row) <
           std::tie(other.total, other.facts, other.industry, other.region, other.row);
  }
};

// Of each fact what lacks to the most, weighed as scores commonly do.
uint32_t Lacking(int education, int title, int tier, int experience) {
  const int tier_lacks = tier == 0 ? kTopTier : std::min(tier - 1, kTopTier);
  return static_cast<uint32_t>(
      600 * (codes::kRankDoctor - std::min(education, codes::kRankDoctor)) / codes::kRankDoctor +
      800 * (kTopTitle - std::min(title, kTopTitle)) / kTopTitle + 1000 * tier_lacks / kTopTier +
      800 * (kMostExperience - std::min(experience, kMostExperience)) / kMostExperience);
}

}  // namespace

std::vector<uint32_t> Store::RowsBestFirst() const {
  std::vector<Standing> standings;
  standings.reserve(size());
  for (const uint32_t row : live_) {
    const ColumnPage& p = page(row);
    const uint32_t s = slot(row);
    const Words industries = lists(row).industries();
    standings.push_back(
        {.total = Lacking(p.rows[s].education_rank, p.rows[s].title_rank, p.rows[s].tier_rank,
                          p.rows[s].experience_years),
         .facts = static_cast<uint32_t>(p.rows[s].tier_rank << 24 | p.rows[s].title_rank << 16 |
                                        p.rows[s].education_rank << 8 | p.rows[s].experience_years),
         .industry = industries.size == 0 ? 0 : industries[0],
         .region = p.rows[s].region,
         .row = row});
  }
  std::sort(standings.begin(), standings.end());
  std::vector<uint32_t> rows;
  rows.reserve(standings.size());
  for (const Standing& standing : standings) rows.push_back(standing.row);
  return rows;
}

void Store::SortRows() {
  const std::vector<uint32_t> order = RowsBestFirst();
  const Columns old = std::exchange(columns_, Columns());
  ListArena lists;
  absl::flat_hash_map<uint32_t, std::string> long_ids;
  absl::flat_hash_map<uint32_t, int64_t> long_fees;
  absl::flat_hash_map<uint32_t, const BookedDays*> booked;
  absl::flat_hash_map<uint32_t, std::vector<RestrictionFact>> restrictions;
  Roaring manual_only, restricted, unseen;
  for (uint32_t row = 0; row < order.size(); ++row) {
    const uint32_t from = order[row];
    columns_.Grow(row);
    CopyRow(from, row, old.page(from), lists);
    if (old.page(from).id_length[slot(from)] == kLongId) {
      long_ids[row] = id_texts_.TakeLong(from);
    }
    if (columns_.page(row).rows[slot(row)].day_fee == kLongFee)
      long_fees[row] = long_fees_.at(from);
    if (has(row, kFlagBooked)) booked[row] = booked_.at(from);
    if (has(row, kFlagManualOnly)) manual_only.add(row);
    if (has(row, kFlagRestricted)) {
      restricted.add(row);
      restrictions[row] = std::move(restrictions_.at(from));
    }
    if (unseen_.contains(from)) unseen.add(row);
  }
  id_texts_.SetLong(std::move(long_ids));
  long_fees_ = std::move(long_fees);
  booked_ = std::move(booked);
  restrictions_ = std::move(restrictions);
  manual_only_rows_ = std::move(manual_only);
  restricted_rows_ = std::move(restricted);
  unseen_ = std::move(unseen);
  lists_ = std::move(lists);
  next_row_ = static_cast<uint32_t>(order.size());
  live_ = Roaring();
  live_.addRange(0, next_row_);
  free_rows_ = Roaring();
  RebuildIndexes();
  change_log_.NoteAll();
}

void Store::CopyRow(uint32_t from, uint32_t to, const ColumnPage& old, ListArena& lists) {
  ColumnPage& p = columns_.page(to);
  const uint32_t f = slot(from), t = slot(to);
  const ListsView list = lists_.Get(old.rows[f].lists);
  p.rows[t] = old.rows[f];
  p.rows[t].lists = lists.Store({list.words, list.size()});
  p.days_per_year[t] = old.days_per_year[f];
  p.remote_share_bp[t] = old.remote_share_bp[f];
  p.station_count[t] = old.station_count[f];
  p.id_length[t] = old.id_length[f];
  p.id_text[t] = old.id_text[f];
}

void Store::RebuildIndexes() {
  // As many rows as one container of a bitmap, so that each is made once.
  constexpr uint32_t kRowsAtOnce = 1u << 16;
  bitmaps_ = BitmapIndex();
  zones_ = Zones();
  id_index_.Clear();
  absl::flat_hash_map<IndexKey, std::vector<uint32_t>> rows_of;
  for (uint32_t from = 0; from < next_row_; from += kRowsAtOnce) {
    const uint32_t to = std::min(next_row_, from + kRowsAtOnce);
    for (auto& [key, rows] : rows_of) rows.clear();
    for (uint32_t row = from; row < to; ++row) {
      id_index_.Insert(row);
      for (const IndexKey key : IndexKeysOf(row)) rows_of[key].push_back(row);
    }
    for (const auto& [key, rows] : rows_of) {
      if (!rows.empty()) bitmaps_.Append(key, rows);
    }
    for (uint32_t row = from; row < to; row += kPageRows) {
      zones_.Widen(columns_, row);
      zones_.Measure(columns_, row >> kPageRowBits);
    }
  }
}

}  // namespace houniao::population
