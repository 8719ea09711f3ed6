#include "services/recruitment/matching/criteria.h"

#include <algorithm>
#include <memory>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/majors.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/qualities.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

constexpr int kTopTitle = 4;
constexpr int kTopEducation = codes::kRankDoctor;

using ValueFunction = std::function<int(const Applicant&)>;

// A slot that judges one number of the applicant.
ScoreSlot ValueSlot(v1::Criterion criterion, SlotSource source, ValueFunction value,
                    std::function<int(int64_t)> quality_of,
                    std::function<std::string(const Applicant&)> evidence) {
  return {.criterion = criterion,
          .quality = [value, quality_of](const Applicant& a) { return quality_of(value(a)); },
          .evidence = std::move(evidence),
          .source = source,
          .quality_of = quality_of};
}

ScoreSlot TitleSlot(int least) {
  return ValueSlot(
      v1::CRITERION_TITLE_RANK, SlotSource::kTitle,
      [](const Applicant& a) { return a.store->title_rank(a.row); },
      [least](int64_t rank) { return RankQuality(static_cast<int>(rank), least, kTopTitle); },
      [least](const Applicant& a) {
        const std::string had = TitleRankText(a.store->title_rank(a.row));
        return least > 0 ? absl::StrCat(had, ", 需要 ", TitleRankText(least)) : had;
      });
}

ScoreSlot EducationSlot(int least) {
  return ValueSlot(
      v1::CRITERION_EDUCATION, SlotSource::kEducation,
      [](const Applicant& a) { return a.store->education_rank(a.row); },
      [least](int64_t rank) { return RankQuality(static_cast<int>(rank), least, kTopEducation); },
      [least](const Applicant& a) {
        const std::string had = EducationText(a.store->education_rank(a.row));
        return least > 0 ? absl::StrCat(had, ", 需要 ", EducationText(least)) : had;
      });
}

ScoreSlot TierSlot(int lowest, int today) {
  return ValueSlot(
      v1::CRITERION_TIER, SlotSource::kTier,
      [today](const Applicant& a) { return a.store->TierRankOn(a.row, today); },
      [lowest](int64_t rank) { return TierQuality(static_cast<int>(rank), lowest); },
      [lowest, today](const Applicant& a) {
        const std::string had =
            absl::StrCat("人才层次: ", TierText(a.store->TierRankOn(a.row, today)));
        return lowest > 0 ? absl::StrCat(had, ", 需要 ", TierText(lowest)) : had;
      });
}

ScoreSlot ExperienceSlot(int least) {
  return ValueSlot(
      v1::CRITERION_EXPERIENCE, SlotSource::kExperience,
      [](const Applicant& a) { return a.store->experience_years(a.row); },
      [least](int64_t years) { return ExperienceQuality(static_cast<int>(years), least); },
      [least](const Applicant& a) {
        const std::string had = absl::StrCat("相关经历 ", a.store->experience_years(a.row), " 年");
        return least > 0 ? absl::StrCat(had, ", 需要 ", least, " 年") : had;
      });
}

ScoreSlot IndustrySlot(const std::vector<std::string>& codes) {
  std::vector<uint32_t> wanted;
  for (const std::string& code : codes) {
    const auto key = population::ParseIndustryKey(code);
    if (key.ok()) wanted.push_back(*key);
  }
  const auto best = [wanted](const Applicant& a) {
    std::pair<int, uint32_t> best = {0, 0};
    for (const uint32_t had : a.store->lists(a.row).industries()) {
      for (const uint32_t key : wanted) {
        best = std::max(best, std::make_pair(IndustryQuality(had, key), had));
      }
    }
    return best;
  };
  return {.criterion = v1::CRITERION_INDUSTRY,
          .quality = [best](const Applicant& a) { return best(a).first; },
          .evidence = [best](const Applicant& a) -> std::string {
            const auto [quality, key] = best(a);
            if (quality == 0) return "无相近行业经历";
            return absl::StrCat(quality == kFullQuality ? "行业经历: " : "相近行业: ",
                                IndustryName(population::IndustryText(key)));
          },
          .source = SlotSource::kIndustries,
          .quality_of =
              [wanted](int64_t had) {
                int best = 0;
                for (const uint32_t key : wanted) {
                  best = std::max(best, IndustryQuality(static_cast<uint32_t>(had), key));
                }
                return best;
              },
          .keys = wanted};
}

ScoreSlot RegionSlot(const std::vector<std::string>& codes) {
  std::vector<uint32_t> wanted;
  for (const std::string& code : codes) {
    const auto key = population::ParseRegionKey(code);
    if (key.ok()) wanted.push_back(*key);
  }
  ScoreSlot slot = ValueSlot(
      v1::CRITERION_WORK_REGION, SlotSource::kRegion,
      [](const Applicant& a) { return static_cast<int>(a.store->region_key(a.row)); },
      [wanted](int64_t had) {
        int best = 0;
        for (const uint32_t key : wanted) {
          best = std::max(best, RegionQuality(static_cast<uint32_t>(had), key));
        }
        return best;
      },
      [](const Applicant& a) {
        const uint32_t key = a.store->region_key(a.row);
        return absl::StrCat(
            "现工作地: ", key == 0 ? std::string("未知") : RegionName(population::RegionText(key)));
      });
  slot.keys = wanted;
  return slot;
}

// The class of a major, 能源动力类; empty if the catalogues do not know it.
std::string MajorClass(const std::string& name) {
  const auto majors = codes::FindMajors(name);
  return majors.empty() ? std::string() : majors.front()->major_class;
}

// By number of the store's table.
std::vector<int> MajorQualities(const std::vector<std::string>& wanted,
                                const population::Store& store) {
  std::vector<int> qualities(store.majors().size(), 0);
  for (const std::string& name : wanted) {
    const std::string wanted_class = MajorClass(name);
    const auto class_number = store.major_classes().Find(wanted_class);
    if (wanted_class.empty() || !class_number.has_value()) continue;
    for (uint32_t number = 0; number < qualities.size(); ++number) {
      if (store.MajorClassOf(number) == class_number) qualities[number] = 5000;
    }
  }
  for (const std::string& name : wanted) {
    if (const auto number = store.majors().Find(name)) qualities[*number] = kFullQuality;
  }
  return qualities;
}

ScoreSlot MajorSlot(const v1::MajorRequirement& major, const population::Store& store) {
  const auto qualities = std::make_shared<const std::vector<int>>(
      MajorQualities({major.majors().begin(), major.majors().end()}, store));
  // Of equal majors the one whose name comes first, so that the answer does not hang on numbers.
  const auto best = [qualities](const Applicant& a) {
    std::pair<int, std::string> best = {0, ""};
    for (const uint32_t number : a.store->lists(a.row).majors()) {
      const int quality = (*qualities)[number];
      const std::string& name = a.store->majors().Name(number);
      if (quality > best.first || (quality == best.first && quality > 0 && name < best.second)) {
        best = {quality, name};
      }
    }
    return best;
  };
  return {.criterion = v1::CRITERION_MAJOR,
          .quality =
              [qualities](const Applicant& a) {
                int best = 0;
                for (const uint32_t number : a.store->lists(a.row).majors()) {
                  best = std::max(best, (*qualities)[number]);
                }
                return best;
              },
          .evidence = [best](const Applicant& a) -> std::string {
            const auto [quality, name] = best(a);
            if (quality == 0) return "专业不符";
            return absl::StrCat(quality == kFullQuality ? "专业: " : "同类专业: ", name);
          },
          .source = SlotSource::kMajors,
          .qualities = qualities};
}

struct SkillChoice {
  int quality = 0;
  population::SkillFact fact;
  bool near = false;
};

// The skill that brings most; of equal ones the first of the table.
SkillChoice BestSkill(const SkillOptions& options, const v1::SkillRequirement& wanted,
                      const Applicant& a) {
  SkillChoice best;
  for (const population::SkillWord word : a.store->lists(a.row).skills()) {
    const population::SkillFact fact = population::UnpackSkill(word);
    const SkillFit fit = options.FitOf(fact.skill);
    if (fit == SkillFit::kNone) continue;
    const int quality = SkillQuality(fact, wanted, fit == SkillFit::kNear);
    if (quality > best.quality) best = {quality, fact, fit == SkillFit::kNear};
  }
  return best;
}

std::string SkillEvidence(const SkillChoice& best, const v1::SkillRequirement& wanted) {
  if (best.quality == 0) {
    return absl::StrCat(SkillText(wanted.skill()), ": 无");
  }
  const bool met =
      !best.near && best.fact.level >= wanted.min_level() && best.fact.years >= wanted.min_years();
  std::string text =
      absl::StrCat(SkillText(best.fact.skill), ": ", LevelText(best.fact.level), ", ",
                   best.fact.years, " 年", best.fact.verified ? ", 已核实" : "");
  if (wanted.min_level() > 0 || wanted.min_years() > 0) {
    absl::StrAppend(&text, ", 需要 ", LevelText(wanted.min_level()));
    if (wanted.min_years() > 0) absl::StrAppend(&text, " ", wanted.min_years(), " 年");
  }
  absl::StrAppend(&text, best.near ? " (相近技能)" : met ? " (满足)" : " (未达到)");
  return text;
}

ScoreSlot SkillSlot(const v1::SkillRequirement& wanted) {
  const auto options = SkillOptions::Of(wanted);
  return {.criterion = v1::CRITERION_SKILL,
          .quality = [options, wanted](
                         const Applicant& a) { return BestSkill(*options, wanted, a).quality; },
          .evidence =
              [options, wanted](const Applicant& a) {
                return SkillEvidence(BestSkill(*options, wanted, a), wanted);
              },
          .source = SlotSource::kSkills,
          .skill = wanted,
          .skill_options = options};
}

ScoreSlot MakeSlot(const Requirement& requirement, int today, const population::Store& store) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      return SkillSlot(requirement.skill());
    case Requirement::kTitleRank:
      return TitleSlot(requirement.title_rank().min_rank());
    case Requirement::kEducation: {
      const auto* level = codes::FindEducationLevel(requirement.education().min_education());
      return EducationSlot(level == nullptr ? 0 : level->rank);
    }
    case Requirement::kTier:
      return TierSlot(requirement.tier().max_rank(), today);
    case Requirement::kIndustryExperience: {
      const auto& industries = requirement.industry_experience().industries();
      return IndustrySlot({industries.begin(), industries.end()});
    }
    case Requirement::kExperience:
      return ExperienceSlot(requirement.experience().min_years());
    case Requirement::kMajor:
      return MajorSlot(requirement.major(), store);
    case Requirement::kWorkRegion: {
      const auto& regions = requirement.work_region().regions();
      return RegionSlot({regions.begin(), regions.end()});
    }
    case Requirement::KIND_NOT_SET:
      break;
  }
  return {};
}

ScoreSlot Whole(ScoreSlot slot) {
  slot.weight = 1;
  return slot;
}

}  // namespace

std::optional<ScoreSlot> SlotOf(const Requirement& requirement, int today,
                                const population::Store& store) {
  if (requirement.kind_case() == Requirement::KIND_NOT_SET) return std::nullopt;
  ScoreSlot slot = MakeSlot(requirement, today, store);
  slot.requirement = requirement.key();
  slot.weight = WeightOf(requirement);
  return slot;
}

ScoreSlot WholeTitleSlot() { return Whole(TitleSlot(0)); }
ScoreSlot WholeEducationSlot() { return Whole(EducationSlot(0)); }
ScoreSlot WholeTierSlot(int today) { return Whole(TierSlot(0, today)); }
ScoreSlot WholeExperienceSlot() { return Whole(ExperienceSlot(0)); }
ScoreSlot WholeIndustrySlot(const std::string& industry) { return Whole(IndustrySlot({industry})); }
ScoreSlot WholeRegionSlot(const std::vector<std::string>& regions) {
  return Whole(RegionSlot(regions));
}

ScoreSlot AvailabilitySlot(const GateList& gates, int needed_half_days) {
  return Whole({.criterion = v1::CRITERION_AVAILABILITY,
                .quality =
                    [&gates, needed_half_days](const Applicant& a) {
                      return AvailabilityQuality(gates.RemainingHalfDays(a), needed_half_days);
                    },
                .evidence =
                    [&gates, needed_half_days](const Applicant& a) {
                      return absl::StrCat("剩余 ", DaysText(gates.RemainingHalfDays(a)), ", 需要 ",
                                          DaysText(needed_half_days));
                    },
                .source = SlotSource::kAvailability,
                .quality_of =
                    [needed_half_days](int64_t remaining) {
                      return AvailabilityQuality(static_cast<int>(remaining), needed_half_days);
                    },
                .enough = 2 * needed_half_days});
}

ScoreSlot FeeSlot(int64_t most_fen) {
  return Whole({.criterion = v1::CRITERION_FEE,
                .quality =
                    [most_fen](const Applicant& a) {
                      return FeeQuality(a.store->day_fee_fen(a.row), most_fen);
                    },
                .evidence = [most_fen](const Applicant& a) -> std::string {
                  const int64_t asked = a.store->day_fee_fen(a.row);
                  if (asked == 0) return "未注明日酬金";
                  return absl::StrCat("每天 ", FenText(asked), ", 至多 ", FenText(most_fen));
                },
                .source = SlotSource::kFee,
                .quality_of = [most_fen](int64_t asked) { return FeeQuality(asked, most_fen); }});
}

}  // namespace houniao::recruitment
