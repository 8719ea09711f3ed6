#include "services/recruitment/teams/team_subject.h"

#include "services/recruitment/domain/demand_fees.h"

namespace houniao::recruitment {

Subject MemberSubject(const Subject& team) {
  Subject subject = team;
  subject.demand.clear_requirements();
  subject.demand.clear_roles();
  return subject;
}

Subject RoleSubject(const Subject& team, const v1::TeamRole& role) {
  Subject subject = MemberSubject(team);
  *subject.demand.mutable_requirements() = role.requirements();
  return subject;
}

Subject StrictSubject(const Subject& team) {
  Subject subject = team;
  for (v1::Requirement& requirement : *subject.demand.mutable_requirements()) {
    requirement.set_necessity(v1::Requirement::MUST);
  }
  return subject;
}

int WeightOfRole(const v1::TeamRole& role) { return role.has_weight() ? role.weight() : 10; }

int PersonsOfRole(const v1::TeamRole& role) {
  return role.has_person_count() ? role.person_count() : 1;
}

int64_t CostOf(const Subject& team, int64_t asked_day_fee_fen) {
  const int64_t fee = asked_day_fee_fen > 0 ? asked_day_fee_fen : MostDayFee(team.demand);
  return fee * team.demand.day_count();
}

}  // namespace houniao::recruitment
