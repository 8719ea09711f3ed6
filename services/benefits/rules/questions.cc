#include "services/benefits/rules/questions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

struct Known {
  absl::string_view key;
  v1::MissingFact::Cost cost;
  absl::string_view question;
};

constexpr Known kKnown[] = {
    {"service-days-year", v1::MissingFact::EVENT, "本年度经单位确认的服务日有多少个工作日?"},
    {"service-days-rolling-year", v1::MissingFact::EVENT, "近十二个月经单位确认的服务日有多少?"},
    {"service-days-engagement", v1::MissingFact::EVENT, "本次聘期经单位确认的服务日有多少?"},
    {"agreement-months", v1::MissingFact::RECORD, "合作协议期是多少个月?"},
    {"birth-date", v1::MissingFact::RECORD, "出生日期是哪一天?"},
    {"employment-status", v1::MissingFact::RECORD, "目前的就业状态是什么?"},
    {"education", v1::MissingFact::RECORD, "最高学历是什么?"},
    {"title-rank", v1::MissingFact::RECORD, "职称是哪一级?"},
    {"insurance-months", v1::MissingFact::DOCUMENT, "在本地缴纳社会保险多少个月 (参保证明)?"},
    {"contract-months", v1::MissingFact::QUESTION, "劳动合同期是多少个月?"},
    {"received-policies", v1::MissingFact::RECORD, "已经享受过哪些政策?"},
    {"received-groups", v1::MissingFact::RECORD, "已经享受过哪些同类政策?"},
    {"new-to-district", v1::MissingFact::QUESTION, "是否首次来本区工作?"},
    {"programmes", v1::MissingFact::QUESTION, "是否入选科技特派员等其他计划?"},
    {"engagement-form", v1::MissingFact::RECORD, "以哪种形式柔性引进?"},
    {"region-work", v1::MissingFact::RECORD, "工作地在哪里?"},
    {"region-home", v1::MissingFact::RECORD, "居住地在哪里?"},
    {"region-employer", v1::MissingFact::RECORD, "用人单位在哪里?"},
    {"evaluation-annual", v1::MissingFact::EVENT, "年度考核是否合格?"},
    {"evaluation-final", v1::MissingFact::EVENT, "期满考核是否合格?"},
    {"employer", v1::MissingFact::QUESTION, "由哪个用人单位申报?"},
    {"spouse-received-fen", v1::MissingFact::QUESTION, "配偶已享受本政策多少钱 (分)?"},
    {"spouse-received-cases", v1::MissingFact::QUESTION, "配偶已享受本政策几次?"},
};

const Known* Find(absl::string_view fact) {
  for (const Known& known : kKnown) {
    if (known.key == fact) return &known;
  }
  return nullptr;
}

// Question that a FactCriterion of the terms brings for `fact`; empty if none does.
std::string OwnQuestion(absl::string_view fact, const v1::PolicyTerms& terms) {
  const auto of = [&](const auto& criteria) -> std::string {
    for (const v1::Criterion& criterion : criteria) {
      if (criterion.has_fact() && criterion.fact().key() == fact &&
          !criterion.fact().question().empty()) {
        return criterion.fact().question();
      }
    }
    return "";
  };
  for (const v1::CriterionSet& set : terms.criterion_sets()) {
    if (std::string own = of(set.criteria()); !own.empty()) return own;
  }
  for (const v1::Award& award : terms.awards()) {
    if (std::string own = of(award.criteria()); !own.empty()) return own;
  }
  return "";
}

// Unknown criteria of each set that can still hold.
std::map<int, int> OpenSets(const v1::PolicyEvaluation& evaluation) {
  std::map<int, int> open;
  std::set<int> dead;
  bool holds = false;
  std::map<int, bool> all_yes;
  for (const v1::CriterionTrace& trace : evaluation.traces()) {
    const int set = trace.criterion_set();
    if (set == 0) continue;
    all_yes.emplace(set, true);
    if (trace.verdict() != v1::VERDICT_YES) all_yes[set] = false;
    if (trace.verdict() == v1::VERDICT_NO) dead.insert(set);
    if (trace.verdict() == v1::VERDICT_UNKNOWN) ++open[set];
  }
  for (const auto& [set, yes] : all_yes) holds = holds || yes;
  if (holds) return {};  // one set holds: the others need no answer
  for (int set : dead) open.erase(set);
  return open;
}

}  // namespace

v1::MissingFact::Cost CostOf(absl::string_view fact) {
  if (const Known* known = Find(fact); known != nullptr) return known->cost;
  if (absl::StartsWith(fact, "tier-")) return v1::MissingFact::RECORD;
  if (absl::StartsWith(fact, "document-")) return v1::MissingFact::DOCUMENT;
  return v1::MissingFact::QUESTION;
}

std::string QuestionFor(absl::string_view fact, const v1::PolicyTerms& terms) {
  if (std::string own = OwnQuestion(fact, terms); !own.empty()) return own;
  if (const Known* known = Find(fact); known != nullptr) return std::string(known->question);
  if (absl::StartsWith(fact, "tier-")) {
    return absl::StrCat("在 ", fact.substr(5), " 体系下认定为哪一层次?");
  }
  if (absl::StartsWith(fact, "document-")) {
    return absl::StrCat("材料 ", fact.substr(9), " 有效期到哪一天?");
  }
  return absl::StrCat(fact, " 是什么?");
}

std::vector<v1::MissingFact> MissingFacts(const v1::PolicyEvaluation& evaluation,
                                          const v1::PolicyTerms& terms) {
  if (evaluation.verdict() != v1::VERDICT_UNKNOWN) return {};
  // Fact -> unknown criteria of the best set that waits for it.
  std::map<std::string, int> wanted;
  const auto want = [&](const v1::CriterionTrace& trace, int rank) {
    if (trace.verdict() != v1::VERDICT_UNKNOWN) return;
    for (const std::string& fact : trace.facts()) {
      const auto [at, fresh] = wanted.emplace(fact, rank);
      if (!fresh) at->second = std::min(at->second, rank);
    }
  };
  const std::map<int, int> open = OpenSets(evaluation);
  for (const v1::CriterionTrace& trace : evaluation.traces()) {
    if (trace.criterion_set() == 0) want(trace, 1);
    const auto set = open.find(trace.criterion_set());
    if (set != open.end()) want(trace, set->second);
  }
  const bool granted =
      std::any_of(evaluation.awards().begin(), evaluation.awards().end(),
                  [](const auto& award) { return award.verdict() == v1::VERDICT_YES; });
  for (const v1::AwardEvaluation& award : evaluation.awards()) {
    if (granted || award.verdict() != v1::VERDICT_UNKNOWN) continue;
    for (const v1::CriterionTrace& trace : award.traces()) want(trace, 1);
  }
  std::vector<std::tuple<int, int, std::string>> order;
  for (const auto& [fact, rank] : wanted) order.emplace_back(CostOf(fact), rank, fact);
  std::sort(order.begin(), order.end());
  std::vector<v1::MissingFact> missing;
  for (const auto& [cost, rank, fact] : order) {
    v1::MissingFact item;
    item.set_key(fact);
    item.set_cost(static_cast<v1::MissingFact::Cost>(cost));
    item.set_question(Clip(QuestionFor(fact, terms), 200));
    item.add_policies(evaluation.policy());
    missing.push_back(std::move(item));
  }
  return missing;
}

std::optional<v1::MissingFact> NextQuestion(const std::vector<v1::PolicyEvaluation>& evaluations) {
  std::map<std::string, v1::MissingFact> facts;
  for (const v1::PolicyEvaluation& evaluation : evaluations) {
    for (const v1::MissingFact& missing : evaluation.missing_facts()) {
      const auto [at, fresh] = facts.emplace(missing.key(), missing);
      if (!fresh) at->second.mutable_policies()->MergeFrom(missing.policies());
    }
  }
  const v1::MissingFact* best = nullptr;
  for (const auto& [key, missing] : facts) {
    if (best == nullptr || std::make_tuple(missing.cost(), -missing.policies_size()) <
                               std::make_tuple(best->cost(), -best->policies_size())) {
      best = &missing;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

}  // namespace houniao::benefits
