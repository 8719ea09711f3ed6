#include "common/population/facts.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/population/codes_as_keys.h"

namespace houniao::population {
namespace {

absl::Status CheckRange(absl::string_view field, int64_t value, int64_t low, int64_t high) {
  if (value >= low && value <= high) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, " is ", value, ", must be ", low, " to ", high));
}

// Of UTF-8: bytes that do not go on with one.
int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

template <typename T>
void SortUnique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

absl::Status NormalizeSkills(std::vector<SkillFact>& skills) {
  for (const SkillFact& fact : skills) {
    RETURN_IF_ERROR(CheckRange("skills.skill", fact.skill, 0, kSkillIdEnd - 1));
    RETURN_IF_ERROR(CheckRange("skills.level", fact.level, 0, 3));
    RETURN_IF_ERROR(CheckRange("skills.years", fact.years, 0, 127));
  }
  // The best of a skill comes first and is the one that stays.
  std::sort(skills.begin(), skills.end(), [](const SkillFact& a, const SkillFact& b) {
    return std::make_tuple(a.skill, -a.level, -a.years, !a.verified) <
           std::make_tuple(b.skill, -b.level, -b.years, !b.verified);
  });
  skills.erase(
      std::unique(skills.begin(), skills.end(),
                  [](const SkillFact& a, const SkillFact& b) { return a.skill == b.skill; }),
      skills.end());
  return CheckRange("number of skills", static_cast<int64_t>(skills.size()), 0, kMaxSkills);
}

absl::Status NormalizeCodes(TalentFacts& facts) {
  for (std::string& code : facts.industries) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseIndustryKey(code));
    code = IndustryText(key);
  }
  for (std::string& code : facts.served_regions) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseRegionKey(code));
    code = RegionText(key);
  }
  if (!facts.region.empty()) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseRegionKey(facts.region));
    facts.region = RegionText(key);
  }
  return absl::OkStatus();
}

absl::Status NormalizeRestrictions(std::vector<RestrictionFact>& restrictions) {
  for (RestrictionFact& restriction : restrictions) {
    SortUnique(restriction.units);
    SortUnique(restriction.industries);
    std::erase(restriction.units, 0);
    std::erase(restriction.industries, 0);
    const auto count = [](const auto& list) { return static_cast<int64_t>(list.size()); };
    RETURN_IF_ERROR(
        CheckRange("number of restrictions.units", count(restriction.units), 0, kMaxBarred));
    RETURN_IF_ERROR(CheckRange("number of restrictions.industries", count(restriction.industries),
                               0, kMaxBarred));
  }
  SortUnique(restrictions);
  return CheckRange("number of restrictions", static_cast<int64_t>(restrictions.size()), 0,
                    kMaxRestrictions);
}

void ClampLastDay(std::optional<int>& day, bool absent_means_no_end) {
  if (!day.has_value()) return;
  if (*day > kLastLastDay) {
    day = absent_means_no_end ? std::nullopt : std::optional<int>(kLastLastDay);
  } else {
    day = std::max(*day, kFirstLastDay);
  }
}

absl::Status NormalizeLists(TalentFacts& facts) {
  RETURN_IF_ERROR(NormalizeSkills(facts.skills));
  RETURN_IF_ERROR(NormalizeCodes(facts));
  for (const SeasonWindow& season : facts.seasons) {
    if (!calendar::IsValid(season)) {
      return absl::InvalidArgumentError("seasons has a day that no year has");
    }
  }
  SortUnique(facts.industries);
  SortUnique(facts.majors);
  SortUnique(facts.posts);
  SortUnique(facts.served_regions);
  SortUnique(facts.seasons);
  SortUnique(facts.interests);
  std::erase(facts.majors, "");
  std::erase(facts.posts, "");
  std::erase(facts.interests, 0);
  const auto count = [](const auto& list) { return static_cast<int64_t>(list.size()); };
  RETURN_IF_ERROR(CheckRange("number of industries", count(facts.industries), 0, kMaxIndustries));
  RETURN_IF_ERROR(CheckRange("number of majors", count(facts.majors), 0, kMaxMajors));
  RETURN_IF_ERROR(CheckRange("number of posts", count(facts.posts), 0, kMaxPosts));
  for (const std::string& post : facts.posts) {
    RETURN_IF_ERROR(CheckRange("length of posts", CountCharacters(post), 0, kMaxPostCharacters));
  }
  RETURN_IF_ERROR(
      CheckRange("number of served_regions", count(facts.served_regions), 0, kMaxServedRegions));
  RETURN_IF_ERROR(CheckRange("number of seasons", count(facts.seasons), 0, kMaxSeasons));
  return CheckRange("number of interests", count(facts.interests), 0, kMaxInterests);
}

}  // namespace

bool Bars(const RestrictionFact& restriction, const Host& host) {
  const auto within = [&host](uint32_t barred) {
    const KeyRange range = IndustryRange(barred);
    return InRange(range, host.industries[0]) || InRange(range, host.industries[1]);
  };
  return std::count(restriction.units.begin(), restriction.units.end(), host.unit) > 0 ||
         std::any_of(restriction.industries.begin(), restriction.industries.end(), within);
}

uint64_t EmployerKey(absl::string_view credit_code) {
  if (credit_code.empty()) return 0;
  const std::string digest = crypto::Sha256(credit_code);
  uint64_t key = 0;
  for (int i = 0; i < 8; ++i) key = key << 8 | static_cast<uint8_t>(digest[i]);
  return std::max<uint64_t>(key, 1);
}

absl::Status NormalizeFacts(TalentFacts& facts) {
  RETURN_IF_ERROR(
      CheckRange("length of id", static_cast<int64_t>(facts.id.size()), 1, kMaxIdBytes));
  RETURN_IF_ERROR(CheckRange("education_rank", facts.education_rank, 0, 255));
  RETURN_IF_ERROR(CheckRange("title_rank", facts.title_rank, 0, 255));
  RETURN_IF_ERROR(CheckRange("tier_rank", facts.tier_rank, 0, 255));
  RETURN_IF_ERROR(CheckRange("experience_years", facts.experience_years, 0, 255));
  RETURN_IF_ERROR(CheckRange("station_count", facts.station_count, 0, 255));
  RETURN_IF_ERROR(CheckRange("employment_status", facts.employment_status, 0, 15));
  RETURN_IF_ERROR(CheckRange("fee_models", facts.fee_models, 0, 255));
  RETURN_IF_ERROR(CheckRange("day_fee_fen", facts.day_fee_fen, 0, 100'000'000'000));
  RETURN_IF_ERROR(CheckRange("days_per_year", facts.days_per_year.value_or(0), 0, 366));
  RETURN_IF_ERROR(CheckRange("remote_share_bp", facts.remote_share_bp, 0, 10000));
  RETURN_IF_ERROR(
      CheckRange("home_unit_consent", static_cast<int64_t>(facts.home_unit_consent), 0, 2));
  RETURN_IF_ERROR(NormalizeLists(facts));
  RETURN_IF_ERROR(NormalizeRestrictions(facts.restrictions));
  ClampLastDay(facts.tier_until, true);
  ClampLastDay(facts.home_unit_consent_until, true);
  ClampLastDay(facts.integrity_until, false);
  return absl::OkStatus();
}

}  // namespace houniao::population
