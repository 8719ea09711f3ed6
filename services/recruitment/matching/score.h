// The additive score: whole points for each criterion that sum exactly to it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/recruitment/matching/applicant.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/weights.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

// What a slot judges. The quality of a slot with a source is that of the best value there, so that
// it can be worked out by value and looked up by row (compiled_score.h).
enum class SlotSource {
  kOther,         // quality() alone knows
  kEducation,     // rank
  kTitle,         // rank
  kTier,          // rank on the day
  kExperience,    // years
  kRegion,        // key of codes_as_keys.h
  kFee,           // fen a day
  kAvailability,  // remaining half days; of no less than the slot's `enough` all are equal
  kIndustries,    // keys of codes_as_keys.h
  kMajors,        // numbers of Store::majors(): `qualities`
  kPosts,         // numbers of Store::posts(): `qualities`
  kSkills,        // `skill` and `skill_options`
};

// What one criterion, or one requirement of it, can bring.
struct ScoreSlot {
  v1::Criterion criterion = v1::CRITERION_UNSPECIFIED;
  std::string requirement;  // key; empty if it rests on the demand as a whole
  int weight = 0;           // among the slots of the criterion
  int max_points = 0;
  std::function<int(const Applicant&)> quality = nullptr;  // basis points, qualities.h
  std::function<std::string(const Applicant&)> evidence = nullptr;

  // The same quality by value, for slots that have a source.
  SlotSource source = SlotSource::kOther;
  std::function<int(int64_t value)> quality_of = nullptr;
  int enough = 0;
  std::vector<uint32_t> keys = {};  // of industries or regions that are wanted
  std::shared_ptr<const std::vector<int>> qualities = nullptr;  // by number
  v1::SkillRequirement skill = {};
  std::shared_ptr<const SkillOptions> skill_options = nullptr;

  int Points(const Applicant& applicant) const { return max_points * quality(applicant) / 10000; }
};

// The slots of one subject, in the order of the criteria and of the demand's requirements. Good
// while the View and the GateList live that it was made from. A criterion is in play if the demand
// has a requirement of it, or says something else that it can be judged by.
class Score {
 public:
  Score(const Subject& subject, const CriterionWeights& weights, const population::Store& store,
        const GateList& gates);

  const std::vector<ScoreSlot>& slots() const { return slots_; }
  int max_score() const { return max_score_; }
  int Of(const Applicant& applicant) const;
  // Points as a share of the most, 0 to 10000; all of it where nothing can be had.
  int ShareOfMost(int points) const {
    return max_score_ == 0 ? 10000 : static_cast<int>(int64_t{10000} * points / max_score_);
  }
  std::vector<v1::CriterionPoints> Explain(const Applicant& applicant) const;

 private:
  void AddRequirementSlots(const Subject& subject, const population::Store& store);
  void AddWholeSlots(const Subject& subject, const population::Store& store, const GateList& gates);
  bool Has(v1::Criterion criterion) const;
  void SharePoints(const CriterionWeights& weights);

  std::vector<ScoreSlot> slots_;
  int max_score_ = 0;
};

}  // namespace houniao::recruitment
