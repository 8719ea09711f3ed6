#include "services/benefits/rules/amounts.h"

#include <algorithm>

#include "services/benefits/rules/criteria.h"
#include "services/benefits/rules/verdicts.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

v1::CriterionTrace TraceOf(absl::string_view key, absl::string_view title, v1::Verdict verdict,
                           std::string needed, std::string actual, absl::string_view fact) {
  v1::CriterionTrace trace;
  trace.set_criterion(std::string(key));
  trace.set_title(std::string(title));
  trace.set_verdict(verdict);
  trace.set_needed(Clip(needed, 500));
  trace.set_actual(Clip(actual, 500));
  trace.add_facts(std::string(fact));
  return trace;
}

std::vector<Part> Spread(const std::vector<int64_t>& sums, int interval_months) {
  std::vector<Part> parts;
  for (size_t i = 0; i < sums.size(); ++i) {
    if (sums[i] > 0) parts.push_back({sums[i], static_cast<int>(i) * interval_months});
  }
  return parts;
}

// A month for every so many confirmed days of service, paid together: they were served already.
void GrantServedMonths(const v1::MonthlyAmount& monthly, const FactSet& facts, Granted& granted) {
  const std::string key = ServiceDaysKey(monthly.service_period());
  const std::string needed =
      absl::StrCat("每 ", monthly.working_days_per_month(), " 个工作日计 1 个月");
  const auto days = facts.Number(key);
  if (!days) {
    granted.traces.push_back(
        TraceOf("service-months", "服务月数", v1::VERDICT_UNKNOWN, needed, "", key));
    return;
  }
  const int64_t months =
      std::clamp<int64_t>(*days / monthly.working_days_per_month(), 0, monthly.max_months());
  granted.verdict = YesIf(months > 0);
  granted.traces.push_back(TraceOf("service-months", "服务月数", granted.verdict, needed,
                                   absl::StrCat(*days, " 个工作日, 计 ", months, " 个月"), key));
  granted.workings.push_back(absl::StrCat(*days, " 个工作日 ÷ ", monthly.working_days_per_month(),
                                          " = ", months, " 个月 (最多 ", monthly.max_months(),
                                          " 个月)"));
  granted.workings.push_back(absl::StrCat(YuanWords(monthly.amount_fen()), " × ", months, " 个月"));
  if (months > 0) granted.parts = {{monthly.amount_fen() * months, 0}};
}

void GrantMonthly(const v1::MonthlyAmount& monthly, const FactSet& facts, Granted& granted) {
  if (monthly.working_days_per_month() > 0) return GrantServedMonths(monthly, facts, granted);
  granted.verdict = v1::VERDICT_YES;
  granted.workings.push_back(absl::StrCat("每月 ", YuanWords(monthly.amount_fen()), ", 共 ",
                                          monthly.max_months(), " 个月"));
  for (int month = 0; month < monthly.max_months(); ++month) {
    granted.parts.push_back({monthly.amount_fen(), month});
  }
}

void GrantPercentage(const v1::PercentageAmount& percentage, const FactSet& facts,
                     Granted& granted) {
  const std::string needed = absl::StrCat("基数 ", percentage.base_fact());
  const auto base = facts.Number(percentage.base_fact());
  const bool usable = base && *base >= 0 && *base <= kMaxBaseFen;
  if (!usable) {
    granted.traces.push_back(
        TraceOf("base", "计算基数", v1::VERDICT_UNKNOWN, needed, "", percentage.base_fact()));
    return;
  }
  int64_t total = ShareOf(*base, percentage.rate_bp());
  granted.workings.push_back(absl::StrFormat("%s × %d.%02d%% = %s", YuanWords(*base),
                                             percentage.rate_bp() / 100, percentage.rate_bp() % 100,
                                             YuanWords(total)));
  if (percentage.cap_fen() > 0 && total > percentage.cap_fen()) {
    total = percentage.cap_fen();
    granted.workings.push_back(absl::StrCat("封顶 ", YuanWords(total)));
  }
  granted.verdict = YesIf(total > 0);
  granted.traces.push_back(TraceOf("base", "计算基数", granted.verdict, needed, YuanWords(*base),
                                   percentage.base_fact()));
  if (percentage.parts_bp().empty()) {
    granted.parts = Spread({total}, 0);
  } else {
    granted.parts =
        Spread(SplitByShares(total, {percentage.parts_bp().begin(), percentage.parts_bp().end()}),
               percentage.interval_months());
  }
}

void GrantInKind(const v1::InKindAmount& in_kind, absl::string_view award, Granted& granted) {
  v1::InKindGrant grant;
  grant.set_award(std::string(award));
  grant.set_item(in_kind.item());
  grant.set_quantity(in_kind.quantity_per_year());
  grant.set_unit(in_kind.unit());
  granted.in_kind.push_back(std::move(grant));
  granted.verdict = v1::VERDICT_YES;
  granted.workings.push_back(
      absl::StrCat(in_kind.item(), " 每年 ", in_kind.quantity_per_year(), in_kind.unit()));
}

void GrantAmount(const v1::Amount& amount, absl::string_view award, const FactSet& facts,
                 Granted& granted) {
  switch (amount.form_case()) {
    case v1::Amount::kOnce:
      granted.verdict = v1::VERDICT_YES;
      granted.parts = {{amount.once().amount_fen(), 0}};
      granted.workings.push_back(absl::StrCat("一次性 ", YuanWords(amount.once().amount_fen())));
      return;
    case v1::Amount::kMonthly:
      return GrantMonthly(amount.monthly(), facts, granted);
    case v1::Amount::kEqualInstalments: {
      const auto& equal = amount.equal_instalments();
      granted.verdict = v1::VERDICT_YES;
      granted.parts =
          Spread(SplitEqually(equal.total_fen(), equal.count()), equal.interval_months());
      granted.workings.push_back(
          absl::StrCat("总额 ", YuanWords(equal.total_fen()), ", 分 ", equal.count(), " 期"));
      return;
    }
    case v1::Amount::kUnequalInstalments: {
      const auto& unequal = amount.unequal_instalments();
      granted.verdict = v1::VERDICT_YES;
      granted.parts = Spread(SplitByShares(unequal.total_fen(),
                                           {unequal.parts_bp().begin(), unequal.parts_bp().end()}),
                             unequal.interval_months());
      granted.workings.push_back(absl::StrCat("总额 ", YuanWords(unequal.total_fen()), ", 分 ",
                                              unequal.parts_bp_size(), " 期"));
      return;
    }
    case v1::Amount::kPercentage:
      return GrantPercentage(amount.percentage(), facts, granted);
    case v1::Amount::kPoints:
      granted.verdict = v1::VERDICT_YES;
      granted.points = amount.points().points();
      granted.workings.push_back(
          absl::StrCat(amount.points().purpose(), " ", amount.points().points(), " 分"));
      return;
    case v1::Amount::kInKind:
      return GrantInKind(amount.in_kind(), award, granted);
    case v1::Amount::FORM_NOT_SET:
      return;
  }
}

const v1::Amount* RowOf(const v1::TierTable& table, const std::string& tier) {
  for (const v1::TierRow& row : table.rows()) {
    if (std::find(row.tiers().begin(), row.tiers().end(), tier) != row.tiers().end()) {
      return &row.amount();
    }
  }
  return nullptr;
}

void GrantByTier(const v1::TierTable& table, absl::string_view award, const FactSet& facts,
                 Granted& granted) {
  std::vector<std::string> tiers;
  for (const v1::TierRow& row : table.rows()) {
    tiers.insert(tiers.end(), row.tiers().begin(), row.tiers().end());
  }
  const std::string fact = absl::StrCat("tier-", table.scheme());
  const std::string needed = absl::StrCat(table.scheme(), " 层次 ", absl::StrJoin(tiers, "、"));
  const auto tier = facts.Text(fact);
  const v1::Amount* amount = tier ? RowOf(table, *tier) : nullptr;
  const v1::Verdict verdict = tier ? YesIf(amount != nullptr) : v1::VERDICT_UNKNOWN;
  const std::string actual = !tier             ? ""
                             : *tier == "none" ? "无有效认定"
                                               : absl::StrCat("层次 ", *tier);
  granted.traces.push_back(TraceOf("tier-row", "金额档次", verdict, needed, actual, fact));
  granted.verdict = verdict;
  if (amount == nullptr) return;
  granted.verdict = v1::VERDICT_UNKNOWN;
  granted.workings.push_back(absl::StrCat("层次 ", *tier));
  GrantAmount(*amount, award, facts, granted);
}

}  // namespace

int64_t ShareOf(int64_t total_fen, int64_t bp) {
  return total_fen / 10000 * bp + total_fen % 10000 * bp / 10000;
}

std::vector<int64_t> SplitByShares(int64_t total_fen, const std::vector<int32_t>& parts_bp) {
  std::vector<int64_t> parts;
  int64_t left = total_fen;
  for (int32_t bp : parts_bp) {
    parts.push_back(std::min(left, ShareOf(total_fen, bp)));
    left -= parts.back();
  }
  if (!parts.empty()) parts.back() += left;
  return parts;
}

std::vector<int64_t> SplitEqually(int64_t total_fen, int count) {
  std::vector<int64_t> parts(count, total_fen / count);
  parts.back() += total_fen % count;
  return parts;
}

Granted GrantOf(const v1::Award& award, const FactSet& facts) {
  Granted granted;
  if (award.has_amount()) GrantAmount(award.amount(), award.key(), facts, granted);
  if (award.has_tier_table()) GrantByTier(award.tier_table(), award.key(), facts, granted);
  return granted;
}

}  // namespace houniao::benefits
