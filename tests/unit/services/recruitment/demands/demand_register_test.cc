#include "services/recruitment/demands/demand_register.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "common/base/dates.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

class DemandRegisterTest : public ::testing::Test {
 protected:
  DemandRegisterTest() {
    demands_.BeginSnapshot();
    demands_.Apply(StorageEmployer());
    demands_.Apply(OpenDemand("demands/d1"));
    demands_.EndSnapshot();
  }

  static v1::Demand OpenDemand(const std::string& name) {
    v1::Demand demand = WinterDemand();
    demand.set_name(name);
    demand.set_state(v1::Demand::OPEN);
    return demand;
  }

  population::RestDays rest_days_;
  SimulatedClock clock_{ShanghaiMidnight(absl::CivilDay(2026, 11, 1))};
  DemandRegister demands_{rest_days_, clock_};
};

TEST_F(DemandRegisterTest, KnowsADemandWithWhatItsEmployerAdds) {
  const auto subject = demands_.Find("demands/d1");
  ASSERT_NE(subject, nullptr);
  EXPECT_EQ(subject->employer, "employers/e1");
  EXPECT_EQ(subject->industry, "C3849");
  EXPECT_EQ(subject->regions, std::vector<std::string>{"350902"});
  EXPECT_EQ(subject->demand.SerializeAsString(), OpenDemand("demands/d1").SerializeAsString());
  EXPECT_EQ(demands_.Find("demands/d1"), subject);
  EXPECT_EQ(demands_.Find("demands/d2"), nullptr);
}

TEST_F(DemandRegisterTest, FollowsDemandsAndEmployers) {
  v1::Demand demand = OpenDemand("demands/d1");
  demand.set_day_count(20);
  demands_.Apply(demand);
  EXPECT_EQ(demands_.Find("demands/d1")->needed_half_days, 40);
  v1::Employer employer = StorageEmployer();
  employer.set_region("460200");
  demands_.Apply(employer);
  EXPECT_EQ(demands_.Find("demands/d1")->regions, std::vector<std::string>{"460200"});
  EXPECT_EQ(demands_.view().table().size(), 1u);
  demand.set_state(v1::Demand::CLOSED);
  demands_.Apply(demand);
  EXPECT_EQ(demands_.view().table().size(), 0u);
  EXPECT_NE(demands_.Find("demands/d1"), nullptr);
  *demand.mutable_delete_time() = ToTimestamp(clock_.Now());
  demands_.Apply(demand);
  EXPECT_EQ(demands_.Find("demands/d1"), nullptr);
  EXPECT_EQ(demands_.size(), 0u);
}

TEST_F(DemandRegisterTest, CountsWhatChanges) {
  uint64_t version = demands_.view().version();
  const auto grows = [&] {
    const uint64_t before = std::exchange(version, demands_.view().version());
    return version > before;
  };
  EXPECT_FALSE(grows());
  demands_.Apply(OpenDemand("demands/d2"));
  EXPECT_TRUE(grows());
  demands_.Apply(StorageEmployer());
  EXPECT_TRUE(grows());
  demands_.RemoveDemand("demands/d2");
  EXPECT_TRUE(grows());
  demands_.BeginSnapshot();
  EXPECT_FALSE(grows());
  demands_.EndSnapshot();
  EXPECT_TRUE(grows());
}

TEST_F(DemandRegisterTest, CutsThePeriodToWhatIsLeft) {
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2026, 12, 20))));
  EXPECT_EQ(demands_.Find("demands/d1")->window->from, DayNumber(absl::CivilDay(2026, 12, 20)));
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2027, 1, 2))));
  EXPECT_EQ(demands_.Find("demands/d1")->window->from, DayNumber(absl::CivilDay(2027, 1, 2)));
}

TEST_F(DemandRegisterTest, ShowsTheOldStateUntilASnapshotIsWhole) {
  demands_.BeginSnapshot();
  demands_.Apply(StorageEmployer());
  demands_.Apply(OpenDemand("demands/d2"));
  EXPECT_NE(demands_.Find("demands/d1"), nullptr);
  EXPECT_EQ(demands_.Find("demands/d2"), nullptr);
  demands_.EndSnapshot();
  EXPECT_EQ(demands_.Find("demands/d1"), nullptr);
  EXPECT_NE(demands_.Find("demands/d2"), nullptr);
}

TEST_F(DemandRegisterTest, GrowsBeyondTheRoomOfATableAndForgetsWhatIsGone) {
  const int count = static_cast<int>(DemandTable::kSpareSlots) + 200;
  for (int i = 0; i < count; ++i) demands_.Apply(OpenDemand(absl::StrCat("demands/x", i)));
  EXPECT_EQ(demands_.view().table().size(), static_cast<size_t>(count) + 1);
  for (int i = 0; i < count; ++i) demands_.RemoveDemand(absl::StrCat("demands/x", i));
  EXPECT_EQ(demands_.view().table().size(), 1u);
  // Slots of those that are gone are given back.
  for (int i = 0; i < 3 * count; ++i) demands_.Apply(OpenDemand("demands/d1"));
  EXPECT_LE(demands_.view().table().used(), DemandTable::kSpareSlots + 64);
}

TEST_F(DemandRegisterTest, IsReadWhileItIsWritten) {
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done) {
      const auto subject = demands_.Find("demands/d1");
      ASSERT_NE(subject, nullptr);
      ASSERT_EQ(subject->needed_half_days, 2 * subject->demand.day_count());
    }
  });
  for (int i = 1; i <= 300; ++i) {
    v1::Demand demand = OpenDemand("demands/d1");
    demand.set_day_count(i % 60 + 1);
    demands_.Apply(demand);
    ASSERT_EQ(demands_.Find("demands/d1")->demand.day_count(), i % 60 + 1);
  }
  done = true;
  reader.join();
}

}  // namespace
}  // namespace houniao::recruitment
