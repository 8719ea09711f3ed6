#include "services/recruitment/matching/top_list.h"

#include <algorithm>

namespace houniao::recruitment {

void TopList::Add(Ranked entry) {
  const auto before = [this](const Ranked& a, const Ranked& b) { return Before(store_, a, b); };
  if (heap_.size() == size_) {
    if (size_ == 0 || !before(entry, heap_.front())) return;
    std::pop_heap(heap_.begin(), heap_.end(), before);
    heap_.back() = entry;
  } else {
    heap_.push_back(entry);
  }
  std::push_heap(heap_.begin(), heap_.end(), before);
}

std::vector<Ranked> TopList::Take() {
  std::vector<Ranked> best = std::move(heap_);
  std::sort(best.begin(), best.end(),
            [this](const Ranked& a, const Ranked& b) { return Before(store_, a, b); });
  return best;
}

}  // namespace houniao::recruitment
