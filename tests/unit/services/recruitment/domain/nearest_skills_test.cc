#include "services/recruitment/domain/nearest_skills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace houniao::recruitment {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(NearestSkills, AreFoundByNameByLettersAndByWords) {
  EXPECT_EQ(NearestSkillKeys("PCS").at(0), "energy-storage-pcs");
  EXPECT_EQ(NearestSkillKeys("储能变流器").at(0), "energy-storage-pcs");
  EXPECT_EQ(NearestSkillKeys("energy-storage-psc").at(0), "energy-storage-pcs");
  EXPECT_EQ(NearestSkillKeys("Energy-Storage-EMS").at(0), "energy-storage-ems");
  EXPECT_THAT(NearestSkillKeys("storage-ems", 5), Contains("energy-storage-ems"));
}

TEST(NearestSkills, AreFewAndNearOrNone) {
  EXPECT_THAT(NearestSkillKeys("energy-storage-xyz"), SizeIs(3));
  EXPECT_THAT(NearestSkillKeys("energy-storage-xyz", 1), SizeIs(1));
  EXPECT_THAT(NearestSkillKeys("qqqqqqqqqqqqqqqqqqqqqqqqq"), IsEmpty());
  EXPECT_THAT(NearestSkillKeys(std::string(5000, 'q')), IsEmpty());
  EXPECT_THAT(NearestSkillKeys("energy-storage-pcs", 0), IsEmpty());
}

}  // namespace
}  // namespace houniao::recruitment
