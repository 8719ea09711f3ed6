#include <algorithm>
#include <map>
#include <set>

#include "common/codes/education.h"
#include "services/benefits/rules/criteria.h"
#include "services/benefits/rules/known_facts.h"
#include "services/benefits/rules/lint_report.h"

namespace houniao::benefits {
namespace {

using Kind = v1::FactValue::KindCase;

const v1::NumberRange* RangeOf(const v1::Criterion& criterion) {
  switch (criterion.test_case()) {
    case v1::Criterion::kAgreementMonths:
      return &criterion.agreement_months();
    case v1::Criterion::kAge:
      return &criterion.age();
    case v1::Criterion::kInsuranceMonths:
      return &criterion.insurance_months();
    case v1::Criterion::kContractMonths:
      return &criterion.contract_months();
    case v1::Criterion::kMonthsSince:
      return &criterion.months_since().months();
    default:
      return nullptr;
  }
}

// True if operator, value and the kind of a known fact can agree.
bool CanAgree(const v1::FactCriterion& fact) {
  const Kind value = fact.value().kind_case();
  const Kind known = KindOfFact(fact.key());
  const bool texts = value == Kind::kText || value == Kind::kTexts;
  const bool fact_texts =
      known == Kind::KIND_NOT_SET || known == Kind::kText || known == Kind::kTexts;
  switch (fact.op()) {
    case v1::FactCriterion::EQUAL:
    case v1::FactCriterion::NOT_EQUAL:
      return value != Kind::KIND_NOT_SET && (known == Kind::KIND_NOT_SET || known == value);
    case v1::FactCriterion::AT_LEAST:
    case v1::FactCriterion::AT_MOST:
    case v1::FactCriterion::ABOVE:
    case v1::FactCriterion::BELOW:
      return (value == Kind::kNumber || value == Kind::kDate) &&
             (known == Kind::KIND_NOT_SET || known == value);
    case v1::FactCriterion::ANY_OF:
    case v1::FactCriterion::NONE_OF:
      return texts && fact_texts;
    case v1::FactCriterion::STARTS_WITH:
      return texts && (known == Kind::KIND_NOT_SET || known == Kind::kText);
    default:
      return false;
  }
}

void LintCriterion(const v1::Criterion& criterion, const std::string& path, LintReport& report) {
  if (criterion.test_case() == v1::Criterion::TEST_NOT_SET) {
    report.Error("criterion-without-test", path, "It is not said what is tested.");
  }
  if (const v1::NumberRange* range = RangeOf(criterion); range != nullptr) {
    if (!range->has_min() && !range->has_max()) {
      report.Error("range-open", path, "The range has no bound.");
    } else if (range->has_min() && range->has_max() && range->min() > range->max()) {
      report.Error("range-empty", path, "No number lies in the range.");
    }
  }
  if (criterion.has_fact() && !CanAgree(criterion.fact())) {
    report.Error("kinds-never-agree", path + ".fact",
                 "The operator cannot compare a fact of this kind with this value.");
  }
  if (criterion.has_education() &&
      codes::FindEducationLevel(criterion.education().min_education()) == nullptr) {
    report.Error("unknown-education", path + ".education", "GB/T 4658 has no such level.");
  }
}

// Ranges over the same fact that exclude each other, and tiers that no row or set shares.
bool Contradict(const v1::Criterion& a, const v1::Criterion& b) {
  if (a.test_case() != b.test_case()) return false;
  if (a.has_tier()) {
    if (a.tier().scheme() != b.tier().scheme()) return false;
    return std::none_of(a.tier().tiers().begin(), a.tier().tiers().end(), [&](const auto& tier) {
      const auto& other = b.tier().tiers();
      return std::find(other.begin(), other.end(), tier) != other.end();
    });
  }
  if (a.has_months_since() && a.months_since().fact() != b.months_since().fact()) return false;
  const v1::NumberRange* left = RangeOf(a);
  const v1::NumberRange* right = RangeOf(b);
  if (left == nullptr || right == nullptr) return false;
  return (left->has_max() && right->has_min() && left->max() < right->min()) ||
         (right->has_max() && left->has_min() && right->max() < left->min());
}

void LintSet(const v1::CriterionSet& set, const std::string& path, LintReport& report) {
  std::set<std::string> keys;
  for (int i = 0; i < set.criteria_size(); ++i) {
    const std::string here = absl::StrCat(path, ".criteria[", i, "]");
    if (!keys.insert(set.criteria(i).key()).second) {
      report.Error("duplicate-key", here + ".key", "Two criteria of the set have the same key.");
    }
    LintCriterion(set.criteria(i), here, report);
    for (int j = 0; j < i; ++j) {
      if (!Contradict(set.criteria(i), set.criteria(j))) continue;
      report.Error("dead-criterion-set", here,
                   absl::StrCat("It can never hold together with `", set.criteria(j).key(), "`."));
    }
  }
}

// The tests of a set, without names and words.
std::set<std::string> TestsOf(const v1::CriterionSet& set) {
  std::set<std::string> tests;
  for (v1::Criterion criterion : set.criteria()) {
    criterion.clear_key();
    criterion.clear_title();
    criterion.clear_citation();
    tests.insert(criterion.SerializeAsString());
  }
  return tests;
}

// A set that asks for all that another asks for, and more, opens no further way.
void LintCovered(const v1::PolicyTerms& terms, LintReport& report) {
  for (int i = 0; i < terms.criterion_sets_size(); ++i) {
    const auto tests = TestsOf(terms.criterion_sets(i));
    for (int j = 0; j < terms.criterion_sets_size(); ++j) {
      if (i == j) continue;
      const auto fewer = TestsOf(terms.criterion_sets(j));
      if (!std::includes(tests.begin(), tests.end(), fewer.begin(), fewer.end())) continue;
      if (tests == fewer && i < j) continue;
      report.Warning("covered-set", absl::StrCat("terms.criterion_sets[", i, "]"),
                     absl::StrCat("Whoever meets it meets set ", j + 1, " as well."));
      break;
    }
  }
}

// Tiers that qualify in some set under the scheme; nothing if a set does not limit them.
std::optional<std::set<std::string>> QualifyingTiers(const v1::PolicyTerms& terms,
                                                     const std::string& scheme) {
  std::set<std::string> tiers;
  for (const v1::CriterionSet& set : terms.criterion_sets()) {
    bool limited = false;
    for (const v1::Criterion& criterion : set.criteria()) {
      if (!criterion.has_tier() || criterion.tier().scheme() != scheme) continue;
      limited = true;
      tiers.insert(criterion.tier().tiers().begin(), criterion.tier().tiers().end());
    }
    if (!limited) return std::nullopt;
  }
  if (terms.criterion_sets().empty()) return std::nullopt;
  return tiers;
}

void LintTiers(const v1::PolicyTerms& terms, LintReport& report) {
  for (int i = 0; i < terms.awards_size(); ++i) {
    if (!terms.awards(i).has_tier_table()) continue;
    const v1::TierTable& table = terms.awards(i).tier_table();
    const auto qualifying = QualifyingTiers(terms, table.scheme());
    if (!qualifying) continue;
    const std::string path = absl::StrCat("terms.awards[", i, "].tier_table");
    std::set<std::string> paid;
    for (int row = 0; row < table.rows_size(); ++row) {
      const auto& tiers = table.rows(row).tiers();
      paid.insert(tiers.begin(), tiers.end());
      const bool alive = std::any_of(tiers.begin(), tiers.end(), [&](const std::string& tier) {
        return qualifying->count(tier) > 0;
      });
      if (!alive) {
        report.Warning("dead-row", absl::StrCat(path, ".rows[", row, "]"),
                       "No criterion set admits these tiers.");
      }
    }
    for (const std::string& tier : *qualifying) {
      if (paid.count(tier) == 0) {
        report.Warning("tier-gap", path, absl::StrCat("Tier ", tier, " qualifies but has no row."));
      }
    }
  }
}

}  // namespace

void LintCriteria(const v1::PolicyTerms& terms, LintReport& report) {
  for (int i = 0; i < terms.criterion_sets_size(); ++i) {
    LintSet(terms.criterion_sets(i), absl::StrCat("terms.criterion_sets[", i, "]"), report);
  }
  for (int i = 0; i < terms.awards_size(); ++i) {
    for (int j = 0; j < terms.awards(i).criteria_size(); ++j) {
      LintCriterion(terms.awards(i).criteria(j),
                    absl::StrCat("terms.awards[", i, "].criteria[", j, "]"), report);
    }
  }
  if (terms.criterion_sets().empty()) {
    report.Note("open-to-all", "terms.criterion_sets", "Everybody may get it.");
  }
  LintCovered(terms, report);
  LintTiers(terms, report);
}

}  // namespace houniao::benefits
