#include "services/recruitment/planning/bidding.h"

#include <algorithm>

namespace houniao::recruitment::planning {
namespace {

class Bidding {
 public:
  Bidding(Market& market, Control& control)
      : market_(market), control_(control), waiting_(market.demand_count(), 1) {
    for (uint32_t d = 0; d < market.demand_count(); ++d) line_.push_back(d);
  }

  void Run(int64_t max_steps) {
    for (size_t turn = 0; turn < line_.size() && max_steps > 0; ++turn) {
      const uint32_t demand = line_[turn];
      waiting_[demand] = 0;
      if (market_.Wanting(demand)) BidFor(demand);
      const int64_t steps = market_.TakeSteps();
      max_steps -= steps;
      if (!control_.Go(steps)) return;
      if (control_.due()) Report(turn);
      if (turn > market_.demand_count() && turn * 2 > line_.size()) {
        line_.erase(line_.begin(), line_.begin() + static_cast<ptrdiff_t>(turn) + 1);
        turn = static_cast<size_t>(-1);
      }
    }
  }

 private:
  void BidFor(uint32_t demand) {
    won_.clear();
    const size_t seats = static_cast<size_t>(market_.empty_seats(demand));
    while (won_.size() < seats) {
      const Market::Candidate* best = market_.Best(demand);
      if (best == nullptr || best->key <= 0) break;
      won_.push_back(market_.TakeBest(demand));
    }
    const int32_t level = won_.size() < seats ? 0 : NextLevel(demand);
    market_.SetPrice(demand, std::min(market_.price(demand), level));
    std::sort(won_.begin(), won_.end(), [](const auto& a, const auto& b) {
      return a.talent != b.talent ? a.talent < b.talent : a.key > b.key;
    });
    for (size_t i = 0; i < won_.size(); ++i) {
      // A talent may be in the heap twice after he was lost and won back.
      if (i > 0 && won_[i].talent == won_[i - 1].talent) continue;
      Win(demand, won_[i], level);
    }
    if (market_.Wanting(demand)) TakeFreeEquals(demand, level);
  }

  int32_t NextLevel(uint32_t demand) {
    const Market::Candidate* next = market_.Best(demand);
    return next == nullptr ? 0 : std::max(0, next->key);
  }

  void Win(uint32_t demand, const Market::Candidate& candidate, int32_t level) {
    const int32_t former = market_.holder(candidate.talent).demand;
    if (candidate.key <= level && former >= 0) {
      market_.PutBack(demand, candidate);
      return;
    }
    market_.Take(demand, candidate);
    if (former >= 0 && !waiting_[static_cast<size_t>(former)]) {
      waiting_[static_cast<size_t>(former)] = 1;
      line_.push_back(static_cast<uint32_t>(former));
    }
  }

  // Of those who leave exactly the price, talents that nobody holds can be had without a bid.
  void TakeFreeEquals(uint32_t demand, int32_t level) {
    constexpr int kMaxLooks = 4096;
    const std::vector<Market::Candidate>& head = market_.head(demand);
    stack_.assign(1, 0);
    for (int looks = 0; !stack_.empty() && looks < kMaxLooks && market_.empty_seats(demand) > 0;) {
      const uint32_t at = stack_.back();
      stack_.pop_back();
      if (at >= head.size() || head[at].key < level) continue;
      ++looks;
      if (head[at].points == level && market_.holder(head[at].talent).demand == Market::kNobody) {
        market_.Take(demand, head[at]);
      }
      stack_.push_back(2 * at + 2);
      stack_.push_back(2 * at + 1);
    }
  }

  void Report(size_t turn) {
    control_.Report({"bidding", static_cast<int64_t>(turn), static_cast<int64_t>(line_.size()),
                     market_.points_held(), 0});
  }

  Market& market_;
  Control& control_;
  std::vector<uint32_t> line_;
  std::vector<char> waiting_;
  std::vector<Market::Candidate> won_;
  std::vector<uint32_t> stack_;
};

}  // namespace

void Bid(Market& market, int64_t max_steps, Control& control) {
  Bidding(market, control).Run(max_steps);
}

}  // namespace houniao::recruitment::planning
