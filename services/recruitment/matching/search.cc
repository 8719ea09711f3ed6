#include "services/recruitment/matching/search.h"

#include <algorithm>
#include <optional>

namespace houniao::recruitment {
namespace {

constexpr int kManyRows = 64;
constexpr size_t kRowsAtOnce = 32;    // whose memory is asked for before they are looked at
constexpr size_t kMostCutSlots = 64;  // bits of Page::cut
// Budgets of joint cuts, rounded down to so many points each.
constexpr int kBudgetPoints = 100;
constexpr size_t kBudgets = kMaxScore / kBudgetPoints + 1;
constexpr int64_t kImpossible = int64_t{1} << 40;
// A must that more of all have than one of so many does not open a page.
constexpr size_t kOpeningShare = 8;
constexpr size_t kPagesAhead = 8;  // whose most promising rows give the first threshold
constexpr size_t kFewBitmaps = 6;
constexpr int64_t kBitmapCost = 8;  // as much as so many rows found

using population::kPageRowBits;
using population::kPageZones;
using population::PageBits;

}  // namespace

Search::Search(const population::Store& store, const CompiledGates& gates,
               const CompiledScore& score, const Roaring& excluded)
    : store_(store),
      gates_(gates),
      score_(score),
      excluded_(excluded),
      opening_rows_(store.size() / kOpeningShare),
      most_last_(score.most_availability() + score.most_other()),
      most_rest_(most_last_ + score.most_terms()) {
  for (const BoundedSlot& slot : score_.bounded_slots()) most_slots_ += slot.most();
  AddUnions();
}

void Search::AddUnions() {
  for (const GateCheck* check : gates_.narrowing()) {
    const int number = unions_.Add(check->any_of);
    if (check == gates_.narrowing().front()) first_must_ = number;
  }
  for (const BoundedSlot& slot : score_.bounded_slots()) {
    int before = population::BlockUnions::kNone;
    for (const BoundLevel& level : slot.levels) {
      before = unions_.Add(level.bitmaps, before);
      if (&level == &slot.levels.front()) first_level_.push_back(before);
    }
    if (slot.levels.empty()) first_level_.push_back(population::BlockUnions::kNone);
  }
}

// Keeps the best.
class Search::TheBest final : public Search::Sink {
 public:
  // Rows below the threshold do not count.
  TheBest(const population::Store& store, size_t size, int threshold)
      : list(store, size), threshold_(threshold) {}
  int Add(const Ranked& entry) override {
    list.Add(entry);
    return std::max(threshold_, list.threshold());
  }
  TopList list;

 private:
  const int threshold_;
};

std::vector<Ranked> Search::Best(size_t size) {
  const int threshold = ThresholdAhead(size);
  TheBest best(store_, size, threshold);
  Run(threshold, best);
  return best.list.Take();
}

// So many score at least this: of the best pages' rows, those that slots promise most to. Without
// it, everybody in the first page would be looked at.
int Search::ThresholdAhead(size_t size) {
  if (!Possible() || Opens()) return TopList::kAny;
  std::vector<std::pair<uint32_t, int>> pages = PagesBestFirst(TopList::kAny);
  pages.resize(std::min(pages.size(), kPagesAhead));
  for (int eighths = 7; eighths >= 3 && !pages.empty(); --eighths) {
    const int wanted = pages.front().second + most_slots_ * eighths / 8 + most_rest_ / 2;
    TheBest best(store_, size, wanted);
    threshold_ = wanted;
    for (const auto& [page, bound] : pages) SearchPage(page, best);
    if (best.list.threshold() != TopList::kAny) return best.list.threshold();
  }
  return TopList::kAny;
}

// False if nobody can pass.
bool Search::Possible() const {
  return gates_.matchable() != nullptr &&
         std::none_of(gates_.narrowing().begin(), gates_.narrowing().end(),
                      [](const GateCheck* check) { return check->any_of.empty(); });
}

// True if a must is rare enough to begin with.
bool Search::Opens() const {
  return !gates_.narrowing().empty() && gates_.narrowing().front()->rows <= opening_rows_;
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
  if (!Possible()) return;
  for (const auto& [page, bound] : PagesBestFirst(threshold)) {
    if (bound + most_slots_ + most_rest_ < threshold_) break;
    SearchPage(page, sink);
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

PageBits Search::Matchable(uint32_t page) const {
  PageBits rows;
  population::AddPageRows(*gates_.matchable(), page, rows);
  return rows;
}

// Of zones that have rows in question, and the most of them. That of the page as a whole is higher:
// it has the best of each fact.
void Search::BoundZones(Page& page) {
  const population::PageZones& zones = store_.zones(page.number);
  page.bound = 0;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    if (page.narrowed && page.rows.words[zone] == 0) continue;
    zone_bounds_[zone] = score_.RankBound(zones.zones[zone]);
    page.bound = std::max(page.bound, zone_bounds_[zone]);
  }
}

void Search::SearchPage(uint32_t number, Sink& sink) {
  Page page;
  page.number = number;
  page.open = most_slots_;
  NarrowByMusts(page);
  BoundZones(page);
  if (page.bound + most_slots_ + most_rest_ < threshold_) return;
  NarrowBySlots(page);
  DropExcluded(number, page.rows);
  // Where many are in question, those first whom the slots promise most: the threshold rises, and
  // the others are soon out of question.
  if (page.count > kManyRows && page.most_above > 0) {
    LookAtRows(page, page.most_above * 3 / 4, sink);
    LookAtRows(page, page.most_above / 2, sink);
  }
  LookAtRows(page, 0, sink);
}

// Looks at rows in question that can have at least `least` above the base, and takes them out.
void Search::LookAtRows(Page& page, int least, Sink& sink) {
  struct Found {
    uint32_t slot;
    int slots_bound;
  };
  std::array<Found, kRowsAtOnce> found;
  size_t count = 0;
  const population::ColumnPage& columns = store_.column_page(page.number);
  const int slots = page.base + page.open;
  const auto look = [&] {
    for (size_t i = 0; i < count; ++i) {
      LookAt(columns.rows[found[i].slot], page.number << kPageRowBits | found[i].slot,
             found[i].slots_bound, sink);
    }
    count = 0;
  };
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    uint64_t word = page.rows.words[zone];
    if (word == 0) continue;
    const int known = zone_bounds_[zone] + most_rest_ + slots;
    if (known < threshold_ || least > 0) word &= page.above.words[zone];
    for (; word != 0; word &= word - 1) {
      const uint32_t slot = zone * 64 + static_cast<uint32_t>(std::countr_zero(word));
      const int more = page.above.Has(slot) ? more_[slot] : 0;
      if (more < least) continue;
      page.rows.Remove(slot);
      if (known + more < threshold_) continue;
      __builtin_prefetch(&columns.rows[slot]);
      found[count++] = {slot, slots + more};
      if (count == kRowsAtOnce) look();
    }
  }
  look();
  Settle(sink);
}

// The rarest must opens the page, if it is rare enough; the others narrow what is known by then.
void Search::NarrowByMusts(Page& page) {
  const std::vector<const GateCheck*>& musts = gates_.narrowing();
  for (size_t i = 0; i < musts.size(); ++i) {
    const int number = first_must_ + static_cast<int>(i);
    if (!page.narrowed) {
      if (musts[i]->rows > opening_rows_) return;
      const population::PageWords rows = unions_.Get(number, page.number);
      std::copy(rows, rows + PageBits::kWords, page.rows.words.begin());
      page.narrowed = true;
      continue;
    }
    // To make the union of many bitmaps does not pay where few rows are left.
    const size_t bitmaps = musts[i]->any_of.size();
    if (bitmaps > kFewBitmaps && page.rows.Count() <= kRowsPerBitmap * static_cast<int>(bitmaps)) {
      continue;
    }
    page.rows &= unions_.Get(number, page.number);
  }
  page.count = page.rows.Count();
}

// For each budget of points the cheapest levels to cut so that what the slots can bring to rows
// that are in none of them stays within it: slot by slot, the last first.
void Search::PlanJointCuts() {
  const std::vector<BoundedSlot>& slots = score_.bounded_slots();
  const size_t count = std::min(slots.size(), kMostCutSlots);
  const uint64_t pages = 1 + store_.size() / population::kPageRows;
  std::vector<int64_t> costs(kBudgets, 0);  // of the slots after this one
  joint_levels_.assign(count, std::vector<uint16_t>(kBudgets, 0));
  for (size_t slot = count; slot-- > 0;) {
    const std::vector<BoundLevel>& levels = slots[slot].levels;
    std::vector<int64_t> with(kBudgets, kImpossible);
    int64_t cost = 0;
    for (size_t cut = 0; cut <= levels.size(); ++cut) {
      const int rest = cut < levels.size() ? levels[cut].points : slots[slot].rest;
      const size_t units = static_cast<size_t>((rest + kBudgetPoints - 1) / kBudgetPoints);
      for (size_t budget = units; budget < kBudgets; ++budget) {
        const int64_t all = cost + costs[budget - units];
        if (all >= with[budget]) continue;
        with[budget] = all;
        joint_levels_[slot][budget] = static_cast<uint16_t>(cut);
      }
      if (cut == levels.size()) break;
      cost += kBitmapCost * static_cast<int64_t>(levels[cut].bitmaps.size()) +
              static_cast<int64_t>(levels[cut].rows / pages);
    }
    costs = std::move(with);
  }
  joint_costs_ = std::move(costs);
}

// Cuts as little as will do to put all out of question who are in none of it. If nothing will do,
// everybody stays in question.
void Search::CutJointly(Page& page) {
  if (joint_costs_.empty()) PlanJointCuts();
  const std::vector<BoundedSlot>& slots = score_.bounded_slots();
  int slack = threshold_ - 1 - page.bound - most_rest_;
  for (size_t i = kMostCutSlots; i < slots.size(); ++i) slack -= slots[i].most();
  size_t budget = static_cast<size_t>(std::max(slack, 0) / kBudgetPoints);
  budget = std::min(budget, kBudgets - 1);
  levels_.Clear();
  if (slack < 0 || joint_costs_[budget] >= kImpossible) {
    SetRows(Matchable(page.number), page);
    return;
  }
  for (size_t i = 0; i < joint_levels_.size(); ++i) {
    Cut cut;
    cut.slot = i;
    cut.levels = joint_levels_[i][budget];
    cut.rest =
        cut.levels < slots[i].levels.size() ? slots[i].levels[cut.levels].points : slots[i].rest;
    budget -= static_cast<size_t>((cut.rest + kBudgetPoints - 1) / kBudgetPoints);
    if (cut.levels == 0) continue;
    page.cut |= uint64_t{1} << i;
    page.open -= slots[i].most();
    CutLevels(cut, page.number, levels_.Add());
  }
  const int need = threshold_ - page.bound - most_rest_ - page.open;
  SetRows(levels_.Reaching(need, Matchable(page.number)), page);
  KeepHopeful(page);
}

// Of a page that was cut jointly: what the slots bring to each row in question, who can reach the
// threshold with it.
void Search::KeepHopeful(Page& page) {
  for (size_t i = 0; i < levels_.size(); ++i) page.base += levels_[i].rest;
  page.count = 0;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    const int missing = threshold_ - zone_bounds_[zone] - most_rest_ - page.base - page.open;
    for (uint64_t word = page.rows.words[zone]; word != 0; word &= word - 1) {
      const uint32_t row = zone * 64 + static_cast<uint32_t>(std::countr_zero(word));
      const int more = levels_.PointsAboveRest(row);
      if (more < missing) {
        page.rows.Remove(row);
        continue;
      }
      ++page.count;
      if (more == 0) continue;
      page.above.Add(row);
      more_[row] = static_cast<uint16_t>(more);
      page.most_above = std::max(page.most_above, more);
    }
  }
}

// Opens the page; musts that are too common to open it narrow it now.
void Search::SetRows(const PageBits& rows, Page& page) {
  page.rows = rows;
  page.count = page.rows.Count();
  page.narrowed = true;
  NarrowByMusts(page);
}

// Takes slot after slot, those first that are cheap to cut and leave few in question, until so few
// rows are left that it is cheaper to read them.
void Search::NarrowBySlots(Page& page) {
  if (!page.narrowed) CutJointly(page);
  const size_t slots = std::min(score_.bounded_slots().size(), kMostCutSlots);
  while (page.count > kRowsPerBitmap) {
    std::optional<Cut> best;
    for (size_t slot = 0; slot < slots; ++slot) {
      if ((page.cut >> slot & 1) != 0) continue;
      const Cut cut = PlanCut(page, slot);
      if (!best.has_value() ||
          std::make_pair(!cut.prunes, cut.bitmaps) < std::make_pair(!best->prunes, best->bitmaps)) {
        best = cut;
      }
    }
    if (!best.has_value()) return;
    if (page.count <= kRowsPerBitmap * static_cast<int>(best->bitmaps)) return;
    MakeCut(*best, page);
    DropHopeless(page);
  }
}

Search::Cut Search::PlanCut(const Page& page, size_t slot) const {
  const BoundedSlot& bounded = score_.bounded_slots()[slot];
  // So much must come from this slot, if all others bring the most they can.
  const int need = threshold_ - page.bound - most_rest_ - page.base - page.most_above -
                   (page.open - bounded.most());
  Cut cut;
  cut.slot = slot;
  while (cut.levels < bounded.levels.size() && bounded.levels[cut.levels].points >= need) {
    cut.bitmaps += bounded.levels[cut.levels].bitmaps.size();
    ++cut.levels;
  }
  cut.rest = cut.levels < bounded.levels.size() ? bounded.levels[cut.levels].points : bounded.rest;
  cut.prunes = cut.rest < need;
  return cut;
}

void Search::MakeCut(const Cut& cut, Page& page) {
  page.cut |= uint64_t{1} << cut.slot;
  page.open -= score_.bounded_slots()[cut.slot].most();
  levels_.Clear();
  CutSlot& slot = levels_.Add();
  CutLevels(cut, page.number, slot);
  if (cut.prunes) {
    if (slot.levels.empty()) {
      page.rows = PageBits();
    } else {
      page.rows &= slot.levels.back().up_to;
    }
  }
  AddPoints(slot, page);
}

void Search::CutLevels(const Cut& cut, uint32_t page, CutSlot& to) {
  const std::vector<BoundLevel>& levels = score_.bounded_slots()[cut.slot].levels;
  to.rest = cut.rest;
  for (size_t i = 0; i < cut.levels; ++i) {
    to.levels.push_back(
        {levels[i].points, unions_.Get(first_level_[cut.slot] + static_cast<int>(i), page)});
  }
}

// What the slot brings to each row in question.
void Search::AddPoints(const CutSlot& slot, Page& page) {
  page.base += slot.rest;
  for (uint32_t word = 0; word < PageBits::kWords; ++word) {
    uint64_t rows = page.rows.words[word];
    if (rows == 0) continue;
    for (const CutSlot::Level& level : slot.levels) {
      if (rows == 0) break;
      const uint64_t found = rows & level.up_to[word];
      rows ^= found;
      AddPoints(level.points - slot.rest, word, found, page);
    }
  }
}

void Search::AddPoints(int points, uint32_t word, uint64_t rows, Page& page) {
  const uint64_t had_some = page.above.words[word];
  page.above.words[word] |= rows;
  for (; rows != 0; rows &= rows - 1) {
    const int bit = std::countr_zero(rows);
    uint16_t& more = more_[word * 64 + static_cast<uint32_t>(bit)];
    more = static_cast<uint16_t>((had_some >> bit & 1) != 0 ? more + points : points);
  }
}

// Rows that cannot reach the threshold, whatever the slots that are not cut bring.
void Search::DropHopeless(Page& page) const {
  page.most_above = 0;
  page.count = 0;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    uint64_t word = page.rows.words[zone];
    if (word == 0) continue;
    const int known = zone_bounds_[zone] + most_rest_ + page.base + page.open;
    uint64_t kept = known >= threshold_ ? word : 0;
    for (word &= page.above.words[zone]; word != 0; word &= word - 1) {
      const uint32_t bit = static_cast<uint32_t>(std::countr_zero(word));
      const int more = more_[zone * 64 + bit];
      if (known + more < threshold_) continue;
      kept |= uint64_t{1} << bit;
      page.most_above = std::max(page.most_above, more);
    }
    page.rows.words[zone] = kept;
    for (uint64_t left = kept; left != 0; left &= left - 1) ++page.count;
  }
}

void Search::LookAt(const population::RowFacts& facts, uint32_t row, int slots_bound, Sink& sink) {
  int points = score_.RankPoints(facts);
  if (points + slots_bound + most_rest_ < threshold_) return;
  if (!gates_.PassesColumns(facts, row)) return;
  points += score_.TermsPoints(facts, row);
  if (points + slots_bound + most_last_ < threshold_) return;
  const uint32_t* const words = store_.lists(row).words;
  __builtin_prefetch(words);
  __builtin_prefetch(words + 16);
  store_.PrefetchDays(row);
  survivors_[survivor_count_++] = {row, points, slots_bound};
  if (survivor_count_ == kSurvivorsAtOnce) Settle(sink);
}

void Search::Settle(Sink& sink) {
  for (size_t i = 0; i < survivor_count_; ++i) SettleOne(survivors_[i], sink);
  survivor_count_ = 0;
}

void Search::SettleOne(Survivor survivor, Sink& sink) {
  // Days are sooner known than lists, but of those who have bookings.
  const bool booked = store_.booked(survivor.row);
  if (!booked && !JudgeDays(survivor)) return;
  const int most_left = booked ? most_last_ : score_.most_other();
  if (survivor.points + survivor.slots_bound + most_left < threshold_) return;
  survivor.points += score_.ListPoints(store_.lists(survivor.row));
  if (survivor.points + most_left < threshold_ || !gates_.PassesLists(survivor.row)) return;
  if (booked && !JudgeDays(survivor)) return;
  if (survivor.points + score_.most_other() < threshold_) return;
  survivor.points += score_.OtherPoints(survivor.row);
  if (survivor.points < threshold_ || !gates_.PassesStations(survivor.row)) return;
  threshold_ = sink.Add({survivor.points, survivor.row});
}

// Adds the points of the days that are left; false if they are too few.
bool Search::JudgeDays(Survivor& survivor) const {
  if (gates_.needed_half_days() == 0 && !score_.judges_availability()) return true;
  const int remaining = gates_.RemainingHalfDays(survivor.row);
  if (remaining < gates_.needed_half_days()) return false;
  survivor.points += score_.AvailabilityPoints(remaining);
  return true;
}

void Search::DropExcluded(uint32_t page, PageBits& rows) const {
  if (excluded_.isEmpty()) return;
  PageBits excluded;
  population::AddPageRows(excluded_, page, excluded);
  rows.AndNot(excluded);
}

int64_t Search::CountEligible() const {
  int64_t count = 0;
  for (uint32_t page = 0; page < store_.page_count(); ++page) {
    PageBits rows = gates_.Eligible(page);
    DropExcluded(page, rows);
    count += rows.Count();
  }
  return count;
}

Search::Counts Search::CountByGate() const {
  Counts counts;
  for (uint32_t page = 0; page < store_.page_count(); ++page) {
    PageBits rows;
    population::AddPageRows(store_.live(), page, rows);
    DropExcluded(page, rows);
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
