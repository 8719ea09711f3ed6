#include "services/recruitment/matching/diversify.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace houniao::recruitment {
namespace {

// Counts who is in the list, by city and by division.
class Seats {
 public:
  explicit Seats(const v1::Diversification& bounds) : bounds_(bounds) {}

  // Takes the seat if no bound is against it.
  bool Take(const ListTraits& traits) {
    if (IsFull(by_city_, traits.city, bounds_.max_per_city()) ||
        IsFull(by_division_, traits.division, bounds_.max_per_industry())) {
      return false;
    }
    ++by_city_[traits.city];
    ++by_division_[traits.division];
    return true;
  }

 private:
  using Counts = absl::flat_hash_map<uint32_t, int>;

  static bool IsFull(const Counts& counts, uint32_t value, int most) {
    if (most == 0 || value == 0) return false;
    const auto it = counts.find(value);
    return it != counts.end() && it->second >= most;
  }

  const v1::Diversification& bounds_;
  Counts by_city_;
  Counts by_division_;
};

}  // namespace

ListTraits TraitsOf(const population::Store& store, uint32_t row) {
  ListTraits traits;
  const uint32_t region = store.region_key(row);
  if (region / 100 % 100 != 0) traits.city = region / 100;
  const population::Words industries = store.lists(row).industries();
  if (industries.size > 0) traits.division = industries[0] >> 8 & 0x7F;
  return traits;
}

std::optional<std::vector<Ranked>> Diversify(
    const v1::Diversification& bounds, const std::vector<Ranked>& ranked, bool complete,
    size_t size, const std::function<ListTraits(const Ranked&)>& traits) {
  const size_t kept = std::min(size, static_cast<size_t>(bounds.min_first_timer_count()));
  Seats seats(bounds);
  std::vector<size_t> taken;
  std::vector<size_t> passed_over;  // for want of a seat that is not kept
  size_t others = 0;
  for (size_t i = 0; i < ranked.size() && taken.size() < size; ++i) {
    const ListTraits own = traits(ranked[i]);
    if (!own.first_timer && others == size - kept) {
      passed_over.push_back(i);
    } else if (seats.Take(own)) {
      taken.push_back(i);
      if (!own.first_timer) ++others;
    }
  }
  if (taken.size() < size && !complete) return std::nullopt;
  for (const size_t i : passed_over) {
    if (taken.size() == size) break;
    if (seats.Take(traits(ranked[i]))) taken.push_back(i);
  }
  std::sort(taken.begin(), taken.end());
  std::vector<Ranked> list;
  for (const size_t i : taken) list.push_back(ranked[i]);
  return list;
}

}  // namespace houniao::recruitment
