// Comparison of any fact with a value.
#include <algorithm>

#include "common/base/dates.h"
#include "services/benefits/rules/criteria.h"
#include "services/benefits/rules/verdicts.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

using Criterion = v1::FactCriterion;

absl::string_view OperatorWords(Criterion::Operator op) {
  switch (op) {
    case Criterion::EQUAL:
      return "= ";
    case Criterion::NOT_EQUAL:
      return "≠ ";
    case Criterion::AT_LEAST:
      return "≥ ";
    case Criterion::AT_MOST:
      return "≤ ";
    case Criterion::ABOVE:
      return "> ";
    case Criterion::BELOW:
      return "< ";
    case Criterion::ANY_OF:
      return "属于 ";
    case Criterion::NONE_OF:
      return "不属于 ";
    case Criterion::STARTS_WITH:
      return "开头为 ";
    default:
      return "";
  }
}

std::optional<std::vector<std::string>> TextsOf(const v1::FactValue& value) {
  if (value.has_text()) return std::vector<std::string>{value.text()};
  if (!value.has_texts()) return std::nullopt;
  return std::vector<std::string>(value.texts().values().begin(), value.texts().values().end());
}

// Numbers and dates as one number; nothing for other kinds.
std::optional<int64_t> Measure(const v1::FactValue& value) {
  if (value.has_number()) return value.number();
  if (!value.has_date()) return std::nullopt;
  const auto day = ToCivilDay(value.date());
  if (!day) return std::nullopt;
  return DayNumber(*day);
}

std::optional<bool> Same(const v1::FactValue& a, const v1::FactValue& b) {
  if (a.kind_case() != b.kind_case()) return std::nullopt;
  if (a.has_flag()) return a.flag() == b.flag();
  if (a.has_text()) return a.text() == b.text();
  if (a.has_texts()) {
    auto left = *TextsOf(a), right = *TextsOf(b);
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    return left == right;
  }
  const auto left = Measure(a), right = Measure(b);
  if (!left || !right) return std::nullopt;
  return *left == *right;
}

std::optional<bool> Ordered(Criterion::Operator op, const v1::FactValue& fact,
                            const v1::FactValue& bound) {
  if (fact.kind_case() != bound.kind_case()) return std::nullopt;
  const auto left = Measure(fact), right = Measure(bound);
  if (!left || !right) return std::nullopt;
  if (op == Criterion::AT_LEAST) return *left >= *right;
  if (op == Criterion::AT_MOST) return *left <= *right;
  if (op == Criterion::ABOVE) return *left > *right;
  return *left < *right;
}

std::optional<bool> Among(const v1::FactValue& fact, const v1::FactValue& list) {
  const auto have = TextsOf(fact), wanted = TextsOf(list);
  if (!have || !wanted) return std::nullopt;
  return std::any_of(have->begin(), have->end(), [&](const std::string& text) {
    return std::find(wanted->begin(), wanted->end(), text) != wanted->end();
  });
}

std::optional<bool> Starts(const v1::FactValue& fact, const v1::FactValue& list) {
  const auto wanted = TextsOf(list);
  if (!fact.has_text() || !wanted) return std::nullopt;
  return std::any_of(wanted->begin(), wanted->end(), [&](const std::string& prefix) {
    return absl::StartsWith(fact.text(), prefix);
  });
}

std::optional<bool> Compare(Criterion::Operator op, const v1::FactValue& fact,
                            const v1::FactValue& value) {
  const auto negated = [](std::optional<bool> answer) -> std::optional<bool> {
    if (!answer) return std::nullopt;
    return !*answer;
  };
  switch (op) {
    case Criterion::EQUAL:
      return Same(fact, value);
    case Criterion::NOT_EQUAL:
      return negated(Same(fact, value));
    case Criterion::AT_LEAST:
    case Criterion::AT_MOST:
    case Criterion::ABOVE:
    case Criterion::BELOW:
      return Ordered(op, fact, value);
    case Criterion::ANY_OF:
      return Among(fact, value);
    case Criterion::NONE_OF:
      return negated(Among(fact, value));
    case Criterion::STARTS_WITH:
      return Starts(fact, value);
    default:
      return std::nullopt;
  }
}

// Money is shown in yuan: keys of facts in fen end so.
std::string FactWords(absl::string_view key, const v1::FactValue& value) {
  if (value.has_number() && absl::EndsWith(key, "-fen")) return YuanWords(value.number());
  return ValueWords(value);
}

}  // namespace

Tested TestFact(const v1::FactCriterion& criterion, const FactSet& facts) {
  Tested tested;
  tested.facts = {criterion.key()};
  tested.needed =
      absl::StrCat(OperatorWords(criterion.op()), FactWords(criterion.key(), criterion.value()));
  const v1::Fact* fact = facts.Find(criterion.key());
  if (fact == nullptr) return tested;
  const auto answer = Compare(criterion.op(), fact->value(), criterion.value());
  if (!answer) return tested;
  tested.actual = FactWords(criterion.key(), fact->value());
  tested.verdict = YesIf(*answer);
  return tested;
}

}  // namespace houniao::benefits
