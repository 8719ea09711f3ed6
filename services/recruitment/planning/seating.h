// Who serves where, while a plan with days is being made.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/offers.h"

namespace houniao::recruitment::planning {

class Seating {
 public:
  explicit Seating(const Offers& offers)
      : offers_(&offers), served_(offers.talent_count()), left_(offers.seats()) {}

  const std::vector<uint32_t>& served(uint32_t talent) const { return served_[talent]; }
  bool Serves(uint32_t talent, uint32_t demand) const;
  int32_t left(uint32_t demand) const { return left_[demand]; }
  // Units of the offer; it must exist.
  int32_t Units(uint32_t talent, uint32_t demand) const;
  int64_t UnitsServed(uint32_t talent) const;
  int64_t units() const { return units_; }

  void Add(uint32_t talent, uint32_t demand);
  void Remove(uint32_t talent, uint32_t demand);
  // Makes the talent serve exactly `demands` (rising).
  void Assign(uint32_t talent, const std::vector<uint32_t>& demands);
  const std::vector<std::vector<uint32_t>>& all() const { return served_; }

 private:
  const Offers* offers_;
  std::vector<std::vector<uint32_t>> served_;
  std::vector<int32_t> left_;
  int64_t units_ = 0;
};

}  // namespace houniao::recruitment::planning
