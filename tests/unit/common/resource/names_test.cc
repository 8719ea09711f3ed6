#include "common/resource/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace houniao::resource {
namespace {

using ::testing::ElementsAre;

TEST(NamePattern, MatchesItsShapeOnly) {
  const NamePattern pattern("talents/{talent}/recognitions/{recognition}");
  EXPECT_THAT(*pattern.Match("talents/li-min/recognitions/r1"), ElementsAre("li-min", "r1"));
  for (const char* wrong :
       {"", "talents", "talents/li-min", "talents/li-min/recognitions", "talents//recognitions/r1",
        "talents/Li/recognitions/r1", "talents/-a/recognitions/r1", "teams/a/recognitions/r1",
        "talents/a/recognitions/r1/", "talents/a b/recognitions/r1",
        "talents/a/recognitions/r%1"}) {
    EXPECT_FALSE(pattern.Matches(wrong)) << wrong;
  }
}

TEST(NamePattern, RefusesNamesLongerThanAKey) {
  const NamePattern pattern("talents/{talent}");
  EXPECT_TRUE(pattern.Matches("talents/" + std::string(63, 'a')));
  EXPECT_FALSE(pattern.Matches("talents/" + std::string(64, 'a')));
}

TEST(NamePattern, FormatsAndTakesApart) {
  const NamePattern pattern("engagements/{engagement}/serviceDays/{service_day}");
  EXPECT_EQ(pattern.Format("engagements/e1", "2026-03-02"),
            "engagements/e1/serviceDays/2026-03-02");
  EXPECT_EQ(NamePattern::ParentOf("engagements/e1/serviceDays/2026-03-02"), "engagements/e1");
  EXPECT_EQ(NamePattern::ParentOf("engagements/e1"), "");
  EXPECT_EQ(NamePattern::IdOf("engagements/e1"), "e1");
  EXPECT_TRUE(pattern.MatchesParent("engagements/e1"));
  EXPECT_TRUE(pattern.MatchesParent("engagements/-"));
  EXPECT_FALSE(pattern.MatchesParent("demands/e1"));
}

}  // namespace
}  // namespace houniao::resource
