// What a requirement says, apart from the demand that it stands in: many demands ask for the same,
// and one talent meets it or not, and how well, once for all of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"

#include "common/titles/title.h"
#include "services/recruitment/matching/skill_options.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

enum class SignatureKind : uint8_t {
  kSkill,       // a skill at a level
  kIndustries,  // experience in any of them
  kMajors,      // any of them
  kWorkplaces,  // works in any of these regions
  kRegions,     // serves in any of these regions
  kTitle,       // title of a post
};
inline constexpr size_t kSignatureKinds = 6;

// Immutable.
struct Signature {
  SignatureKind kind = SignatureKind::kSkill;
  v1::SkillRequirement skill;                   // kSkill
  std::shared_ptr<const SkillOptions> options;  // kSkill; equal ones are shared
  std::vector<uint32_t> keys;        // of industries or regions, codes_as_keys.h; known ones
  std::vector<std::string> names;    // of majors
  std::vector<std::string> classes;  // of the majors, 能源动力类; empty where not known
  titles::Title title;               // kTitle
};
using SignaturePtr = std::shared_ptr<const Signature>;

// Gives equal contents one signature. Not thread-safe. Forgets what nobody holds any more.
class SignaturePool {
 public:
  SignaturePtr OfSkill(const v1::SkillRequirement& skill);
  SignaturePtr OfCodes(SignatureKind kind, const std::vector<std::string>& codes);
  SignaturePtr OfMajors(const v1::MajorRequirement& majors);
  SignaturePtr OfTitle(const std::string& title);

 private:
  template <typename Fill>
  SignaturePtr Intern(SignatureKind kind, const std::string& content, Fill fill);
  void Sweep();

  absl::flat_hash_map<std::string, std::weak_ptr<const Signature>> known_;
  size_t sweep_at_ = 1024;
};

// The class of a major in the catalogues; empty if they do not know it.
std::string ClassOfMajor(const std::string& name);

}  // namespace houniao::recruitment
