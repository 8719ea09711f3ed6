// A made-up population and demands for it, from a seed, for tests that compare with plain loops.
#pragma once

#include <set>
#include <string>

#include "common/population/population.h"
#include "services/recruitment/insight/near_misses.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"

namespace houniao::recruitment {

class MadeUpDistrict {
 public:
  explicit MadeUpDistrict(uint32_t seed, int people = 150) : made_up_(seed), demands_(seed + 1) {
    for (int i = 0; i < people; ++i) {
      population::TalentFacts facts = made_up_.Facts(made_up_.Id(people + 30));
      if (made_up_.OneIn(2)) MakeMatchable(facts);
      population.Upsert(facts, ++revision_).IgnoreError();
    }
    for (int i = 0; i < 60; ++i) {
      population.ApplyBookings({made_up_.Bookings(people + 30, 40)}, ++revision_);
    }
  }

  Subject MakeRandomSubject() {
    v1::Employer employer = StorageEmployer();
    if (demands_.OneIn(3)) employer.set_credit_code(absl::StrCat("unit-", demands_.Below(6)));
    v1::Demand demand = demands_.Make();
    demand.set_headcount(1 + demands_.Below(8));
    return MakeSubject(std::move(demand), employer, absl::CivilDay(2027, 11, 20));
  }
  int Below(int end) { return demands_.Below(end); }

  population::Population population;
  Stations stations;

 private:
  // Else most fail the first gates and little is learnt about the others.
  void MakeMatchable(population::TalentFacts& facts) {
    facts.share_consent = true;
    facts.paused = false;
    if (made_up_.OneIn(3)) facts.forms = 0x7FE;
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    facts.integrity_until.reset();
    facts.academician = false;
    if (made_up_.OneIn(2)) facts.served_regions.clear();
    if (made_up_.OneIn(2)) facts.seasons.clear();
  }

  population::MadeUp made_up_;
  MadeUpDemands demands_;
  int64_t revision_ = 0;
};

// Who passes, by looking at everybody.
inline std::set<std::string> EligibleByLoop(const Subject& subject, const population::View& view,
                                            const Stations& stations) {
  const GateList gates(subject, *view, &stations);
  std::set<std::string> ids;
  for (const uint32_t row : view->live()) {
    if (gates.FirstFailed({&*view, row}) == nullptr) ids.insert(std::string(view->id(row)));
  }
  return ids;
}

}  // namespace houniao::recruitment
