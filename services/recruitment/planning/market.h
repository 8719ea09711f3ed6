// The state of a best-total assignment under way: who holds whom at which prices.
//
// Every demand d has a price p(d) of its seats, every talent t a price q(t); an edge is worth its
// points. At all times
//   - no edge is worth more than p(d) + q(t),
//   - a held edge is worth exactly that, so q(t) follows from its holder and is not stored,
//   - a talent nobody holds has q(t) = 0.
// A plan is best when, in addition, each empty seat has p(d) = 0; and while it is not,
//   points held + sum of p(d) over empty seats
// bounds every plan from above (duality of linear programs). Prices of demands only fall, those of
// talents only rise.
//
// Of the candidates of a demand only the best are kept in a heap (its head), by an upper bound of
// what is left of their points after the talent's price; the rest is looked at when the price falls
// so far that it matters. So most edges are read once, in order, and never again.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

class Market {
 public:
  struct Candidate {
    int32_t key = 0;     // upper bound of points - q(talent)
    int32_t points = 0;  // seat reward included
    uint32_t talent = 0;
  };
  struct Holder {
    int32_t demand = kNobody;
    int32_t points = 0;
  };
  static constexpr int32_t kNobody = -1;
  static constexpr int32_t kOutOfMarket = -2;  // pinned

  // `points` replaces problem.score (bonuses included). Both outlive the market. O(talents).
  Market(const PlanProblem& problem, const std::vector<int32_t>& points);

  // Takes the talent and one seat of the demand out of the market.
  void Pin(TalentAndDemand pair);

  size_t demand_count() const { return price_.size(); }
  int32_t price(uint32_t demand) const { return price_[demand]; }
  int32_t empty_seats(uint32_t demand) const { return empty_seats_[demand]; }
  // Whether the demand still has to find somebody or to lower its price to nothing.
  bool Wanting(uint32_t demand) const { return empty_seats_[demand] > 0 && price_[demand] > 0; }
  const Holder& holder(uint32_t talent) const { return holders_[talent]; }
  int64_t points_held() const { return points_held_; }
  int64_t Bound() const;
  // Work done since the last call, in steps of some ten nanoseconds.
  int64_t TakeSteps();

  // Points left after the talent's price, to a demand that does not hold him.
  int32_t NetOf(const Candidate& candidate) const {
    const Holder& holder = holders_[candidate.talent];
    if (holder.demand < 0) return holder.demand == kNobody ? candidate.points : INT32_MIN;
    return candidate.points - (holder.points - price_[holder.demand]);
  }

  // The candidate with the highest net points that the demand does not hold (ties: lower index),
  // its key exact; null if there is none. Valid until the market changes.
  const Candidate* Best(uint32_t demand);
  Candidate TakeBest(uint32_t demand);
  void PutBack(uint32_t demand, const Candidate& candidate);
  // Lowers the price to what the best candidate leaves, or to 0.
  void LowerToBest(uint32_t demand);
  void SetPrice(uint32_t demand, int32_t price) { price_[demand] = price; }

  // The demand takes the talent; a former holder has an empty seat more. Both must be worth the
  // same to the talent at these prices.
  void Take(uint32_t demand, const Candidate& candidate);
  // As part of a chain of moves: the talent goes over without the seats being counted.
  void Move(uint32_t demand, const Candidate& candidate);
  void AddEmptySeats(uint32_t demand, int32_t seats) { empty_seats_[demand] += seats; }

  // The head of the demand as a heap (children of i: 2i + 1, 2i + 2; keys fall downwards). All
  // candidates of `at_least` points or more are in it after Deepen(), which says whether it had to
  // add any.
  const std::vector<Candidate>& head(uint32_t demand) const { return heads_[demand]; }
  bool Deepen(uint32_t demand, int32_t at_least);

 private:
  void Extend(uint32_t demand);
  int32_t NextDepth(uint32_t demand) const;
  void SinkTop(std::vector<Candidate>& head, Candidate candidate);

  const PlanProblem& problem_;
  const std::vector<int32_t>& points_;
  std::vector<Holder> holders_;
  std::vector<int32_t> price_;
  std::vector<int32_t> empty_seats_;
  std::vector<std::vector<Candidate>> heads_;
  std::vector<int32_t> depth_;  // head holds all of at least so many points; kWhole: everything
  int64_t points_held_ = 0;
  int64_t steps_ = 0;
};

}  // namespace houniao::recruitment::planning
