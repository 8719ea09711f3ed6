#include "services/recruitment/engagement/member_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/common/population/made_up.h"
#include "tests/unit/common/population/oracle.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using population::MadeUp;
using population::TalentFacts;

int Count(const std::vector<DayHalves>& days) {
  int count = 0;
  for (const DayHalves& day : days) count += population::CountHalves(day.halves);
  return count;
}

// One member: the same days as the population finds, and those it refuses are the rest.
TEST(MemberDays, PickWhatThePopulationPicks) {
  MadeUp made_up(11);
  const population::RestDays rest_days;
  for (int round = 0; round < 2000; ++round) {
    TalentFacts facts = made_up.Facts("t");
    if (!population::NormalizeFacts(facts).ok()) continue;
    population::Oracle oracle;
    MemberDays member("talents/t", facts);
    for (int n = made_up.Below(20); n > 0; --n) {
      const int day = made_up.Day();
      oracle.engagements[absl::StrCat("e", n)] = {{"t", {day, 3}}};
      if (oracle.BookedOn("t", day) != 0 && made_up.OneIn(2)) continue;
      member.Add({day, 3, absl::StrCat("e", n), made_up.OneIn(2)});
    }
    // Bookings that the member was not told of are none.
    for (auto it = oracle.engagements.begin(); it != oracle.engagements.end();) {
      const int day = it->second[0].day.day;
      it = member.availability().booked->BookedOn(day) == 0 ? oracle.engagements.erase(it)
                                                            : std::next(it);
    }
    const population::ServiceWindow window = made_up.Window(120);
    const int half_days = made_up.Below(60);
    std::vector<MemberDays> members;
    members.push_back(std::move(member));
    const auto picked = PickDays(members, window, half_days, rest_days);
    ASSERT_EQ(picked, oracle.FirstBookable(facts, window, half_days)) << round;
    ASSERT_TRUE(RefusedFor(members, picked, rest_days).empty()) << round;
  }
}

TEST(MemberDays, ATeamGetsDaysThatAllHave) {
  MadeUp made_up(12);
  const population::RestDays rest_days;
  for (int round = 0; round < 500; ++round) {
    std::vector<MemberDays> members;
    for (int n = 2 + made_up.Below(3); n > 0; --n) {
      TalentFacts facts = made_up.Facts(absl::StrCat("t", n));
      facts.weekend_only = false;
      if (made_up.OneIn(2)) facts.seasons.clear();
      if (!population::NormalizeFacts(facts).ok()) continue;
      members.emplace_back(absl::StrCat("talents/t", n), facts);
      for (int m = made_up.Below(30); m > 0; --m) {
        const int day = made_up.Day();
        if (members.back().availability().booked->BookedOn(day) == 0) {
          members.back().Add({day, 1, "e", false});
        }
      }
    }
    const population::ServiceWindow window = made_up.Window(120);
    const int half_days = made_up.Below(40);
    const auto picked = PickDays(members, window, half_days, rest_days);
    ASSERT_LE(Count(picked), half_days);
    ASSERT_TRUE(RefusedFor(members, picked, rest_days).empty()) << round;
  }
}

}  // namespace
}  // namespace houniao::recruitment
