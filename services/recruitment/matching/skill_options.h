// Which skills meet a requirement of skill, by the table: itself, what is a part of it, and the
// alternatives that are named; its neighbours come near.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

enum class SkillFit : uint8_t { kNone, kNear, kFull };

class SkillOptions {
 public:
  explicit SkillOptions(const v1::SkillRequirement& requirement);
  // The same, made once for each skill with its alternatives. Thread-safe.
  static std::shared_ptr<const SkillOptions> Of(const v1::SkillRequirement& requirement);

  SkillFit FitOf(int skill) const {
    return skill < static_cast<int>(fits_.size()) ? fits_[static_cast<size_t>(skill)]
                                                  : SkillFit::kNone;
  }
  // Ascending ids.
  const std::vector<int>& Full() const { return full_; }
  const std::vector<int>& Near() const { return near_; }

 private:
  std::vector<SkillFit> fits_;  // by codes::SkillId
  std::vector<int> full_;
  std::vector<int> near_;
};

}  // namespace houniao::recruitment
