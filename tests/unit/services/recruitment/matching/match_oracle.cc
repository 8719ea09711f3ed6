#include "tests/unit/services/recruitment/matching/match_oracle.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/industries.h"
#include "common/codes/majors.h"
#include "common/codes/skills.h"
#include "common/population/codes_as_keys.h"
#include "common/titles/title_query.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/qualities.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

// By the day, whether the demand pays by the day or for the whole service.
int64_t OracleFee(const v1::Demand& demand) {
  if (demand.day_fee_fen() > 0 || demand.day_count() == 0) return demand.day_fee_fen();
  return demand.project_fee_fen() / demand.day_count();
}

using namespace houniao::type::v1;
using population::SkillFact;
using population::TalentFacts;
using v1::Requirement;

std::string Prefix(std::string region) {
  while (region.size() > 2 && region.substr(region.size() - 2) == "00") {
    region.resize(region.size() - 2);
  }
  return region;
}
bool Covers(const std::string& wide, const std::string& narrow) {
  return Prefix(narrow).rfind(Prefix(wide), 0) == 0;
}
bool Touch(const std::string& a, const std::string& b) { return Covers(a, b) || Covers(b, a); }

bool HasBit(uint16_t bits, int number) { return (bits >> number & 1) != 0; }

bool MayServe(const v1::Demand& demand, int status, int form) {
  const bool asked =
      demand.forms().empty() ||
      std::find(demand.forms().begin(), demand.forms().end(), form) != demand.forms().end();
  if (!asked) return false;
  if (form == ENGAGEMENT_FORM_RETIREE && status != EMPLOYMENT_STATUS_RETIRED) return false;
  if (status == EMPLOYMENT_STATUS_CIVIL_SERVANT) {
    return demand.fee_model() == FEE_MODEL_UNPAID && form != ENGAGEMENT_FORM_EQUITY;
  }
  return true;
}

// 2 the skill or a part of it or of an alternative, 1 a neighbour, 0 neither.
int Fit(const v1::SkillRequirement& wanted, int skill) {
  const auto& table = codes::SkillTable::BuiltIn();
  std::vector<std::string> keys = {wanted.skill()};
  keys.insert(keys.end(), wanted.alternatives().begin(), wanted.alternatives().end());
  for (const std::string& key : keys) {
    if (table.IsWithin(skill, *table.Find(key))) return 2;
  }
  const auto& near = table.neighbours(*table.Find(wanted.skill()));
  return std::find(near.begin(), near.end(), skill) != near.end() ? 1 : 0;
}

int TierOn(const TalentFacts& facts, int day) {
  return facts.tier_until.has_value() && *facts.tier_until < day ? 0 : facts.tier_rank;
}

bool Meets(const TalentFacts& facts, const Requirement& r, int today) {
  switch (r.kind_case()) {
    case Requirement::kSkill:
      return std::any_of(facts.skills.begin(), facts.skills.end(), [&](const SkillFact& fact) {
        return Fit(r.skill(), fact.skill) == 2 && fact.level >= r.skill().min_level() &&
               fact.years >= r.skill().min_years();
      });
    case Requirement::kTitleRank:
      return facts.title_rank >= r.title_rank().min_rank();
    case Requirement::kEducation:
      return facts.education_rank >= codes::FindEducationLevel(r.education().min_education())->rank;
    case Requirement::kTier: {
      const int tier = TierOn(facts, today);
      return tier > 0 && tier <= r.tier().max_rank();
    }
    case Requirement::kIndustryExperience:
      for (const std::string& had : facts.industries) {
        for (const std::string& wanted : r.industry_experience().industries()) {
          if (codes::IsWithinIndustry(had, wanted) || codes::IsWithinIndustry(wanted, had)) {
            return true;
          }
        }
      }
      return false;
    case Requirement::kExperience:
      return facts.experience_years >= r.experience().min_years();
    case Requirement::kMajor:
      return std::any_of(facts.majors.begin(), facts.majors.end(), [&](const std::string& had) {
        const auto& majors = r.major().majors();
        return std::find(majors.begin(), majors.end(), had) != majors.end();
      });
    case Requirement::kWorkRegion:
      return !facts.region.empty() &&
             std::any_of(r.work_region().regions().begin(), r.work_region().regions().end(),
                         [&](const std::string& wanted) { return Covers(wanted, facts.region); });
    case Requirement::KIND_NOT_SET:
      break;
  }
  return true;
}

// By the texts of the codes, where the store compares keys.
bool IsBarred(const TalentFacts& facts, const Subject& subject) {
  const int first = subject.window.has_value() ? subject.window->from : DayNumber(subject.today);
  const auto is_within = [&](uint32_t barred) {
    return std::any_of(
        subject.host.industries.begin(), subject.host.industries.end(), [&](uint32_t own) {
          return own != 0 && codes::IsWithinIndustry(population::IndustryText(own),
                                                     population::IndustryText(barred));
        });
  };
  return std::any_of(
      facts.restrictions.begin(), facts.restrictions.end(),
      [&](const population::RestrictionFact& restriction) {
        if (restriction.until < first) return false;
        const auto& units = restriction.units;
        return std::any_of(restriction.industries.begin(), restriction.industries.end(),
                           is_within) ||
               (subject.employer_key != 0 &&
                std::find(units.begin(), units.end(), subject.employer_key) != units.end());
      });
}

int BestIndustry(const TalentFacts& facts, const std::vector<std::string>& wanted) {
  int best = 0;
  for (const std::string& had : facts.industries) {
    for (const std::string& code : wanted) {
      best = std::max(best, IndustryQuality(*population::ParseIndustryKey(had),
                                            *population::ParseIndustryKey(code)));
    }
  }
  return best;
}

int BestRegion(const TalentFacts& facts, const std::vector<std::string>& wanted) {
  int best = 0;
  for (const std::string& code : wanted) {
    if (facts.region.empty()) continue;
    best = std::max(best, RegionQuality(*population::ParseRegionKey(facts.region),
                                        *population::ParseRegionKey(code)));
  }
  return best;
}

int BestMajor(const TalentFacts& facts, const v1::MajorRequirement& wanted) {
  int best = 0;
  for (const std::string& had : facts.majors) {
    for (const std::string& name : wanted.majors()) {
      const auto a = codes::FindMajors(had), b = codes::FindMajors(name);
      if (had == name) {
        best = std::max(best, 10000);
      } else if (!a.empty() && !b.empty() && a.front()->major_class == b.front()->major_class) {
        best = std::max(best, 5000);
      }
    }
  }
  return best;
}

int QualityOf(const TalentFacts& facts, const Requirement& r, int today) {
  switch (r.kind_case()) {
    case Requirement::kSkill: {
      int best = 0;
      for (const SkillFact& fact : facts.skills) {
        const int fit = Fit(r.skill(), fact.skill);
        if (fit > 0) best = std::max(best, SkillQuality(fact, r.skill(), fit == 1));
      }
      return best;
    }
    case Requirement::kTitleRank:
      return RankQuality(facts.title_rank, r.title_rank().min_rank(), 4);
    case Requirement::kEducation:
      return RankQuality(facts.education_rank,
                         codes::FindEducationLevel(r.education().min_education())->rank, 4);
    case Requirement::kTier:
      return TierQuality(TierOn(facts, today), r.tier().max_rank());
    case Requirement::kIndustryExperience: {
      const auto& codes = r.industry_experience().industries();
      return BestIndustry(facts, {codes.begin(), codes.end()});
    }
    case Requirement::kExperience:
      return ExperienceQuality(facts.experience_years, r.experience().min_years());
    case Requirement::kMajor:
      return BestMajor(facts, r.major());
    case Requirement::kWorkRegion:
      return BestRegion(facts,
                        {r.work_region().regions().begin(), r.work_region().regions().end()});
    case Requirement::KIND_NOT_SET:
      break;
  }
  return 0;
}

v1::Criterion OracleCriterionOf(const Requirement& r) {
  switch (r.kind_case()) {
    case Requirement::kSkill:
      return v1::CRITERION_SKILL;
    case Requirement::kTitleRank:
      return v1::CRITERION_TITLE_RANK;
    case Requirement::kEducation:
      return v1::CRITERION_EDUCATION;
    case Requirement::kTier:
      return v1::CRITERION_TIER;
    case Requirement::kIndustryExperience:
      return v1::CRITERION_INDUSTRY;
    case Requirement::kExperience:
      return v1::CRITERION_EXPERIENCE;
    case Requirement::kMajor:
      return v1::CRITERION_MAJOR;
    default:
      return v1::CRITERION_WORK_REGION;
  }
}

}  // namespace

int MatchOracle::Remaining(const TalentFacts& facts, const Subject& subject) const {
  return subject.window.has_value() ? people.Ask(facts, *subject.window).remaining : 0;
}

int MatchOracle::InSeason(const TalentFacts& facts, const Subject& subject) const {
  if (!subject.window.has_value()) return 0;
  population::Oracle unbooked;
  unbooked.rest_days = people.rest_days;
  return unbooked.Ask(facts, *subject.window).free;
}

v1::Gate MatchOracle::FirstFailed(const TalentFacts& facts, const Subject& subject) const {
  const v1::Demand& demand = subject.demand;
  const int today = DayNumber(subject.today);
  if (!facts.share_consent) return v1::GATE_SHARE_CONSENT;
  if (facts.manual_matching_only) return v1::GATE_AUTOMATED_MATCHING;
  if (facts.paused) return v1::GATE_PROFILE_ACTIVE;
  bool status = false, accepted = false;
  for (int form = 1; form <= 10; ++form) {
    const bool may = MayServe(demand, facts.employment_status, form);
    status |= may;
    accepted |= may && HasBit(facts.forms, form);
  }
  if (!status) return v1::GATE_STATUS_ALLOWED;
  if (!accepted) return v1::GATE_FORM_ACCEPTED;
  const bool consents =
      facts.home_unit_consent == population::HomeUnitConsent::kNotNeeded ||
      (facts.home_unit_consent == population::HomeUnitConsent::kGiven &&
       (!facts.home_unit_consent_until.has_value() || *facts.home_unit_consent_until >= today));
  if (!consents) return v1::GATE_HOME_UNIT_CONSENT;
  const uint64_t host = subject.employer_key;
  if (host != 0 &&
      (facts.home_unit == host ||
       std::find(facts.interests.begin(), facts.interests.end(), host) != facts.interests.end())) {
    return v1::GATE_CONFLICT_OF_INTEREST;
  }
  if (IsBarred(facts, subject)) return v1::GATE_SERVICE_RESTRICTION;
  if (facts.integrity_until.has_value() && *facts.integrity_until >= today) {
    return v1::GATE_INTEGRITY_RECORD;
  }
  if (subject.window.has_value() && subject.needed_half_days > 0) {
    if (InSeason(facts, subject) < subject.needed_half_days) return v1::GATE_SEASON;
    if (Remaining(facts, subject) < subject.needed_half_days) return v1::GATE_REMAINING_DAYS;
  }
  const std::pair<Requirement::KindCase, v1::Gate> order[] = {
      {Requirement::kSkill, v1::GATE_MUST_HAVE_SKILL},
      {Requirement::kTitleRank, v1::GATE_TITLE_RANK},
      {Requirement::kEducation, v1::GATE_EDUCATION},
      {Requirement::kTier, v1::GATE_TIER},
      {Requirement::kIndustryExperience, v1::GATE_INDUSTRY},
      {Requirement::kExperience, v1::GATE_EXPERIENCE},
      {Requirement::kMajor, v1::GATE_MAJOR},
      {Requirement::kWorkRegion, v1::GATE_WORK_REGION}};
  for (const auto& [kind, gate] : order) {
    for (const Requirement& r : demand.requirements()) {
      if (r.kind_case() == kind && r.necessity() == Requirement::MUST && !Meets(facts, r, today)) {
        return gate;
      }
    }
  }
  const bool serves =
      facts.served_regions.empty() || subject.regions.empty() ||
      std::any_of(
          facts.served_regions.begin(), facts.served_regions.end(), [&](const std::string& had) {
            return std::any_of(subject.regions.begin(), subject.regions.end(),
                               [&](const std::string& wanted) { return Touch(had, wanted); });
          });
  if (!serves) return v1::GATE_REGION;
  if (demand.fee_model() != FEE_MODEL_UNSPECIFIED && facts.fee_models != 0 &&
      !HasBit(facts.fee_models, demand.fee_model())) {
    return v1::GATE_FEE_MODEL;
  }
  if (OracleFee(demand) > 0 && facts.day_fee_fen > OracleFee(demand)) return v1::GATE_FEE;
  if (10000 - facts.remote_share_bp < demand.on_site_share_bp()) return v1::GATE_ON_SITE_SHARE;
  return v1::GATE_UNSPECIFIED;
}

namespace {

int BestPost(const TalentFacts& facts, const std::string& title) {
  const titles::TitleQuery query(title);
  int best = 0;
  for (const std::string& post : facts.posts) {
    best = std::max(best, query.Quality(titles::ParseTitle(post).view()));
  }
  return best;
}

}  // namespace

int MatchOracle::ScoreOf(const TalentFacts& facts, const Subject& subject,
                         const CriterionWeights& weights) const {
  struct Part {
    int criterion, weight, quality;
  };
  std::vector<Part> parts;
  const int today = DayNumber(subject.today);
  for (const Requirement& r : subject.demand.requirements()) {
    parts.push_back({OracleCriterionOf(r), WeightOf(r), QualityOf(facts, r, today)});
  }
  const auto whole = [&](v1::Criterion criterion, int quality) {
    for (const Part& part : parts) {
      if (part.criterion == criterion) return;
    }
    parts.push_back({criterion, 1, quality});
  };
  whole(v1::CRITERION_TITLE_RANK, RankQuality(facts.title_rank, 0, 4));
  whole(v1::CRITERION_EDUCATION, RankQuality(facts.education_rank, 0, 4));
  whole(v1::CRITERION_TIER, TierQuality(TierOn(facts, today), 0));
  whole(v1::CRITERION_EXPERIENCE, ExperienceQuality(facts.experience_years, 0));
  if (!subject.industry.empty()) {
    whole(v1::CRITERION_INDUSTRY, BestIndustry(facts, {subject.industry}));
  }
  if (!subject.regions.empty()) {
    whole(v1::CRITERION_WORK_REGION, BestRegion(facts, subject.regions));
  }
  if (subject.window.has_value() && subject.needed_half_days > 0) {
    whole(v1::CRITERION_AVAILABILITY,
          AvailabilityQuality(Remaining(facts, subject), subject.needed_half_days));
  }
  if (OracleFee(subject.demand) > 0) {
    whole(v1::CRITERION_FEE, FeeQuality(facts.day_fee_fen, OracleFee(subject.demand)));
  }
  if (!subject.demand.title().empty()) {
    whole(v1::CRITERION_POST_TITLE, BestPost(facts, subject.demand.title()));
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.criterion < b.criterion; });
  std::vector<int> shares(v1::Criterion_MAX + 1, 0);
  for (const Part& part : parts) {
    if (part.weight > 0) {
      shares[static_cast<size_t>(part.criterion)] = weights[static_cast<size_t>(part.criterion)];
    }
  }
  const std::vector<int> points = ShareOut(kMaxScore, shares);
  int score = 0;
  for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) {
    std::vector<int> own_weights, qualities;
    for (const Part& part : parts) {
      if (part.criterion != criterion) continue;
      own_weights.push_back(part.weight);
      qualities.push_back(part.quality);
    }
    const std::vector<int> own = ShareOut(points[static_cast<size_t>(criterion)], own_weights);
    for (size_t i = 0; i < own.size(); ++i) score += own[i] * qualities[i] / 10000;
  }
  return score;
}

std::vector<OracleEntry> MatchOracle::Ranking(const Subject& subject,
                                              const CriterionWeights& weights) const {
  std::vector<OracleEntry> ranking;
  for (const auto& [id, facts] : people.talents) {
    if (FirstFailed(facts, subject) != v1::GATE_UNSPECIFIED) continue;
    ranking.push_back({id, ScoreOf(facts, subject, weights)});
  }
  std::sort(ranking.begin(), ranking.end(), [](const OracleEntry& a, const OracleEntry& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  return ranking;
}

void MadeUpDemands::AddRequirement(v1::Demand& demand) {
  static constexpr const char* kIndustries[] = {"3841", "38", "C", "4416", "8810", "R"};
  static constexpr const char* kRegions[] = {"350902", "3509", "35", "460200", "110103"};
  static constexpr const char* kMajors[] = {"新能源科学与工程", "旅游管理", "酒店管理"};
  const auto& table = codes::SkillTable::BuiltIn();
  Requirement& r = *demand.add_requirements();
  if (OneIn(4)) r.set_necessity(Requirement::MUST);
  if (OneIn(3)) r.set_weight(Below(4) * 7);
  switch (Below(8)) {
    case 0:
    case 1:
      r.mutable_skill()->set_skill(table.Get(Below(14)).key);
      if (OneIn(2)) r.mutable_skill()->set_min_level(static_cast<SkillLevel>(Below(4)));
      if (OneIn(3)) r.mutable_skill()->set_min_years(Below(6));
      if (OneIn(3)) r.mutable_skill()->add_alternatives(table.Get(Below(14)).key);
      break;
    case 2:
      r.mutable_title_rank()->set_min_rank(static_cast<v1::TitleRank>(1 + Below(4)));
      break;
    case 3:
      r.mutable_education()->set_min_education(OneIn(2) ? "21" : "14");
      break;
    case 4:
      r.mutable_tier()->set_max_rank(1 + Below(4));
      break;
    case 5:
      for (int n = 1 + Below(2); n > 0; --n) {
        r.mutable_industry_experience()->add_industries(kIndustries[Below(6)]);
      }
      break;
    case 6:
      if (OneIn(2)) {
        r.mutable_experience()->set_min_years(1 + Below(12));
      } else {
        r.mutable_major()->add_majors(kMajors[Below(3)]);
      }
      break;
    default:
      r.mutable_work_region()->add_regions(kRegions[Below(5)]);
  }
}

v1::Demand MadeUpDemands::Make() {
  v1::Demand demand;
  demand.set_name("demands/d");
  for (int n = Below(5); n > 0; --n) AddRequirement(demand);
  FillRequirementKeys(demand);
  if (!OneIn(3)) {
    for (int n = 1 + Below(5); n > 0; --n) {
      demand.add_forms(static_cast<EngagementForm>(1 + Below(10)));
    }
  }
  if (!OneIn(4)) {
    const absl::CivilDay first = absl::CivilDay(2027, 10, 1) + Below(400);
    *demand.mutable_period() = Period(first, first + Below(250));
    if (OneIn(3)) *demand.mutable_season() = Season(12, 1, 2, 29);
    if (!OneIn(4)) demand.set_day_count(Below(40));
    demand.set_day_kind(static_cast<v1::DayKind>(Below(4)));
  }
  if (OneIn(4)) demand.set_fee_model(static_cast<FeeModel>(1 + Below(4)));
  if (OneIn(3)) demand.set_day_fee_fen(60'000 * (1 + Below(20)));
  if (OneIn(4)) demand.set_project_fee_fen(1'000'000 * (1 + Below(60)));
  if (OneIn(4)) demand.set_on_site_share_bp(Below(3) * 5000);
  if (OneIn(3)) demand.add_regions(OneIn(2) ? "3509" : "46");
  if (OneIn(2)) demand.set_industry(OneIn(2) ? "3849" : "44");
  return demand;
}

v1::ScoringWeights MadeUpDemands::WeightsMessage() {
  v1::ScoringWeights weights;
  for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) {
    if (!OneIn(3)) continue;
    v1::CriterionWeight* const weight = weights.add_weights();
    weight->set_criterion(static_cast<v1::Criterion>(criterion));
    weight->set_weight(Below(4) * 13);
  }
  return weights;
}

}  // namespace houniao::recruitment
