#include "common/population/block_unions.h"

#include <algorithm>

namespace houniao::population {

int BlockUnions::Add(const std::vector<const Roaring*>& bitmaps, int includes) {
  std::vector<const Roaring*> all = bitmaps;
  if (includes != kNone) {
    const std::vector<const Roaring*>& more = unions_[static_cast<size_t>(includes)].all;
    all.insert(all.end(), more.begin(), more.end());
  }
  std::sort(all.begin(), all.end());
  const auto same = std::find_if(unions_.begin(), unions_.end(),
                                 [&all](const Union& other) { return other.all == all; });
  if (same != unions_.end()) return static_cast<int>(same - unions_.begin());
  unions_.push_back({bitmaps, includes, std::move(all)});
  return static_cast<int>(unions_.size()) - 1;
}

PageWords BlockUnions::Get(int number, uint32_t page) {
  Block& block = BlockOf(page);
  PageWords words = block.made[static_cast<size_t>(number)];
  if (words == nullptr) words = Make(block, number);
  return words + (page & (kBlockPages - 1)) * PageBits::kWords;
}

BlockUnions::Block& BlockUnions::BlockOf(uint32_t page) {
  const uint32_t number = page >> kPagesPerBlockBits;
  if (blocks_[latest_].number == number) return blocks_[latest_];
  // Each block has its place, and takes it from whichever was there.
  latest_ = number % kBlocks;
  Block& block = blocks_[latest_];
  if (block.number != number) {
    block.number = number;
    block.made.assign(unions_.size(), nullptr);
    if (block.own == nullptr) {
      block.own = std::make_unique_for_overwrite<uint64_t[]>(unions_.size() * kBlockWords);
    }
  }
  return block;
}

PageWords BlockUnions::Make(Block& block, int number) {
  const Union& wanted = unions_[static_cast<size_t>(number)];
  PageWords start = nullptr;
  if (wanted.includes != kNone) {
    start = block.made[static_cast<size_t>(wanted.includes)];
    if (start == nullptr) start = Make(block, wanted.includes);
  }
  PageWords& made = block.made[static_cast<size_t>(number)];
  if (wanted.bitmaps.size() == 1 && start == nullptr) {
    made = WholeBlock(*wanted.bitmaps[0], block.number);
    if (made != nullptr) return made;
  }
  uint64_t* const own = &block.own[static_cast<size_t>(number) * kBlockWords];
  if (start == nullptr) {
    std::fill_n(own, kBlockWords, 0);
  } else {
    std::copy_n(start, kBlockWords, own);
  }
  for (const Roaring* bitmap : wanted.bitmaps) AddBlockRows(*bitmap, block.number, own);
  return made = own;
}

}  // namespace houniao::population
