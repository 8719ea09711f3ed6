// Which counts of people or employers are too small to be shown: a table of aggregates must not say
// anything of one of them.
#pragma once

#include <cstdint>
#include <vector>

namespace houniao::recruitment {

// No caller may ask for smaller cells than this.
inline constexpr int kLeastCellCount = 3;

// What is used for the `min_cell_count` of a request: `usual` for 0, never less than the least.
inline int CellCountOf(int asked, int usual) {
  const int count = asked == 0 ? usual : asked;
  return count < kLeastCellCount ? kLeastCellCount : count;
}

// Marks what is not to be shown of one column of cells whose sum may be known from elsewhere.
//
// First every count of 1 to `least` - 1: nobody is no one's fact, so 0 stays. Then, if what is
// hidden could be worked out from the sum because it is one cell alone, or several that together
// are fewer than `least` people, the smallest cell that is still shown goes too, the first of equal
// ones, until neither is so or nothing is left to hide (complementary suppression). `hidden` cells
// that are marked already stay so.
void MarkSmallCells(const std::vector<int64_t>& counts, int least, std::vector<bool>& hidden);

}  // namespace houniao::recruitment
