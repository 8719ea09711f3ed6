// The small language in which wordings are listed: `{a|b}` either, `#` a number, `*` up to eight
// characters without a mark, `^` and `$` the ends of the text or of a part between marks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::recruitment {

// As texts are compared: width and case folded, without blanks, colons and quotes.
std::string FoldWording(absl::string_view text);

// The rows of a list: its lines without comments (`# `) and without the heading.
std::vector<std::vector<absl::string_view>> WordingRows(absl::string_view file);

// The cell's alternatives, which `;` separates.
std::vector<std::string> Alternatives(absl::string_view cell);

// `{a|b}c` is `ac` and `bc`.
std::vector<std::string> ExpandWording(absl::string_view words);

// Where the words end in `text` that `pattern` covers from `at` on; nothing if it does not match
// there.
std::optional<size_t> MatchWordingAt(absl::string_view pattern, absl::string_view text, size_t at);

// Bytes of the first character; `text` is valid UTF-8 and not empty.
size_t CharacterAt(absl::string_view text);

// Bytes of the mark at the beginning of the text (，。；！？ and brackets); 0 if there is none.
size_t MarkAt(absl::string_view text);

}  // namespace houniao::recruitment
