#include "services/recruitment/planning/bundles.h"

#include <algorithm>

namespace houniao::recruitment::planning {
namespace {

constexpr int kMaxNodes = 20'000;

}  // namespace

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
  sums_.assign(1, 0);
  for (const Item& item : items_) sums_.push_back(sums_.back() + item.gain);
  talent_ = talent;
  taken_ = offers_.pinned(talent);
  fixed_ = taken_.size();
  best_.clear();
  best_gain_ = 0;
  nodes_left_ = kMaxNodes;
  Descend(0, 0);
  bundle.demands = best_;
  std::sort(bundle.demands.begin(), bundle.demands.end());
  bundle.gain = best_gain_;
  bundle.bound = nodes_left_ > 0 ? best_gain_ : std::max(best_gain_, Rest(0));
  return bundle;
}

// What items from `from` on can add at most.
int64_t BundleFinder::Rest(size_t from) const {
  const size_t room = most_ - (taken_.size() - fixed_);
  return sums_[std::min(items_.size(), from + room)] - sums_[from];
}

void BundleFinder::Descend(size_t from, int64_t gain) {
  if (gain > best_gain_) {
    best_gain_ = gain;
    best_.assign(taken_.begin() + static_cast<ptrdiff_t>(fixed_), taken_.end());
  }
  for (size_t i = from; i < items_.size(); ++i) {
    if (gain + Rest(i) <= best_gain_) return;
    if (--nodes_left_ <= 0) return;
    steps_ += 8 << std::min<size_t>(taken_.size(), 8);
    if (!offers_.calendars().FitsBeside(talent_, taken_, items_[i].demand)) continue;
    taken_.push_back(items_[i].demand);
    Descend(i + 1, gain + items_[i].gain);
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
    ++steps_;
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
