#include "services/recruitment/demands/signature.h"

#include "common/codes/majors.h"
#include "common/population/codes_as_keys.h"

namespace houniao::recruitment {

template <typename Fill>
SignaturePtr SignaturePool::Intern(SignatureKind kind, const std::string& content, Fill fill) {
  std::string key = absl::StrCat(static_cast<int>(kind), ":", content);
  std::weak_ptr<const Signature>& known = known_[key];
  if (SignaturePtr signature = known.lock()) return signature;
  auto signature = std::make_shared<Signature>();
  signature->kind = kind;
  fill(*signature);
  known = signature;
  if (known_.size() >= sweep_at_) Sweep();
  return signature;
}

void SignaturePool::Sweep() {
  for (auto it = known_.begin(); it != known_.end();) {
    if (it->second.expired()) {
      known_.erase(it++);
    } else {
      ++it;
    }
  }
  sweep_at_ = std::max<size_t>(1024, 2 * known_.size());
}

SignaturePtr SignaturePool::OfSkill(const v1::SkillRequirement& skill) {
  return Intern(SignatureKind::kSkill, skill.SerializeAsString(), [&](Signature& signature) {
    signature.skill = skill;
    signature.options = SkillOptions::Of(skill);
  });
}

SignaturePtr SignaturePool::OfCodes(SignatureKind kind, const std::vector<std::string>& codes) {
  return Intern(kind, absl::StrJoin(codes, ","), [&](Signature& signature) {
    for (const std::string& code : codes) {
      const auto key = kind == SignatureKind::kIndustries ? population::ParseIndustryKey(code)
                                                          : population::ParseRegionKey(code);
      if (key.ok()) signature.keys.push_back(*key);
    }
  });
}

SignaturePtr SignaturePool::OfMajors(const v1::MajorRequirement& majors) {
  return Intern(SignatureKind::kMajors, majors.SerializeAsString(), [&](Signature& signature) {
    signature.names = {majors.majors().begin(), majors.majors().end()};
    for (const std::string& name : signature.names) {
      signature.classes.push_back(ClassOfMajor(name));
    }
  });
}

SignaturePtr SignaturePool::OfTitle(const std::string& title) {
  return Intern(SignatureKind::kTitle, title,
                [&](Signature& signature) { signature.title = titles::ParseTitle(title); });
}

std::string ClassOfMajor(const std::string& name) {
  const auto majors = codes::FindMajors(name);
  return majors.empty() ? std::string() : majors.front()->major_class;
}

}  // namespace houniao::recruitment
