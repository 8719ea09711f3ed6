#include "services/benefits/rules/fact_set.h"

#include "common/base/dates.h"

namespace houniao::benefits {
namespace {

v1::Fact NewFact(absl::string_view key, absl::string_view source, absl::CivilDay as_of) {
  v1::Fact fact;
  fact.set_key(std::string(key));
  fact.set_source(std::string(source));
  *fact.mutable_as_of_date() = ToDate(as_of);
  return fact;
}

}  // namespace

void FactSet::Set(v1::Fact fact) {
  std::string key = fact.key();
  facts_[std::move(key)] = std::move(fact);
}

void FactSet::SetIfAbsent(v1::Fact fact) {
  std::string key = fact.key();
  facts_.emplace(std::move(key), std::move(fact));
}

const v1::Fact* FactSet::Find(absl::string_view key) const {
  const auto found = facts_.find(key);
  return found == facts_.end() ? nullptr : &found->second;
}

std::optional<int64_t> FactSet::Number(absl::string_view key) const {
  const v1::Fact* fact = Find(key);
  if (fact == nullptr || !fact->value().has_number()) return std::nullopt;
  return fact->value().number();
}

std::optional<bool> FactSet::Flag(absl::string_view key) const {
  const v1::Fact* fact = Find(key);
  if (fact == nullptr || !fact->value().has_flag()) return std::nullopt;
  return fact->value().flag();
}

std::optional<std::string> FactSet::Text(absl::string_view key) const {
  const v1::Fact* fact = Find(key);
  if (fact == nullptr || !fact->value().has_text()) return std::nullopt;
  return fact->value().text();
}

std::optional<absl::CivilDay> FactSet::Day(absl::string_view key) const {
  const v1::Fact* fact = Find(key);
  if (fact == nullptr || !fact->value().has_date()) return std::nullopt;
  return ToCivilDay(fact->value().date());
}

std::optional<std::vector<std::string>> FactSet::Texts(absl::string_view key) const {
  const v1::Fact* fact = Find(key);
  if (fact == nullptr) return std::nullopt;
  if (fact->value().has_text()) return std::vector<std::string>{fact->value().text()};
  if (!fact->value().has_texts()) return std::nullopt;
  const auto& values = fact->value().texts().values();
  return std::vector<std::string>(values.begin(), values.end());
}

std::vector<v1::Fact> FactSet::All() const {
  std::vector<v1::Fact> all;
  all.reserve(facts_.size());
  for (const auto& [key, fact] : facts_) all.push_back(fact);
  return all;
}

v1::Fact NumberFact(absl::string_view key, int64_t value, absl::string_view source,
                    absl::CivilDay as_of) {
  v1::Fact fact = NewFact(key, source, as_of);
  fact.mutable_value()->set_number(value);
  return fact;
}

v1::Fact FlagFact(absl::string_view key, bool value, absl::string_view source,
                  absl::CivilDay as_of) {
  v1::Fact fact = NewFact(key, source, as_of);
  fact.mutable_value()->set_flag(value);
  return fact;
}

v1::Fact TextFact(absl::string_view key, absl::string_view value, absl::string_view source,
                  absl::CivilDay as_of) {
  v1::Fact fact = NewFact(key, source, as_of);
  fact.mutable_value()->set_text(std::string(value));
  return fact;
}

v1::Fact DayFact(absl::string_view key, absl::CivilDay value, absl::string_view source,
                 absl::CivilDay as_of) {
  v1::Fact fact = NewFact(key, source, as_of);
  *fact.mutable_value()->mutable_date() = ToDate(value);
  return fact;
}

v1::Fact TextsFact(absl::string_view key, const std::vector<std::string>& values,
                   absl::string_view source, absl::CivilDay as_of) {
  v1::Fact fact = NewFact(key, source, as_of);
  v1::TextList* texts = fact.mutable_value()->mutable_texts();
  for (const std::string& value : values) texts->add_values(value);
  return fact;
}

}  // namespace houniao::benefits
