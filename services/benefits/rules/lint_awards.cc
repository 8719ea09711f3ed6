#include <numeric>
#include <set>

#include "services/benefits/rules/lint_report.h"

namespace houniao::benefits {
namespace {

constexpr int kMaxInstalments = 600;

void LintParts(const google::protobuf::RepeatedField<int32_t>& parts, const std::string& path,
               LintReport& report) {
  const int64_t sum = std::accumulate(parts.begin(), parts.end(), int64_t{0});
  if (sum == 10000) return;
  report.Error("parts-sum", path + ".parts_bp",
               absl::StrCat("The parts sum to ", sum, " basis points, not to 10000."));
}

// Counts the instalments, and says whether money is given.
struct AmountFacts {
  int instalments = 0;
  bool money = false;
};

AmountFacts LintAmount(const v1::Amount& amount, const std::string& path, LintReport& report) {
  switch (amount.form_case()) {
    case v1::Amount::kOnce:
      return {1, true};
    case v1::Amount::kMonthly:
      return {amount.monthly().working_days_per_month() > 0 ? 1 : amount.monthly().max_months(),
              true};
    case v1::Amount::kEqualInstalments:
      return {amount.equal_instalments().count(), true};
    case v1::Amount::kUnequalInstalments:
      LintParts(amount.unequal_instalments().parts_bp(), path + ".unequal_instalments", report);
      return {amount.unequal_instalments().parts_bp_size(), true};
    case v1::Amount::kPercentage: {
      const v1::PercentageAmount& share = amount.percentage();
      const std::string here = path + ".percentage";
      if (!share.parts_bp().empty()) {
        LintParts(share.parts_bp(), here, report);
        if (share.interval_months() == 0 && share.parts_bp_size() > 1) {
          report.Error("parts-without-interval", here, "The parts are all due on one day.");
        }
      }
      if (share.cap_fen() == 0) {
        report.Warning("share-without-cap", here, "The share of the base has no cap.");
      }
      return {std::max(1, share.parts_bp_size()), true};
    }
    case v1::Amount::kPoints:
    case v1::Amount::kInKind:
      return {};
    case v1::Amount::FORM_NOT_SET:
      report.Error("amount-without-form", path, "It is not said what is given.");
      return {};
  }
  return {};
}

AmountFacts LintTable(const v1::TierTable& table, const std::string& path, LintReport& report) {
  AmountFacts most;
  std::set<std::string> seen;
  for (int row = 0; row < table.rows_size(); ++row) {
    const std::string here = absl::StrCat(path, ".rows[", row, "]");
    for (const std::string& tier : table.rows(row).tiers()) {
      if (!seen.insert(tier).second) {
        report.Error("tier-twice", here, absl::StrCat("Tier ", tier, " stands in two rows."));
      }
    }
    const AmountFacts facts = LintAmount(table.rows(row).amount(), here + ".amount", report);
    most.instalments = std::max(most.instalments, facts.instalments);
    most.money = most.money || facts.money;
  }
  return most;
}

}  // namespace

void LintAwards(const v1::PolicyTerms& terms, LintReport& report) {
  std::set<std::string> keys;
  int instalments = 0;
  bool money = false;
  for (int i = 0; i < terms.awards_size(); ++i) {
    const v1::Award& award = terms.awards(i);
    const std::string path = absl::StrCat("terms.awards[", i, "]");
    if (!keys.insert(award.key()).second) {
      report.Error("duplicate-key", path + ".key", "Two awards have the same key.");
    }
    AmountFacts facts;
    if (award.has_amount()) facts = LintAmount(award.amount(), path + ".amount", report);
    if (award.has_tier_table()) facts = LintTable(award.tier_table(), path + ".tier_table", report);
    if (award.amount_by_case() == v1::Award::AMOUNT_BY_NOT_SET) {
      report.Error("award-without-amount", path, "The award has neither an amount nor a table.");
    }
    instalments += facts.instalments;
    money = money || facts.money;
  }
  if (instalments > kMaxInstalments) {
    report.Error("too-many-instalments", "terms.awards",
                 absl::StrCat("A case would have up to ", instalments, " instalments, more than ",
                              kMaxInstalments, "."));
  }
  if (money && terms.budget_line().empty()) {
    report.Error("money-without-budget", "terms.budget_line",
                 "Money is given, but no budget line pays.");
  }
}

}  // namespace houniao::benefits
