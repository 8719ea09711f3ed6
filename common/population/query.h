// The gates that the population answers by itself. What is not set asks for nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/population/availability.h"

namespace houniao::population {

// One way to meet a requirement of skill.
struct SkillOption {
  int skill = 0;      // codes::SkillId
  int min_level = 0;  // 0-3; a level not stated counts as 0
  int min_years = 0;
};

// A must: met by any of the options (the skill, its synonyms, its children, by the caller's
// knowledge). No options: nobody meets it.
struct SkillNeed {
  std::vector<SkillOption> any_of;
};

struct Query {
  // The day of the question: consents, tiers and integrity records are judged on it.
  int on_day = 0;

  std::vector<SkillNeed> skills;          // all of them
  std::vector<std::string> industries;    // any; met if one code lies within the other
  std::vector<std::string> majors;        // any; by exact name
  std::vector<std::string> home_regions;  // any; the talent works within it
  std::string served_region;              // the talent serves there
  int min_education_rank = 0;
  int min_title_rank = 0;
  int max_tier_rank = 0;  // 0: no tier needed; 2: tier 1 or 2, valid on the day
  int min_experience_years = 0;
  uint16_t forms = 0;                      // any of these is accepted by the talent; 0: any
  uint16_t statuses = 0;                   // Bit(EmploymentStatus) allowed; 0: all
  int fee_model = 0;                       // accepted by the talent; 0: any
  std::optional<int64_t> max_day_fee_fen;  // a fee that is not stated passes
  int on_site_share_bp = 0;                // 10000 less this is the most that may be remote
  bool needs_home_unit_consent = true;     // where needed: given and valid on the day
  bool needs_clean_integrity = true;       // no record in force on the day
  bool needs_matchable = true;          // share consent given, automation not refused, not paused
  std::vector<uint64_t> conflicts;      // EmployerKey: not theirs, not owned by them
  std::optional<ServiceWindow> window;  // remaining half days in it:
  int min_half_days = 0;
};

// One bit a gate, in the order in which they are reported.
enum Gate : uint32_t {
  kGateMatchable = 1u << 0,
  kGateStatus = 1u << 1,
  kGateForm = 1u << 2,
  kGateHomeUnitConsent = 1u << 3,
  kGateConflict = 1u << 4,
  kGateIntegrity = 1u << 5,
  kGateAvailability = 1u << 6,
  kGateSkill = 1u << 7,
  kGateIndustry = 1u << 8,
  kGateMajor = 1u << 9,
  kGateHomeRegion = 1u << 10,
  kGateServedRegion = 1u << 11,
  kGateEducation = 1u << 12,
  kGateTitle = 1u << 13,
  kGateTier = 1u << 14,
  kGateExperience = 1u << 15,
  kGateFeeModel = 1u << 16,
  kGateDayFee = 1u << 17,
  kGateOnSite = 1u << 18,
};

}  // namespace houniao::population
