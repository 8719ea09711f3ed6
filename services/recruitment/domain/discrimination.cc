#include "services/recruitment/domain/discrimination.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

#include "common/codes/normalize.h"

extern "C" {
extern const char houniao_discriminating_words_begin[];
extern const char houniao_discriminating_words_end[];
}

namespace houniao::recruitment {
namespace {

// Bytes; a longer one is no age, and nothing in an answer may grow with the text.
constexpr size_t kLongestNumber = 12;

constexpr int kMostWildCharacters = 8;

struct Rule {
  std::string words;
  std::string ground;
  std::vector<std::string> unless_before;
  std::vector<std::string> unless_after;
};

std::vector<std::string> Alternatives(absl::string_view cell) {
  return absl::StrSplit(cell, ';', absl::SkipEmpty());
}

// `{a|b}c` is `ac` and `bc`.
std::vector<std::string> Expand(absl::string_view words) {
  const size_t open = words.find('{');
  if (open == absl::string_view::npos) return {std::string(words)};
  const size_t close = words.find('}', open);
  const std::vector<std::string> tails = Expand(words.substr(close + 1));
  std::vector<std::string> all;
  for (absl::string_view choice : absl::StrSplit(words.substr(open + 1, close - open - 1), '|')) {
    for (const std::string& tail : tails) {
      all.push_back(absl::StrCat(words.substr(0, open), choice, tail));
    }
  }
  return all;
}

std::vector<Rule> ParseRules() {
  const absl::string_view file(
      houniao_discriminating_words_begin,
      static_cast<size_t>(houniao_discriminating_words_end - houniao_discriminating_words_begin));
  std::vector<Rule> rules;
  bool heading = true;
  for (absl::string_view line : absl::StrSplit(file, '\n', absl::SkipEmpty())) {
    if (absl::StartsWith(line, "# ")) continue;
    if (heading) {
      heading = false;
      continue;
    }
    const std::vector<absl::string_view> cells = absl::StrSplit(line, ',');
    for (std::string& words : Expand(cells.at(0))) {
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

std::string Folded(absl::string_view text) {
  return absl::StrReplaceAll(codes::FoldText(text),
                             {{" ", ""}, {":", ""}, {"\"", ""}, {"“", ""}, {"”", ""}, {"\t", ""}});
}

// Bytes of a number at the start of `text`: ASCII digits or Chinese numerals; 0 if there is none.
size_t NumberAt(absl::string_view text) {
  static constexpr absl::string_view kNumerals[] = {"一", "二", "三", "四", "五", "六", "七",
                                                    "八", "九", "十", "两", "零", "百"};
  size_t length = 0;
  for (bool found = true; found && length < kLongestNumber && length < text.size();) {
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

// What parts a text, folded.
constexpr absl::string_view kMarks[] = {",", ";",  ".",  "!",  "?",  "(",  ")",  "[",
                                        "]", "。", "【", "】", "《", "》", "〔", "〕"};

bool BeginsWithMark(absl::string_view text) {
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [text](absl::string_view mark) { return absl::StartsWith(text, mark); });
}

bool EndsWithMark(absl::string_view text) {
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [text](absl::string_view mark) { return absl::EndsWith(text, mark); });
}

// Bytes of the first character; `text` is valid UTF-8 and not empty.
size_t CharacterAt(absl::string_view text) {
  size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    ++length;
  }
  return length;
}

// Where the words end in `text` that `pattern` covers from `at` on; nothing if it does not match
// there.
std::optional<size_t> MatchAt(absl::string_view pattern, absl::string_view text, size_t at) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    const absl::string_view rest = text.substr(at);
    switch (pattern[i]) {
      case '^':
        if (at > 0 && !EndsWithMark(text.substr(0, at))) return std::nullopt;
        break;
      case '$':
        if (!rest.empty() && !BeginsWithMark(rest)) return std::nullopt;
        break;
      case '#': {
        const size_t number = NumberAt(rest);
        if (number == 0) return std::nullopt;
        at += number;
        break;
      }
      case '*':
        for (int skipped = 0; skipped <= kMostWildCharacters; ++skipped) {
          const auto end = MatchAt(pattern.substr(i + 1), text, at);
          if (end.has_value()) return end;
          if (at >= text.size() || BeginsWithMark(text.substr(at))) return std::nullopt;
          at += CharacterAt(text.substr(at));
        }
        return std::nullopt;
      default:
        if (rest.empty() || rest[0] != pattern[i]) return std::nullopt;
        ++at;
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
  std::set<std::string> named;
  for (const Rule& rule : Rules()) {
    for (size_t at = 0; at < all.size(); at += CharacterAt(all.substr(at))) {
      const std::optional<size_t> end = MatchAt(rule.words, all, at);
      if (!end.has_value() || *end == at) continue;
      if (Excused(rule, all.substr(0, at), all.substr(*end))) continue;
      std::string words(all.substr(at, *end - at));
      if (named.insert(words).second) {
        found.push_back({std::string(field), std::move(words), rule.ground});
      }
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
