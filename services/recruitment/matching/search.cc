#include "services/recruitment/matching/search.h"

#include <algorithm>

namespace houniao::recruitment {
namespace {

using population::ColumnPage;
using population::kPageRowBits;
using population::kPageZones;
using population::PageBits;

// To read the facts of a row costs about as much as to cut the page's rows out of one bitmap.
constexpr int kRowsPerBitmap = 2;

}  // namespace

Search::Search(const population::Store& store, const CompiledGates& gates,
               const CompiledScore& score, const Roaring& excluded)
    : store_(store),
      gates_(gates),
      score_(score),
      excluded_(excluded),
      most_last_(score.most_availability() + score.most_other()),
      most_rest_(most_last_ + score.most_terms()) {
  const std::vector<BoundedSlot>& slots = score_.bounded_slots();
  for (size_t i = 0; i < slots.size(); ++i) {
    most_slots_ += slots[i].most();
    by_cost_.push_back(i);
  }
  const auto cost = [&slots](size_t i) {
    size_t bitmaps = 0;
    for (const BoundLevel& level : slots[i].levels) bitmaps += level.bitmaps.size();
    return bitmaps;
  };
  std::stable_sort(by_cost_.begin(), by_cost_.end(),
                   [&cost](size_t a, size_t b) { return cost(a) > cost(b); });
}

std::vector<Ranked> Search::Best(size_t size) {
  class Best final : public Sink {
   public:
    Best(const population::Store& store, size_t size) : list(store, size) {}
    int Add(const Ranked& entry) override {
      list.Add(entry);
      return list.threshold();
    }
    TopList list;
  };
  Best best(store_, size);
  Run(TopList::kAny, best);
  return best.list.Take();
}

int64_t Search::CountBefore(const Ranked& entry) {
  class Before final : public Sink {
   public:
    Before(const population::Store& store, const Ranked& entry) : store_(store), entry_(entry) {}
    int Add(const Ranked& other) override {
      if (other.row != entry_.row && TopList::Before(store_, other, entry_)) ++count;
      return entry_.score;
    }
    int64_t count = 0;

   private:
    const population::Store& store_;
    const Ranked entry_;
  };
  Before before(store_, entry);
  Run(entry.score, before);
  return before.count;
}

void Search::Run(int threshold, Sink& sink) {
  threshold_ = threshold;
  if (gates_.matchable() == nullptr) return;
  for (const GateCheck* check : gates_.narrowing()) {
    if (check->any_of.empty()) return;
  }
  for (const auto& [page, bound] : PagesBestFirst(threshold)) {
    if (bound + most_slots_ + most_rest_ < threshold_) break;
    SearchPage(page, bound, sink);
  }
}

// By counting: bounds are small numbers, and pages of one bound stay in the order of rows.
std::vector<std::pair<uint32_t, int>> Search::PagesBestFirst(int threshold) const {
  std::vector<std::pair<uint32_t, int>> pages;
  std::vector<uint32_t> starts;
  for (uint32_t page = 0; page < store_.page_count(); ++page) {
    const int bound = score_.RankBound(store_.zones(page).page);
    if (bound + most_slots_ + most_rest_ < threshold) continue;
    pages.emplace_back(page, bound);
    if (starts.size() <= static_cast<size_t>(bound)) starts.resize(static_cast<size_t>(bound) + 1);
    ++starts[static_cast<size_t>(bound)];
  }
  uint32_t start = 0;
  for (size_t bound = starts.size(); bound-- > 0;) {
    const uint32_t count = starts[bound];
    starts[bound] = start;
    start += count;
  }
  std::vector<std::pair<uint32_t, int>> sorted(pages.size());
  for (const auto& page : pages) sorted[starts[static_cast<size_t>(page.second)]++] = page;
  return sorted;
}

PageBits Search::CandidatesOf(uint32_t page, std::array<int, kPageZones>& bounds) {
  PageBits rows;
  population::AddPageRows(*gates_.matchable(), page, rows);
  const population::PageZones& zones = store_.zones(page);
  const int least = threshold_ - most_slots_ - most_rest_;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    static_assert(population::kZoneRows == 64);
    bounds[zone] = score_.RankBound(zones.zones[zone]);
    if (bounds[zone] < least) rows.words[zone] = 0;
  }
  if (!excluded_.isEmpty()) {
    PageBits excluded;
    population::AddPageRows(excluded_, page, excluded);
    rows.AndNot(excluded);
  }
  int count = rows.Count();
  for (const GateCheck* check : gates_.narrowing()) {
    if (count <= kRowsPerBitmap * static_cast<int>(check->any_of.size())) continue;
    // What most have is sooner seen row by row, of the few rows that come so far.
    if (check->exact && 2 * check->rows > store_.size()) continue;
    CompiledGates::Narrow(*check, page, rows);
    count = rows.Count();
  }
  return rows;
}

// How many levels of each slot to cut out of the page, and the sum of what the slots can bring to
// rows that are in none of these. As little as will do to keep that sum within the slack: then only
// rows in those levels need be looked at. The slots that cost most are spared first.
std::vector<size_t> Search::ChooseLevels(int slack, int& base) const {
  const std::vector<BoundedSlot>& slots = score_.bounded_slots();
  std::vector<size_t> levels(slots.size());
  base = 0;
  for (size_t i = 0; i < slots.size(); ++i) {
    levels[i] = slots[i].levels.size();
    base += slots[i].rest;
  }
  for (const size_t i : by_cost_) {
    const BoundedSlot& slot = slots[i];
    // What the slot leaves uncut is bounded by the first level that is not cut.
    size_t cut = 0;
    while (cut < slot.levels.size() && base - slot.rest + slot.levels[cut].points > slack) ++cut;
    levels[i] = cut;
    if (cut < slot.levels.size()) base += slot.levels[cut].points - slot.rest;
  }
  return levels;
}

Search::PageBounds Search::BoundSlots(uint32_t page, int slack, const PageBits& rows) {
  PageBounds bounds;
  const std::vector<BoundedSlot>& slots = score_.bounded_slots();
  const std::vector<size_t> levels = ChooseLevels(slack, bounds.base);
  size_t bitmaps = 0;
  for (size_t i = 0; i < slots.size(); ++i) {
    for (size_t l = 0; l < levels[i]; ++l) bitmaps += slots[i].levels[l].bitmaps.size();
  }
  if (bitmaps == 0 || rows.Count() <= kRowsPerBitmap * static_cast<int>(bitmaps)) {
    bounds.base = most_slots_;
    return bounds;
  }
  bounds.has_rows = true;
  for (size_t i = 0; i < slots.size(); ++i) {
    const std::vector<BoundLevel>& all = slots[i].levels;
    const int rest = levels[i] < all.size() ? all[levels[i]].points : slots[i].rest;
    PageBits seen;
    for (size_t l = 0; l < levels[i]; ++l) {
      PageBits level;
      for (const Roaring* bitmap : all[l].bitmaps) population::AddPageRows(*bitmap, page, level);
      level &= rows;
      level.AndNot(seen);
      seen |= level;
      const uint16_t more = static_cast<uint16_t>(all[l].points - rest);
      level.ForEach([&](uint32_t slot) {
        more_[slot] = static_cast<uint16_t>(bounds.above.Has(slot) ? more_[slot] + more : more);
        bounds.above.Add(slot);
      });
    }
  }
  return bounds;
}

void Search::SearchPage(uint32_t page, int page_bound, Sink& sink) {
  std::array<int, kPageZones> zone_bounds;
  const PageBits rows = CandidatesOf(page, zone_bounds);
  if (rows.empty()) return;
  const int slack = threshold_ == TopList::kAny ? -1 : threshold_ - 1 - page_bound - most_rest_;
  const PageBounds bounds = BoundSlots(page, slack, rows);
  const ColumnPage& columns = store_.column_page(page);
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    uint64_t word = rows.words[zone];
    if (word == 0) continue;
    const int known = zone_bounds[zone] + most_rest_ + bounds.base;
    if (known < threshold_) {
      if (!bounds.has_rows) continue;
      word &= bounds.above.words[zone];
    }
    for (; word != 0; word &= word - 1) {
      const uint32_t slot = zone * 64 + static_cast<uint32_t>(std::countr_zero(word));
      const int more = bounds.has_rows && bounds.above.Has(slot) ? more_[slot] : 0;
      if (known + more >= threshold_) LookAt(columns, page, slot, bounds.base + more, sink);
    }
  }
  Settle(sink);
}

void Search::LookAt(const ColumnPage& columns, uint32_t page, uint32_t slot, int slots_bound,
                    Sink& sink) {
  int points = score_.RankPoints(columns, slot);
  if (points + slots_bound + most_rest_ < threshold_) return;
  const uint32_t row = page << kPageRowBits | slot;
  if (!gates_.PassesColumns(columns, slot, row)) return;
  points += score_.TermsPoints(columns, slot, row);
  if (points + slots_bound + most_last_ < threshold_) return;
  __builtin_prefetch(store_.lists(row).words);
  survivors_[survivor_count_++] = {row, points};
  if (survivor_count_ == kSurvivorsAtOnce) Settle(sink);
}

void Search::Settle(Sink& sink) {
  for (size_t i = 0; i < survivor_count_; ++i) {
    const uint32_t row = survivors_[i].row;
    int points = survivors_[i].points + score_.ListPoints(store_.lists(row));
    if (points + most_last_ < threshold_ || !gates_.PassesLists(row)) continue;
    if (gates_.needed_half_days() > 0 || score_.judges_availability()) {
      const int remaining = gates_.RemainingHalfDays(row);
      if (remaining < gates_.needed_half_days()) continue;
      points += score_.AvailabilityPoints(remaining);
    }
    if (points + score_.most_other() < threshold_) continue;
    points += score_.OtherPoints(row);
    if (points < threshold_ || !gates_.PassesStations(row)) continue;
    threshold_ = sink.Add({points, row});
  }
  survivor_count_ = 0;
}

PageBits Search::Live(uint32_t page) const {
  PageBits rows;
  population::AddPageRows(store_.live(), page, rows);
  if (!excluded_.isEmpty()) {
    PageBits excluded;
    population::AddPageRows(excluded_, page, excluded);
    rows.AndNot(excluded);
  }
  return rows;
}

int64_t Search::CountEligible() const {
  if (gates_.matchable() == nullptr) return 0;
  int64_t count = 0;
  // Rare bitmaps first, then columns, then lists and days.
  std::vector<const GateCheck*> order = gates_.narrowing();
  const auto is_late = [](v1::Gate gate) {
    return gate == v1::GATE_CONFLICT_OF_INTEREST || gate == v1::GATE_ACADEMICIAN_QUOTA ||
           gate == v1::GATE_REMAINING_DAYS;
  };
  for (const bool late : {false, true}) {
    for (const GateCheck& check : gates_.checks()) {
      // Consent and suspension are what the bitmap starts from; the season follows from the days
      // that remain.
      if (check.has_bitmaps || check.gate == v1::GATE_SHARE_CONSENT ||
          check.gate == v1::GATE_PROFILE_ACTIVE || check.gate == v1::GATE_SEASON ||
          check.gate == v1::GATE_STATUS_ALLOWED) {
        continue;
      }
      if (is_late(check.gate) == late) order.push_back(&check);
    }
  }
  for (uint32_t page = 0; page < store_.page_count(); ++page) {
    PageBits rows;
    population::AddPageRows(*gates_.matchable(), page, rows);
    if (!excluded_.isEmpty()) {
      PageBits excluded;
      population::AddPageRows(excluded_, page, excluded);
      rows.AndNot(excluded);
    }
    for (const GateCheck* check : order) {
      if (rows.empty()) break;
      gates_.Keep(*check, page, rows);
    }
    count += rows.Count();
  }
  return count;
}

Search::Counts Search::CountByGate() const {
  Counts counts;
  for (uint32_t page = 0; page < store_.page_count(); ++page) {
    PageBits rows = Live(page);
    int left = rows.Count();
    for (const GateCheck& check : gates_.checks()) {
      if (left == 0) break;
      gates_.Keep(check, page, rows);
      const int passed = rows.Count();
      counts.removed[static_cast<size_t>(check.gate)] += left - passed;
      left = passed;
    }
    counts.eligible += left;
  }
  return counts;
}

}  // namespace houniao::recruitment
