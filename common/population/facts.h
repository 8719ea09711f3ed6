// What matching may know about a talent: an allow-list.
//
// A fact that is not a field here cannot enter a gate, a score or a candidate list, because the
// population holds nothing else. Never added: sex, date of birth or age, ethnicity, marital
// status, religion, party, household registration (户籍), photo, name, identity number.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "common/population/days.h"

namespace houniao::population {

// A skill that the talent has.
struct SkillFact {
  int skill = 0;          // codes::SkillId, below 2^20
  int level = 0;          // type.v1.SkillLevel: 0 not stated, 1 一般, 2 熟练, 3 精通
  int years = 0;          // of use, 0-127
  bool verified = false;  // somebody vouches for it

  bool operator==(const SkillFact&) const = default;
};

// Whom the talent may not serve for a time.
struct RestrictionFact {
  int until = 0;                     // last day
  std::vector<uint64_t> units;       // EmployerKey
  std::vector<uint32_t> industries;  // ParseIndustryKey; a wider one bars all within

  auto operator<=>(const RestrictionFact&) const = default;
};

// Whom a talent would serve, as restrictions see it.
struct Host {
  uint64_t unit = 0;                        // EmployerKey; 0: nobody
  std::array<uint32_t, 2> industries = {};  // ParseIndustryKey of employer and work; 0: not known
};

// True if the restriction names the unit, or an industry that the host's is within.
bool Bars(const RestrictionFact& restriction, const Host& host);

// Consent of the home unit to outside service.
enum class HomeUnitConsent : uint8_t {
  kNotNeeded = 0,
  kMissing = 1,  // needed and not given
  kGiven = 2,    // until TalentFacts::home_unit_consent_until
};

// Limits of the lists; NormalizeFacts refuses more.
inline constexpr int kMaxIdBytes = 255;
inline constexpr int kMaxSkills = 100;
inline constexpr int kMaxIndustries = 31;
inline constexpr int kMaxServedRegions = 63;
inline constexpr int kMaxMajors = 31;
inline constexpr int kMaxPosts = 15;
inline constexpr int kMaxPostCharacters = 100;
inline constexpr int kMaxInterests = 63;
inline constexpr int kMaxSeasons = 12;
inline constexpr int kMaxRestrictions = 16;
inline constexpr int kMaxBarred = 20;  // units, and industries, of a restriction
inline constexpr int kSkillIdEnd = 1 << 20;

// Bit of an enum number in a set such as TalentFacts::forms.
inline constexpr uint16_t Bit(int number) { return static_cast<uint16_t>(1u << number); }

// Days are numbers of common/base/dates.h (DayNumber).
struct TalentFacts {
  std::string id;  // the {talent} of talents/{talent}

  // Experience.
  std::vector<SkillFact> skills;
  std::vector<std::string> industries;  // GB/T 4754 "3849", "38", "C"; shorter covers all within
  std::vector<std::string> majors;      // names, 新能源科学与工程
  std::vector<std::string> posts;       // titles of posts held now and before, 总工程师
  std::string region;                   // GB/T 2260, 2, 4 or 6 digits, where the talent works now
  int education_rank = 0;               // codes::kRank..., 0-255, higher is more
  int title_rank = 0;                   // codes::TitleRank, 0-255, higher is more
  int tier_rank = 0;                    // 1 is the best tier; 0 none
  std::optional<int> tier_until;        // last day of the tier; absent: no end
  int experience_years = 0;             // 0-255, capped by the caller
  bool academician = false;             // 两院院士
  int station_count = 0;                // academician stations held now, 0-255

  // Terms of service.
  int employment_status = 0;                // type.v1.EmploymentStatus
  uint16_t forms = 0;                       // Bit(type.v1.EngagementForm); 0: none accepted
  uint16_t fee_models = 0;                  // Bit(type.v1.FeeModel); 0: any
  int64_t day_fee_fen = 0;                  // least fee for a day; 0: not stated
  std::optional<int> days_per_year;         // most days of service in a calendar year, 0-366
  std::vector<SeasonWindow> seasons;        // empty: all year
  bool weekend_only = false;                // only days of rest
  int remote_share_bp = 0;                  // 0-10000
  std::vector<std::string> served_regions;  // a shorter code covers all within; empty: anywhere

  // Permissions.
  HomeUnitConsent home_unit_consent = HomeUnitConsent::kNotNeeded;
  std::optional<int> home_unit_consent_until;  // last day; absent: no end
  bool share_consent = false;                  // may be shown to employers (PIPL article 23)
  bool manual_matching_only = false;           // refuses automated matching (PIPL article 24)
  std::optional<int> integrity_until;          // last day of a record in force; absent: none
  bool paused = false;                         // not to be matched now
  uint64_t home_unit = 0;                      // EmployerKey of the home unit; 0: none
  std::vector<uint64_t> interests;             // EmployerKey of units founded, owned or invested in
  std::vector<RestrictionFact> restrictions;   // 竞业限制 and the like

  bool operator==(const TalentFacts&) const = default;
};

// Stable number for a unit's credit code: the first 8 bytes of its SHA-256, never 0; 0 for an empty
// code. So the population holds no registry of who works where.
uint64_t EmployerKey(absl::string_view credit_code);

// Brings facts to the one form that the population stores and gives back: lists sorted and without
// repetition, codes canonical, a skill that appears twice at its higher level, last days clamped to
// [kFirstLastDay, no end]. InvalidArgument names the field that is out of range or the code that
// cannot exist.
absl::Status NormalizeFacts(TalentFacts& facts);

// Last days are stored in 16 bits. Earlier ones are over and stored as the first; later ones
// (9999-12-31) mean no end.
inline constexpr int kFirstLastDay = 10957;                 // 2000-01-01
inline constexpr int kLastLastDay = kFirstLastDay + 65000;  // 2177-12-19

}  // namespace houniao::population
