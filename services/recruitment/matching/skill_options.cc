#include "services/recruitment/matching/skill_options.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_join.h"

#include "common/base/mutex.h"
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
  for (size_t id = 0; id < fits_.size(); ++id) {
    if (fits_[id] == SkillFit::kFull) full_.push_back(static_cast<int>(id));
    if (fits_[id] == SkillFit::kNear) near_.push_back(static_cast<int>(id));
  }
}

std::shared_ptr<const SkillOptions> SkillOptions::Of(const v1::SkillRequirement& requirement) {
  // Demands ask for a few hundred skills and name few alternatives; a flood of others only costs
  // the memory of so many.
  constexpr size_t kMostKept = 4096;
  static auto* const mutex = new Mutex;
  static auto* const kept =
      new absl::flat_hash_map<std::string, std::shared_ptr<const SkillOptions>>;
  const std::string key =
      absl::StrCat(requirement.skill(), "|", absl::StrJoin(requirement.alternatives(), "|"));
  {
    MutexLock lock(*mutex);
    const auto it = kept->find(key);
    if (it != kept->end()) return it->second;
  }
  auto made = std::make_shared<const SkillOptions>(requirement);
  MutexLock lock(*mutex);
  if (kept->size() >= kMostKept) kept->clear();
  return kept->try_emplace(key, std::move(made)).first->second;
}

}  // namespace houniao::recruitment
