#include "services/recruitment/matching/score.h"

#include <algorithm>

#include "common/base/dates.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/matching/criteria.h"
#include "services/recruitment/matching/title_slot.h"

namespace houniao::recruitment {

Score::Score(const Subject& subject, const CriterionWeights& weights,
             const population::Store& store, const GateList& gates) {
  AddRequirementSlots(subject, store);
  AddWholeSlots(subject, store, gates);
  std::stable_sort(slots_.begin(), slots_.end(), [](const ScoreSlot& a, const ScoreSlot& b) {
    return a.criterion < b.criterion;
  });
  SharePoints(weights);
}

void Score::AddRequirementSlots(const Subject& subject, const population::Store& store) {
  for (const v1::Requirement& requirement : subject.demand.requirements()) {
    auto slot = SlotOf(requirement, DayNumber(subject.today), store);
    if (slot.has_value()) slots_.push_back(*std::move(slot));
  }
}

bool Score::Has(v1::Criterion criterion) const {
  return std::any_of(slots_.begin(), slots_.end(),
                     [criterion](const ScoreSlot& slot) { return slot.criterion == criterion; });
}

void Score::AddWholeSlots(const Subject& subject, const population::Store& store,
                          const GateList& gates) {
  if (!Has(v1::CRITERION_TITLE_RANK)) slots_.push_back(WholeTitleSlot());
  if (!Has(v1::CRITERION_EDUCATION)) slots_.push_back(WholeEducationSlot());
  if (!Has(v1::CRITERION_TIER)) slots_.push_back(WholeTierSlot(DayNumber(subject.today)));
  if (!Has(v1::CRITERION_EXPERIENCE)) slots_.push_back(WholeExperienceSlot());
  if (!Has(v1::CRITERION_INDUSTRY) && !subject.industry.empty()) {
    slots_.push_back(WholeIndustrySlot(subject.industry));
  }
  if (!Has(v1::CRITERION_WORK_REGION) && !subject.regions.empty()) {
    slots_.push_back(WholeRegionSlot(subject.regions));
  }
  if (subject.window.has_value() && subject.needed_half_days > 0) {
    slots_.push_back(AvailabilitySlot(gates, subject.needed_half_days));
  }
  if (const int64_t most = MostDayFee(subject.demand); most > 0) slots_.push_back(FeeSlot(most));
  const std::string& title = subject.demand.title();
  if (!title.empty()) slots_.push_back(PostTitleSlot(title, store));
}

// First among the criteria in play, then among the slots of each; what has no points goes.
void Score::SharePoints(const CriterionWeights& weights) {
  std::vector<int> criterion_weights(weights.size(), 0);
  for (const ScoreSlot& slot : slots_) {
    // Requirements that all weigh 0 leave their criterion out, so that its points are not lost.
    if (slot.weight > 0) {
      criterion_weights[static_cast<size_t>(slot.criterion)] =
          weights[static_cast<size_t>(slot.criterion)];
    }
  }
  const std::vector<int> points = ShareOut(kMaxScore, criterion_weights);
  for (size_t criterion = 0; criterion < points.size(); ++criterion) {
    std::vector<ScoreSlot*> own;
    std::vector<int> own_weights;
    for (ScoreSlot& slot : slots_) {
      if (static_cast<size_t>(slot.criterion) != criterion) continue;
      own.push_back(&slot);
      own_weights.push_back(slot.weight);
    }
    const std::vector<int> parts = ShareOut(points[criterion], own_weights);
    for (size_t i = 0; i < own.size(); ++i) own[i]->max_points = parts[i];
  }
  std::erase_if(slots_, [](const ScoreSlot& slot) { return slot.max_points == 0; });
  for (const ScoreSlot& slot : slots_) max_score_ += slot.max_points;
}

int Score::Of(const Applicant& applicant) const {
  int score = 0;
  for (const ScoreSlot& slot : slots_) score += slot.Points(applicant);
  return score;
}

std::vector<v1::CriterionPoints> Score::Explain(const Applicant& applicant) const {
  std::vector<v1::CriterionPoints> criteria;
  for (const ScoreSlot& slot : slots_) {
    v1::CriterionPoints& points = criteria.emplace_back();
    points.set_criterion(slot.criterion);
    points.set_requirement(slot.requirement);
    points.set_points(slot.Points(applicant));
    points.set_max_points(slot.max_points);
    points.set_evidence(slot.evidence(applicant));
  }
  return criteria;
}

}  // namespace houniao::recruitment
