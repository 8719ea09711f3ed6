#include "common/crypto/search_hash.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

#include "common/crypto/digest.h"

namespace houniao::crypto {
namespace {

TEST(SearchHasher, MeetsEqualValuesOfOneKindOnly) {
  const SearchHasher hasher(Keyring::Generate());
  const std::string hash = hasher.Hash("phone", "+8613800000000");
  EXPECT_EQ(hash.size(), kSearchHashSize);
  EXPECT_EQ(hash, hasher.Hash("phone", "+8613800000000"));
  EXPECT_NE(hash, hasher.Hash("phone", "+8613800000001"));
  EXPECT_NE(hash, hasher.Hash("email", "+8613800000000"));
  EXPECT_NE(hasher.Hash("a", "bc"), hasher.Hash("ab", "c"));
  EXPECT_NE(hasher.Hash("a", ""), hasher.Hash("", "a"));
}

TEST(SearchHasher, DependsOnTheKey) {
  const Keyring ring = Keyring::Generate();
  EXPECT_EQ(SearchHasher(ring).Hash("phone", "1"), SearchHasher(ring).Hash("phone", "1"));
  EXPECT_NE(SearchHasher(ring).Hash("phone", "1"),
            SearchHasher(Keyring::Generate()).Hash("phone", "1"));
  EXPECT_NE(SearchHasher(ring).Hash("phone", "1"), Sha256("1"));
}

TEST(SearchHasher, HasNoCollisionAmongManyNumbers) {
  const SearchHasher hasher(Keyring::Generate());
  std::set<std::string> seen;
  for (int i = 0; i < 10000; ++i) seen.insert(hasher.Hash("phone", std::to_string(i)));
  EXPECT_EQ(seen.size(), 10000u);
}

}  // namespace
}  // namespace houniao::crypto
