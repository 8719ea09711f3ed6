#include "services/recruitment/matching/title_slot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/matching/qualities.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

class PostTitleSlotTest : public ::testing::Test {
 protected:
  Applicant Add(const std::string& id, std::vector<std::string> posts) {
    population::TalentFacts facts;
    facts.id = id;
    facts.posts = std::move(posts);
    EXPECT_OK(store_.Upsert(facts));
    return {&store_, *store_.RowOf(id)};
  }

  population::Store store_{population::RestDays()};
};

TEST_F(PostTitleSlotTest, TakesTheBestPost) {
  const Applicant cook = Add("cook", {"厨师", "保安"});
  const Applicant storage = Add("storage", {"电池工程师", "保安"});
  const Applicant same = Add("same", {"储能系统工程师"});
  const Applicant nobody = Add("nobody", {});
  const ScoreSlot slot = PostTitleSlot("储能系统工程师", store_);
  EXPECT_EQ(slot.criterion, v1::CRITERION_POST_TITLE);
  EXPECT_EQ(slot.quality(same), kFullQuality);
  EXPECT_EQ(slot.quality(nobody), 0);
  EXPECT_GT(slot.quality(storage), slot.quality(cook));
  EXPECT_EQ(slot.evidence(same), "岗位相近: 储能系统工程师 (相同)");
  EXPECT_EQ(slot.evidence(storage), "岗位相近: 电池工程师 (同类岗位)");
  EXPECT_EQ(slot.evidence(cook), "无相近岗位");
  EXPECT_EQ(slot.evidence(nobody), "未填写岗位");
}

TEST_F(PostTitleSlotTest, DoesNotHangOnTheOrderOfNames) {
  const Applicant one = Add("one", {"大夫", "医师"});
  const Applicant other = Add("other", {"医师", "大夫"});
  const ScoreSlot slot = PostTitleSlot("医生", store_);
  EXPECT_EQ(slot.quality(one), slot.quality(other));
  EXPECT_EQ(slot.evidence(one), slot.evidence(other));
}

TEST_F(PostTitleSlotTest, GivesTheTableToCompiledScores) {
  const Applicant nurse = Add("nurse", {"护士长"});
  const ScoreSlot slot = PostTitleSlot("护士", store_);
  ASSERT_EQ(slot.source, SlotSource::kPosts);
  ASSERT_EQ(slot.qualities->size(), store_.posts().size());
  EXPECT_EQ((*slot.qualities)[*store_.posts().Find("护士长")], slot.quality(nurse));
}

}  // namespace
}  // namespace houniao::recruitment
