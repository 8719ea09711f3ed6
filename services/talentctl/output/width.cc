#include "services/talentctl/output/width.h"

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace houniao::talentctl {
namespace {

struct Character {
  absl::string_view bytes;
  UChar32 code = 0;  // negative for broken UTF-8
};

// The first character of a text that is not empty.
Character FirstOf(absl::string_view text) {
  int32_t next = 0;
  UChar32 code = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  U8_NEXT(bytes, next, static_cast<int32_t>(text.size()), code);
  return {text.substr(0, next), code};
}

int WidthOf(UChar32 code) {
  if (code < 0) return 1;
  const int type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsBidiControl(UChar32 code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character c = FirstOf(text);
    width += WidthOf(c.code);
    text.remove_prefix(c.bytes.size());
  }
  return width;
}

std::string Printable(absl::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const Character c = FirstOf(text);
    if (c.code == '\n' || c.code == '\r' || c.code == '\t') {
      printable += ' ';
    } else if (c.code < 0x20 || (c.code >= 0x7f && c.code < 0xa0) || IsBidiControl(c.code)) {
      printable += "\xEF\xBF\xBD";
    } else {
      printable.append(c.bytes.data(), c.bytes.size());
    }
    text.remove_prefix(c.bytes.size());
  }
  return printable;
}

std::string FitTo(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string fitted;
  int used = 0;
  while (!text.empty()) {
    const Character c = FirstOf(text);
    if (used + WidthOf(c.code) > width - 1) break;
    used += WidthOf(c.code);
    fitted.append(c.bytes.data(), c.bytes.size());
    text.remove_prefix(c.bytes.size());
  }
  return fitted + "…";
}

std::vector<std::string> WrapTo(absl::string_view text, int width) {
  width = std::max(width, 2);
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  size_t blank = std::string::npos;  // last blank of the line
  while (!text.empty()) {
    const Character c = FirstOf(text);
    const int w = WidthOf(c.code);
    if (used + w > width) {
      std::string rest;
      if (c.code != ' ' && blank != std::string::npos) {
        rest = line.substr(blank + 1);
        line.resize(blank);
      }
      lines.push_back(std::move(line));
      line = std::move(rest);
      used = DisplayWidth(line);
      blank = std::string::npos;
    }
    const bool leading_blank = c.code == ' ' && line.empty() && !lines.empty();
    if (!leading_blank) {
      if (c.code == ' ') blank = line.size();
      line.append(c.bytes.data(), c.bytes.size());
      used += w;
    }
    text.remove_prefix(c.bytes.size());
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace houniao::talentctl
