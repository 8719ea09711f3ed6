#include "services/recruitment/planning/bundles.h"

#include <algorithm>

namespace houniao::recruitment::planning {
namespace {

// Nodes of one search: many where there are few talents.
constexpr size_t kAllNodes = 4'000'000;
constexpr size_t kMaxNodes = 20'000;
constexpr size_t kMinNodes = 300;

}  // namespace

BundleFinder::BundleFinder(const Offers& offers) : offers_(offers) {
  size_t talents = 1;
  for (uint32_t t = 0; t < offers.talent_count(); ++t) talents += offers.most_together(t) > 1;
  max_nodes_ = static_cast<int>(std::clamp(kAllNodes / talents, kMinNodes, kMaxNodes));
}

Bundle BundleFinder::Search(uint32_t talent) {
  steps_ += static_cast<int64_t>(items_.size()) + 1;
  Bundle bundle;
  if (items_.empty()) return bundle;
  most_ = offers_.most_together(talent);
  if (most_ == 1) {
    const Item* best = &items_[0];
    for (const Item& item : items_) {
      if (item.gain > best->gain) best = &item;
    }
    bundle = {{best->demand}, best->gain, best->gain};
    return bundle;
  }
  std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
    return a.gain != b.gain ? a.gain > b.gain : a.demand < b.demand;
  });
  talent_ = talent;
  taken_ = offers_.pinned(talent);
  fixed_ = taken_.size();
  best_.clear();
  best_gain_ = 0;
  nodes_left_ = max_nodes_;
  Descend(0, ~uint64_t{0}, 0);
  bundle.demands = best_;
  std::sort(bundle.demands.begin(), bundle.demands.end());
  bundle.gain = best_gain_;
  bundle.bound = nodes_left_ > 0 ? best_gain_ : std::max(best_gain_, Rest(0, ~uint64_t{0}));
  return bundle;
}

// Whether the item goes with all that are taken, in pairs.
bool BundleFinder::IsOpen(const Item& item, uint64_t open) const {
  const ptrdiff_t place = item.offer - offers_.begin(talent_);
  return place >= 64 || (open >> place & 1) != 0;
}

// What items from `from` on can add at most.
int64_t BundleFinder::Rest(size_t from, uint64_t open) const {
  size_t room = most_ - (taken_.size() - fixed_);
  int64_t sum = 0;
  for (size_t i = from; i < items_.size() && room > 0; ++i) {
    if (!IsOpen(items_[i], open)) continue;
    sum += items_[i].gain;
    --room;
  }
  return sum;
}

void BundleFinder::Descend(size_t from, uint64_t open, int64_t gain) {
  if (gain > best_gain_) {
    best_gain_ = gain;
    best_.assign(taken_.begin() + static_cast<ptrdiff_t>(fixed_), taken_.end());
  }
  for (size_t i = from; i < items_.size(); ++i) {
    if (!IsOpen(items_[i], open)) continue;
    if (gain + Rest(i, open) <= best_gain_) return;
    if (--nodes_left_ <= 0) return;
    // What fits alone beside the pins was asked when the offers were made.
    const bool alone = taken_.size() == fixed_;
    steps_ += alone ? 2 : 8 << std::min<size_t>(taken_.size(), 8);
    if (!alone && !offers_.calendars().FitsBeside(talent_, taken_, items_[i].demand)) continue;
    taken_.push_back(items_[i].demand);
    Descend(i + 1, open & offers_.partners(items_[i].offer), gain + items_[i].gain);
    taken_.pop_back();
    if (nodes_left_ <= 0) return;
  }
}

void BundleFinder::List(uint32_t talent,
                        const std::function<bool(const std::vector<uint32_t>&, int64_t)>& fn) {
  struct Frame {
    size_t next;
    int64_t gain;
  };
  const std::vector<Item> items = items_;
  const std::vector<uint32_t>& fixed = offers_.pinned(talent);
  std::vector<uint32_t> taken;
  std::vector<Frame> frames = {{0, 0}};
  if (!fn(taken, 0)) return;
  while (!frames.empty()) {
    Frame& frame = frames.back();
    if (frame.next == items.size() || taken.size() == offers_.most_together(talent)) {
      frames.pop_back();
      if (!taken.empty()) taken.pop_back();
      continue;
    }
    const Item& item = items[frame.next++];
    std::vector<uint32_t> all = fixed;
    all.insert(all.end(), taken.begin(), taken.end());
    steps_ += 8 << std::min<size_t>(all.size(), 8);
    if (!offers_.calendars().FitsBeside(talent, all, item.demand)) continue;
    const int64_t gain = frame.gain + item.gain;
    const size_t next = frame.next;
    taken.push_back(item.demand);
    if (!fn(taken, gain)) return;
    frames.push_back({next, gain});
  }
}

int64_t BundleFinder::TakeSteps() {
  const int64_t steps = steps_;
  steps_ = 0;
  return steps;
}

}  // namespace houniao::recruitment::planning
