#include "services/recruitment/domain/wording_patterns.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

#include "common/codes/normalize.h"

namespace houniao::recruitment {
namespace {

// Bytes; a longer one is no age, and nothing in an answer may grow with the text.
constexpr size_t kLongestNumber = 12;

constexpr int kMostWildCharacters = 8;

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

}  // namespace

std::string FoldWording(absl::string_view text) {
  return absl::StrReplaceAll(codes::FoldText(text),
                             {{" ", ""}, {":", ""}, {"\"", ""}, {"“", ""}, {"”", ""}, {"\t", ""}});
}

std::vector<std::vector<absl::string_view>> WordingRows(absl::string_view file) {
  std::vector<std::vector<absl::string_view>> rows;
  for (absl::string_view line : absl::StrSplit(file, '\n', absl::SkipEmpty())) {
    if (!absl::StartsWith(line, "# ")) rows.push_back(absl::StrSplit(line, ','));
  }
  if (!rows.empty()) rows.erase(rows.begin());
  return rows;
}

std::vector<std::string> Alternatives(absl::string_view cell) {
  return absl::StrSplit(cell, ';', absl::SkipEmpty());
}

std::vector<std::string> ExpandWording(absl::string_view words) {
  const size_t open = words.find('{');
  if (open == absl::string_view::npos) return {std::string(words)};
  const size_t close = words.find('}', open);
  const std::vector<std::string> tails = ExpandWording(words.substr(close + 1));
  std::vector<std::string> all;
  for (absl::string_view choice : absl::StrSplit(words.substr(open + 1, close - open - 1), '|')) {
    for (const std::string& tail : tails) {
      all.push_back(absl::StrCat(words.substr(0, open), choice, tail));
    }
  }
  return all;
}

size_t MarkAt(absl::string_view text) {
  for (const absl::string_view mark : kMarks) {
    if (absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

size_t CharacterAt(absl::string_view text) {
  size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
    ++length;
  }
  return length;
}

std::optional<size_t> MatchWordingAt(absl::string_view pattern, absl::string_view text, size_t at) {
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
          const auto end = MatchWordingAt(pattern.substr(i + 1), text, at);
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

}  // namespace houniao::recruitment
