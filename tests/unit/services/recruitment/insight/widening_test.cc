#include "services/recruitment/insight/widening.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

GatheredGroup Group(const std::string& industry, const std::string& post,
                    const std::vector<std::string>& employers) {
  GatheredGroup gathered;
  gathered.group.industry = industry;
  gathered.group.post = {post, post};
  for (const std::string& employer : employers) {
    StatedNeed need;
    need.employer = employer;
    need.seats = 1;
    gathered.group.needs.push_back(need);
    gathered.subjects.emplace_back();
  }
  return gathered;
}

std::vector<std::string> CellsOf(std::vector<GatheredGroup> groups, int least = 3) {
  std::vector<std::string> cells;
  for (const GatheredGroup& cell : WidenSmallGroups(std::move(groups), least)) {
    EXPECT_EQ(cell.group.needs.size(), cell.subjects.size());
    cells.push_back(absl::StrCat(cell.group.industry, " ", cell.group.post.label, " ",
                                 cell.group.needs.size()));
  }
  return cells;
}

TEST(Widening, LeavesAloneWhatIsLargeEnough) {
  EXPECT_THAT(CellsOf({}), IsEmpty());
  EXPECT_THAT(CellsOf({Group("3849", "pcs", {"a", "b", "c"}), Group("3841", "pcs", {"d"})}),
              ElementsAre("3841 pcs 1", "3849 pcs 3"));
}

TEST(Widening, JoinsOnePostOfADivision) {
  EXPECT_THAT(CellsOf({Group("3849", "pcs", {"a"}), Group("3841", "pcs", {"b", "c"})}),
              ElementsAre("38 pcs 3"));
  // Two employers stay two, however often they ask.
  EXPECT_THAT(CellsOf({Group("3849", "pcs", {"a", "b"}), Group("3841", "pcs", {"b", "a"})}),
              ElementsAre("3841 pcs 2", "3849 pcs 2"));
}

TEST(Widening, ThenOnePostAnywhereThenTheOtherPostsOfADivision) {
  EXPECT_THAT(CellsOf({Group("3849", "hse", {"a"}), Group("4415", "hse", {"b"}),
                       Group("7861", "hse", {"c"})}),
              ElementsAre(" hse 3"));
  EXPECT_THAT(CellsOf({Group("3849", "pcs", {"a"}), Group("3849", "ems", {"b"}),
                       Group("3841", "bms", {"c"}), Group("7861", "guide", {"a"})}),
              ElementsAre("38 其他岗位 3", "7861 guide 1"));
}

TEST(Widening, PostsOfOneFamilyGoTogetherBeforeTheOthers) {
  const auto with_family = [](GatheredGroup group, const std::string& family) {
    group.group.post.family = family;
    return group;
  };
  const std::vector<GatheredGroup> groups = {
      with_family(Group("3841", "cell", {"a"}), "电池"),
      with_family(Group("3841", "bms", {"b"}), "电池"),
      with_family(Group("3849", "pack", {"c"}), "电池"),
      with_family(Group("3849", "law", {"a"}), "法务"),
      with_family(Group("7861", "court", {"d", "e"}), "法务"),
      Group("3849", "else", {"f"})};
  EXPECT_THAT(CellsOf(groups), ElementsAre(" 法务类岗位 3", "38 电池类岗位 3", "3849 else 1"));
}

TEST(PostFamily, TitlesNameTheirFamily) {
  // Different words for work of one family, and words that nobody knows.
  const std::string cell = PostFamilyOf("", "电芯研发工程师").family;
  EXPECT_FALSE(cell.empty());
  EXPECT_EQ(PostFamilyOf("", "电芯研发工程师（冬季）").family, cell);
  EXPECT_NE(PostFamilyOf("", "导游").family, cell);
  EXPECT_EQ(PostFamilyOf("", "阿布卡").family, "");
}

}  // namespace
}  // namespace houniao::recruitment
