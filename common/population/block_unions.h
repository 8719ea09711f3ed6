// Unions of bitmaps as plain words, worked out for 65,536 rows at a time: the bitmaps keep as many
// in one container, so each is walked once from its first value to its last and never searched.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "roaring/roaring.hh"

#include "common/population/page_bits.h"

namespace houniao::population {

// Good while the View lives that the bitmaps were taken from. For one thread.
class BlockUnions {
 public:
  static constexpr int kNone = -1;

  // The rows of any of the bitmaps, and those of the union with the number `includes`. Returns the
  // number of the union, which may be that of an earlier one of the same bitmaps. All are added
  // before the first is asked for.
  int Add(const std::vector<const Roaring*>& bitmaps, int includes = kNone);

  // The rows of the page. Good until the next call with a page of another block.
  PageWords Get(int number, uint32_t page);

 private:
  static constexpr uint32_t kBlockPages = 1u << kPagesPerBlockBits;
  static constexpr uint32_t kBlockWords = kBlockPages * PageBits::kWords;
  // Pages are asked for nearly in order; so many blocks are remembered for those that are not.
  static constexpr size_t kBlocks = 16;

  struct Union {
    std::vector<const Roaring*> bitmaps;  // beyond those of `includes`
    int includes = kNone;
    std::vector<const Roaring*> all;  // sorted
  };
  struct Block {
    uint32_t number = ~0u;
    std::vector<PageWords> made;  // by number of the union; null: not yet
    // Room for the words of each union, used where no container has them as they are.
    std::unique_ptr<uint64_t[]> own;
  };
  Block& BlockOf(uint32_t page);
  PageWords Make(Block& block, int number);

  std::vector<Union> unions_;
  std::array<Block, kBlocks> blocks_;
  size_t latest_ = 0;
};

}  // namespace houniao::population
