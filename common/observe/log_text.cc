#include "common/observe/log_text.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace houniao::observe {
namespace {

struct Character {
  uint32_t code = 0;
  // 0 if the bytes are not UTF-8.
  size_t size = 0;
};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Unicode 15 table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
Character FirstCharacter(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  uint32_t code = lead & (0xff >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[i])) return {};
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3f);
  }
  constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[size] || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return {};
  return {code, size};
}

// Not to be shown raw: C0, DEL and C1 controls, zero-width and direction characters, line and
// paragraph separators, the byte order mark.
bool IsHostile(uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
         code == 0x061c || code == 0xfeff;
}

void AppendEscaped(std::string& out, const Character& character, absl::string_view bytes) {
  switch (character.code) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  // All hostile characters lie below U+10000, so one \u escape is enough.
  if (IsHostile(character.code)) {
    absl::StrAppendFormat(&out, "\\u%04x", character.code);
  } else {
    out.append(bytes.data(), bytes.size());
  }
}

// At most kMaxLogValue bytes, cut between characters.
absl::string_view Cut(absl::string_view text) {
  if (text.size() <= kMaxLogValue) return text;
  size_t end = kMaxLogValue;
  while (end > kMaxLogValue - 4 && IsContinuation(text[end])) --end;
  return text.substr(0, end);
}

// A key that would be taken for one of the fixed ones gets a mark, so that no line has one twice.
std::string KeyText(absl::string_view key) {
  const std::string escaped = EscapeJson(key);
  const bool fixed = key == "time" || key == "severity" || key == "message";
  return fixed ? absl::StrCat(escaped, "_") : escaped;
}

std::string Value(const Field& field) {
  const absl::string_view cut = Cut(field.text());
  return absl::StrCat(EscapeJson(cut), cut.size() < field.text().size() ? "…" : "");
}

bool ReadsWithoutQuotes(absl::string_view escaped) {
  if (escaped.empty()) return false;
  for (char c : escaped) {
    if (c == ' ' || c == '=' || c == '\\' || c == '"') return false;
  }
  return true;
}

}  // namespace

std::string EscapeJson(absl::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  while (!text.empty()) {
    const Character character = FirstCharacter(text);
    if (character.size == 0) {
      out += "\xef\xbf\xbd";
      text.remove_prefix(1);
    } else {
      AppendEscaped(out, character, text.substr(0, character.size));
      text.remove_prefix(character.size);
    }
  }
  return out;
}

std::string JsonTail(Severity severity, absl::string_view message, absl::Span<const Field> fields) {
  std::string out = absl::StrCat("\"severity\":\"", SeverityName(severity), "\",\"message\":\"",
                                 EscapeJson(Cut(message)), "\"");
  for (const Field& field : fields) {
    const absl::string_view quote = field.bare() ? "" : "\"";
    absl::StrAppend(&out, ",\"", KeyText(field.key()), "\":", quote, Value(field), quote);
  }
  out += '}';
  return out;
}

std::string ConsoleTail(Severity severity, absl::string_view message,
                        absl::Span<const Field> fields) {
  std::string out =
      absl::StrFormat("%-7s %s", std::string(SeverityName(severity)), EscapeJson(Cut(message)));
  for (const Field& field : fields) {
    const std::string value = Value(field);
    const absl::string_view quote = ReadsWithoutQuotes(value) ? "" : "\"";
    absl::StrAppend(&out, " ", KeyText(field.key()), "=", quote, value, quote);
  }
  return out;
}

}  // namespace houniao::observe
