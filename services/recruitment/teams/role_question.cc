#include "services/recruitment/teams/role_question.h"

#include <algorithm>

namespace houniao::recruitment {

RoleQuestion::RoleQuestion(const v1::TeamRole& role, const Subject& team,
                           const v1::ScoringWeights& weights, const population::Store& store,
                           const Stations& stations)
    : role_(role),
      subject_(RoleSubject(team, role)),
      gates_(subject_, store, &stations),
      score_(subject_, WeightsOf(weights), store, gates_),
      slots_(score_.slots()) {
  std::erase_if(slots_,
                [](const ScoreSlot& slot) { return slot.source == SlotSource::kAvailability; });
}

const GateRule* RoleQuestion::FirstFailed(const Applicant& applicant) const {
  for (const GateRule& rule : gates_.rules()) {
    if (!rule.requirement.empty() && !rule.passes(applicant)) return &rule;
  }
  return nullptr;
}

int RoleQuestion::Suitability(const Applicant& applicant) const {
  return score_.ShareOfMost(score_.Of(applicant));
}

bool RoleQuestion::CanBeScored() const {
  return std::any_of(slots_.begin(), slots_.end(),
                     [](const ScoreSlot& slot) { return slot.max_points > 0; });
}

void RoleQuestion::SetPoints(int most) {
  most_points_ = most;
  ShareAnew(most, slots_);
}

int RoleQuestion::Points(const Applicant& applicant) const {
  int points = 0;
  for (const ScoreSlot& slot : slots_) points += slot.Points(applicant);
  return points;
}

void RoleQuestion::Explain(const Applicant& applicant,
                           std::vector<v1::CriterionPoints>& criteria) const {
  const std::string& name = role_.title().empty() ? role_.key() : role_.title();
  for (const ScoreSlot& slot : slots_) {
    if (slot.max_points == 0) continue;
    v1::CriterionPoints& points = criteria.emplace_back();
    points.set_criterion(slot.criterion);
    points.set_requirement(slot.requirement);
    points.set_points(slot.Points(applicant));
    points.set_max_points(slot.max_points);
    points.set_evidence(absl::StrCat("角色 ", name, ": ", slot.evidence(applicant)));
  }
}

void ShareAnew(int points, std::vector<ScoreSlot>& slots) {
  std::vector<int> weights;
  for (const ScoreSlot& slot : slots) weights.push_back(slot.max_points);
  const std::vector<int> shares = ShareOut(points, weights);
  for (size_t i = 0; i < slots.size(); ++i) slots[i].max_points = shares[i];
}

}  // namespace houniao::recruitment
