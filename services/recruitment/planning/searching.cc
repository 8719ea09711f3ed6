#include "services/recruitment/planning/searching.h"

#include <algorithm>

#include "services/recruitment/planning/explorer.h"

namespace houniao::recruitment::planning {
namespace {

// Fills what can be filled at no cost at the present prices, by depth-first search. A demand from
// which nothing was found is not entered again in the same wave.
class Wave {
 public:
  explicit Wave(Market& market)
      : market_(market),
        closed_in_(market.demand_count(), 0),
        listed_in_(market.demand_count(), 0),
        next_(market.demand_count(), 0),
        equals_(market.demand_count()) {}

  void Begin() { ++wave_; }
  int64_t steps() const { return steps_; }

  // Whether a seat of the demand was filled, or its emptiness passed on to one with price 0.
  bool Fill(uint32_t demand) {
    path_.assign(1, demand);
    Enter(demand);
    while (!path_.empty()) {
      const uint32_t at = path_.back();
      if (at != demand && market_.price(at) == 0) return Finish(true);
      const Market::Candidate* candidate = NextOpen(at);
      if (candidate == nullptr) {
        path_.pop_back();
        if (!path_.empty()) ++next_[path_.back()];
        continue;
      }
      const int32_t holder = market_.holder(candidate->talent).demand;
      if (holder == Market::kNobody) return Finish(false);
      Enter(static_cast<uint32_t>(holder));
      path_.push_back(static_cast<uint32_t>(holder));
    }
    return false;
  }

 private:
  void Enter(uint32_t demand) {
    closed_in_[demand] = wave_;
    if (listed_in_[demand] == wave_) return;
    listed_in_[demand] = wave_;
    next_[demand] = 0;
    equals_[demand].clear();
    if (market_.price(demand) > 0) ListEquals(demand);
  }

  // Candidates that leave exactly the price.
  void ListEquals(uint32_t demand) {
    std::vector<Market::Candidate>& equals = equals_[demand];
    const int32_t price = market_.price(demand);
    while (market_.Deepen(demand, price)) {
    }
    const std::vector<Market::Candidate>& head = market_.head(demand);
    stack_.assign(1, 0);
    while (!stack_.empty()) {
      const uint32_t at = stack_.back();
      stack_.pop_back();
      if (at >= head.size() || head[at].key < price) continue;
      ++steps_;
      stack_.push_back(2 * at + 2);
      stack_.push_back(2 * at + 1);
      const int32_t holder = market_.holder(head[at].talent).demand;
      if (holder != static_cast<int32_t>(demand) && market_.NetOf(head[at]) == price) {
        equals.push_back(head[at]);
      }
    }
  }

  const Market::Candidate* NextOpen(uint32_t demand) {
    const std::vector<Market::Candidate>& equals = equals_[demand];
    for (size_t& next = next_[demand]; next < equals.size(); ++next) {
      ++steps_;
      const int32_t holder = market_.holder(equals[next].talent).demand;
      if (holder == Market::kNobody) return &equals[next];
      if (holder == static_cast<int32_t>(demand) || holder == Market::kOutOfMarket) continue;
      if (closed_in_[static_cast<size_t>(holder)] != wave_) return &equals[next];
    }
    return nullptr;
  }

  bool Finish(bool stays_empty) {
    market_.AddEmptySeats(path_.front(), -1);
    if (stays_empty) market_.AddEmptySeats(path_.back(), 1);
    const size_t moves = stays_empty ? path_.size() - 1 : path_.size();
    for (size_t i = 0; i < moves; ++i) {
      const uint32_t demand = path_[i];
      market_.Move(demand, equals_[demand][next_[demand]++]);
    }
    for (const uint32_t demand : path_) closed_in_[demand] = 0;
    return true;
  }

  Market& market_;
  uint32_t wave_ = 0;
  std::vector<uint32_t> closed_in_, listed_in_;
  std::vector<size_t> next_;
  std::vector<std::vector<Market::Candidate>> equals_;
  std::vector<uint32_t> path_, stack_;
  int64_t steps_ = 0;
};

class Searching {
 public:
  Searching(Market& market, Control& control)
      : market_(market), control_(control), explorer_(market), wave_(market) {}

  void Run() {
    ListWanting();
    int64_t singles = kTrial;
    while (!wanting_.empty()) {
      const int64_t single_cost = FillSingly(singles);
      if (control_.stopped() || wanting_.empty()) return;
      if (single_cost < kCheapSearch || wanting_.size() < 4) continue;
      bool paid = false;
      while (!wanting_.empty()) {
        const int64_t wave_cost = FillInAWave();
        if (control_.stopped()) return;
        if (wave_cost > single_cost) break;
        paid = true;
      }
      singles = paid ? kTrial : singles * 2;
    }
  }

 private:
  static constexpr int64_t kTrial = 8;
  static constexpr int64_t kCheapSearch = 2000;  // steps

  void ListWanting() {
    wanting_.clear();
    empty_seats_ = 0;
    for (uint32_t d = 0; d < market_.demand_count(); ++d) {
      if (!market_.Wanting(d)) continue;
      wanting_.push_back(d);
      empty_seats_ += market_.empty_seats(d);
    }
  }

  // Average steps of a search.
  int64_t FillSingly(int64_t count) {
    const int64_t before = explorer_.steps();
    int64_t searches = 0;
    size_t next = 0;
    while (searches < count && next < wanting_.size()) {
      const uint32_t demand = wanting_[next];
      market_.LowerToBest(demand);
      if (!market_.Wanting(demand)) {
        ++next;
        continue;
      }
      const int64_t steps = explorer_.steps();
      FillAlong(demand);
      ++searches;
      if (!Go(explorer_.steps() - steps)) break;
    }
    ListWanting();
    return (explorer_.steps() - before) / std::max<int64_t>(1, searches);
  }

  void FillAlong(uint32_t demand) {
    from_.assign(1, demand);
    const Explorer::End end = explorer_.Explore(from_);
    if (end.stays_empty && end.demand == demand) return;
    market_.AddEmptySeats(demand, -1);
    if (end.stays_empty) market_.AddEmptySeats(end.demand, 1);
    // From the end to the start: each gives what it is asked for only after it was given its own.
    if (!end.stays_empty) market_.Move(end.demand, end.talent);
    for (uint32_t at = end.demand; at != demand;) {
      const uint32_t asker = static_cast<uint32_t>(explorer_.asker(at));
      market_.Move(asker, explorer_.asked_for(at));
      at = asker;
    }
  }

  // Steps for each seat that is no longer wanting.
  int64_t FillInAWave() {
    const int64_t steps = explorer_.steps() + wave_.steps();
    const int64_t wanted = static_cast<int64_t>(wanting_.size());
    from_.clear();
    for (const uint32_t demand : wanting_) {
      market_.LowerToBest(demand);
      if (market_.Wanting(demand)) from_.push_back(demand);
    }
    int64_t filled = 0;
    if (!from_.empty()) {
      explorer_.Explore(from_);
      wave_.Begin();
      for (const uint32_t demand : from_) {
        while (market_.Wanting(demand) && wave_.Fill(demand)) ++filled;
      }
    }
    ListWanting();
    const int64_t spent = explorer_.steps() + wave_.steps() - steps;
    Go(spent);
    filled = std::max(filled, wanted - static_cast<int64_t>(wanting_.size()));
    return spent / std::max<int64_t>(1, filled);
  }

  bool Go(int64_t steps) {
    const bool go = control_.Go(steps + market_.TakeSteps());
    if (control_.due()) {
      control_.Report({"searching", 0, empty_seats_, market_.points_held(), market_.Bound()});
    }
    return go;
  }

  Market& market_;
  Control& control_;
  Explorer explorer_;
  Wave wave_;
  std::vector<uint32_t> wanting_, from_;
  int64_t empty_seats_ = 0;
};

}  // namespace

void Search(Market& market, Control& control) { Searching(market, control).Run(); }

}  // namespace houniao::recruitment::planning
