#include "services/talent/domain/talent_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;

TEST(TalentGroups, SexIsThatOfTheStandard) {
  EXPECT_EQ(SexGroup(v1::Talent::MALE), "male");
  EXPECT_EQ(SexGroup(v1::Talent::FEMALE), "female");
  for (const int unknown : {0, 9, 3, -1, 100}) EXPECT_EQ(SexGroup(unknown), "unknown");
}

TEST(TalentGroups, AgesAreFullYearsOnTheDay) {
  const absl::CivilDay day(2026, 3, 2);
  struct Case {
    absl::CivilDay birth;
    const char* band;
  };
  const Case cases[] = {
      {absl::CivilDay(2026, 3, 3), "unknown"},  // not born yet
      {absl::CivilDay(2026, 3, 2), "under-35"}, {absl::CivilDay(1991, 3, 3), "under-35"},
      {absl::CivilDay(1991, 3, 2), "35-44"},    {absl::CivilDay(1981, 3, 3), "35-44"},
      {absl::CivilDay(1981, 3, 2), "45-54"},    {absl::CivilDay(1971, 3, 3), "45-54"},
      {absl::CivilDay(1971, 3, 2), "55-64"},    {absl::CivilDay(1961, 3, 3), "55-64"},
      {absl::CivilDay(1961, 3, 2), "65-over"},  {absl::CivilDay(1900, 1, 1), "65-over"},
  };
  for (const Case& c : cases) EXPECT_EQ(AgeBand(c.birth, day), c.band) << c.birth;
  EXPECT_EQ(AgeBand(std::nullopt, day), "unknown");
}

TEST(TalentGroups, BornOnTheTwentyNinthOfFebruary) {
  const absl::CivilDay birth(1992, 2, 29);
  EXPECT_EQ(AgeBand(birth, absl::CivilDay(2027, 2, 28)), "under-35");
  EXPECT_EQ(AgeBand(birth, absl::CivilDay(2027, 3, 1)), "35-44");
  EXPECT_EQ(AgeBand(birth, absl::CivilDay(2036, 2, 29)), "35-44");
}

TEST(TalentGroups, EveryGroupIsInTheAnswer) {
  TalentGroupCounts counts(absl::CivilDay(2026, 3, 2));
  counts.Add(v1::Talent::FEMALE, absl::CivilDay(1980, 1, 1));
  counts.Add(v1::Talent::FEMALE, std::nullopt);
  counts.Add(0, absl::CivilDay(1950, 1, 1));
  const v1::CountTalentGroupsResponse response = counts.ToProto();
  EXPECT_EQ(response.talent_count(), 3);
  std::vector<std::string> shown;
  for (const auto& group : response.counts()) {
    shown.push_back(absl::StrCat(group.dimension(), " ", group.value(), " ", group.count()));
  }
  EXPECT_THAT(shown, ElementsAre("sex female 2", "sex male 0", "sex unknown 1",
                                 "age_band under-35 0", "age_band 35-44 0", "age_band 45-54 1",
                                 "age_band 55-64 0", "age_band 65-over 1", "age_band unknown 1"));
}

}  // namespace
}  // namespace houniao::talent
