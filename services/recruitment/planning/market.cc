#include "services/recruitment/planning/market.h"

#include <algorithm>
#include <array>
#include <functional>

namespace houniao::recruitment::planning {
namespace {

constexpr int32_t kUnread = 2 * kMaxPoints;
constexpr int32_t kWhole = INT32_MIN;

constexpr size_t kBlock = 16;

// Whether any of a block's points are `least` or up to `range` - 1 more.
bool AnyBelow(const int32_t* points, int32_t least, uint32_t range) {
  uint32_t any = 0;
  for (size_t i = 0; i < kBlock; ++i) any |= static_cast<uint32_t>(points[i] - least) < range;
  return any != 0;
}

bool Worse(const Market::Candidate& a, const Market::Candidate& b) {
  return a.key != b.key ? a.key < b.key : a.talent > b.talent;
}

}  // namespace

Market::Market(const PlanProblem& problem, const std::vector<int32_t>& points)
    : problem_(problem),
      points_(points),
      holders_(problem.talent_count),
      price_(problem.demands.size(), kMaxPoints),
      empty_seats_(problem.demands.size()),
      heads_(problem.demands.size()),
      depth_(problem.demands.size(), kUnread) {
  for (size_t d = 0; d < problem.demands.size(); ++d) {
    empty_seats_[d] = problem.demands[d].headcount;
  }
}

void Market::Pin(TalentAndDemand pair) {
  holders_[pair.talent].demand = kOutOfMarket;
  --empty_seats_[pair.demand];
}

int64_t Market::Bound() const {
  int64_t bound = points_held_;
  for (size_t d = 0; d < price_.size(); ++d) {
    bound += int64_t{price_[d]} * std::max(0, empty_seats_[d]);
  }
  return bound;
}

int64_t Market::TakeSteps() {
  const int64_t steps = steps_;
  steps_ = 0;
  return steps;
}

const Market::Candidate* Market::Best(uint32_t demand) {
  std::vector<Candidate>& head = heads_[demand];
  for (;;) {
    ++steps_;
    if (head.empty() || head.front().key < depth_[demand]) {
      if (depth_[demand] != kWhole) {
        Extend(demand);
        continue;
      }
      if (head.empty()) return nullptr;
    }
    const Candidate& best = head.front();
    const int32_t holder = holders_[best.talent].demand;
    if (holder == static_cast<int32_t>(demand) || holder == kOutOfMarket) {
      std::pop_heap(head.begin(), head.end(), Worse);
      head.pop_back();
      continue;
    }
    const int32_t net = NetOf(best);
    if (net >= best.key) return &best;
    SinkTop(head, {net, best.points, best.talent});
  }
}

Market::Candidate Market::TakeBest(uint32_t demand) {
  std::vector<Candidate>& head = heads_[demand];
  const Candidate best = head.front();
  std::pop_heap(head.begin(), head.end(), Worse);
  head.pop_back();
  return best;
}

void Market::PutBack(uint32_t demand, const Candidate& candidate) {
  heads_[demand].push_back(candidate);
  std::push_heap(heads_[demand].begin(), heads_[demand].end(), Worse);
}

void Market::LowerToBest(uint32_t demand) {
  const Candidate* best = Best(demand);
  price_[demand] = std::min(price_[demand], best == nullptr ? 0 : std::max(0, best->key));
}

void Market::Take(uint32_t demand, const Candidate& candidate) {
  const int32_t former = holders_[candidate.talent].demand;
  if (former >= 0) ++empty_seats_[former];
  --empty_seats_[demand];
  Move(demand, candidate);
}

void Market::Move(uint32_t demand, const Candidate& candidate) {
  Holder& holder = holders_[candidate.talent];
  points_held_ += candidate.points;
  if (holder.demand >= 0) {
    points_held_ -= holder.points;
    const int32_t net = holder.points - (candidate.points - price_[demand]);
    PutBack(static_cast<uint32_t>(holder.demand), {net, holder.points, candidate.talent});
  }
  holder = {static_cast<int32_t>(demand), candidate.points};
}

bool Market::Deepen(uint32_t demand, int32_t at_least) {
  if (depth_[demand] <= at_least) return false;
  Extend(demand);
  return true;
}

// A depth that makes the head some four times larger, from a sample of the candidates.
int32_t Market::NextDepth(uint32_t demand) const {
  constexpr size_t kSample = 128;
  const size_t begin = problem_.first[demand];
  const size_t count = problem_.first[demand + 1] - begin;
  const size_t wanted = std::max({heads_[demand].size() * 4, size_t{48},
                                  static_cast<size_t>(problem_.demands[demand].headcount) * 2});
  if (wanted * 2 >= count) return kWhole;
  std::array<int32_t, kSample> sample;
  for (size_t i = 0; i < kSample; ++i) {
    sample[i] = points_[begin + i * count / kSample] + problem_.demands[demand].seat_reward;
  }
  const size_t rank = std::min(kSample - 1, wanted * kSample / count + 2);
  std::nth_element(sample.begin(), sample.begin() + rank, sample.end(), std::greater<>());
  return sample[rank] < depth_[demand] ? sample[rank] : kWhole;
}

void Market::Extend(uint32_t demand) {
  const int32_t from = NextDepth(demand);
  const int32_t reward = problem_.demands[demand].seat_reward;
  // Points of least and more, but not what is in the head already, as one comparison.
  const int32_t least = std::max(from, 1) - reward;
  const uint32_t range = static_cast<uint32_t>(depth_[demand] - reward - least);
  std::vector<Candidate>& head = heads_[demand];
  const size_t end = problem_.first[demand + 1];
  const auto is_new = [&](size_t e) { return static_cast<uint32_t>(points_[e] - least) < range; };
  // Few are new: most blocks are passed over by comparisons side by side.
  for (size_t e = problem_.first[demand]; e < end && depth_[demand] > std::max(from, 1);) {
    const size_t block_end = std::min(end, e + kBlock);
    if (block_end - e == kBlock && !AnyBelow(points_.data() + e, least, range)) {
      e = block_end;
      continue;
    }
    for (; e < block_end; ++e) {
      if (!is_new(e)) continue;
      const int32_t points = points_[e] + reward;
      head.push_back({points, points, problem_.talent[e]});
    }
  }
  std::make_heap(head.begin(), head.end(), Worse);
  depth_[demand] = from;
  steps_ += static_cast<int64_t>((end - problem_.first[demand]) / 8 + head.size());
}

void Market::SinkTop(std::vector<Candidate>& head, Candidate candidate) {
  size_t at = 0;
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= head.size()) break;
    if (child + 1 < head.size() && Worse(head[child], head[child + 1])) ++child;
    if (!Worse(candidate, head[child])) break;
    head[at] = head[child];
    at = child;
  }
  head[at] = candidate;
}

}  // namespace houniao::recruitment::planning
