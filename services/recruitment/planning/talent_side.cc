#include "services/recruitment/planning/talent_side.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace houniao::recruitment::planning {
namespace {

constexpr int32_t kNone = -1;

struct Wish {
  uint32_t demand;
  int32_t points;
};

// Edges by talent, of those who are not pinned.
class Wishes {
 public:
  Wishes(const PlanProblem& problem, const std::vector<int32_t>& points,
         const std::vector<char>& pinned)
      : first_(problem.talent_count + 1, 0) {
    for (const uint32_t talent : problem.talent) first_[talent + 1] += !pinned[talent];
    for (size_t t = 0; t < problem.talent_count; ++t) first_[t + 1] += first_[t];
    wishes_.resize(first_.back());
    std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
    for (uint32_t d = 0; d < problem.demands.size(); ++d) {
      const int32_t reward = problem.demands[d].seat_reward;
      for (size_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
        const uint32_t talent = problem.talent[e];
        if (!pinned[talent]) wishes_[next[talent]++] = {d, points[e] + reward};
      }
    }
  }

  const Wish* begin(uint32_t talent) const { return wishes_.data() + first_[talent]; }
  const Wish* end(uint32_t talent) const { return wishes_.data() + first_[talent + 1]; }
  int64_t count(uint32_t talent) const { return first_[talent + 1] - first_[talent]; }
  size_t talents() const { return first_.size() - 1; }

 private:
  std::vector<uint32_t> first_;
  std::vector<Wish> wishes_;
};

class TalentSide {
 public:
  TalentSide(const PlanProblem& problem, const Wishes& wishes, std::vector<int32_t> seats,
             int64_t max_steps, Control& control)
      : wishes_(wishes),
        seats_(std::move(seats)),
        steps_left_(max_steps),
        control_(control),
        price_(problem.demands.size(), 0),
        bids_(problem.demands.size()),
        holder_(problem.talent_count, kNone),
        held_points_(problem.talent_count, 0),
        cost_(problem.demands.size(), 0),
        reached_in_(problem.demands.size(), 0),
        from_(problem.demands.size(), 0),
        from_points_(problem.demands.size(), 0) {}

  bool Run() {
    for (uint32_t t = 0; t < wishes_.talents(); ++t) line_.push_back(t);
    for (size_t turn = 0; turn < line_.size(); ++turn) {
      if (!Bid(line_[turn])) waiting_.push_back(line_[turn]);
      if (!Go(wishes_.count(line_[turn]) + 1)) return false;
      if (control_.due()) Report("bidding", turn, line_.size());
    }
    for (size_t i = 0; i < waiting_.size(); ++i) {
      Place(waiting_[i]);
      if (!Go(0)) return false;
      if (control_.due()) Report("searching", i, waiting_.size());
    }
    return true;
  }

  void Fill(BestTotal& best) {
    PriceSeatless();
    best.prices = price_;
    best.bound += points_;
    for (uint32_t t = 0; t < holder_.size(); ++t) {
      if (holder_[t] != kNone) best.pairs.push_back({t, static_cast<uint32_t>(holder_[t])});
    }
  }

 private:
  struct BidOf {
    int32_t amount;
    uint32_t talent;
    bool operator>(const BidOf& other) const {
      return amount != other.amount ? amount > other.amount : talent < other.talent;
    }
  };
  struct End {
    int32_t cost = INT32_MAX;
    int32_t demand = kNone;  // kNone: somebody serves nowhere
    uint32_t talent = 0;     // who moves there, or serves nowhere
    int32_t points = 0;
  };

  // Demands without a seat to give have taken no part: what one would be worth.
  void PriceSeatless() {
    if (std::all_of(seats_.begin(), seats_.end(), [](int32_t seats) { return seats > 0; })) return;
    std::vector<int32_t> net(holder_.size());
    for (uint32_t t = 0; t < net.size(); ++t) net[t] = Net(t);
    for (uint32_t t = 0; t < net.size(); ++t) {
      for (const Wish* w = wishes_.begin(t); w != wishes_.end(t); ++w) {
        if (seats_[w->demand] > 0) continue;
        price_[w->demand] = std::max(price_[w->demand], w->points - net[t]);
      }
    }
  }

  bool Full(uint32_t demand) const {
    return static_cast<int32_t>(bids_[demand].size()) >= seats_[demand];
  }

  bool Go(int64_t steps) {
    steps_left_ -= steps + steps_;
    const bool go = control_.Go(steps + steps_);
    steps_ = 0;
    return go && steps_left_ > 0;
  }

  void Report(absl::string_view phase, size_t done, size_t total) {
    control_.Report({phase, static_cast<int64_t>(done), static_cast<int64_t>(total), points_, 0});
  }

  // False if all that he likes best is taken and no bid of his would be higher than those.
  bool Bid(uint32_t talent) {
    int32_t best = 0, second = 0;
    const Wish* wish = nullptr;
    for (const Wish* w = wishes_.begin(talent); w != wishes_.end(talent); ++w) {
      const int32_t net = w->points - price_[w->demand];
      if (net > best && seats_[w->demand] > 0) {
        second = best;
        best = net;
        wish = w;
      } else if (net > second && seats_[w->demand] > 0) {
        second = net;
        if (net == best && Full(wish->demand) && !Full(w->demand)) wish = w;
      }
    }
    if (wish == nullptr) return true;
    std::vector<BidOf>& bids = bids_[wish->demand];
    if (Full(wish->demand)) {
      if (best == second) return false;
      std::pop_heap(bids.begin(), bids.end(), std::greater<>());
      Leave(bids.back().talent);
      line_.push_back(bids.back().talent);
      bids.pop_back();
    }
    bids.push_back({price_[wish->demand] + best - second, talent});
    std::push_heap(bids.begin(), bids.end(), std::greater<>());
    Hold(talent, wish->demand, wish->points);
    if (Full(wish->demand)) price_[wish->demand] = bids.front().amount;
    return true;
  }

  void Hold(uint32_t talent, uint32_t demand, int32_t points) {
    holder_[talent] = static_cast<int32_t>(demand);
    held_points_[talent] = points;
    points_ += points;
  }

  void Leave(uint32_t talent) {
    holder_[talent] = kNone;
    points_ -= held_points_[talent];
  }

  // Points the talent keeps at the present prices where he likes it best.
  int32_t Net(uint32_t talent) const {
    if (holder_[talent] != kNone) {
      return held_points_[talent] - price_[static_cast<size_t>(holder_[talent])];
    }
    int32_t best = 0;
    for (const Wish* w = wishes_.begin(talent); w != wishes_.end(talent); ++w) {
      if (seats_[w->demand] > 0) best = std::max(best, w->points - price_[w->demand]);
    }
    return best;
  }

  // The cheapest chain of moves that gives the talent a seat, or leaves somebody out.
  void Place(uint32_t talent) {
    if (Net(talent) == 0) return;
    ++search_;
    queue_.clear();
    expanded_.clear();
    End end;
    Relax(talent, 0, end);
    while (!queue_.empty()) {
      std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
      const auto [cost, demand] = queue_.back();
      queue_.pop_back();
      if (cost > cost_[demand]) continue;
      if (cost >= end.cost) break;
      expanded_.push_back(demand);
      for (const BidOf& bid : bids_[demand]) {
        Relax(bid.talent, cost, end);
        if (cost >= end.cost) break;
      }
    }
    for (const uint32_t demand : expanded_) {
      if (cost_[demand] < end.cost) price_[demand] += end.cost - cost_[demand];
    }
    MoveAlong(talent, end);
  }

  // Where the talent could go instead, given that his seat is wanted at `cost`.
  void Relax(uint32_t talent, int32_t cost, End& end) {
    const int32_t net = Net(talent);
    steps_ += wishes_.count(talent);
    if (cost + net < end.cost) end = {cost + net, kNone, talent, 0};
    for (const Wish* w = wishes_.begin(talent); w != wishes_.end(talent); ++w) {
      const int32_t there = cost + net - (w->points - price_[w->demand]);
      if (there >= end.cost || seats_[w->demand] <= 0) continue;
      if (!Full(w->demand)) {
        end = {there, static_cast<int32_t>(w->demand), talent, w->points};
        continue;
      }
      if (reached_in_[w->demand] == search_ && cost_[w->demand] <= there) continue;
      reached_in_[w->demand] = search_;
      cost_[w->demand] = there;
      from_[w->demand] = talent;
      from_points_[w->demand] = w->points;
      queue_.emplace_back(there, w->demand);
      std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
    }
  }

  // From the end to the start: each goes where the one before him has left.
  void MoveAlong(uint32_t start, const End& end) {
    uint32_t talent = end.talent;
    int32_t to = end.demand;
    int32_t points = end.points;
    for (;;) {
      const int32_t left = holder_[talent];
      if (left != kNone) {
        std::vector<BidOf>& bids = bids_[static_cast<size_t>(left)];
        bids.erase(std::find_if(bids.begin(), bids.end(),
                                [&](const BidOf& bid) { return bid.talent == talent; }));
        Leave(talent);
      }
      if (to != kNone) {
        bids_[static_cast<size_t>(to)].push_back({0, talent});
        Hold(talent, static_cast<uint32_t>(to), points);
      }
      if (talent == start) return;
      to = left;
      talent = from_[static_cast<size_t>(left)];
      points = from_points_[static_cast<size_t>(left)];
    }
  }

  const Wishes& wishes_;
  const std::vector<int32_t> seats_;
  int64_t steps_left_;
  Control& control_;
  std::vector<int32_t> price_;
  // Heaps, lowest first, while there is bidding; later only who holds the seats.
  std::vector<std::vector<BidOf>> bids_;
  std::vector<int32_t> holder_;
  std::vector<int32_t> held_points_;
  std::vector<uint32_t> line_, waiting_;
  int64_t points_ = 0;
  int64_t steps_ = 0;

  uint32_t search_ = 0;
  std::vector<int32_t> cost_;
  std::vector<uint32_t> reached_in_;
  std::vector<uint32_t> from_;  // by demand: who asks for a seat there
  std::vector<int32_t> from_points_;
  std::vector<std::pair<int32_t, uint32_t>> queue_;
  std::vector<uint32_t> expanded_;
};

}  // namespace

std::optional<BestTotal> SolveFromTalents(const PlanProblem& problem,
                                          const std::vector<int32_t>& points,
                                          const std::vector<TalentAndDemand>& pins,
                                          int64_t max_steps, Control& control) {
  std::vector<int32_t> seats;
  for (const PlanDemand& demand : problem.demands) seats.push_back(demand.headcount);
  std::vector<char> pinned(problem.talent_count, 0);
  BestTotal best;
  best.pairs = pins;
  for (const TalentAndDemand& pin : pins) {
    pinned[pin.talent] = 1;
    --seats[pin.demand];
    best.bound += points[FindEdge(problem, pin)] + problem.demands[pin.demand].seat_reward;
  }
  const Wishes wishes(problem, points, pinned);
  TalentSide side(problem, wishes, std::move(seats), max_steps, control);
  if (!side.Run()) return std::nullopt;
  side.Fill(best);
  return best;
}

}  // namespace houniao::recruitment::planning
