#include "services/benefits/rules/evaluate.h"

#include <algorithm>
#include <tuple>

#include "common/base/dates.h"
#include "services/benefits/rules/amounts.h"
#include "services/benefits/rules/questions.h"
#include "services/benefits/rules/schedule.h"
#include "services/benefits/rules/verdicts.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

v1::Verdict AllOf(const google::protobuf::RepeatedPtrField<v1::CriterionTrace>& traces, int set) {
  v1::Verdict verdict = v1::VERDICT_YES;
  for (const v1::CriterionTrace& trace : traces) {
    if (trace.criterion_set() == set) verdict = And(verdict, trace.verdict());
  }
  return verdict;
}

// `协议期不少于三年: 需要 ≥ 36 个月, 实际 24 个月`.
std::string Failing(const v1::CriterionTrace& trace) {
  const std::string& name = trace.title().empty() ? trace.criterion() : trace.title();
  return Clip(absl::StrCat(name, ": 需要 ", trace.needed(), ", 实际 ", trace.actual()), 500);
}

const v1::CriterionTrace* FirstNo(
    const google::protobuf::RepeatedPtrField<v1::CriterionTrace>& traces, int set) {
  for (const v1::CriterionTrace& trace : traces) {
    if (trace.criterion_set() == set && trace.verdict() == v1::VERDICT_NO) return &trace;
  }
  return nullptr;
}

// The set with the fewest failing, then fewest unknown criteria.
int NearestSet(const v1::PolicyEvaluation& evaluation, int sets) {
  std::tuple<int, int, int> best{1 << 20, 0, 0};
  for (int set = 1; set <= sets; ++set) {
    int failing = 0, unknown = 0;
    for (const v1::CriterionTrace& trace : evaluation.traces()) {
      if (trace.criterion_set() != set) continue;
      failing += trace.verdict() == v1::VERDICT_NO;
      unknown += trace.verdict() == v1::VERDICT_UNKNOWN;
    }
    best = std::min(best, std::make_tuple(failing, unknown, set));
  }
  return std::get<2>(best);
}

std::string FailingCondition(const v1::PolicyEvaluation& evaluation, int sets) {
  if (const auto* gate = FirstNo(evaluation.traces(), 0); gate != nullptr) return Failing(*gate);
  if (const int set = NearestSet(evaluation, sets); set > 0) {
    if (const auto* trace = FirstNo(evaluation.traces(), set); trace != nullptr) {
      return Failing(*trace);
    }
  }
  for (const v1::AwardEvaluation& award : evaluation.awards()) {
    if (const auto* trace = FirstNo(award.traces(), 0); trace != nullptr) return Failing(*trace);
  }
  return "";
}

// Over the year's quota in kind?
v1::CriterionTrace InKindQuota(const v1::Award& award, const v1::InKindGrant& grant,
                               const Inquiry& inquiry, int quota) {
  const auto used = inquiry.usage.in_kind_this_year.find(award.key());
  const int64_t before = used == inquiry.usage.in_kind_this_year.end() ? 0 : used->second;
  v1::CriterionTrace trace;
  trace.set_criterion("quota");
  trace.set_title(absl::StrCat(grant.item(), "年度总量"));
  trace.set_needed(absl::StrCat("每年 ", quota, grant.unit()));
  trace.set_actual(absl::StrCat("已安排 ", before, grant.unit()));
  trace.set_verdict(YesIf(before + grant.quantity() <= quota));
  return trace;
}

int QuotaInKind(const v1::Award& award, const FactSet& facts) {
  if (award.has_amount()) return award.amount().in_kind().quota_per_year();
  const auto tier = facts.Text(absl::StrCat("tier-", award.tier_table().scheme()));
  for (const v1::TierRow& row : award.tier_table().rows()) {
    for (const std::string& name : row.tiers()) {
      if (tier && name == *tier) return row.amount().in_kind().quota_per_year();
    }
  }
  return 0;
}

v1::AwardEvaluation EvaluateAward(const v1::Award& award, const Inquiry& inquiry,
                                  const Occasion& occasion,
                                  const calendar::WorkingCalendar& calendar) {
  v1::AwardEvaluation evaluation;
  evaluation.set_award(award.key());
  evaluation.set_title(award.title());
  for (const v1::Criterion& criterion : award.criteria()) {
    *evaluation.add_traces() = TraceCriterion(criterion, 0, *inquiry.facts, occasion);
  }
  const Granted granted = GrantOf(award, *inquiry.facts);
  for (const v1::CriterionTrace& trace : granted.traces) *evaluation.add_traces() = trace;
  if (const int quota = QuotaInKind(award, *inquiry.facts); quota > 0) {
    for (const v1::InKindGrant& grant : granted.in_kind) {
      *evaluation.add_traces() = InKindQuota(award, grant, inquiry, quota);
    }
  }
  evaluation.set_verdict(And(AllOf(evaluation.traces(), 0), granted.verdict));
  if (evaluation.verdict() == v1::VERDICT_YES) {
    *evaluation.mutable_schedule() =
        ScheduleOf(award, granted, inquiry.approval, PaymentWorkingDays(*inquiry.terms), calendar);
  }
  return evaluation;
}

int64_t OffsetFen(const v1::Offset& offset, int64_t registered, const FactSet& facts) {
  const int64_t received = offset.received_case() == v1::Offset::kFact
                               ? facts.Number(offset.fact()).value_or(0)
                               : registered;
  return ShareOf(std::clamp<int64_t>(received, 0, kMaxBaseFen), offset.deducted_bp());
}

// Offsets first, then caps, then the claim.
void CutSchedule(const Inquiry& inquiry, v1::AmountSchedule& schedule) {
  const v1::PolicyTerms& terms = *inquiry.terms;
  for (int i = 0; i < terms.offsets_size(); ++i) {
    const int64_t registered =
        i < static_cast<int>(inquiry.usage.offsets.size()) ? inquiry.usage.offsets[i] : 0;
    const int64_t fen = OffsetFen(terms.offsets(i), registered, *inquiry.facts);
    const int64_t taken = TakeFromFirst(schedule, fen);
    if (taken > 0) schedule.add_workings(absl::StrCat("扣除已享受 ", YuanWords(taken)));
  }
  const auto left = LeftUnderCaps(terms, *inquiry.facts, inquiry.usage);
  if (left && *left < schedule.total_fen()) {
    TakeFromLast(schedule, schedule.total_fen() - *left);
    schedule.add_workings(absl::StrCat("限额余额 ", YuanWords(*left)));
  }
  if (inquiry.claimed_fen > 0 && inquiry.claimed_fen < schedule.total_fen()) {
    TakeFromLast(schedule, schedule.total_fen() - inquiry.claimed_fen);
    schedule.add_workings(absl::StrCat("申报 ", YuanWords(inquiry.claimed_fen)));
  }
}

bool Claimed(const Inquiry& inquiry, const std::string& award) {
  return inquiry.awards.empty() ||
         std::find(inquiry.awards.begin(), inquiry.awards.end(), award) != inquiry.awards.end();
}

// Gates, the best set, and the best award.
v1::Verdict VerdictOf(const v1::PolicyEvaluation& evaluation, int sets) {
  v1::Verdict any_set = sets == 0 ? v1::VERDICT_YES : v1::VERDICT_NO;
  for (int set = 1; set <= sets; ++set) any_set = Or(any_set, AllOf(evaluation.traces(), set));
  v1::Verdict any_award = v1::VERDICT_NO;
  for (const auto& award : evaluation.awards()) any_award = Or(any_award, award.verdict());
  return And(And(AllOf(evaluation.traces(), 0), any_set), any_award);
}

}  // namespace

v1::PolicyEvaluation Evaluate(const Inquiry& inquiry, const calendar::WorkingCalendar& calendar) {
  const v1::PolicyTerms& terms = *inquiry.terms;
  const FactSet& facts = *inquiry.facts;
  const Occasion occasion{inquiry.policy, terms.exclusive_group(), inquiry.as_of};
  v1::PolicyEvaluation evaluation;
  evaluation.set_policy(inquiry.policy);
  evaluation.set_policy_version(inquiry.policy_version);
  evaluation.set_title(inquiry.title);
  evaluation.set_exclusive_group(terms.exclusive_group());
  evaluation.set_automatic(terms.automatic());
  *evaluation.mutable_as_of_date() = ToDate(inquiry.as_of);
  for (auto& gate : TraceGates(terms, facts, inquiry.usage, occasion, inquiry.approval)) {
    *evaluation.add_traces() = std::move(gate);
  }
  for (int set = 0; set < terms.criterion_sets_size(); ++set) {
    for (const v1::Criterion& criterion : terms.criterion_sets(set).criteria()) {
      *evaluation.add_traces() = TraceCriterion(criterion, set + 1, facts, occasion);
    }
  }
  for (const v1::Award& award : terms.awards()) {
    if (!Claimed(inquiry, award.key())) continue;
    *evaluation.add_awards() = EvaluateAward(award, inquiry, occasion, calendar);
  }
  evaluation.set_verdict(VerdictOf(evaluation, terms.criterion_sets_size()));
  switch (evaluation.verdict()) {
    case v1::VERDICT_YES: {
      std::vector<v1::AmountSchedule> schedules;
      for (const v1::AwardEvaluation& award : evaluation.awards()) {
        if (award.verdict() == v1::VERDICT_YES) schedules.push_back(award.schedule());
      }
      *evaluation.mutable_schedule() = MergeSchedules(schedules);
      CutSchedule(inquiry, *evaluation.mutable_schedule());
      break;
    }
    case v1::VERDICT_NO:
      evaluation.set_failing_condition(FailingCondition(evaluation, terms.criterion_sets_size()));
      evaluation.clear_awards();
      break;
    default:
      for (auto& missing : MissingFacts(evaluation, terms)) {
        *evaluation.add_missing_facts() = std::move(missing);
      }
      if (!evaluation.missing_facts().empty()) {
        *evaluation.mutable_next_question() = evaluation.missing_facts(0);
      }
  }
  return evaluation;
}

void SortEvaluations(std::vector<v1::PolicyEvaluation>& evaluations) {
  const auto rank = [](v1::Verdict verdict) {
    return verdict == v1::VERDICT_YES ? 0 : verdict == v1::VERDICT_UNKNOWN ? 1 : 2;
  };
  std::stable_sort(evaluations.begin(), evaluations.end(), [&](const auto& a, const auto& b) {
    return std::make_tuple(rank(a.verdict()), std::cref(a.policy())) <
           std::make_tuple(rank(b.verdict()), std::cref(b.policy()));
  });
}

}  // namespace houniao::benefits
