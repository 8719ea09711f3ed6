#include "common/titles/units.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

#include "common/codes/normalize.h"

namespace houniao::titles {
namespace {

// Without the plural: developers, but not business, status or analysis.
absl::string_view Singular(absl::string_view word) {
  if (word.size() <= 3 || !absl::EndsWith(word, "s")) return word;
  for (const absl::string_view kept : {"ss", "us", "is", "ios", "aws", "windows", "js", "css"}) {
    if (absl::EndsWith(word, kept)) return word;
  }
  word.remove_suffix(1);
  return word;
}

bool IsWordByte(char c) { return absl::ascii_isalnum(c) || c == '+' || c == '#' || c == '.'; }

// Length of the UTF-8 sequence that begins with `lead`; folded text is valid.
size_t SequenceLength(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Signs of general and CJK punctuation: U+2000 to U+206F, U+3000 to U+303F.
bool IsSign(absl::string_view character) {
  return absl::StartsWith(character, "\xE2\x80") || absl::StartsWith(character, "\xE2\x81") ||
         absl::StartsWith(character, "\xE3\x80");
}

}  // namespace

Units::Units(absl::string_view title) {
  // Four bytes a unit and a gap at most; a cut within a character folds to a sign nobody knows.
  const std::string folded = codes::FoldText(title.substr(0, 1024));
  size_t i = 0;
  while (i < folded.size() && size() < kMostUnits) {
    if (IsWordByte(folded[i])) {
      const size_t from = i;
      while (i < folded.size() && IsWordByte(folded[i])) ++i;
      absl::string_view word = absl::string_view(folded).substr(from, i - from);
      while (absl::EndsWith(word, ".")) word.remove_suffix(1);
      while (!word.empty() && (word.front() == '+' || word.front() == '#')) word.remove_prefix(1);
      if (!word.empty()) Add(Singular(word), true);
      continue;
    }
    const size_t length = std::min(SequenceLength(folded[i]), folded.size() - i);
    const absl::string_view character = absl::string_view(folded).substr(i, length);
    if (length > 1 && !IsSign(character)) Add(character, false);
    i += length;
  }
}

void Units::Add(absl::string_view unit, bool latin) {
  if (latin && !latin_.empty() && latin_.back()) text_ += ' ';
  starts_.push_back(static_cast<uint32_t>(text_.size()));
  text_.append(unit.data(), unit.size());
  ends_.push_back(static_cast<uint32_t>(text_.size()));
  latin_.push_back(latin);
}

}  // namespace houniao::titles
