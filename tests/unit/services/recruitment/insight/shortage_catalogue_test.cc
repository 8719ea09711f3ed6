#include "services/recruitment/insight/shortage_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using v1::Demand;

const absl::CivilDay kToday(2026, 3, 2);

StatedNeed Need(const std::string& employer, int seats = 1, int64_t fee = 0) {
  StatedNeed need;
  need.employer = employer;
  need.seats = need.empty_seats = seats;
  need.day_fee_fen = fee;
  return need;
}

ShortageGroup Group(const std::string& post, std::vector<StatedNeed> needs, int64_t supply = 0) {
  return {"3849", {post, post}, std::move(needs), {supply, 0, supply}};
}

v1::GetShortageCatalogueResponse Make(const std::vector<ShortageGroup>& groups, int least = 3) {
  return MakeCatalogue(groups, HiddenGroups(groups, least), least);
}

TEST(ShortageCatalogue, ReadsWhatADemandStates) {
  Demand demand = WinterDemand();
  demand.set_headcount(3);
  demand.set_filled_count(1);
  demand.set_urgency(4);
  demand.mutable_requirements(0)->mutable_skill()->set_min_years(6);
  const Subject subject = MakeSubject(demand, StorageEmployer(), kToday);
  const StatedNeed need = NeedOf(subject, false);
  EXPECT_EQ(need.employer, "employers/e1");
  EXPECT_EQ(need.seats, 3);
  EXPECT_EQ(need.empty_seats, 2);
  EXPECT_EQ(need.education, "14");
  EXPECT_EQ(need.education_part, 3750);  // a master's, wished for
  EXPECT_EQ(need.experience_years, 6);
  EXPECT_EQ(need.day_fee_fen, 200000);
  EXPECT_EQ(need.urgency, 4);
  EXPECT_EQ(need.type, Demand::SHORTAGE_TYPE_UNSPECIFIED);
  EXPECT_EQ(NeedOf(subject, true).type, Demand::DYNAMIC);
  demand.set_shortage_type(Demand::ABILITY);
  EXPECT_EQ(NeedOf(MakeSubject(demand, StorageEmployer(), kToday), true).type, Demand::ABILITY);
}

TEST(ShortageCatalogue, AProjectFeeCountsByItsDays) {
  Demand demand = WinterDemand();
  demand.clear_day_fee_fen();
  demand.set_project_fee_fen(6'300'000);
  EXPECT_EQ(NeedOf(MakeSubject(demand, StorageEmployer(), kToday), false).day_fee_fen, 100000);
}

TEST(ShortageCatalogue, SmallCellsAreLeftOutAndLeaveNoTrace) {
  const std::vector<ShortageGroup> groups = {
      Group("a", {Need("e1"), Need("e2"), Need("e3")}),
      Group("lonely", {Need("e9", 500, 9'999'900), Need("e9", 100)}),
  };
  const auto response = Make(groups);
  ASSERT_EQ(response.entries_size(), 1);
  EXPECT_EQ(response.entries(0).post(), "a");
  EXPECT_EQ(response.suppressed_count(), 1);
  // Neither in the sum, nor in the means that the others are judged against.
  EXPECT_EQ(response.demand_count(), 3);
  EXPECT_EQ(response.entries(0).demand_part(), 5000);
  const auto alone = Make({groups[0]});
  EXPECT_EQ(alone.entries(0).SerializeAsString(), response.entries(0).SerializeAsString());
  // Three employers together are not one.
  const auto several =
      Make({groups[0], groups[1], Group("x", {Need("e7")}), Group("y", {Need("e8")})});
  EXPECT_EQ(several.suppressed_count(), 3);
  EXPECT_EQ(several.demand_count(), 7);
}

TEST(ShortageCatalogue, FewPeopleAreNotCounted) {
  const std::vector<StatedNeed> needs = {Need("e1"), Need("e2"), Need("e3")};
  EXPECT_EQ(Make({Group("a", needs, 0)}).entries(0).supply_count(), 0);
  const auto one = Make({Group("a", needs, 1)}).entries(0);
  const auto two = Make({Group("a", needs, 2)}).entries(0);
  EXPECT_EQ(one.supply_count(), -1);
  EXPECT_EQ(one.SerializeAsString(), two.SerializeAsString());
  EXPECT_EQ(Make({Group("a", needs, 3)}).entries(0).supply_count(), 3);
}

TEST(ShortageCatalogue, TheFeeIsNobodysOwn) {
  const auto fee = [](std::vector<StatedNeed> needs) {
    return Make({Group("a", std::move(needs))}).entries(0).day_fee_fen();
  };
  // Two employers state one: not enough.
  EXPECT_EQ(fee({Need("e1", 1, 123456), Need("e2", 1, 200000), Need("e3")}), 0);
  EXPECT_EQ(fee({Need("e1", 1, 123456), Need("e2", 1, 234567), Need("e3", 1, 999999)}), 230000);
}

TEST(ShortageCatalogue, IsOrderedByStars) {
  StatedNeed doctor = Need("e1", 10, 500000);
  doctor.education = "11";
  doctor.education_part = 10000;
  doctor.experience_years = 10;
  doctor.urgency = 5;
  doctor.post_class = Demand::TECHNICAL;
  std::vector<StatedNeed> rare(3, doctor);
  for (size_t i = 0; i < 3; ++i) rare[i].employer = absl::StrCat("e", i);
  std::vector<StatedNeed> plain = {Need("e1", 1, 100000), Need("e2", 1, 100000),
                                   Need("e3", 1, 100000)};
  const auto response = Make({Group("plain", plain, 1000), Group("rare", rare, 0)});
  ASSERT_EQ(response.entries_size(), 2);
  EXPECT_EQ(response.entries(0).post(), "rare");
  EXPECT_EQ(response.entries(0).stars(), 5);
  EXPECT_EQ(response.entries(0).education(), "11");
  EXPECT_EQ(response.entries(0).experience_years(), 10);
  EXPECT_EQ(response.entries(0).urgency(), 5);
  EXPECT_EQ(response.entries(0).post_class(), Demand::TECHNICAL);
  EXPECT_EQ(response.entries(0).seat_count(), 30);
  EXPECT_EQ(response.entries(0).employer_count(), 3);
  EXPECT_EQ(response.entries(0).shortage_type(), Demand::SUPPLY);
  EXPECT_EQ(response.entries(1).stars(), 1);
  EXPECT_EQ(response.entries(1).shortage_type(), Demand::SHORTAGE_TYPE_UNSPECIFIED);
  for (const auto& entry : response.entries()) {
    EXPECT_EQ(entry.index(),
              ShortageIndex({entry.supply_part(), entry.demand_part(), entry.education_part(),
                             entry.experience_part(), entry.pay_part()}));
  }
}

TEST(ShortageCatalogue, TheTypeStatedMostOftenCounts) {
  std::vector<StatedNeed> needs = {Need("e1", 5), Need("e2", 2), Need("e3", 2)};
  EXPECT_TRUE(Group("a", needs).needs_reasons());
  needs[0].type = Demand::QUANTITY;
  needs[1].type = needs[2].type = Demand::DYNAMIC;
  EXPECT_EQ(Make({Group("a", needs)}).entries(0).shortage_type(), Demand::QUANTITY);
  needs[1].seats = 4;
  EXPECT_EQ(Make({Group("a", needs)}).entries(0).shortage_type(), Demand::DYNAMIC);
  EXPECT_FALSE(Group("a", needs).needs_reasons());
}

TEST(ShortageCatalogue, NamesNoEmployer) {
  const auto response =
      Make({Group("a", {Need("employers/secret-one"), Need("employers/secret-two"),
                        Need("employers/secret-three")})});
  EXPECT_THAT(response.ShortDebugString(), Not(HasSubstr("secret")));
  EXPECT_THAT(Make({}).entries(), IsEmpty());
}

}  // namespace
}  // namespace houniao::recruitment
