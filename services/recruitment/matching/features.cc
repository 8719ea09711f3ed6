#include "services/recruitment/matching/features.h"

#include "common/base/dates.h"
#include "common/calendar/season.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

using v1::MatchFeatures;

void AddLists(const population::TalentFacts& facts, MatchFeatures& features) {
  for (const population::SkillFact& fact : facts.skills) {
    v1::SkillFeature* const skill = features.add_skills();
    skill->set_skill(codes::SkillTable::BuiltIn().Get(fact.skill).key);
    skill->set_level(static_cast<houniao::type::v1::SkillLevel>(fact.level));
    skill->set_years(fact.years);
    skill->set_verified(fact.verified);
  }
  for (const std::string& code : facts.industries) features.add_industries(code);
  for (const std::string& name : facts.majors) features.add_majors(name);
  for (const std::string& title : facts.posts) features.add_posts(title);
  for (const std::string& code : facts.served_regions) features.add_served_regions(code);
  for (const auto& season : facts.seasons) *features.add_seasons() = calendar::ToProto(season);
  for (int bit = 1; bit < 16; ++bit) {
    if ((facts.forms >> bit & 1) != 0) {
      features.add_forms(static_cast<houniao::type::v1::EngagementForm>(bit));
    }
    if ((facts.fee_models >> bit & 1) != 0) {
      features.add_fee_models(static_cast<houniao::type::v1::FeeModel>(bit));
    }
  }
}

MatchFeatures::HomeUnitConsent ConsentOf(const Applicant& a, const population::TalentFacts& facts,
                                         int today) {
  if (facts.home_unit_consent == population::HomeUnitConsent::kNotNeeded) {
    return MatchFeatures::NOT_NEEDED;
  }
  return a.store->HomeUnitConsentsOn(a.row, today) ? MatchFeatures::GIVEN : MatchFeatures::MISSING;
}

bool Fails(v1::Gate gate, const GateList& gates, const Applicant& a) {
  for (const GateRule& rule : gates.rules()) {
    if (rule.gate == gate) return !rule.passes(a);
  }
  return false;
}

}  // namespace

MatchFeatures FeaturesOf(const Applicant& a, const Subject& subject, const GateList& gates,
                         const Stations* stations) {
  const population::TalentFacts facts = a.store->Facts(a.row);
  const int today = DayNumber(subject.today);
  MatchFeatures features;
  AddLists(facts, features);
  features.set_work_region(facts.region);
  features.set_education_rank(facts.education_rank);
  features.set_title_rank(static_cast<v1::TitleRank>(facts.title_rank));
  features.set_tier_rank(a.store->TierRankOn(a.row, today));
  features.set_experience_years(facts.experience_years);
  features.set_academician(facts.academician);
  features.set_station_count(stations == nullptr ? 0 : stations->CountOf(facts.id));
  features.set_employment_status(
      static_cast<houniao::type::v1::EmploymentStatus>(facts.employment_status));
  features.set_day_fee_fen(facts.day_fee_fen);
  if (facts.days_per_year.has_value()) features.set_days_per_year(*facts.days_per_year);
  features.set_weekend_only(facts.weekend_only);
  features.set_remote_share_bp(facts.remote_share_bp);
  features.set_home_unit_consent(ConsentOf(a, facts, today));
  features.set_share_consent(facts.share_consent);
  features.set_manual_matching_only(facts.manual_matching_only);
  features.set_service_restricted(Fails(v1::GATE_SERVICE_RESTRICTION, gates, a));
  features.set_suspended(facts.paused);
  features.set_integrity_record(a.store->IntegrityRecordOn(a.row, today));
  features.set_conflict_of_interest(Fails(v1::GATE_CONFLICT_OF_INTEREST, gates, a));
  features.set_free_half_day_count(gates.FreeHalfDays(a));
  features.set_remaining_half_day_count(gates.RemainingHalfDays(a));
  return features;
}

}  // namespace houniao::recruitment
