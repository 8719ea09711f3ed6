#include "services/recruitment/matching/skill_options.h"

#include "common/codes/skills.h"

namespace houniao::recruitment {

SkillOptions::SkillOptions(const v1::SkillRequirement& requirement) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  fits_.resize(static_cast<size_t>(table.size()), SkillFit::kNone);
  const auto wanted = table.Find(requirement.skill());
  if (wanted.has_value()) {
    for (const codes::SkillId id : table.neighbours(*wanted)) {
      fits_[static_cast<size_t>(id)] = SkillFit::kNear;
    }
  }
  const auto add = [&](const std::string& key) {
    const auto root = table.Find(key);
    if (!root.has_value()) return;
    for (codes::SkillId id = 0; id < table.size(); ++id) {
      if (table.IsWithin(id, *root)) fits_[static_cast<size_t>(id)] = SkillFit::kFull;
    }
  };
  add(requirement.skill());
  for (const std::string& key : requirement.alternatives()) add(key);
}

std::vector<int> SkillOptions::Full() const {
  std::vector<int> ids;
  for (size_t id = 0; id < fits_.size(); ++id) {
    if (fits_[id] == SkillFit::kFull) ids.push_back(static_cast<int>(id));
  }
  return ids;
}

}  // namespace houniao::recruitment
