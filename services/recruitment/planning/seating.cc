#include "services/recruitment/planning/seating.h"

#include <algorithm>

namespace houniao::recruitment::planning {

bool Seating::Serves(uint32_t talent, uint32_t demand) const {
  const std::vector<uint32_t>& served = served_[talent];
  return std::find(served.begin(), served.end(), demand) != served.end();
}

int32_t Seating::Units(uint32_t talent, uint32_t demand) const {
  return std::lower_bound(offers_->begin(talent), offers_->end(talent), demand,
                          [](const Offer& offer, uint32_t wanted) { return offer.demand < wanted; })
      ->units;
}

int64_t Seating::UnitsServed(uint32_t talent) const {
  int64_t units = 0;
  for (const uint32_t demand : served_[talent]) units += Units(talent, demand);
  return units;
}

void Seating::Add(uint32_t talent, uint32_t demand) {
  std::vector<uint32_t>& served = served_[talent];
  served.insert(std::lower_bound(served.begin(), served.end(), demand), demand);
  --left_[demand];
  units_ += Units(talent, demand);
}

void Seating::Remove(uint32_t talent, uint32_t demand) {
  std::vector<uint32_t>& served = served_[talent];
  served.erase(std::find(served.begin(), served.end(), demand));
  ++left_[demand];
  units_ -= Units(talent, demand);
}

void Seating::Assign(uint32_t talent, const std::vector<uint32_t>& demands) {
  const std::vector<uint32_t> before = served_[talent];
  for (const uint32_t demand : before) Remove(talent, demand);
  for (const uint32_t demand : demands) Add(talent, demand);
}

}  // namespace houniao::recruitment::planning
