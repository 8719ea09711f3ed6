#include "services/recruitment/demands/compiled_demand.h"

#include <algorithm>

#include "common/codes/education.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

int RankOfEducation(const v1::EducationRequirement& education) {
  const auto* level = codes::FindEducationLevel(education.min_education());
  return level == nullptr ? 0 : level->rank;
}

template <typename List>
std::vector<std::string> Texts(const List& list) {
  return {list.begin(), list.end()};
}

// Null for a requirement on a scale.
SignaturePtr SignatureOf(const Requirement& requirement, SignaturePool& pool) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      return pool.OfSkill(requirement.skill());
    case Requirement::kIndustryExperience:
      return pool.OfCodes(SignatureKind::kIndustries,
                          Texts(requirement.industry_experience().industries()));
    case Requirement::kMajor:
      return pool.OfMajors(requirement.major());
    case Requirement::kWorkRegion:
      return pool.OfCodes(SignatureKind::kWorkplaces, Texts(requirement.work_region().regions()));
    default:
      return nullptr;
  }
}

// As the requirement states it; 0 for one that is not on a scale.
int LeastOf(const Requirement& requirement) {
  switch (requirement.kind_case()) {
    case Requirement::kTitleRank:
      return requirement.title_rank().min_rank();
    case Requirement::kEducation:
      return RankOfEducation(requirement.education());
    case Requirement::kTier:
      return requirement.tier().max_rank();
    case Requirement::kExperience:
      return requirement.experience().min_years();
    default:
      return 0;
  }
}

void AddMust(const Requirement& requirement, SignaturePool& pool, CompiledDemand& compiled) {
  const auto raise = [&](Scale scale, int least) {
    int& raised = compiled.least[static_cast<size_t>(scale)];
    raised = std::max(raised, least);
  };
  switch (requirement.kind_case()) {
    case Requirement::kTitleRank:
      return raise(Scale::kTitle, LeastOf(requirement));
    case Requirement::kEducation:
      return raise(Scale::kEducation, LeastOf(requirement));
    case Requirement::kTier:
      return raise(Scale::kTier, std::max(1, kTierTop - LeastOf(requirement)));
    case Requirement::kExperience:
      return raise(Scale::kExperience, LeastOf(requirement));
    default:
      if (SignaturePtr signature = SignatureOf(requirement, pool)) {
        compiled.musts.push_back(std::move(signature));
      }
  }
}

// A part that rests on the demand as a whole.
SignaturePtr WholeSignature(v1::Criterion criterion, const Subject& subject, SignaturePool& pool) {
  switch (criterion) {
    case v1::CRITERION_INDUSTRY:
      return pool.OfCodes(SignatureKind::kIndustries, {subject.industry});
    case v1::CRITERION_WORK_REGION:
      return pool.OfCodes(SignatureKind::kWorkplaces, subject.regions);
    case v1::CRITERION_POST_TITLE:
      return pool.OfTitle(subject.demand.title());
    default:
      return nullptr;
  }
}

// Slots come in the order of the criteria and of the demand's requirements, so those of equal
// criterion and key are told apart by their order alone.
const Requirement* NextRequirement(const v1::Demand& demand, const ScoreSlot& slot,
                                   std::vector<bool>& used) {
  for (int i = 0; i < demand.requirements_size(); ++i) {
    const Requirement& requirement = demand.requirements(i);
    if (used[static_cast<size_t>(i)] || requirement.key() != slot.requirement ||
        CriterionOf(requirement) != slot.criterion) {
      continue;
    }
    used[static_cast<size_t>(i)] = true;
    return &requirement;
  }
  return nullptr;
}

// What decides most first, and titles, which take longest to compare, last.
bool IsJudgedBefore(const ScorePart& a, const ScorePart& b) {
  const bool title_a = a.criterion == v1::CRITERION_POST_TITLE;
  const bool title_b = b.criterion == v1::CRITERION_POST_TITLE;
  if (title_a != title_b) return title_b;
  return a.max_points > b.max_points;
}

// The points are shared out by the score itself; whom it is asked about does not matter for that.
void AddParts(const Subject& subject, SignaturePool& pool, CompiledDemand& compiled) {
  static const population::Store& kNobody = *new population::Store(population::RestDays());
  const GateList gates(subject, kNobody, nullptr);
  const Score score(subject, WeightsOf(subject.demand.scoring_weights()), kNobody, gates);
  compiled.max_score = score.max_score();
  std::vector<bool> used(static_cast<size_t>(subject.demand.requirements_size()), false);
  for (const ScoreSlot& slot : score.slots()) {
    ScorePart part;
    part.criterion = slot.criterion;
    part.max_points = slot.max_points;
    const Requirement* const requirement = NextRequirement(subject.demand, slot, used);
    SignaturePtr signature = requirement == nullptr ? WholeSignature(slot.criterion, subject, pool)
                                                    : SignatureOf(*requirement, pool);
    if (requirement != nullptr) part.least = LeastOf(*requirement);
    part.signature = signature.get();
    if (signature != nullptr) compiled.of_parts.push_back(std::move(signature));
    compiled.parts.push_back(part);
  }
  std::stable_sort(compiled.parts.begin(), compiled.parts.end(), IsJudgedBefore);
}

}  // namespace

std::shared_ptr<const CompiledDemand> Compile(const Subject& subject, SignaturePool& pool) {
  auto compiled = std::make_shared<CompiledDemand>();
  const v1::Demand& demand = subject.demand;
  compiled->name = demand.name();
  compiled->title = demand.title();
  compiled->employer = subject.employer;
  compiled->employer_key = subject.employer_key;
  compiled->host = subject.host;
  const auto industry = population::ParseIndustryKey(subject.industry);
  if (industry.ok()) compiled->industry = *industry;
  compiled->urgency = demand.urgency();
  for (size_t status = 0; status < compiled->forms.size(); ++status) {
    compiled->forms[status] = AllowedForms(demand, static_cast<int>(status));
  }
  compiled->fee_model = demand.fee_model();
  compiled->day_fee_fen = MostDayFee(demand);
  compiled->on_site_share_bp = demand.on_site_share_bp();
  for (const Requirement& requirement : demand.requirements()) {
    if (IsMust(requirement)) AddMust(requirement, pool, *compiled);
  }
  if (!subject.regions.empty()) {
    compiled->regions = pool.OfCodes(SignatureKind::kRegions, subject.regions);
  }
  compiled->window = subject.window;
  compiled->needed_half_days = subject.needed_half_days;
  AddParts(subject, pool, *compiled);
  return compiled;
}

}  // namespace houniao::recruitment
