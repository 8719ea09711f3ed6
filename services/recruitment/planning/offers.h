// The edges of a problem with days, talent by talent: what each talent could be asked to do.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "services/recruitment/planning/calendars.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// With days, points and prices are counted in 64ths, because the best prices often are fractions.
inline constexpr int32_t kPriceUnits = 64;

struct Offer {
  uint32_t demand = 0;
  int32_t units = 0;  // points (seat reward included) times kPriceUnits
};

// Offers that fit into the talent's calendar beside his pins and are worth something.
class Offers {
 public:
  Offers(const PlanProblem& problem, const std::vector<int32_t>& points,
         const std::vector<TalentAndDemand>& pins);

  const Offer* begin(uint32_t talent) const { return offers_.data() + first_[talent]; }
  const Offer* end(uint32_t talent) const { return offers_.data() + first_[talent + 1]; }
  const std::vector<uint32_t>& pinned(uint32_t talent) const;
  // Offers of the talent that may go together with the one at `offer` in pairs, as bits by place in
  // his list; all of them where that is not known. Bit i is set only for i < 64.
  uint64_t partners(const Offer* offer) const { return partners_[offer - offers_.data()]; }
  // No more of the offers can be served together; 0 without offers.
  size_t most_together(uint32_t talent) const { return most_together_[talent]; }
  size_t talent_count() const { return most_together_.size(); }
  size_t size() const { return offers_.size(); }
  // Seats that pins leave, by demand.
  const std::vector<int32_t>& seats() const { return seats_; }
  const Calendars& calendars() const { return calendars_; }

 private:
  void CountTogether(uint32_t talent);
  void FindPartners(uint32_t talent);

  const PlanProblem& problem_;
  Calendars calendars_;
  std::vector<uint32_t> first_;
  std::vector<Offer> offers_;
  std::vector<uint64_t> partners_;  // by offer
  std::vector<int32_t> seats_;
  std::vector<uint8_t> most_together_;
  std::vector<std::pair<uint32_t, std::vector<uint32_t>>> pinned_;  // by talent, who has any
};

}  // namespace houniao::recruitment::planning
