#include "services/recruitment/matching/talent_facts.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

#include "common/base/dates.h"
#include "common/codes/credit_code.h"
#include "common/codes/education.h"
#include "common/codes/normalize.h"
#include "common/codes/skills.h"
#include "common/population/codes_as_keys.h"

namespace houniao::recruitment {
namespace {

using population::TalentFacts;
namespace tpb = ::houniao::talent::v1;

constexpr int kMostExperienceYears = 30;
constexpr int kMostSkillYears = 127;
constexpr int kLowestTier = 20;

std::optional<int> DayOf(const google::type::Date& date) {
  const auto day = ToCivilDay(date);
  if (!day.has_value()) return std::nullopt;
  return DayNumber(*day);
}

uint64_t UnitOf(const std::string& credit_code) {
  if (credit_code.empty()) return 0;
  return population::EmployerKey(codes::CheckCreditCode(credit_code).canonical);
}

// Years are those of a skill in use, not the years since some date: those would stand in for age.
void AddSkills(const tpb::Talent& talent, TalentFacts& facts) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  for (const auto& skill : talent.skills()) {
    facts.experience_years =
        std::max(facts.experience_years, std::clamp(skill.years(), 0, kMostExperienceYears));
    const std::optional<codes::SkillId> id = table.Find(skill.skill());
    if (!id.has_value() || facts.skills.size() >= population::kMaxSkills) continue;
    facts.skills.push_back({*id, std::clamp<int>(skill.level(), 0, 3),
                            std::clamp(skill.years(), 0, kMostSkillYears),
                            !skill.verifier().empty()});
  }
}

void AddEducation(const tpb::Talent& talent, TalentFacts& facts) {
  const auto raise = [&](const std::string& code) {
    if (const codes::EducationLevel* level = codes::FindEducationLevel(code)) {
      facts.education_rank = std::max(facts.education_rank, level->rank);
    }
  };
  raise(talent.education_level());
  for (const tpb::Education& education : talent.educations()) {
    raise(education.education_level());
    if (!education.major().empty() && facts.majors.size() < population::kMaxMajors) {
      facts.majors.push_back(education.major());
    }
  }
}

void AddTitles(const tpb::Talent& talent, TalentFacts& facts) {
  for (const tpb::ProfessionalTitle& title : talent.titles()) {
    int rank = title.level();
    if (rank == tpb::ProfessionalTitle::LEVEL_UNSPECIFIED) {
      rank = static_cast<int>(codes::RankOfTitle(title.title()).value_or(codes::TitleRank::kNone));
    }
    facts.title_rank = std::max(facts.title_rank, rank);
  }
}

// Titles of posts, never the units: where somebody works is not for matching to know.
void AddPosts(const tpb::Talent& talent, TalentFacts& facts) {
  const auto add = [&facts](const std::string& title) {
    const std::string text(absl::StripAsciiWhitespace(title));
    if (text.empty() || facts.posts.size() >= population::kMaxPosts) return;
    if (std::find(facts.posts.begin(), facts.posts.end(), text) != facts.posts.end()) return;
    facts.posts.push_back(text);
  };
  add(talent.employment().post());
  for (const tpb::WorkExperience& work : talent.work_experiences()) add(work.title());
  for (const tpb::PartTimePost& post : talent.part_time_posts()) add(post.title());
}

// Codes that the population cannot hold are left out rather than losing the talent.
void AddCodes(const tpb::Talent& talent, TalentFacts& facts) {
  for (const std::string& code : talent.industries()) {
    if (facts.industries.size() < population::kMaxIndustries &&
        population::ParseIndustryKey(code).ok()) {
      facts.industries.push_back(code);
    }
  }
  if (population::ParseRegionKey(talent.region()).ok()) facts.region = talent.region();
}

void AddTerms(const tpb::FlexibleTerms& terms, TalentFacts& facts) {
  for (const int form : terms.forms()) facts.forms |= population::Bit(form);
  for (const int model : terms.fee_models()) facts.fee_models |= population::Bit(model);
  // "Not stated" is no form and no way of payment.
  facts.forms &= static_cast<uint16_t>(~population::Bit(0));
  facts.fee_models &= static_cast<uint16_t>(~population::Bit(0));
  facts.day_fee_fen = terms.day_fee_fen();
  if (terms.has_days_per_year()) facts.days_per_year = terms.days_per_year();
  for (const auto& season : terms.seasons()) {
    const auto window = calendar::FromProto(season);
    if (window.has_value() && facts.seasons.size() < population::kMaxSeasons) {
      facts.seasons.push_back(*window);
    }
  }
  facts.weekend_only = terms.weekend_only();
  facts.remote_share_bp = std::clamp(terms.remote_share_bp(), 0, 10000);
  for (const std::string& code : terms.regions()) {
    if (facts.served_regions.size() < population::kMaxServedRegions &&
        population::ParseRegionKey(code).ok()) {
      facts.served_regions.push_back(code);
    }
  }
}

// Needed if the profile says so, and always in public institutions (人社部 2017 and 2019) and for
// civil servants (Civil Servant Law, article 44: with the approval of the organ).
void AddHomeUnit(const tpb::Talent& talent, TalentFacts& facts) {
  using namespace houniao::type::v1;
  const EmploymentStatus status = talent.employment().status();
  const tpb::HomeUnitConsent& consent = talent.home_unit_consent();
  const bool needed = consent.needed() || status == EMPLOYMENT_STATUS_PUBLIC_INSTITUTION ||
                      status == EMPLOYMENT_STATUS_CIVIL_SERVANT;
  facts.home_unit_consent = !needed           ? population::HomeUnitConsent::kNotNeeded
                            : consent.given() ? population::HomeUnitConsent::kGiven
                                              : population::HomeUnitConsent::kMissing;
  if (needed && consent.given()) facts.home_unit_consent_until = DayOf(consent.expire_date());
  facts.home_unit = UnitOf(talent.employment().employer_credit_code());
  for (const std::string& code : talent.interest_credit_codes()) {
    if (facts.interests.size() < population::kMaxInterests) facts.interests.push_back(UnitOf(code));
  }
}

void AddRestrictions(const tpb::Talent& talent, TalentFacts& facts) {
  for (const tpb::ServiceRestriction& restriction : talent.service_restrictions()) {
    const auto until = DayOf(restriction.expire_date());
    if (!until.has_value() || facts.restrictions.size() >= population::kMaxRestrictions) continue;
    population::RestrictionFact& fact = facts.restrictions.emplace_back();
    fact.until = *until;
    for (const std::string& code : restriction.credit_codes()) fact.units.push_back(UnitOf(code));
    for (const std::string& code : restriction.industries()) {
      // 0, which stands for none, if there is no such industry.
      fact.industries.push_back(population::ParseIndustryKey(code).value_or(0));
    }
  }
}

}  // namespace

std::string TalentIdOf(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "talents/")) return "";
  return std::string(name.substr(0, name.find('/')));
}

TalentFacts FactsOfTalent(const tpb::Talent& talent, absl::CivilDay today) {
  TalentFacts facts;
  facts.id = TalentIdOf(talent.name());
  AddSkills(talent, facts);
  AddEducation(talent, facts);
  AddTitles(talent, facts);
  AddPosts(talent, facts);
  AddCodes(talent, facts);
  if (talent.has_flexible_terms()) AddTerms(talent.flexible_terms(), facts);
  AddHomeUnit(talent, facts);
  AddRestrictions(talent, facts);
  facts.academician = talent.academician();
  facts.employment_status = talent.employment().status();
  facts.integrity_until = DayOf(talent.integrity_record_end_date());
  const auto died = ToCivilDay(talent.death_date());
  facts.paused = talent.state() == tpb::Talent::SUSPENDED || (died.has_value() && *died <= today);
  return facts;
}

int TierRankOf(absl::string_view tier) {
  const std::string text = codes::NormalizeCode(tier);
  if (text.empty()) return 0;
  if (absl::StartsWith(text, "特")) return 1;
  if (text[0] >= 'A' && text[0] <= 'T') return text[0] - 'A' + 1;
  size_t digits = 0;
  while (digits < text.size() && absl::ascii_isdigit(text[digits])) ++digits;
  int rank = 0;
  if (digits > 0 && absl::SimpleAtoi(text.substr(0, digits), &rank)) {
    return rank <= kLowestTier ? rank : 0;
  }
  static constexpr absl::string_view kNumerals[] = {"一", "二", "三", "四", "五",
                                                    "六", "七", "八", "九"};
  for (absl::string_view word :
       {absl::string_view(text),
        absl::string_view(text).substr(absl::StartsWith(text, "第") ? 3 : 0)}) {
    for (size_t i = 0; i < std::size(kNumerals); ++i) {
      if (absl::StartsWith(word, kNumerals[i])) return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

TierFact FactOfRecognition(const tpb::Recognition& recognition) {
  TierFact fact;
  fact.rank = TierRankOf(recognition.tier());
  // EXPIRED is reported by the day alone, so the dates decide, not the state.
  fact.valid = !recognition.has_delete_time() && (recognition.state() == tpb::Recognition::VALID ||
                                                  recognition.state() == tpb::Recognition::EXPIRED);
  fact.first_day = DayOf(recognition.start_date()).value_or(0);
  fact.last_day = DayOf(recognition.end_date());
  return fact;
}

void ApplyTiers(const std::vector<TierFact>& tiers, int today, TalentFacts& facts) {
  facts.tier_rank = 0;
  facts.tier_until.reset();
  const auto lasts_longer = [](const std::optional<int>& a, const std::optional<int>& b) {
    return b.has_value() && (!a.has_value() || *a > *b);
  };
  for (const TierFact& tier : tiers) {
    if (!tier.HoldsOn(today)) continue;
    const bool better =
        facts.tier_rank == 0 || tier.rank < facts.tier_rank ||
        (tier.rank == facts.tier_rank && lasts_longer(tier.last_day, facts.tier_until));
    if (!better) continue;
    facts.tier_rank = tier.rank;
    facts.tier_until = tier.last_day;
  }
}

}  // namespace houniao::recruitment
