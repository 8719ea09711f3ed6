#include "services/talentctl/output/bar.h"

#include <algorithm>

namespace houniao::talentctl {
namespace {

std::string Repeated(const char* text, int64_t count) {
  std::string out;
  for (; count > 0; --count) out += text;
  return out;
}

}  // namespace

std::string Bar(int64_t part, int64_t whole, int cells, const Terminal& terminal) {
  if (whole <= 0) return "";
  part = std::clamp<int64_t>(part, 0, whole);
  int64_t filled = part * cells / whole;
  if (part > 0) filled = std::max<int64_t>(filled, 1);
  return Repeated(terminal.unicode ? "█" : "#", filled) +
         Repeated(terminal.unicode ? "░" : ".", cells - filled);
}

std::string Stars(int stars, const Terminal& terminal) {
  stars = std::clamp(stars, 0, 5);
  return Repeated(terminal.unicode ? "★" : "*", stars) +
         Repeated(terminal.unicode ? "☆" : ".", 5 - stars);
}

}  // namespace houniao::talentctl
