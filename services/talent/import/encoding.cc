#include "services/talent/import/encoding.h"

#include <memory>

#include "absl/strings/match.h"
#include "unicode/ucnv.h"
#include "unicode/unistr.h"

#include "common/codes/normalize.h"

namespace houniao::talent {
namespace {

using Options = v1::ImportOptions;

bool IsAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Of the lines that hold more than ASCII.
bool MostLinesAreUtf8(absl::string_view file) {
  int64_t balance = 0;
  while (!file.empty()) {
    const absl::string_view line = file.substr(0, file.find('\n'));
    if (!IsAscii(line)) balance += codes::IsValidUtf8(line) ? 1 : -1;
    file.remove_prefix(std::min(file.size(), line.size() + 1));
  }
  return balance > 0;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Stops at the first byte that is wrong or that Unicode has no character for. Null if ICU lacks the
// encoding, which is part of its data.
UConverter* StrictGb18030() {
  thread_local const std::unique_ptr<UConverter, CloseConverter> converter([]() -> UConverter* {
    UErrorCode error = U_ZERO_ERROR;
    UConverter* opened = ucnv_open("gb18030", &error);
    if (U_FAILURE(error)) return nullptr;
    ucnv_setToUCallBack(opened, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    return opened;
  }());
  return converter.get();
}

std::optional<std::string> DecodeGb18030(absl::string_view bytes) {
  UConverter* converter = StrictGb18030();
  // Cells are far shorter; ICU counts in int32.
  if (converter == nullptr || bytes.size() > (1u << 24)) return std::nullopt;
  ucnv_reset(converter);
  UErrorCode error = U_ZERO_ERROR;
  const auto room = static_cast<int32_t>(bytes.size()) + 1;
  icu::UnicodeString text;
  char16_t* buffer = text.getBuffer(room);
  if (buffer == nullptr) return std::nullopt;
  const int32_t length = ucnv_toUChars(converter, buffer, room, bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &error);
  text.releaseBuffer(U_SUCCESS(error) ? length : 0);
  if (U_FAILURE(error)) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

Options::Encoding DetectEncoding(absl::string_view file) {
  if (absl::StartsWith(file, "\xEF\xBB\xBF") || codes::IsValidUtf8(file)) return Options::UTF_8;
  const absl::string_view heading = file.substr(0, file.find('\n'));
  const bool utf8 = IsAscii(heading) ? MostLinesAreUtf8(file) : codes::IsValidUtf8(heading);
  return utf8 ? Options::UTF_8 : Options::GB_18030;
}

bool IsUtf16(absl::string_view file) {
  return absl::StartsWith(file, "\xFF\xFE") || absl::StartsWith(file, "\xFE\xFF");
}

std::optional<std::string> DecodeText(absl::string_view bytes, Options::Encoding encoding) {
  if (IsAscii(bytes)) return std::string(bytes);
  if (encoding == Options::GB_18030) return DecodeGb18030(bytes);
  if (!codes::IsValidUtf8(bytes)) return std::nullopt;
  return std::string(bytes);
}

}  // namespace houniao::talent
