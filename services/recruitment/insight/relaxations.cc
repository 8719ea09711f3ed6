#include "services/recruitment/insight/relaxations.h"

#include <algorithm>
#include <functional>

#include "common/codes/education.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

constexpr char kDropped[] = "不作要求";

std::string Instead(const std::string& now, const std::string& before) {
  return absl::StrCat(now, " (原 ", before, ")");
}

// What lets the `missing`-th nearest pass; 0 if nobody is near.
int64_t StepFor(const std::vector<int64_t>& shortfalls, int missing) {
  if (shortfalls.empty()) return 0;
  const size_t at = std::min(shortfalls.size(), static_cast<size_t>(std::max(1, missing)));
  return shortfalls[at - 1];
}

Requirement* Find(Subject& subject, const std::string& key) {
  for (Requirement& requirement : *subject.demand.mutable_requirements()) {
    if (requirement.key() == key) return &requirement;
  }
  return nullptr;
}

const char* EducationCode(int rank) {
  switch (rank) {
    case codes::kRankDoctor:
      return "11";
    case codes::kRankMaster:
      return "14";
    case codes::kRankBachelor:
      return "21";
    default:
      return "31";
  }
}

class Relaxer {
 public:
  Relaxer(const Subject& subject, const GateRule& rule, const MissedAlone& alone, int missing)
      : subject_(subject),
        rule_(rule),
        step_(StepFor(alone.shortfalls, missing)),
        years_(StepFor(alone.years, missing)) {}

  std::vector<RelaxedSubject> Run() {
    switch (rule_.gate) {
      case v1::GATE_MUST_HAVE_SKILL:
        LowerSkill();
        break;
      case v1::GATE_TITLE_RANK:
        LowerTitle();
        break;
      case v1::GATE_EDUCATION:
        LowerEducation();
        break;
      case v1::GATE_TIER:
        LowerTier();
        break;
      case v1::GATE_EXPERIENCE:
        LowerExperience();
        break;
      case v1::GATE_INDUSTRY:
        WidenIndustries();
        break;
      case v1::GATE_WORK_REGION:
        WidenWorkRegions(4);
        WidenWorkRegions(2);
        break;
      case v1::GATE_MAJOR:
        break;
      case v1::GATE_SEASON:
      case v1::GATE_REMAINING_DAYS:
        LowerDays();
        DropSeason();
        return std::move(relaxed_);
      default:
        GiveWayOnTerms();
        return std::move(relaxed_);
    }
    DropMust();
    return std::move(relaxed_);
  }

 private:
  void Add(const std::string& wanted, const std::function<void(Subject&)>& change) {
    RelaxedSubject relaxed{subject_, wanted};
    change(relaxed.subject);
    relaxed_.push_back(std::move(relaxed));
  }

  // Changes the requirement behind the rule.
  void AddRequired(const std::string& wanted, const std::function<void(Requirement&)>& change) {
    Add(wanted, [&](Subject& subject) {
      if (Requirement* const requirement = Find(subject, rule_.requirement)) change(*requirement);
    });
  }

  const Requirement& Required() const {
    for (const Requirement& requirement : subject_.demand.requirements()) {
      if (requirement.key() == rule_.requirement) return requirement;
    }
    return Requirement::default_instance();
  }

  void DropMust() {
    AddRequired(kDropped,
                [](Requirement& requirement) { requirement.set_necessity(Requirement::NICE); });
  }

  void LowerSkill() {
    const v1::SkillRequirement& skill = Required().skill();
    const std::string name = SkillText(skill.skill());
    if (step_ > 0 && skill.min_level() > 0) {
      const int level = std::max<int>(0, skill.min_level() - static_cast<int>(step_));
      AddRequired(Instead(absl::StrCat(name, ": ", level == 0 ? "不限程度" : LevelText(level)),
                          LevelText(skill.min_level())),
                  [level](Requirement& requirement) {
                    requirement.mutable_skill()->set_min_level(
                        static_cast<houniao::type::v1::SkillLevel>(level));
                  });
    }
    if (years_ > 0) {
      const int years = std::max(0, skill.min_years() - static_cast<int>(years_));
      AddRequired(
          Instead(absl::StrCat(name, ": ", years, " 年"), absl::StrCat(skill.min_years(), " 年")),
          [years](Requirement& requirement) { requirement.mutable_skill()->set_min_years(years); });
    }
  }

  void LowerTitle() {
    const int before = Required().title_rank().min_rank();
    const int rank = before - static_cast<int>(step_);
    if (step_ <= 0 || rank < 1) return;
    AddRequired(Instead(TitleRankText(rank), TitleRankText(before)), [rank](Requirement& r) {
      r.mutable_title_rank()->set_min_rank(static_cast<v1::TitleRank>(rank));
    });
  }

  void LowerEducation() {
    const auto* level = codes::FindEducationLevel(Required().education().min_education());
    const int before = level == nullptr ? 0 : level->rank;
    const int rank = before - static_cast<int>(step_);
    if (step_ <= 0 || rank < codes::kRankCollege) return;
    AddRequired(Instead(EducationText(rank), EducationText(before)), [rank](Requirement& r) {
      r.mutable_education()->set_min_education(EducationCode(rank));
    });
  }

  void LowerTier() {
    const int before = Required().tier().max_rank();
    if (step_ <= 0) return;
    const int rank = before + static_cast<int>(step_);
    AddRequired(Instead(TierText(rank), TierText(before)),
                [rank](Requirement& r) { r.mutable_tier()->set_max_rank(rank); });
  }

  void LowerExperience() {
    const int before = Required().experience().min_years();
    const int years = before - static_cast<int>(step_);
    if (step_ <= 0 || years < 1) return;
    AddRequired(Instead(absl::StrCat(years, " 年"), absl::StrCat(before, " 年")),
                [years](Requirement& r) { r.mutable_experience()->set_min_years(years); });
  }

  void WidenIndustries() {
    std::vector<std::string> wider, names, before;
    bool changed = false;
    for (const std::string& code : Required().industry_experience().industries()) {
      const bool has_letter = !code.empty() && code[0] >= 'A' && code[0] <= 'Z';
      const std::string division = code.substr(has_letter ? 1 : 0, 2);
      const std::string next = division.size() == 2 ? division : code;
      changed |= next.size() < code.size() - (has_letter ? 1 : 0);
      before.push_back(code);
      if (std::find(wider.begin(), wider.end(), next) != wider.end()) continue;
      wider.push_back(next);
      if (names.size() < 3) names.push_back(IndustryName(next));
    }
    if (!changed) return;
    if (before.size() > 5) before.resize(5);
    AddRequired(Instead(absl::StrJoin(names, "、"), absl::StrJoin(before, "、")),
                [&wider](Requirement& requirement) {
                  auto& industries = *requirement.mutable_industry_experience();
                  industries.clear_industries();
                  for (const std::string& code : wider) industries.add_industries(code);
                });
  }

  // To `digits` of GB/T 2260: 4 for the city, 2 for the province.
  void WidenWorkRegions(size_t digits) {
    std::vector<std::string> wider, names;
    bool changed = false;
    for (const std::string& code : Required().work_region().regions()) {
      const std::string next = code.substr(0, digits);
      changed |= next.size() < code.size();
      if (std::find(wider.begin(), wider.end(), next) != wider.end()) continue;
      wider.push_back(next);
      if (names.size() < 3) names.push_back(RegionName(next));
    }
    if (!changed) return;
    AddRequired(absl::StrCat("现工作地: ", absl::StrJoin(names, "、")),
                [&wider](Requirement& requirement) {
                  auto& regions = *requirement.mutable_work_region();
                  regions.clear_regions();
                  for (const std::string& code : wider) regions.add_regions(code);
                });
  }

  void LowerDays() {
    // Whole days: half a day that lacks costs one.
    const int days = (subject_.needed_half_days - static_cast<int>(step_)) / 2;
    if (step_ <= 0 || days < 1) return;
    Add(Instead(DaysText(2 * days), DaysText(subject_.needed_half_days)), [days](Subject& subject) {
      subject.demand.set_day_count(days);
      subject.needed_half_days = 2 * days;
    });
  }

  void DropSeason() {
    const bool kinds =
        subject_.window.has_value() && subject_.window->wanted != population::WantedDays::kAny;
    if (!subject_.window.has_value() || (!subject_.window->season.has_value() && !kinds)) return;
    Add("期间内任何日子", [](Subject& subject) {
      subject.demand.clear_season();
      subject.demand.clear_day_kind();
      subject.window->season.reset();
      subject.window->wanted = population::WantedDays::kAny;
    });
  }

  void GiveWayOnTerms() {
    const v1::Demand& demand = subject_.demand;
    switch (rule_.gate) {
      case v1::GATE_FORM_ACCEPTED:
        Add("任何服务形式", [](Subject& subject) { subject.demand.clear_forms(); });
        return;
      case v1::GATE_REGION:
        Add("任何服务地点", [](Subject& subject) {
          subject.demand.clear_regions();
          subject.regions.clear();
        });
        return;
      case v1::GATE_FEE_MODEL:
        Add(Instead("付酬方式可商", FeeModelText(demand.fee_model())),
            [](Subject& subject) { subject.demand.clear_fee_model(); });
        return;
      case v1::GATE_FEE: {
        const int64_t fee = MostDayFee(demand) + step_;
        if (step_ <= 0) return;
        Add(Instead(absl::StrCat("每天 ", FenText(fee)), FenText(MostDayFee(demand))),
            [fee](Subject& subject) { SetMostDayFee(fee, subject.demand); });
        return;
      }
      case v1::GATE_ON_SITE_SHARE: {
        const int share = demand.on_site_share_bp() - static_cast<int>(step_);
        if (step_ <= 0 || share < 0) return;
        Add(Instead(absl::StrCat("到场 ", PercentText(share)),
                    PercentText(demand.on_site_share_bp())),
            [share](Subject& subject) { subject.demand.set_on_site_share_bp(share); });
        return;
      }
      default:
        return;
    }
  }

  const Subject& subject_;
  const GateRule& rule_;
  const int64_t step_;
  const int64_t years_;
  std::vector<RelaxedSubject> relaxed_;
};

}  // namespace

std::vector<RelaxedSubject> RelaxationsOf(const Subject& subject, const GateRule& rule,
                                          const MissedAlone& alone, int missing) {
  if (!CanGiveWay(rule.gate) || alone.count == 0) return {};
  return Relaxer(subject, rule, alone, missing).Run();
}

}  // namespace houniao::recruitment
