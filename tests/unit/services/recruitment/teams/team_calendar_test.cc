#include "services/recruitment/teams/team_calendar.h"

#include <gtest/gtest.h>

#include "common/population/bookings.h"
#include "common/population/terms.h"
#include "tests/unit/common/population/made_up.h"

namespace houniao::recruitment {
namespace {

using population::Halves;
using population::ServiceWindow;

// One made-up talent: what the population would say of availability.
struct Talent {
  population::Terms terms;
  population::BookedDays booked;
  int days_per_year = -1;

  population::Availability availability() const { return {&terms, days_per_year, &booked}; }
};

Talent MakeTalent(population::MadeUp& made_up) {
  Talent talent;
  const population::TalentFacts facts = made_up.Facts("t");
  talent.terms = population::MakeTerms(facts.seasons, facts.weekend_only);
  talent.days_per_year = made_up.OneIn(3) ? -1 : made_up.Below(60);
  for (int i = made_up.Below(80); i > 0; --i) {
    talent.booked.Book(made_up.Day(), static_cast<Halves>(1 + made_up.Below(3)), 1);
  }
  return talent;
}

TEST(TeamCalendar, AloneSaysWhatTheAvailabilityPlanSays) {
  population::MadeUp made_up(1);
  const population::RestDays rest_days;
  for (int round = 0; round < 3000; ++round) {
    const ServiceWindow window = made_up.Window(500);
    const population::AvailabilityPlan plan(window, rest_days);
    const TeamCalendar calendar(window, rest_days);
    const Talent talent = MakeTalent(made_up);
    ASSERT_EQ(composing::CountHalfDays(calendar.Of(talent.availability())),
              plan.RemainingHalfDays(talent.availability()))
        << round;
  }
}

TEST(TeamCalendar, TogetherIsWhatBookingDayByDayFinds) {
  population::MadeUp made_up(2);
  const population::RestDays rest_days;
  for (int round = 0; round < 1000; ++round) {
    const ServiceWindow window = made_up.Window(500);
    const TeamCalendar calendar(window, rest_days);
    const Talent a = MakeTalent(made_up), b = MakeTalent(made_up);
    // Books half day after half day for both, as long as it can.
    Talent x = a, y = b;
    int together = 0;
    for (int day = window.from; day <= window.to; ++day) {
      for (const Halves half : {population::kMorning, population::kAfternoon}) {
        const ServiceWindow one = {day, day, window.wanted, window.season};
        const population::AvailabilityPlan plan(one, rest_days);
        if (plan.RemainingHalfDays(x.availability()) == 0 ||
            plan.RemainingHalfDays(y.availability()) == 0 || (x.booked.BookedOn(day) & half) != 0 ||
            (y.booked.BookedOn(day) & half) != 0) {
          continue;
        }
        x.booked.Book(day, half, 2);
        y.booked.Book(day, half, 2);
        ++together;
      }
    }
    ASSERT_EQ(composing::CountCommonHalfDays(calendar.Of(a.availability()),
                                             calendar.Of(b.availability())),
              together)
        << round;
  }
}

}  // namespace
}  // namespace houniao::recruitment
