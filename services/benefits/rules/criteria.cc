#include "services/benefits/rules/criteria.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/regions.h"
#include "services/benefits/rules/ages.h"
#include "services/benefits/rules/verdicts.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

using google::protobuf::RepeatedPtrField;

bool Holds(const RepeatedPtrField<std::string>& list, absl::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool InRange(const v1::NumberRange& range, int64_t number) {
  return (!range.has_min() || number >= range.min()) && (!range.has_max() || number <= range.max());
}

// A number fact within a range.
Tested TestRange(absl::string_view key, const v1::NumberRange& range, absl::string_view unit,
                 const FactSet& facts) {
  Tested tested;
  tested.facts = {std::string(key)};
  tested.needed = RangeWords(range, unit);
  const auto number = facts.Number(key);
  if (!number) return tested;
  tested.actual = absl::StrCat(*number, " ", unit);
  tested.verdict = YesIf(InRange(range, *number));
  return tested;
}

Tested TestTier(const v1::TierCriterion& tier, const FactSet& facts) {
  Tested tested;
  tested.facts = {absl::StrCat("tier-", tier.scheme())};
  tested.needed = absl::StrCat(tier.scheme(), " 层次 ", absl::StrJoin(tier.tiers(), "、"));
  const auto held = facts.Text(tested.facts[0]);
  if (!held) return tested;
  tested.actual = *held == "none" ? "无有效认定" : absl::StrCat("层次 ", *held);
  tested.verdict = YesIf(Holds(tier.tiers(), *held));
  return tested;
}

Tested TestServiceDays(const v1::ServiceDaysCriterion& days, const FactSet& facts) {
  v1::NumberRange range;
  range.set_min(days.min_days());
  return TestRange(ServiceDaysKey(days.period()), range, "个工作日", facts);
}

// `min` is reached on that birthday, `max` is kept to the end of that birthday.
Tested TestAge(const v1::NumberRange& range, const FactSet& facts, absl::CivilDay as_of) {
  Tested tested;
  tested.facts = {"birth-date"};
  tested.needed = RangeWords(range, "周岁");
  const auto birth = facts.Day("birth-date");
  if (!birth) return tested;
  const int64_t years = FullYears(*birth, as_of);
  const int64_t days = as_of - BirthdayAt(*birth, years);
  tested.actual = absl::StrCat(years, " 周岁", days == 0 ? "" : absl::StrCat("零 ", days, " 天"));
  tested.verdict = YesIf((!range.has_min() || as_of >= BirthdayAt(*birth, range.min())) &&
                         (!range.has_max() || as_of <= BirthdayAt(*birth, range.max())));
  return tested;
}

// An enum fact, held by its name, against two lists.
template <typename Enum, typename List>
Tested TestLists(absl::string_view key, const List& any_of, const List& none_of,
                 bool (*parse)(google::protobuf::ConstStringParam, Enum*), const FactSet& facts) {
  Tested tested;
  tested.facts = {std::string(key)};
  std::vector<std::string> wanted, refused;
  for (int item : any_of) wanted.push_back(Words(static_cast<Enum>(item)));
  for (int item : none_of) refused.push_back(Words(static_cast<Enum>(item)));
  if (!wanted.empty()) tested.needed = absl::StrJoin(wanted, "、");
  if (!refused.empty()) {
    absl::StrAppend(&tested.needed, tested.needed.empty() ? "" : "; ", "不含 ",
                    absl::StrJoin(refused, "、"));
  }
  const auto name = facts.Text(key);
  Enum value;
  if (!name || !parse(*name, &value)) return tested;
  tested.actual = Words(value);
  const bool wanted_it =
      any_of.empty() || std::find(any_of.begin(), any_of.end(), value) != any_of.end();
  const bool refused_it = std::find(none_of.begin(), none_of.end(), value) != none_of.end();
  tested.verdict = YesIf(wanted_it && !refused_it);
  return tested;
}

Tested TestEducation(const v1::EducationCriterion& education, const FactSet& facts) {
  Tested tested;
  tested.facts = {"education"};
  tested.needed = absl::StrCat(EducationWords(education.min_education()), "及以上");
  const auto code = facts.Text("education");
  if (!code) return tested;
  const codes::EducationLevel* held = codes::FindEducationLevel(*code);
  const codes::EducationLevel* least = codes::FindEducationLevel(education.min_education());
  if (held == nullptr || least == nullptr) return tested;
  tested.actual = held->name;
  tested.verdict = YesIf(held->rank >= least->rank);
  return tested;
}

Tested TestTitle(const v1::TitleCriterion& title, const FactSet& facts) {
  Tested tested;
  tested.facts = {"title-rank"};
  tested.needed = absl::StrCat(Words(title.min_rank()), "及以上");
  const auto name = facts.Text("title-rank");
  v1::TitleRank rank;
  if (!name || !v1::TitleRank_Parse(*name, &rank)) return tested;
  tested.actual = Words(rank);
  tested.verdict = YesIf(rank >= title.min_rank());
  return tested;
}

// True for `district`: nothing was received yet.
Tested TestFirstTime(const v1::FirstTimeCriterion& first, const FactSet& facts,
                     const Occasion& occasion) {
  Tested tested;
  if (first.scope() == v1::FirstTimeCriterion::DISTRICT) {
    tested.facts = {"new-to-district"};
    tested.needed = "首次来本区";
    const auto fresh = facts.Flag("new-to-district");
    if (!fresh) return tested;
    tested.actual = *fresh ? "首次" : "非首次";
    tested.verdict = YesIf(*fresh);
    return tested;
  }
  const bool group = first.scope() == v1::FirstTimeCriterion::EXCLUSIVE_GROUP;
  tested.facts = {group ? "received-groups" : "received-policies"};
  tested.needed = group ? "首次享受同类政策" : "首次享受本政策";
  const auto received = facts.Texts(tested.facts[0]);
  if (!received) return tested;
  const std::string& own = group ? occasion.exclusive_group : occasion.policy;
  const bool had = std::find(received->begin(), received->end(), own) != received->end();
  tested.actual = had ? "已享受" : "未享受";
  tested.verdict = YesIf(!had);
  return tested;
}

Tested TestProgrammes(const v1::ProgrammeCriterion& criterion, const FactSet& facts) {
  Tested tested;
  tested.facts = {"programmes"};
  tested.needed = absl::StrCat("未入选 ", absl::StrJoin(criterion.programmes(), "、"));
  const auto held = facts.Texts("programmes");
  if (!held) return tested;
  std::vector<std::string> both;
  for (const std::string& programme : *held) {
    if (Holds(criterion.programmes(), programme)) both.push_back(programme);
  }
  tested.actual = both.empty() ? "无" : absl::StrJoin(both, "、");
  tested.verdict = YesIf(both.empty());
  return tested;
}

std::string RegionKey(v1::RegionCriterion::Place place) {
  switch (place) {
    case v1::RegionCriterion::HOME:
      return "region-home";
    case v1::RegionCriterion::EMPLOYER:
      return "region-employer";
    default:
      return "region-work";
  }
}

Tested TestRegion(const v1::RegionCriterion& region, const FactSet& facts) {
  Tested tested;
  tested.facts = {RegionKey(region.place())};
  const auto words = [](std::string* out, const std::string& code) {
    out->append(RegionWords(code));
  };
  if (!region.any_of().empty()) tested.needed = absl::StrJoin(region.any_of(), "、", words);
  if (!region.none_of().empty()) {
    absl::StrAppend(&tested.needed, tested.needed.empty() ? "" : "; ", "不含 ",
                    absl::StrJoin(region.none_of(), "、", words));
  }
  const auto code = facts.Text(tested.facts[0]);
  if (!code || codes::FindRegion(*code) == nullptr) return tested;
  tested.actual = RegionWords(*code);
  const auto inside = [&](const std::string& area) { return codes::IsWithinRegion(*code, area); };
  const bool wanted = region.any_of().empty() ||
                      std::any_of(region.any_of().begin(), region.any_of().end(), inside);
  const bool refused = std::any_of(region.none_of().begin(), region.none_of().end(), inside);
  tested.verdict = YesIf(wanted && !refused);
  return tested;
}

Tested TestDocument(const v1::DocumentCriterion& document, const FactSet& facts,
                    absl::CivilDay as_of) {
  Tested tested;
  tested.facts = {absl::StrCat("document-", document.document())};
  tested.needed = absl::StrCat("有效的 ", document.document());
  const auto last = facts.Day(tested.facts[0]);
  if (!last) return tested;
  tested.actual = absl::StrCat("有效期至 ", FormatDay(*last));
  tested.verdict = YesIf(as_of <= *last);
  return tested;
}

Tested TestEvaluation(const v1::EvaluationCriterion& evaluation, const FactSet& facts) {
  Tested tested;
  const bool annual = evaluation.stage() == v1::EvaluationCriterion::ANNUAL;
  tested.facts = {annual ? "evaluation-annual" : "evaluation-final"};
  tested.needed = annual ? "年度考核合格" : "期满考核合格";
  const auto passed = facts.Flag(tested.facts[0]);
  if (!passed) return tested;
  tested.actual = *passed ? "合格" : "不合格";
  tested.verdict = YesIf(*passed);
  return tested;
}

Tested TestMonthsSince(const v1::MonthsSinceCriterion& since, const FactSet& facts,
                       absl::CivilDay as_of) {
  Tested tested;
  tested.facts = {since.fact()};
  tested.needed = absl::StrCat("距 ", since.fact(), " ", RangeWords(since.months(), "个月"));
  const auto day = facts.Day(since.fact());
  if (!day) return tested;
  const int64_t months = FullMonths(*day, as_of);
  tested.actual = absl::StrCat(months, " 个月 (", FormatDay(*day), ")");
  tested.verdict = YesIf(InRange(since.months(), months));
  return tested;
}

}  // namespace

std::string ServiceDaysKey(v1::ServiceDaysCriterion::Period period) {
  switch (period) {
    case v1::ServiceDaysCriterion::ROLLING_YEAR:
      return "service-days-rolling-year";
    case v1::ServiceDaysCriterion::ENGAGEMENT:
      return "service-days-engagement";
    default:
      return "service-days-year";
  }
}

Tested TestCriterion(const v1::Criterion& criterion, const FactSet& facts,
                     const Occasion& occasion) {
  switch (criterion.test_case()) {
    case v1::Criterion::kTier:
      return TestTier(criterion.tier(), facts);
    case v1::Criterion::kServiceDays:
      return TestServiceDays(criterion.service_days(), facts);
    case v1::Criterion::kAgreementMonths:
      return TestRange("agreement-months", criterion.agreement_months(), "个月", facts);
    case v1::Criterion::kAge:
      return TestAge(criterion.age(), facts, occasion.as_of);
    case v1::Criterion::kEmploymentStatus:
      return TestLists<type::v1::EmploymentStatus>(
          "employment-status", criterion.employment_status().any_of(),
          criterion.employment_status().none_of(), type::v1::EmploymentStatus_Parse, facts);
    case v1::Criterion::kEducation:
      return TestEducation(criterion.education(), facts);
    case v1::Criterion::kTitleRank:
      return TestTitle(criterion.title_rank(), facts);
    case v1::Criterion::kInsuranceMonths:
      return TestRange("insurance-months", criterion.insurance_months(), "个月", facts);
    case v1::Criterion::kContractMonths:
      return TestRange("contract-months", criterion.contract_months(), "个月", facts);
    case v1::Criterion::kFirstTime:
      return TestFirstTime(criterion.first_time(), facts, occasion);
    case v1::Criterion::kExcludedProgrammes:
      return TestProgrammes(criterion.excluded_programmes(), facts);
    case v1::Criterion::kEngagementForm:
      return TestLists<type::v1::EngagementForm>(
          "engagement-form", criterion.engagement_form().any_of(),
          criterion.engagement_form().none_of(), type::v1::EngagementForm_Parse, facts);
    case v1::Criterion::kRegion:
      return TestRegion(criterion.region(), facts);
    case v1::Criterion::kDocument:
      return TestDocument(criterion.document(), facts, occasion.as_of);
    case v1::Criterion::kEvaluation:
      return TestEvaluation(criterion.evaluation(), facts);
    case v1::Criterion::kMonthsSince:
      return TestMonthsSince(criterion.months_since(), facts, occasion.as_of);
    case v1::Criterion::kFact:
      return TestFact(criterion.fact(), facts);
    case v1::Criterion::TEST_NOT_SET:
      break;
  }
  return Tested();
}

v1::CriterionTrace TraceCriterion(const v1::Criterion& criterion, int set, const FactSet& facts,
                                  const Occasion& occasion) {
  const Tested tested = TestCriterion(criterion, facts, occasion);
  v1::CriterionTrace trace;
  trace.set_criterion_set(set);
  trace.set_criterion(criterion.key());
  trace.set_title(criterion.title());
  trace.set_verdict(tested.verdict);
  trace.set_needed(Clip(tested.needed, 500));
  trace.set_actual(Clip(tested.actual, 500));
  for (const std::string& fact : tested.facts) trace.add_facts(fact);
  trace.set_citation(criterion.citation());
  return trace;
}

std::vector<std::string> FactsOf(const v1::Criterion& criterion) {
  return TestCriterion(criterion, FactSet(), Occasion()).facts;
}

}  // namespace houniao::benefits
