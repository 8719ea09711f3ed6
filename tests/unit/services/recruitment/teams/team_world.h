// A small population of storage experts who differ in what tests say.
#pragma once

#include <functional>
#include <string>

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/teams/team_record.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {

inline constexpr absl::CivilDay kToday(2026, 11, 20);

class TeamWorld {
 public:
  void Add(const std::string& id,
           const std::function<void(talent::v1::Talent&)>& change = nullptr) {
    talent::v1::Talent talent = StorageTalent(id);
    if (change) change(talent);
    population::TalentFacts facts = FactsOfTalent(talent, kToday);
    facts.share_consent = true;
    EXPECT_OK(population.Upsert(facts, ++revision_));
  }
  // Has this skill alone.
  void AddWithSkill(const std::string& id, const std::string& skill,
                    const std::function<void(talent::v1::Talent&)>& change = nullptr) {
    Add(id, [&](talent::v1::Talent& talent) {
      talent.mutable_skills(0)->set_skill(skill);
      if (change) change(talent);
    });
  }
  // Books the days from December 1st on, whole days.
  void Book(const std::string& id, absl::CivilDay first, int days) {
    population::EngagementBookings change{absl::StrCat("e-", id), {}};
    for (int i = 0; i < days; ++i) {
      change.bookings.push_back({id, {DayNumber(first + i), population::kWholeDay}});
    }
    population.ApplyBookings({change}, ++revision_);
  }

  population::Population population;
  Stations stations;

 private:
  int64_t revision_ = 0;
};

inline v1::Demand TeamDemand() {
  v1::Demand demand = WinterDemand();
  demand.set_kind(v1::Demand::TEAM);
  demand.clear_requirements();
  return demand;
}

inline void RequireSkill(const std::string& key, const std::string& skill,
                         v1::Requirement& requirement) {
  requirement.set_key(key);
  requirement.set_necessity(v1::Requirement::MUST);
  requirement.mutable_skill()->set_skill(skill);
}

inline v1::TeamRole& AddRole(const std::string& key, const std::string& skill, v1::Demand& demand) {
  v1::TeamRole& role = *demand.add_roles();
  role.set_key(key);
  RequireSkill(key + "-skill", skill, *role.add_requirements());
  return role;
}

inline Subject SubjectOf(const v1::Demand& demand) {
  return MakeSubject(demand, StorageEmployer(), kToday);
}

}  // namespace houniao::recruitment
