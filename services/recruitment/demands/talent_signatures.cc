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
      met_(table.signature_count(), 0) {}

const std::vector<uint32_t>& TalentSignatures::Met(SignatureKind kind) {
  Kind& found = kinds_[static_cast<size_t>(kind)];
  if (!found.known) {
    found.known = true;
    list_ = &found.met;
    Collect(kind);
  }
  return found.met;
}

void TalentSignatures::Collect(SignatureKind kind) {
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
}

void TalentSignatures::AddSkills() {
  for (const SkillWord word : lists_.skills()) {
    const SkillFact fact = population::UnpackSkill(word);
    const auto* const asking = table_.WithSkill(fact.skill);
    if (asking == nullptr) continue;
    for (const DemandTable::SkillMust& must : *asking) {
      if (fact.level >= must.min_level && fact.years >= must.min_years) Add(must.number);
    }
  }
}

void TalentSignatures::AddMajors() {
  for (const uint32_t major : lists_.majors()) {
    const auto* const asking = table_.WithMajor(talent_.store->majors().Name(major));
    if (asking == nullptr) continue;
    for (const uint32_t number : *asking) Add(number);
  }
}

void TalentSignatures::AddWithin(SignatureKind kind, uint32_t key) {
  const auto& by_key = table_.ByKey(kind);
  const auto it = by_key.find(key);
  if (it == by_key.end()) return;
  for (const uint32_t number : it->second) Add(number);
}

// Met if one lies within the other.
void TalentSignatures::AddTouching(SignatureKind kind, population::KeyRange range, uint32_t key,
                                   const std::vector<uint32_t>& ancestors) {
  const auto& by_key = table_.ByKey(kind);
  for (auto it = by_key.lower_bound(std::min(range.first, key));
       it != by_key.end() && it->first <= range.second; ++it) {
    for (const uint32_t number : it->second) Add(number);
  }
  for (const uint32_t above : ancestors) AddWithin(kind, above);
}

int TalentSignatures::QualityOf(uint32_t number) {
  if (table_.kind_of(number) == SignatureKind::kSkill) return BestSkill(number);
  const Signature& signature = *table_.signature(number).signature;
  int best = 0;
  switch (signature.kind) {
    case SignatureKind::kSkill:
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
  return best;
}

void TalentSignatures::FindFits() {
  fits_known_ = true;
  first_fit_.assign(table_.options_count(), -1);
  const auto skills = lists_.skills();
  for (int i = 0; i < skills.size; ++i) {
    const auto* const options = table_.FitsOf(population::UnpackSkill(skills[i]).skill);
    if (options == nullptr) continue;
    for (const auto& [number, fit] : *options) {
      fits_.push_back({static_cast<uint32_t>(i), fit == SkillFit::kNear, first_fit_[number]});
      first_fit_[number] = static_cast<int32_t>(fits_.size() - 1);
    }
  }
}

// Few of the talent's skills fit, mostly none, and then nothing is read of the signature.
int TalentSignatures::BestSkill(uint32_t number) {
  if (!fits_known_) FindFits();
  int best = 0;
  for (int32_t at = first_fit_[table_.options_of(number)]; at >= 0;) {
    const Fit& fit = fits_[static_cast<size_t>(at)];
    const SkillFact fact = population::UnpackSkill(lists_.skills()[static_cast<int>(fit.skill)]);
    best = std::max(best, SkillQuality(fact, table_.signature(number).signature->skill, fit.near));
    at = fit.next;
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
