#include "services/recruitment/planning/offers.h"

#include <algorithm>

namespace houniao::recruitment::planning {

Offers::Offers(const PlanProblem& problem, const std::vector<int32_t>& points,
               const std::vector<TalentAndDemand>& pins)
    : problem_(problem),
      calendars_(problem),
      first_(problem.talent_count + 1, 0),
      most_together_(problem.talent_count, 0) {
  for (const PlanDemand& demand : problem.demands) seats_.push_back(demand.headcount);
  std::vector<TalentAndDemand> by_talent = pins;
  std::sort(by_talent.begin(), by_talent.end());
  for (const TalentAndDemand& pin : by_talent) {
    --seats_[pin.demand];
    if (pinned_.empty() || pinned_.back().first != pin.talent) {
      pinned_.push_back({pin.talent, {}});
    }
    pinned_.back().second.push_back(pin.demand);
  }
  // Twice over the edges: count, then place; the second keeps the order of demands.
  std::vector<char> fits(problem.edge_count(), 0);
  for (uint32_t d = 0; d < problem.demands.size(); ++d) {
    if (seats_[d] <= 0) continue;
    for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
      const uint32_t talent = problem.talent[e];
      const std::vector<uint32_t>& fixed = pinned(talent);
      if (points[e] + problem.demands[d].seat_reward <= 0 ||
          std::find(fixed.begin(), fixed.end(), d) != fixed.end() ||
          !calendars_.FitsBeside(talent, fixed, d)) {
        continue;
      }
      fits[e] = 1;
      ++first_[talent + 1];
    }
  }
  for (size_t t = 0; t < problem.talent_count; ++t) first_[t + 1] += first_[t];
  offers_.resize(first_.back());
  partners_.assign(offers_.size(), ~uint64_t{0});
  std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
  for (uint32_t d = 0; d < problem.demands.size(); ++d) {
    for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
      if (!fits[e]) continue;
      offers_[next[problem.talent[e]]++] = {
          d, (points[e] + problem.demands[d].seat_reward) * kPriceUnits};
    }
  }
  for (uint32_t t = 0; t < problem.talent_count; ++t) CountTogether(t);
}

const std::vector<uint32_t>& Offers::pinned(uint32_t talent) const {
  static const std::vector<uint32_t>& none = *new std::vector<uint32_t>();
  const auto found =
      std::lower_bound(pinned_.begin(), pinned_.end(), talent,
                       [](const auto& entry, uint32_t wanted) { return entry.first < wanted; });
  return found == pinned_.end() || found->first != talent ? none : found->second;
}

// The shortest offers, one after the other, until the half days are used up.
void Offers::CountTogether(uint32_t talent) {
  std::vector<uint32_t> demands;
  std::vector<int32_t> lengths;
  for (const Offer* offer = begin(talent); offer != end(talent); ++offer) {
    demands.push_back(offer->demand);
    lengths.push_back(problem_.demands[offer->demand].half_days);
  }
  if (demands.empty()) return;
  const std::vector<uint32_t>& fixed = pinned(talent);
  demands.insert(demands.end(), fixed.begin(), fixed.end());
  int64_t left = calendars_.HalfDaysFor(talent, demands);
  for (const uint32_t demand : fixed) left -= problem_.demands[demand].half_days;
  std::sort(lengths.begin(), lengths.end());
  size_t count = 0;
  while (count < lengths.size() && lengths[count] <= left) left -= lengths[count++];
  most_together_[talent] =
      static_cast<uint8_t>(std::min(count, calendars_.max_demands_per_talent() - fixed.size()));
  if (most_together_[talent] > 1) FindPartners(talent);
}

// Without two that go together in pairs the talent serves one demand after all.
void Offers::FindPartners(uint32_t talent) {
  const size_t count = static_cast<size_t>(end(talent) - begin(talent));
  if (count > 64) return;
  bool any = false;
  uint64_t* const partners = partners_.data() + first_[talent];
  std::fill(partners, partners + count, 0);
  for (size_t i = 0; i < count; ++i) {
    std::vector<uint32_t> others = pinned(talent);
    others.push_back(begin(talent)[i].demand);
    for (size_t j = i + 1; j < count; ++j) {
      if (!calendars_.FitsBeside(talent, others, begin(talent)[j].demand)) continue;
      partners[i] |= uint64_t{1} << j;
      partners[j] |= uint64_t{1} << i;
      any = true;
    }
  }
  if (!any) most_together_[talent] = 1;
}

}  // namespace houniao::recruitment::planning
