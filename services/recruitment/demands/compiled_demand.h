// One open demand as the table of demands keeps it: what gates and score ask of a talent, and no
// text but what answers show.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/population/availability.h"
#include "services/recruitment/demands/signature.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/type/v1/type.pb.h"

namespace houniao::recruitment {

// Numbers that a talent must reach. Tiers count downwards, so they are kept as kTierTop less the
// rank: more is better everywhere, and 0 asks for nothing.
enum class Scale : uint8_t { kTitle, kEducation, kTier, kExperience };
inline constexpr size_t kScales = 4;
inline constexpr int kTierTop = 21;

// What one criterion, or one requirement of it, can bring.
struct ScorePart {
  v1::Criterion criterion = v1::CRITERION_UNSPECIFIED;
  int max_points = 0;
  int least = 0;                         // of a scale, in its own numbers; 0: no least
  const Signature* signature = nullptr;  // of the criteria that go by one; CompiledDemand holds it
};

// Immutable.
struct CompiledDemand {
  std::string name;  // demands/{demand}
  std::string title;
  std::string employer;
  uint64_t employer_key = 0;
  population::Host host;
  uint32_t industry = 0;  // ParseIndustryKey; 0 if none
  int urgency = 0;

  // Forms that a status allows, by EmploymentStatus.
  std::array<uint16_t, houniao::type::v1::EmploymentStatus_MAX + 1> forms{};
  houniao::type::v1::FeeModel fee_model = houniao::type::v1::FEE_MODEL_UNSPECIFIED;
  int64_t day_fee_fen = 0;
  int on_site_share_bp = 0;
  std::array<int, kScales> least{};  // of the musts
  std::vector<SignaturePtr> musts;   // of all kinds but kRegions
  SignaturePtr regions;              // null if the demand has none
  std::optional<population::ServiceWindow> window;
  int needed_half_days = 0;

  std::vector<ScorePart> parts;  // in the order in which they are judged
  int max_score = 0;
  std::vector<SignaturePtr> of_parts;  // keeps those of `parts`
};

// With the demand's own weights.
std::shared_ptr<const CompiledDemand> Compile(const Subject& subject, SignaturePool& pool);

}  // namespace houniao::recruitment
