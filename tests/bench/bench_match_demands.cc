#include "tests/bench/bench_match_demands.h"

#include "common/base/dates.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "tests/bench/bench_match_people.h"

namespace houniao::bench {
namespace {

namespace rpb = ::houniao::recruitment::v1;
using namespace houniao::type::v1;

rpb::Employer Asker() {
  rpb::Employer employer;
  employer.set_name("employers/bench");
  employer.set_credit_code("91350100M000100Y43");
  employer.set_industry("3849");
  employer.set_region("350902");
  return employer;
}

rpb::Requirement& Add(rpb::Demand& demand, bool must) {
  rpb::Requirement& requirement = *demand.add_requirements();
  requirement.set_necessity(must ? rpb::Requirement::MUST : rpb::Requirement::NICE);
  return requirement;
}

void AddSkill(rpb::Demand& demand, bool must, const std::string& skill, SkillLevel level,
              int years) {
  rpb::SkillRequirement& wanted = *Add(demand, must).mutable_skill();
  wanted.set_skill(skill);
  wanted.set_min_level(level);
  wanted.set_min_years(years);
}

void AddWinterDays(rpb::Demand& demand, int days) {
  *demand.mutable_period()->mutable_start_date() = ToDate(absl::CivilDay(kServiceYear, 1, 4));
  *demand.mutable_period()->mutable_end_date() = ToDate(absl::CivilDay(kServiceYear, 4, 30));
  demand.set_day_kind(rpb::DAY_KIND_WORKDAY);
  demand.set_day_count(days);
}

// `variant` 0 is the one that the engine is measured with.
rpb::Demand Selective(int variant) {
  constexpr const char* kSkills[] = {"energy-storage-pcs", "energy-storage-ems",
                                     "virtual-power-plant", "relay-protection"};
  rpb::Demand demand;
  AddSkill(demand, true, kSkills[variant % 4], SKILL_LEVEL_SKILLED, 3 + variant / 4 % 2);
  AddSkill(demand, false, kSkills[(variant + 1) % 4], SKILL_LEVEL_SKILLED, 0);
  Add(demand, true).mutable_industry_experience()->add_industries("38");
  AddWinterDays(demand, 20 - variant / 8 % 4);
  demand.add_forms(ENGAGEMENT_FORM_SEASONAL);
  demand.add_forms(ENGAGEMENT_FORM_CONSULTING);
  demand.add_forms(ENGAGEMENT_FORM_PROJECT);
  demand.set_fee_model(FEE_MODEL_DAILY);
  demand.set_day_fee_fen(400'000 - variant / 32 * 5'000);
  demand.set_on_site_share_bp(5000);
  return demand;
}

rpb::Demand Medium() {
  rpb::Demand demand;
  AddSkill(demand, false, "grid-connection", SKILL_LEVEL_SKILLED, 2);
  AddSkill(demand, false, "relay-protection", SKILL_LEVEL_FAIR, 0);
  Add(demand, true).mutable_industry_experience()->add_industries("C");
  Add(demand, true).mutable_education()->set_min_education("21");
  Add(demand, true).mutable_experience()->set_min_years(10);
  Add(demand, false).mutable_major()->add_majors("电气工程及其自动化");
  AddWinterDays(demand, 15);
  demand.set_day_fee_fen(300'000);
  return demand;
}

rpb::Demand ScoreAll() {
  rpb::Demand demand;
  AddSkill(demand, false, "energy-storage-ems", SKILL_LEVEL_EXPERT, 5);
  AddSkill(demand, false, "virtual-power-plant", SKILL_LEVEL_SKILLED, 0);
  Add(demand, false).mutable_industry_experience()->add_industries("4420");
  Add(demand, false).mutable_major()->add_majors("新能源科学与工程");
  Add(demand, false).mutable_work_region()->add_regions("3509");
  return demand;
}

BenchDemand Named(const std::string& name, rpb::Demand demand) {
  demand.set_name("demands/" + name);
  recruitment::FillRequirementKeys(demand);
  // The whole district is asked of score-all: no region, so that nobody's terms rule him out.
  rpb::Employer employer = Asker();
  if (name == "score-all") employer.clear_region();
  return {name, recruitment::MakeSubject(std::move(demand), employer,
                                         absl::CivilDay(kServiceYear - 1, 11, 20))};
}

}  // namespace

std::vector<BenchDemand> BenchDemands() {
  return {Named("selective", Selective(0)), Named("medium", Medium()),
          Named("score-all", ScoreAll())};
}

std::vector<BenchDemand> SelectiveDemands(int count) {
  std::vector<BenchDemand> demands;
  for (int variant = 0; variant < count; ++variant) {
    demands.push_back(Named("selective-" + std::to_string(variant), Selective(variant)));
  }
  return demands;
}

}  // namespace houniao::bench
