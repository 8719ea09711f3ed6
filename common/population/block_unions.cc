#include "common/population/block_unions.h"

namespace houniao::population {

int BlockUnions::Add(const std::vector<const Roaring*>& bitmaps, int includes) {
  unions_.push_back({bitmaps, includes});
  return static_cast<int>(unions_.size()) - 1;
}

PageWords BlockUnions::Get(int number, uint32_t page) {
  Block& block = BlockOf(page);
  const uint64_t* words = block.made[static_cast<size_t>(number)].words;
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
    block.made.resize(unions_.size());
    for (Made& made : block.made) made.words = nullptr;
  }
  return block;
}

const uint64_t* BlockUnions::Make(Block& block, int number) {
  const Union& wanted = unions_[static_cast<size_t>(number)];
  const uint64_t* start = nullptr;
  if (wanted.includes != kNone) {
    start = block.made[static_cast<size_t>(wanted.includes)].words;
    if (start == nullptr) start = Make(block, wanted.includes);
  }
  Made& made = block.made[static_cast<size_t>(number)];
  if (wanted.bitmaps.size() == 1 && start == nullptr) {
    PageWords whole = WholeBlock(*wanted.bitmaps[0], block.number);
    if (whole != nullptr) return made.words = whole;
  }
  if (start == nullptr) {
    made.own.assign(kBlockWords, 0);
  } else {
    made.own.assign(start, start + kBlockWords);
  }
  for (const Roaring* bitmap : wanted.bitmaps) {
    AddBlockRows(*bitmap, block.number, made.own.data());
  }
  return made.words = made.own.data();
}

}  // namespace houniao::population
