// The two encodings in which Chinese offices save tables. Pure and total.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

// UTF-8 if there is a byte order mark or if all of the file is UTF-8. Otherwise the heading
// decides, or, if that is ASCII, the majority of the lines that are not. So one broken row does not
// turn a whole file around: text in the one encoding that is read in the other may pass for other
// characters.
v1::ImportOptions::Encoding DetectEncoding(absl::string_view file);

// True for a file in UTF-16, which spreadsheets call "Unicode text".
bool IsUtf16(absl::string_view file);

// `bytes` as UTF-8; nothing if they are not valid in `encoding`. Comma, quote and line ends are the
// same bytes in both and stand inside no other character, so rows are cut before they are decoded.
std::optional<std::string> DecodeText(absl::string_view bytes,
                                      v1::ImportOptions::Encoding encoding);

}  // namespace houniao::talent
