#include "services/recruitment/domain/discrimination.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

#include "common/codes/normalize.h"

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

std::vector<std::string> Alternatives(absl::string_view cell) {
  return absl::StrSplit(cell, ';', absl::SkipEmpty());
}

std::vector<Rule> ParseRules() {
  const absl::string_view file(
      houniao_discriminating_words_begin,
      static_cast<size_t>(houniao_discriminating_words_end - houniao_discriminating_words_begin));
  std::vector<Rule> rules;
  bool heading = true;
  for (absl::string_view line : absl::StrSplit(file, '\n', absl::SkipEmpty())) {
    if (line[0] == '#' && absl::StrContains(line.substr(0, 3), "# ")) continue;
    if (heading) {
      heading = false;
      continue;
    }
    const std::vector<absl::string_view> cells = absl::StrSplit(line, ',');
    rules.push_back({std::string(cells.at(0)), std::string(cells.at(1)), Alternatives(cells.at(2)),
                     Alternatives(cells.at(3))});
  }
  return rules;
}

const std::vector<Rule>& Rules() {
  static const auto* const rules = new std::vector<Rule>(ParseRules());
  return *rules;
}

std::string Folded(absl::string_view text) {
  return absl::StrReplaceAll(codes::FoldText(text),
                             {{" ", ""}, {":", ""}, {"\"", ""}, {"“", ""}, {"”", ""}, {"\t", ""}});
}

// Bytes of a number at the start of `text`: ASCII digits or Chinese numerals; 0 if there is none.
size_t NumberAt(absl::string_view text) {
  static constexpr absl::string_view kNumerals[] = {"一", "二", "三", "四", "五", "六", "七",
                                                    "八", "九", "十", "两", "零", "百"};
  size_t length = 0;
  for (bool found = true; found && length < text.size();) {
    found = false;
    if (text[length] >= '0' && text[length] <= '9') {
      ++length;
      found = true;
      continue;
    }
    for (const absl::string_view numeral : kNumerals) {
      if (!absl::StartsWith(text.substr(length), numeral)) continue;
      length += numeral.size();
      found = true;
      break;
    }
  }
  return length;
}

// Bytes of `text` that `pattern` covers from its start; nothing if it does not match there.
std::optional<size_t> MatchAt(absl::string_view pattern, absl::string_view text) {
  size_t at = 0;
  for (const char wanted : pattern) {
    if (wanted == '#') {
      const size_t number = NumberAt(text.substr(at));
      if (number == 0) return std::nullopt;
      at += number;
    } else if (at < text.size() && text[at] == wanted) {
      ++at;
    } else {
      return std::nullopt;
    }
  }
  return at;
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
  const std::string folded = Folded(text);
  const absl::string_view all = folded;
  std::vector<DiscriminatingWords> found;
  for (const Rule& rule : Rules()) {
    for (size_t at = 0; at < all.size(); ++at) {
      const std::optional<size_t> length = MatchAt(rule.words, all.substr(at));
      if (!length.has_value()) continue;
      if (Excused(rule, all.substr(0, at), all.substr(at + *length))) continue;
      found.push_back({std::string(field), std::string(all.substr(at, *length)), rule.ground});
      break;
    }
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
  for (int i = 0; i < demand.requirements_size(); ++i) {
    const auto& majors = demand.requirements(i).major().majors();
    for (int m = 0; m < majors.size(); ++m) {
      look(absl::StrCat("requirements[", i, "].major.majors[", m, "]"), majors[m]);
    }
  }
  return found;
}

}  // namespace houniao::recruitment
