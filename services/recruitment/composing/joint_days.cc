#include "services/recruitment/composing/joint_days.h"

#include <algorithm>
#include <bit>

namespace houniao::recruitment::composing {

int CountHalfDays(const Calendar& calendar) { return CountCommonHalfDays(calendar, calendar); }

Calendar Common(const Calendar& a, const Calendar& b) {
  Calendar common(std::min(a.size(), b.size()));
  for (size_t y = 0; y < common.size(); ++y) {
    for (size_t i = 0; i < 6; ++i) {
      common[y].mornings.words[i] = a[y].mornings.words[i] & b[y].mornings.words[i];
      common[y].afternoons.words[i] = a[y].afternoons.words[i] & b[y].afternoons.words[i];
    }
    common[y].most = std::min(a[y].most, b[y].most);
  }
  return common;
}

int CountCommonHalfDays(const Calendar& a, const Calendar& b) {
  int sum = 0;
  for (size_t y = 0; y < a.size() && y < b.size(); ++y) {
    int free = 0;
    for (size_t i = 0; i < 6; ++i) {
      free += std::popcount(a[y].mornings.words[i] & b[y].mornings.words[i]);
      free += std::popcount(a[y].afternoons.words[i] & b[y].afternoons.words[i]);
    }
    sum += std::max(0, std::min({free, a[y].most, b[y].most}));
  }
  return sum;
}

}  // namespace houniao::recruitment::composing
