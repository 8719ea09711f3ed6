#include "common/base/recent_map.h"

#include <map>
#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace houniao {
namespace {

using Map = RecentMap<std::string, int>;

class RecentMapTest : public ::testing::Test {
 protected:
  // -1: not there.
  int Find(Map& map, absl::string_view key) {
    const int* const found = map.Find(key, forgotten_);
    return found == nullptr ? -1 : *found;
  }
  void Put(Map& map, const std::string& key, int value, size_t bytes = 1) {
    map.Put(key, value, bytes, forgotten_);
  }

  Map::Forgotten forgotten_;
};

TEST_F(RecentMapTest, GivesWhatWasPutLast) {
  Map map(100, 100);
  EXPECT_EQ(Find(map, "a"), -1);
  Put(map, "a", 1);
  Put(map, "a", 2);
  EXPECT_EQ(Find(map, "a"), 2);
  EXPECT_EQ(map.size(), 1u);
  map.Erase("a");
  EXPECT_EQ(Find(map, "a"), -1);
  EXPECT_EQ(map.size(), 0u);
}

TEST_F(RecentMapTest, WhatIsAskedForStays) {
  Map map(8, 1000);
  Put(map, "asked", 0);
  for (int i = 0; i < 100; ++i) {
    Put(map, std::to_string(i), i);
    EXPECT_EQ(Find(map, "asked"), 0);
    EXPECT_LE(map.size(), 8u);
  }
  EXPECT_EQ(Find(map, "0"), -1);
  EXPECT_EQ(Find(map, "99"), 99);
}

TEST_F(RecentMapTest, BytesAreBounded) {
  Map map(1000, 100);
  for (int i = 0; i < 100; ++i) Put(map, std::to_string(i), i, 20);
  EXPECT_LE(map.size(), 5u);
  EXPECT_EQ(Find(map, "99"), 99);
}

TEST_F(RecentMapTest, WhatIsErasedGivesItsRoomBack) {
  Map map(1000, 100);
  Put(map, "stays", 1, 10);
  for (int i = 0; i < 100; ++i) {
    Put(map, "comes and goes", i, 40);
    map.Erase("comes and goes");
  }
  EXPECT_EQ(Find(map, "stays"), 1);
}

TEST_F(RecentMapTest, NeverGivesWhatIsNotTheLatest) {
  std::mt19937 random(1);
  Map map(16, 300);
  std::map<std::string, int> latest;
  int found = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string key = std::to_string(random() % 24);
    switch (random() % 4) {
      case 0:
        Put(map, key, i, random() % 30);
        latest[key] = i;
        break;
      case 1:
        if (random() % 8 != 0) break;
        map.Erase(key);
        latest.erase(key);
        break;
      default: {
        const int value = Find(map, key);
        if (value < 0) break;
        ++found;
        ASSERT_EQ(latest.count(key), 1u);
        ASSERT_EQ(value, latest[key]);
      }
    }
    ASSERT_LE(map.size(), 16u);
  }
  EXPECT_GT(found, 2000);
}

}  // namespace
}  // namespace houniao
