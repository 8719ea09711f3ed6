#include "services/recruitment/demands/talent_signatures.h"

#include <algorithm>

#include "common/population/codes_as_keys.h"
#include "services/recruitment/matching/qualities.h"

namespace houniao::recruitment {

using population::SkillFact;
using population::SkillWord;

TalentSignatures::TalentSignatures(const DemandTable& table, const Applicant& talent)
    : table_(table),
      talent_(talent),
      lists_(talent.store->lists(talent.row)),
      qualities_(table.signature_count(), -1) {}

const std::vector<uint32_t>& TalentSignatures::Met(SignatureKind kind) {
  met_.clear();
  switch (kind) {
    case SignatureKind::kSkill:
      AddSkills();
      break;
    case SignatureKind::kIndustries:
      for (const uint32_t had : lists_.industries()) {
        AddTouching(kind, population::IndustryRange(had), had, population::IndustryAncestors(had));
      }
      break;
    case SignatureKind::kMajors:
      AddMajors();
      break;
    case SignatureKind::kWorkplaces:
      if (const uint32_t key = talent_.store->region_key(talent_.row); key != 0) {
        AddWithin(kind, key);
        for (const uint32_t above : population::RegionAncestors(key)) AddWithin(kind, above);
      }
      break;
    case SignatureKind::kRegions:
      for (const uint32_t served : lists_.served_regions()) {
        AddTouching(kind, population::RegionRange(served), served,
                    population::RegionAncestors(served));
      }
      break;
    case SignatureKind::kTitle:
      break;
  }
  std::sort(met_.begin(), met_.end());
  met_.erase(std::unique(met_.begin(), met_.end()), met_.end());
  return met_;
}

void TalentSignatures::AddSkills() {
  for (const SkillWord word : lists_.skills()) {
    const SkillFact fact = population::UnpackSkill(word);
    const DemandTable::Numbers* const asking = table_.WithSkill(fact.skill);
    if (asking == nullptr) continue;
    for (const uint32_t number : *asking) {
      const v1::SkillRequirement& skill = table_.signature(number).signature->skill;
      if (fact.level >= skill.min_level() && fact.years >= skill.min_years()) {
        met_.push_back(number);
      }
    }
  }
}

void TalentSignatures::AddMajors() {
  for (const uint32_t major : lists_.majors()) {
    const auto* const asking = table_.WithMajor(talent_.store->majors().Name(major));
    if (asking != nullptr) met_.insert(met_.end(), asking->begin(), asking->end());
  }
}

void TalentSignatures::AddWithin(SignatureKind kind, uint32_t key) {
  const auto& by_key = table_.ByKey(kind);
  const auto it = by_key.find(key);
  if (it != by_key.end()) met_.insert(met_.end(), it->second.begin(), it->second.end());
}

// Met if one lies within the other.
void TalentSignatures::AddTouching(SignatureKind kind, population::KeyRange range, uint32_t key,
                                   const std::vector<uint32_t>& ancestors) {
  const auto& by_key = table_.ByKey(kind);
  for (auto it = by_key.lower_bound(std::min(range.first, key));
       it != by_key.end() && it->first <= range.second; ++it) {
    met_.insert(met_.end(), it->second.begin(), it->second.end());
  }
  for (const uint32_t above : ancestors) AddWithin(kind, above);
}

int TalentSignatures::QualityOf(uint32_t signature) {
  int16_t& quality = qualities_[signature];
  if (quality < 0) {
    quality = static_cast<int16_t>(WorkOut(*table_.signature(signature).signature));
  }
  return quality;
}

int TalentSignatures::WorkOut(const Signature& signature) {
  int best = 0;
  switch (signature.kind) {
    case SignatureKind::kSkill:
      return BestSkill(signature);
    case SignatureKind::kIndustries:
      for (const uint32_t had : lists_.industries()) {
        for (const uint32_t key : signature.keys) best = std::max(best, IndustryQuality(had, key));
      }
      return best;
    case SignatureKind::kWorkplaces:
      for (const uint32_t key : signature.keys) {
        best = std::max(best, RegionQuality(talent_.store->region_key(talent_.row), key));
      }
      return best;
    case SignatureKind::kMajors:
      return BestMajor(signature);
    case SignatureKind::kTitle:
      return BestPost(signature);
    case SignatureKind::kRegions:
      break;
  }
  return 0;
}

int TalentSignatures::BestSkill(const Signature& signature) const {
  int best = 0;
  for (const SkillWord word : lists_.skills()) {
    const SkillFact fact = population::UnpackSkill(word);
    const SkillFit fit = signature.options.FitOf(fact.skill);
    if (fit == SkillFit::kNone) continue;
    best = std::max(best, SkillQuality(fact, signature.skill, fit == SkillFit::kNear));
  }
  return best;
}

int TalentSignatures::BestMajor(const Signature& signature) {
  const population::Words majors = lists_.majors();
  if (!classes_known_) {
    classes_known_ = true;
    for (const uint32_t major : majors) {
      major_classes_.push_back(ClassOfMajor(talent_.store->majors().Name(major)));
    }
  }
  int best = 0;
  for (int i = 0; i < majors.size; ++i) {
    const std::string& name = talent_.store->majors().Name(majors[i]);
    const std::string& own_class = major_classes_[static_cast<size_t>(i)];
    for (size_t wanted = 0; wanted < signature.names.size(); ++wanted) {
      if (name == signature.names[wanted]) return kFullQuality;
      if (!own_class.empty() && own_class == signature.classes[wanted]) best = 5000;
    }
  }
  return best;
}

// One talent has few posts and meets many titles: each post is prepared once.
int TalentSignatures::BestPost(const Signature& signature) {
  if (!posts_known_) {
    posts_known_ = true;
    for (const uint32_t number : lists_.posts()) {
      posts_.emplace_back(talent_.store->posts().Name(number));
    }
  }
  int best = 0;
  for (const titles::TitleQuery& post : posts_) {
    best = std::max(best, post.Quality(signature.title.view()));
  }
  return best;
}

}  // namespace houniao::recruitment
