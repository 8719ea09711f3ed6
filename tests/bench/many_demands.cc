#include "tests/bench/many_demands.h"

#include <random>

#include "common/base/dates.h"
#include "common/codes/majors.h"
#include "common/codes/skills.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "tests/bench/bench_match_people.h"

namespace houniao::bench {
namespace {

namespace rpb = ::houniao::recruitment::v1;
using namespace houniao::type::v1;

constexpr int kEmployers = 2000;

class Dice {
 public:
  explicit Dice(uint32_t seed) : random_(seed) {}
  int Below(size_t end) { return static_cast<int>(random_() % end); }
  bool Percent(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& Of(const std::vector<T>& list) {
    return list[static_cast<size_t>(Below(list.size()))];
  }

 private:
  std::mt19937 random_;
};

rpb::Requirement& Add(rpb::Demand& demand, bool must) {
  rpb::Requirement& requirement = *demand.add_requirements();
  requirement.set_necessity(must ? rpb::Requirement::MUST : rpb::Requirement::NICE);
  return requirement;
}

void AddSkills(rpb::Demand& demand, const std::vector<codes::SkillId>& skills, Dice& dice) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  const int musts = 1 + dice.Below(2);
  for (int n = 0; n < musts + dice.Below(3); ++n) {
    rpb::SkillRequirement& skill = *Add(demand, n < musts).mutable_skill();
    skill.set_skill(table.Get(dice.Of(skills)).key);
    skill.set_min_level(static_cast<SkillLevel>(dice.Below(3)));
    if (dice.Percent(40)) skill.set_min_years(1 + dice.Below(5));
  }
}

void AddRanks(rpb::Demand& demand, Dice& dice) {
  if (dice.Percent(50)) {
    Add(demand, dice.Percent(40))
        .mutable_education()
        ->set_min_education(dice.Percent(70) ? "21" : "14");
  }
  if (dice.Percent(25)) {
    Add(demand, dice.Percent(40))
        .mutable_title_rank()
        ->set_min_rank(static_cast<rpb::TitleRank>(2 + dice.Below(2)));
  }
  if (dice.Percent(30)) {
    Add(demand, dice.Percent(40)).mutable_experience()->set_min_years(3 + dice.Below(8));
  }
  if (dice.Percent(10)) Add(demand, false).mutable_tier()->set_max_rank(3 + dice.Below(3));
  if (dice.Percent(10)) {
    Add(demand, false).mutable_major()->add_majors(dice.Of(codes::AllMajors()).name);
  }
}

void AddDays(rpb::Demand& demand, Dice& dice) {
  static constexpr int kLengths[] = {60, 90, 120, 181, 365};
  const absl::CivilDay first = absl::CivilDay(absl::CivilMonth(kServiceYear, 1) + dice.Below(12)) +
                               (dice.Percent(30) ? 14 : 0);
  *demand.mutable_period()->mutable_start_date() = ToDate(first);
  *demand.mutable_period()->mutable_end_date() = ToDate(first + kLengths[dice.Below(5)] - 1);
  demand.set_day_count(5 * (1 + dice.Below(8)));
  demand.set_day_kind(dice.Percent(60)   ? rpb::DAY_KIND_WORKDAY
                      : dice.Percent(20) ? rpb::DAY_KIND_REST_DAY
                                         : rpb::DAY_KIND_ANY);
}

void AddTerms(rpb::Demand& demand, Dice& dice) {
  for (int form = 1; form <= 10; ++form) {
    if (dice.Percent(35)) demand.add_forms(static_cast<EngagementForm>(form));
  }
  if (dice.Percent(80)) {
    demand.set_fee_model(dice.Percent(70) ? FEE_MODEL_DAILY : FEE_MODEL_PROJECT);
    if (demand.fee_model() == FEE_MODEL_DAILY) demand.set_day_fee_fen(50'000 * (2 + dice.Below(9)));
  }
  if (dice.Percent(50)) demand.set_on_site_share_bp(2500 * (1 + dice.Below(3)));
  demand.set_urgency(1 + dice.Below(5));
}

}  // namespace

std::vector<rpb::Employer> MadeUpEmployers() {
  static const std::vector<std::string> kRegions = {"350902", "350902", "350902", "350981",
                                                    "350982", "350102", "350203"};
  static const std::vector<std::string> kIndustries = {"3841", "3849", "4415", "4416",
                                                       "3825", "6110", "7291", "8623"};
  std::vector<rpb::Employer> employers;
  Dice dice(11);
  for (int number = 0; number < kEmployers; ++number) {
    rpb::Employer& employer = employers.emplace_back();
    employer.set_name(absl::StrCat("employers/e", number));
    employer.set_credit_code(absl::StrCat("bench-unit-", number));
    employer.set_region(dice.Of(kRegions));
    employer.set_industry(dice.Of(kIndustries));
  }
  return employers;
}

std::vector<rpb::Demand> MadeUpOpenDemands(int count, uint32_t seed) {
  std::vector<std::vector<codes::SkillId>> skills;
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  std::vector<std::string> titles;
  for (const codes::Subsector& subsector : codes::AllSubsectors()) {
    std::vector<codes::SkillId> own;
    for (const codes::SkillId id : table.InSubsector(subsector.key)) {
      if (table.Get(id).kind == codes::SkillKind::kSkill) {
        own.push_back(id);
      } else {
        titles.push_back(table.Get(id).name_zh);
      }
    }
    if (!own.empty()) skills.push_back(std::move(own));
  }
  std::vector<rpb::Demand> demands;
  Dice dice(seed);
  for (int number = 0; number < count; ++number) {
    rpb::Demand& demand = demands.emplace_back();
    demand.set_name(absl::StrCat("demands/d", number));
    demand.set_employer(absl::StrCat("employers/e", dice.Below(kEmployers)));
    demand.set_title(dice.Of(titles));
    demand.set_headcount(1);
    demand.set_kind(rpb::Demand::PERSON);
    demand.set_state(rpb::Demand::OPEN);
    AddSkills(demand, dice.Of(skills), dice);
    AddRanks(demand, dice);
    AddDays(demand, dice);
    AddTerms(demand, dice);
    recruitment::FillRequirementKeys(demand);
  }
  return demands;
}

}  // namespace houniao::bench
