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

}  // namespace
}  // namespace houniao::recruitment
