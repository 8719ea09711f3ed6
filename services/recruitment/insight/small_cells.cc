#include "services/recruitment/insight/small_cells.h"

#include <cstddef>
#include <optional>

namespace houniao::recruitment {
namespace {

// The smallest that is shown and not empty.
std::optional<size_t> SmallestShown(const std::vector<int64_t>& counts,
                                    const std::vector<bool>& hidden) {
  std::optional<size_t> smallest;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (hidden[i] || counts[i] == 0) continue;
    if (!smallest.has_value() || counts[i] < counts[*smallest]) smallest = i;
  }
  return smallest;
}

}  // namespace

void MarkSmallCells(const std::vector<int64_t>& counts, int least, std::vector<bool>& hidden) {
  hidden.resize(counts.size(), false);
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0 && counts[i] < least) hidden[i] = true;
  }
  for (;;) {
    int cells = 0;
    int64_t people = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (!hidden[i]) continue;
      ++cells;
      people += counts[i];
    }
    if (cells == 0 || (cells > 1 && people >= least)) return;
    const std::optional<size_t> next = SmallestShown(counts, hidden);
    if (!next.has_value()) return;
    hidden[*next] = true;
  }
}

}  // namespace houniao::recruitment
