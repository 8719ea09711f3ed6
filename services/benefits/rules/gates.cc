#include "services/benefits/rules/gates.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/calendar/season.h"
#include "services/benefits/rules/verdicts.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

v1::CriterionTrace NewGate(absl::string_view key, absl::string_view title) {
  v1::CriterionTrace gate;
  gate.set_criterion(std::string(key));
  gate.set_title(std::string(title));
  gate.set_verdict(v1::VERDICT_YES);
  return gate;
}

// Alive, processed, and without a record of misconduct in force today. The registers that hold
// these facts are always read, so an absent fact means that there is none.
v1::CriterionTrace Standing(const FactSet& facts, const Occasion& occasion, absl::CivilDay today) {
  v1::CriterionTrace gate = NewGate("standing", "本人状态");
  gate.set_needed("在世、档案正常、无在期失信记录");
  gate.set_actual("正常");
  for (absl::string_view key : {"death-date", "integrity-record-end-date", "profile-suspended"}) {
    gate.add_facts(std::string(key));
  }
  std::string wrong;
  if (const auto death = facts.Day("death-date"); death && *death <= occasion.as_of) {
    wrong = absl::StrCat("已于 ", FormatDay(*death), " 去世");
  } else if (const auto end = facts.Day("integrity-record-end-date"); end && today <= *end) {
    wrong = absl::StrCat("失信记录至 ", FormatDay(*end));
  } else if (facts.Flag("profile-suspended").value_or(false)) {
    wrong = "档案已暂停使用";
  }
  if (wrong.empty()) return gate;
  gate.set_verdict(v1::VERDICT_NO);
  gate.set_actual(wrong);
  return gate;
}

v1::CriterionTrace Effective(const v1::PolicyTerms& terms, absl::CivilDay as_of) {
  v1::CriterionTrace gate = NewGate("effective", "政策有效期");
  const auto start = ToCivilDay(terms.effective().start_date());
  const auto end = ToCivilDay(terms.effective().end_date());
  gate.set_needed(
      absl::StrCat(start ? FormatDay(*start) : "不限", " 至 ", end ? FormatDay(*end) : "不限"));
  gate.set_actual(FormatDay(as_of));
  gate.set_verdict(YesIf((!start || *start <= as_of) && (!end || as_of <= *end)));
  return gate;
}

v1::CriterionTrace Window(const v1::PolicyTerms& terms, absl::CivilDay as_of) {
  v1::CriterionTrace gate = NewGate("application-window", "申报时间");
  std::vector<std::string> windows;
  for (const auto& window : terms.application_windows()) {
    windows.push_back(absl::StrFormat("%02d-%02d 至 %02d-%02d", window.start_month(),
                                      window.start_day(), window.end_month(), window.end_day()));
  }
  gate.set_needed(Clip(absl::StrJoin(windows, "、"), 500));
  gate.set_actual(FormatDay(as_of));
  gate.set_verdict(YesIf(InApplicationWindow(terms, as_of)));
  return gate;
}

// Excluded policies, and other policies of the exclusive group.
v1::CriterionTrace Exclusions(const v1::PolicyTerms& terms, const FactSet& facts,
                              const Occasion& occasion) {
  v1::CriterionTrace gate = NewGate("exclusions", "不重复享受");
  std::string needed = "未享受 ";
  absl::StrAppend(&needed, absl::StrJoin(terms.excluded_policies(), "、"));
  if (!terms.exclusive_group().empty()) {
    absl::StrAppend(&needed, terms.excluded_policies().empty() ? "" : "、", "同类政策 (",
                    terms.exclusive_group(), ") 的其他政策");
  }
  gate.set_needed(Clip(needed, 500));
  gate.add_facts("received-policies");
  const auto received = facts.Texts("received-policies");
  std::vector<std::string> both;
  if (received) {
    for (const std::string& policy : *received) {
      const auto& excluded = terms.excluded_policies();
      if (std::find(excluded.begin(), excluded.end(), policy) != excluded.end()) {
        both.push_back(policy);
      }
    }
  }
  bool known = received.has_value();
  if (!terms.exclusive_group().empty()) {
    gate.add_facts("received-groups");
    const auto groups = facts.Texts("received-groups");
    known = known && groups.has_value();
    const bool own = received && std::find(received->begin(), received->end(), occasion.policy) !=
                                     received->end();
    if (groups && !own &&
        std::find(groups->begin(), groups->end(), terms.exclusive_group()) != groups->end()) {
      both.push_back(terms.exclusive_group());
    }
  }
  if (!both.empty()) {
    gate.set_verdict(v1::VERDICT_NO);
    gate.set_actual(Clip(absl::StrCat("已享受 ", absl::StrJoin(both, "、")), 500));
  } else if (!known) {
    gate.set_verdict(v1::VERDICT_UNKNOWN);
  } else {
    gate.set_actual("未享受");
  }
  return gate;
}

absl::string_view ScopeWords(v1::Cap::Scope scope) {
  switch (scope) {
    case v1::Cap::FAMILY:
      return "每个家庭";
    case v1::Cap::EMPLOYER:
      return "每个单位";
    case v1::Cap::DISTRICT:
      return "全区";
    default:
      return "每人";
  }
}

// What is used under a cap together with facts from outside; nothing if those are missing.
struct CapUse {
  Usage::Use use;
  bool complete = true;
  std::vector<std::string> facts;
};

CapUse UseOf(const v1::Cap& cap, const Usage::Use& own, const FactSet& facts) {
  CapUse result{own, true, {}};
  if (cap.scope() == v1::Cap::FAMILY) {
    if (cap.amount_fen() > 0) {
      result.facts.push_back("spouse-received-fen");
      const auto spouse = facts.Number("spouse-received-fen");
      if (spouse) result.use.amount_fen += std::clamp<int64_t>(*spouse, 0, cap.amount_fen());
      result.complete = result.complete && spouse.has_value();
    }
    if (cap.case_count() > 0) {
      result.facts.push_back("spouse-received-cases");
      const auto spouse = facts.Number("spouse-received-cases");
      if (spouse) result.use.cases += std::clamp<int64_t>(*spouse, 0, cap.case_count());
      result.complete = result.complete && spouse.has_value();
    }
  }
  if (cap.scope() == v1::Cap::EMPLOYER) {
    result.facts.push_back("employer");
    result.complete = facts.Text("employer").has_value();
  }
  return result;
}

v1::CriterionTrace CapGate(const v1::Cap& cap, const Usage::Use& own, const FactSet& facts) {
  v1::CriterionTrace gate = NewGate("caps", "限额");
  const CapUse used = UseOf(cap, own, facts);
  std::vector<std::string> needed, actual;
  if (cap.amount_fen() > 0) {
    needed.push_back(absl::StrCat("累计不超过 ", YuanWords(cap.amount_fen())));
    actual.push_back(absl::StrCat("已享受 ", YuanWords(used.use.amount_fen)));
  }
  if (cap.case_count() > 0) {
    needed.push_back(absl::StrCat("不超过 ", cap.case_count(), " 件"));
    actual.push_back(absl::StrCat("已批准 ", used.use.cases, " 件"));
  }
  gate.set_needed(absl::StrCat(ScopeWords(cap.scope()), cap.period() == v1::Cap::YEAR ? "每年" : "",
                               absl::StrJoin(needed, ", ")));
  for (const std::string& fact : used.facts) gate.add_facts(fact);
  const bool full = (cap.amount_fen() > 0 && used.use.amount_fen >= cap.amount_fen()) ||
                    (cap.case_count() > 0 && used.use.cases >= cap.case_count());
  if (full) {
    gate.set_verdict(v1::VERDICT_NO);
  } else if (!used.complete) {
    gate.set_verdict(v1::VERDICT_UNKNOWN);
    return gate;
  }
  gate.set_actual(absl::StrJoin(actual, ", "));
  return gate;
}

v1::CriterionTrace Quota(const v1::PolicyTerms& terms, const Usage& usage) {
  v1::CriterionTrace gate = NewGate("quota", "年度名额");
  gate.set_needed(absl::StrCat("每年 ", terms.quota_per_year(), " 名"));
  gate.set_actual(absl::StrCat("已批准 ", usage.cases_this_year, " 名"));
  gate.set_verdict(YesIf(usage.cases_this_year < terms.quota_per_year()));
  return gate;
}

// An offset over a fact: unknown money is not taken for nothing.
v1::CriterionTrace OffsetGate(const std::string& fact, const FactSet& facts) {
  v1::CriterionTrace gate = NewGate("offsets", "已享受金额抵扣");
  gate.set_needed("已享受金额明确");
  gate.add_facts(fact);
  const auto received = facts.Number(fact);
  if (received) {
    gate.set_actual(absl::StrCat("已享受 ", YuanWords(*received)));
  } else {
    gate.set_verdict(v1::VERDICT_UNKNOWN);
  }
  return gate;
}

Usage::Use OwnUse(const Usage& usage, int cap) {
  return cap < static_cast<int>(usage.caps.size()) ? usage.caps[cap] : Usage::Use();
}

}  // namespace

std::vector<v1::CriterionTrace> TraceGates(const v1::PolicyTerms& terms, const FactSet& facts,
                                           const Usage& usage, const Occasion& occasion,
                                           absl::CivilDay today) {
  std::vector<v1::CriterionTrace> gates = {Standing(facts, occasion, today),
                                           Effective(terms, occasion.as_of)};
  if (!terms.application_windows().empty()) gates.push_back(Window(terms, occasion.as_of));
  if (!terms.excluded_policies().empty() || !terms.exclusive_group().empty()) {
    gates.push_back(Exclusions(terms, facts, occasion));
  }
  for (const v1::Offset& offset : terms.offsets()) {
    if (offset.has_fact()) gates.push_back(OffsetGate(offset.fact(), facts));
  }
  for (int i = 0; i < terms.caps_size(); ++i) {
    gates.push_back(CapGate(terms.caps(i), OwnUse(usage, i), facts));
  }
  if (terms.quota_per_year() > 0) gates.push_back(Quota(terms, usage));
  return gates;
}

std::optional<int64_t> LeftUnderCaps(const v1::PolicyTerms& terms, const FactSet& facts,
                                     const Usage& usage) {
  std::optional<int64_t> left;
  for (int i = 0; i < terms.caps_size(); ++i) {
    const v1::Cap& cap = terms.caps(i);
    if (cap.amount_fen() == 0) continue;
    const int64_t used = UseOf(cap, OwnUse(usage, i), facts).use.amount_fen;
    const int64_t here = std::max<int64_t>(0, cap.amount_fen() - used);
    left = std::min(left.value_or(here), here);
  }
  return left;
}

absl::CivilDay CountedDay(absl::CivilDay submitted, int cut_off_day) {
  if (cut_off_day <= 0 || submitted.day() <= cut_off_day) return submitted;
  return absl::CivilDay(absl::CivilMonth(submitted) + 1);
}

bool InApplicationWindow(const v1::PolicyTerms& terms, absl::CivilDay day) {
  if (terms.application_windows().empty()) return true;
  return std::any_of(terms.application_windows().begin(), terms.application_windows().end(),
                     [&](const auto& window) { return calendar::Contains(window, day); });
}

}  // namespace houniao::benefits
