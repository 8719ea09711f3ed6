// The one place where text is folded before it is compared: Unicode compatibility, width and case.
//
// All functions are total: any bytes in, valid UTF-8 out. A byte that is not part of valid UTF-8
// becomes U+FFFD, which no table holds, so broken text never matches anything by accident.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace houniao::codes {

// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool IsValidUtf8(absl::string_view text);

// For comparing free text: Unicode NFKC_Casefold (full-width becomes half-width, upper case becomes
// lower case, zero-width characters vanish), white space trimmed at the ends and runs of it made
// one space. "Ｐｃｓ　控制" and "pcs 控制" become the same text.
std::string FoldText(absl::string_view text);

// For looking a name up in a table: FoldText without spaces, hyphens, underscores, slashes and
// middle dots, so that "IEC-61215", "iec 61215" and "ＩＥＣ６１２１５" are one name.
std::string NameKey(absl::string_view text);

// For codes and document numbers: width folded, ASCII letters in upper case, white space trimmed at
// the ends only. Nothing inside is dropped: a code with a hole in it stays wrong.
std::string NormalizeCode(absl::string_view text);

}  // namespace houniao::codes
