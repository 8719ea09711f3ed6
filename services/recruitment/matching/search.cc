#include "services/recruitment/matching/search.h"

#include <algorithm>
#include <optional>

namespace houniao::recruitment {
namespace {

constexpr size_t kManyRows = 64;
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
  for (const BoundedSlot& slot : score_.bounded_slots()) {
    slots_.push_back(slot);
    for (const GateCheck* must : gates_.narrowing()) DropLevelsBeyond(*must, slots_.back());
    most_slots_ += slots_.back().most();
  }
  AddUnions();
}

// Who passes the must is in its bitmaps: of the levels that have them all the last is everybody's.
void Search::DropLevelsBeyond(const GateCheck& must, BoundedSlot& slot) {
  std::vector<const Roaring*> missing = must.any_of;
  for (size_t i = 0; i < slot.levels.size(); ++i) {
    const std::vector<const Roaring*>& bitmaps = slot.levels[i].bitmaps;
    std::erase_if(missing, [&](const Roaring* bitmap) {
      return std::find(bitmaps.begin(), bitmaps.end(), bitmap) != bitmaps.end();
    });
    if (!missing.empty()) continue;
    slot.rest = slot.levels[i].points;
    slot.levels.resize(i);
    return;
  }
}

void Search::AddUnions() {
  if (gates_.matchable() != nullptr) matchable_union_ = unions_.Add({gates_.matchable()});
  for (const GateCheck* check : gates_.narrowing()) {
    must_unions_.push_back(unions_.Add(check->any_of));
  }
  for (const BoundedSlot& slot : slots_) {
    std::vector<int>& levels = level_unions_.emplace_back();
    int before = population::BlockUnions::kNone;
    for (const BoundLevel& level : slot.levels) {
      levels.push_back(before = unions_.Add(level.bitmaps, before));
    }
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

// Of zones that have rows in question, and the most of them. That of the page as a whole is higher:
// it has the best of each fact.
void Search::BoundZones(Page& page) {
  const population::PageZones& zones = store_.zones(page.number);
  page.bound = 0;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    if (page.rows.words[zone] == 0) continue;
    zone_bounds_[zone] = score_.RankBound(zones.zones[zone]);
    page.bound = std::max(page.bound, zone_bounds_[zone]);
  }
}

void Search::SearchPage(uint32_t number, Sink& sink) {
  Page page;
  page.number = number;
  page.open = most_slots_;
  levels_.Clear();
  OpenPage(page);
  DropExcluded(number, page.rows);
  BoundZones(page);
  if (page.bound + most_slots_ + most_rest_ < threshold_) return;
  if (Opens()) {
    PruneBySlots(page);
    ListRows(page);
    NarrowListByMusts(page);
  } else {
    CutJointly(page);
    NarrowByMusts(page);
    ListRows(page);
  }
  NarrowBySlots(page);
  // Where many are in question, those first whom the slots promise most: the threshold rises, and
  // the others are soon out of question.
  if (page.count > kManyRows && page.most_above > 0) {
    LookAtRows(page, page.most_above * 3 / 4, sink);
    LookAtRows(page, page.most_above / 2, sink);
  }
  LookAtRows(page, 0, sink);
}

// Looks at rows in question that have at least `least` above the base, and takes them out.
void Search::LookAtRows(Page& page, int least, Sink& sink) {
  const population::RowFacts* const columns = store_.column_page(page.number).rows.data();
  const int slots = page.base + page.open;
  std::array<Listed, kRowsAtOnce> asked;
  size_t count = 0, kept = 0;
  const auto look = [&] {
    for (size_t i = 0; i < count; ++i) {
      LookAt(columns[asked[i].slot], page.number << kPageRowBits | asked[i].slot,
             slots + asked[i].more, sink);
    }
    count = 0;
  };
  for (size_t i = 0; i < page.count; ++i) {
    const Listed row = listed_[i];
    if (row.more < least) {
      listed_[kept++] = row;
      continue;
    }
    if (zone_bounds_[row.slot / 64] + most_rest_ + slots + row.more < threshold_) continue;
    __builtin_prefetch(&columns[row.slot]);
    asked[count++] = row;
    if (count == kRowsAtOnce) look();
  }
  look();
  page.count = kept;
  Settle(sink);
}

// Who can be matched; if a must is rare enough, those who are in it and in the musts of a single
// bitmap, which is often there as words.
void Search::OpenPage(Page& page) {
  const int first = Opens() ? must_unions_.front() : matchable_union_;
  const population::PageWords rows = unions_.Get(first, page.number);
  std::copy(rows, rows + PageBits::kWords, page.rows.words.begin());
  if (!Opens()) return;
  for (size_t i = 1; i < must_unions_.size(); ++i) {
    if (gates_.narrowing()[i]->any_of.size() > 1) continue;
    page.rows &= unions_.Get(must_unions_[i], page.number);
  }
}

// To make the union of many bitmaps does not pay where few rows are left.
void Search::NarrowByMusts(Page& page) {
  const std::vector<const GateCheck*>& musts = gates_.narrowing();
  for (size_t i = 0; i < musts.size(); ++i) {
    const size_t bitmaps = musts[i]->any_of.size();
    if (bitmaps > kFewBitmaps && page.rows.Count() <= kRowsPerBitmap * static_cast<int>(bitmaps)) {
      continue;
    }
    page.rows &= unions_.Get(must_unions_[i], page.number);
  }
}

// The same of a page that is open and listed.
void Search::NarrowListByMusts(Page& page) {
  const std::vector<const GateCheck*>& musts = gates_.narrowing();
  for (size_t i = 1; i < musts.size(); ++i) {
    const size_t bitmaps = musts[i]->any_of.size();
    if (bitmaps == 1 || page.count <= kRowsPerBitmap * bitmaps) continue;
    const population::PageWords among = unions_.Get(must_unions_[i], page.number);
    size_t kept = 0;
    for (size_t row = 0; row < page.count; ++row) {
      const Listed listed = listed_[row];
      listed_[kept] = listed;
      kept += among[listed.slot / 64] >> (listed.slot % 64) & 1;
    }
    page.count = kept;
  }
}

// Of an open page: takes those out who miss the best levels of a slot without which nobody reaches
// the threshold, where that costs little.
void Search::PruneBySlots(Page& page) {
  const size_t slots = std::min(slots_.size(), kMostCutSlots);
  const int open = page.open;
  for (size_t i = 0; i < slots; ++i) {
    const Cut cut = PlanCut(page, open, i);
    if (!cut.prunes || cut.bitmaps > kFewBitmaps) continue;
    page.cut |= uint64_t{1} << i;
    page.open -= slots_[i].most();
    CutSlot& slot = levels_.Add();
    CutLevels(cut, page.number, slot);
    if (slot.levels.empty()) {
      page.rows = PageBits();
    } else {
      page.rows &= slot.levels.back().up_to;
    }
  }
}

// For each budget of points the cheapest levels to cut so that what the slots can bring to rows
// that are in none of them stays within it: slot by slot, the last first.
void Search::PlanJointCuts() {
  const size_t count = std::min(slots_.size(), kMostCutSlots);
  const uint64_t pages = 1 + store_.size() / population::kPageRows;
  std::vector<int64_t> costs(kBudgets, 0);  // of the slots after this one
  joint_levels_.assign(count, std::vector<uint16_t>(kBudgets, 0));
  for (size_t slot = count; slot-- > 0;) {
    const std::vector<BoundLevel>& levels = slots_[slot].levels;
    std::vector<int64_t> with(kBudgets, kImpossible);
    int64_t cost = 0;
    for (size_t cut = 0; cut <= levels.size(); ++cut) {
      const int rest = cut < levels.size() ? levels[cut].points : slots_[slot].rest;
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
  int slack = threshold_ - 1 - page.bound - most_rest_;
  for (size_t i = kMostCutSlots; i < slots_.size(); ++i) slack -= slots_[i].most();
  size_t budget = static_cast<size_t>(std::max(slack, 0) / kBudgetPoints);
  budget = std::min(budget, kBudgets - 1);
  if (slack < 0 || joint_costs_[budget] >= kImpossible) return;
  for (size_t i = 0; i < joint_levels_.size(); ++i) {
    Cut cut;
    cut.slot = i;
    cut.levels = joint_levels_[i][budget];
    cut.rest =
        cut.levels < slots_[i].levels.size() ? slots_[i].levels[cut.levels].points : slots_[i].rest;
    budget -= static_cast<size_t>((cut.rest + kBudgetPoints - 1) / kBudgetPoints);
    if (cut.levels == 0) continue;
    page.cut |= uint64_t{1} << i;
    page.open -= slots_[i].most();
    CutLevels(cut, page.number, levels_.Add());
  }
  const int need = threshold_ - page.bound - most_rest_ - page.open;
  page.rows = levels_.Reaching(need, page.rows);
}

// Lists who can reach the threshold with what the slots that are cut bring.
void Search::ListRows(Page& page) {
  for (size_t i = 0; i < levels_.size(); ++i) page.base += levels_[i].rest;
  page.count = 0;
  page.most_above = 0;
  for (uint32_t zone = 0; zone < kPageZones; ++zone) {
    uint64_t word = page.rows.words[zone];
    if (word == 0) continue;  // and its bound is not known
    const int missing = threshold_ - zone_bounds_[zone] - most_rest_ - page.base - page.open;
    for (; word != 0; word &= word - 1) {
      const uint32_t slot = zone * 64 + static_cast<uint32_t>(std::countr_zero(word));
      const int more = levels_.PointsAboveRest(slot);
      if (more < missing) continue;
      listed_[page.count++] = {static_cast<uint16_t>(slot), static_cast<uint16_t>(more)};
      page.most_above = std::max(page.most_above, more);
    }
  }
}

// Takes slot after slot, those first that are cheap to cut and leave few in question, until so few
// rows are left that it is cheaper to read them.
void Search::NarrowBySlots(Page& page) {
  const size_t slots = std::min(slots_.size(), kMostCutSlots);
  while (page.count > kRowsPerBitmap) {
    std::optional<Cut> best;
    for (size_t slot = 0; slot < slots; ++slot) {
      if ((page.cut >> slot & 1) != 0 || slots_[slot].levels.empty()) continue;
      const Cut cut = PlanCut(page, page.open, slot);
      if (!best.has_value() ||
          std::make_pair(!cut.prunes, cut.bitmaps) < std::make_pair(!best->prunes, best->bitmaps)) {
        best = cut;
      }
    }
    if (!best.has_value()) return;
    if (page.count <= kRowsPerBitmap * best->bitmaps) return;
    MakeCut(*best, page);
  }
}

// `open`: what the slot and those that are not cut can bring.
Search::Cut Search::PlanCut(const Page& page, int open, size_t slot) const {
  const BoundedSlot& bounded = slots_[slot];
  // So much must come from this slot, if all others bring the most they can.
  const int need =
      threshold_ - page.bound - most_rest_ - page.base - page.most_above - (open - bounded.most());
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

// Adds what the slot brings to each row in question, and drops those that cannot reach the
// threshold, whatever the slots that are not cut bring.
void Search::MakeCut(const Cut& cut, Page& page) {
  page.cut |= uint64_t{1} << cut.slot;
  page.open -= slots_[cut.slot].most();
  page.base += cut.rest;
  levels_.Clear();
  CutLevels(cut, page.number, levels_.Add());
  const int known = most_rest_ + page.base + page.open;
  page.most_above = 0;
  size_t kept = 0;
  for (size_t i = 0; i < page.count; ++i) {
    const uint32_t slot = listed_[i].slot;
    const int more = listed_[i].more + levels_.PointsAboveRest(slot);
    if (zone_bounds_[slot / 64] + known + more < threshold_) continue;
    listed_[kept++] = {static_cast<uint16_t>(slot), static_cast<uint16_t>(more)};
    page.most_above = std::max(page.most_above, more);
  }
  page.count = kept;
}

void Search::CutLevels(const Cut& cut, uint32_t page, CutSlot& to) {
  const std::vector<BoundLevel>& levels = slots_[cut.slot].levels;
  to.rest = cut.rest;
  for (size_t i = 0; i < cut.levels; ++i) {
    to.levels.push_back({levels[i].points, unions_.Get(level_unions_[cut.slot][i], page)});
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
