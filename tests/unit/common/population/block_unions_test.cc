#include "common/population/block_unions.h"

#include <random>

#include "gtest/gtest.h"

namespace houniao::population {
namespace {

constexpr uint32_t kRows = 20 * 65536;  // more blocks than are remembered

// One of each kind of container, some blocks empty.
std::vector<Roaring> MadeUpBitmaps(std::mt19937& random) {
  std::vector<Roaring> bitmaps(4);
  for (uint32_t row = 0; row < kRows; ++row) {
    const uint32_t block = row / 65536;
    if (random() % 3 == 0) bitmaps[0].add(row);
    if (block % 2 == 0 && random() % 500 == 0) bitmaps[1].add(row);
    if (block % 3 == 0 && random() % 40 == 0) bitmaps[2].add(row);
  }
  bitmaps[3].addRange(70000, 200000);
  bitmaps[3].addRange(300000, 300017);
  bitmaps[3].runOptimize();
  return bitmaps;
}

TEST(BlockUnionsTest, EachPageHasTheRowsOfItsUnion) {
  std::mt19937 random(1);
  const std::vector<Roaring> bitmaps = MadeUpBitmaps(random);
  BlockUnions unions;
  std::vector<Roaring> expected;
  const auto add = [&](std::vector<size_t> of, int includes) {
    std::vector<const Roaring*> some;
    Roaring all;
    for (const size_t i : of) {
      some.push_back(&bitmaps[i]);
      all |= bitmaps[i];
    }
    if (includes != BlockUnions::kNone) all |= expected[static_cast<size_t>(includes)];
    expected.push_back(all);
    return unions.Add(some, includes);
  };
  const int dense = add({0}, BlockUnions::kNone);
  const int some = add({1, 2}, BlockUnions::kNone);
  add({3}, some);
  add({0, 3}, dense);
  add({}, BlockUnions::kNone);
  for (int asked = 0; asked < 3000; ++asked) {
    const uint32_t page = static_cast<uint32_t>(random() % (kRows / kPageRows));
    const size_t number = random() % expected.size();
    const PageWords words = unions.Get(static_cast<int>(number), page);
    PageBits wanted;
    AddPageRows(expected[number], page, wanted);
    for (uint32_t word = 0; word < PageBits::kWords; ++word) {
      ASSERT_EQ(words[word], wanted.words[word]) << "union " << number << ", page " << page;
    }
  }
}

}  // namespace
}  // namespace houniao::population
