#include "common/codes/normalize.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "unicode/normalizer2.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"
#include "unicode/utf8.h"

namespace houniao::codes {
namespace {

const icu::Normalizer2& NfkcCasefold() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error)) {
      // The data is part of the ICU library: without it the installation is broken.
      std::fprintf(stderr, "ICU has no NFKC_Casefold data: %s\n", u_errorName(error));
      std::abort();
    }
    return found;
  }();
  return *instance;
}

bool IsPlainAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20) return false;
  }
  return true;
}

std::string FoldUnicode(absl::string_view text) {
  // ICU counts in int32; nothing that is compared here is near that long.
  constexpr size_t kLongest = 1u << 28;
  const absl::string_view part = text.substr(0, kLongest);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(part.data(), static_cast<int32_t>(part.size())));
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString folded = NfkcCasefold().normalize(source, error);
  if (U_FAILURE(error)) return "\xEF\xBF\xBD";  // out of memory: matches nothing
  icu::UnicodeString spaced;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    spaced.append(u_isUWhiteSpace(c) ? static_cast<UChar32>(' ') : c);
  }
  std::string result;
  spaced.toUTF8String(result);
  return result;
}

}  // namespace

bool IsValidUtf8(absl::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const size_t rest = text.size() - i;
    const int32_t window = static_cast<int32_t>(rest < 4 ? rest : 4);
    int32_t used = 0;
    UChar32 c;
    const char* at = text.data() + i;
    U8_NEXT(at, used, window, c);
    if (c < 0) return false;
    i += static_cast<size_t>(used);
  }
  return true;
}

std::string FoldText(absl::string_view text) {
  std::string folded = IsPlainAscii(text) ? absl::AsciiStrToLower(text) : FoldUnicode(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

std::string NameKey(absl::string_view text) {
  return absl::StrReplaceAll(FoldText(text), {{" ", ""},
                                              {"-", ""},
                                              {"_", ""},
                                              {"/", ""},
                                              {"\xC2\xB7", ""},        // U+00B7 middle dot
                                              {"\xE2\x80\xA2", ""},    // U+2022 bullet
                                              {"\xE2\x80\x90", ""},    // U+2010 hyphen
                                              {"\xE2\x80\x93", ""},    // U+2013 en dash
                                              {"\xE3\x83\xBB", ""}});  // U+30FB katakana dot
}

std::string NormalizeCode(absl::string_view text) {
  std::string folded = IsPlainAscii(text) ? std::string(text) : FoldUnicode(text);
  absl::StripAsciiWhitespace(&folded);
  return absl::AsciiStrToUpper(folded);
}

}  // namespace houniao::codes
