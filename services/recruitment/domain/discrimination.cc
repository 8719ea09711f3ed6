#include "services/recruitment/domain/discrimination.h"

#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/match.h"

#include "services/recruitment/domain/discriminating_clauses.h"
#include "services/recruitment/domain/wording_patterns.h"

extern "C" {
extern const char houniao_discriminating_words_begin[];
extern const char houniao_discriminating_words_end[];
}

namespace houniao::recruitment {
namespace {

struct Rule {
  std::string words;
  std::string ground;
  std::vector<std::string> unless_before;
  std::vector<std::string> unless_after;
};

std::vector<Rule> ParseRules() {
  const absl::string_view file(
      houniao_discriminating_words_begin,
      static_cast<size_t>(houniao_discriminating_words_end - houniao_discriminating_words_begin));
  std::vector<Rule> rules;
  for (const auto& cells : WordingRows(file)) {
    for (std::string& words : ExpandWording(cells.at(0))) {
      rules.push_back({std::move(words), std::string(cells.at(1)), Alternatives(cells.at(2)),
                       Alternatives(cells.at(3))});
    }
  }
  return rules;
}

const std::vector<Rule>& Rules() {
  static const auto* const rules = new std::vector<Rule>(ParseRules());
  return *rules;
}

bool Excused(const Rule& rule, absl::string_view before, absl::string_view after) {
  for (const std::string& word : rule.unless_before) {
    if (absl::EndsWith(before, word)) return true;
  }
  for (const std::string& word : rule.unless_after) {
    if (absl::StartsWith(after, word)) return true;
  }
  return false;
}

}  // namespace

int DiscriminationRuleCount() { return static_cast<int>(Rules().size()); }

std::vector<DiscriminatingWords> FindDiscriminatingWords(absl::string_view field,
                                                         absl::string_view text) {
  const std::string folded = FoldWording(text);
  const absl::string_view all = folded;
  std::vector<DiscriminatingWords> found;
  std::set<std::string> named;
  for (const Rule& rule : Rules()) {
    for (size_t at = 0; at < all.size(); at += CharacterAt(all.substr(at))) {
      const std::optional<size_t> end = MatchWordingAt(rule.words, all, at);
      if (!end.has_value() || *end == at) continue;
      if (Excused(rule, all.substr(0, at), all.substr(*end))) continue;
      std::string words(all.substr(at, *end - at));
      if (named.insert(words).second) {
        found.push_back({std::string(field), std::move(words), rule.ground});
      }
      break;
    }
  }
  for (DiscriminatingWords& clause : FindDiscriminatingClauses(field, folded)) {
    // What a rule has found on the same ground says it more shortly.
    const bool known = std::any_of(found.begin(), found.end(), [&](const auto& item) {
      return item.ground == clause.ground && absl::StrContains(clause.words, item.words);
    });
    if (!known && named.insert(clause.words).second) found.push_back(std::move(clause));
  }
  return found;
}

std::vector<DiscriminatingWords> FindDiscriminatingWords(const v1::Demand& demand) {
  std::vector<DiscriminatingWords> found;
  const auto look = [&](const std::string& field, const std::string& text) {
    for (DiscriminatingWords& item : FindDiscriminatingWords(field, text)) {
      found.push_back(std::move(item));
    }
  };
  look("title", demand.title());
  look("description", demand.description());
  const auto look_at_majors = [&](const std::string& list, const auto& requirements) {
    for (int i = 0; i < requirements.size(); ++i) {
      const auto& majors = requirements[i].major().majors();
      for (int m = 0; m < majors.size(); ++m) {
        look(absl::StrCat(list, "[", i, "].major.majors[", m, "]"), majors[m]);
      }
    }
  };
  look_at_majors("requirements", demand.requirements());
  for (int i = 0; i < demand.roles_size(); ++i) {
    look(absl::StrCat("roles[", i, "].title"), demand.roles(i).title());
    look_at_majors(absl::StrCat("roles[", i, "].requirements"), demand.roles(i).requirements());
  }
  return found;
}

}  // namespace houniao::recruitment
