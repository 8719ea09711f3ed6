#include "common/db/url.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/base/status_macros.h"

namespace houniao::db {
namespace {

absl::Status Malformed(absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("The database url is malformed (", what,
                   "); expected sqlite:PATH or mysql://user:password@host:port/database."));
}

absl::StatusOr<std::string> PercentDecode(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    if (i + 2 >= text.size() || !absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 1])) ||
        !absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 2]))) {
      return Malformed("percent encoding");
    }
    const std::string digits(text.substr(i + 1, 2));
    out.push_back(static_cast<char>(std::stoi(digits, nullptr, 16)));
    i += 2;
  }
  return out;
}

absl::StatusOr<std::string> ReadSecret(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::FailedPreconditionError("The database password file cannot be read.");
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return std::string(absl::StripTrailingAsciiWhitespace(text));
}

absl::Status ParseOption(absl::string_view option, Url& url) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(option, absl::MaxSplits('=', 1));
  ASSIGN_OR_RETURN(std::string value, PercentDecode(parts.second));
  if (value.empty()) return Malformed("option without value");
  if (parts.first == "ssl_ca") {
    url.ssl_ca = std::move(value);
  } else if (parts.first == "ssl_cert") {
    url.ssl_cert = std::move(value);
  } else if (parts.first == "ssl_key") {
    url.ssl_key = std::move(value);
  } else if (parts.first == "socket") {
    url.socket = std::move(value);
  } else if (parts.first == "password_file") {
    ASSIGN_OR_RETURN(url.password, ReadSecret(value));
  } else {
    return Malformed("unknown option");
  }
  return absl::OkStatus();
}

absl::Status ParseAuthority(absl::string_view authority, Url& url) {
  const size_t at = authority.rfind('@');
  if (at == absl::string_view::npos) return Malformed("no user");
  const std::pair<absl::string_view, absl::string_view> login =
      absl::StrSplit(authority.substr(0, at), absl::MaxSplits(':', 1));
  ASSIGN_OR_RETURN(url.user, PercentDecode(login.first));
  ASSIGN_OR_RETURN(url.password, PercentDecode(login.second));
  const std::pair<absl::string_view, absl::string_view> place =
      absl::StrSplit(authority.substr(at + 1), absl::MaxSplits(':', 1));
  url.host = std::string(place.first);
  if (url.user.empty()) return Malformed("no user");
  if (url.host.empty()) return Malformed("no host");
  if (!place.second.empty() &&
      (!absl::SimpleAtoi(place.second, &url.port) || url.port < 1 || url.port > 65535)) {
    return Malformed("port");
  }
  return absl::OkStatus();
}

absl::StatusOr<Url> ParseMysql(absl::string_view text) {
  Url url;
  url.engine = Engine::kMysql;
  const std::pair<absl::string_view, absl::string_view> halves =
      absl::StrSplit(text, absl::MaxSplits('?', 1));
  const size_t slash = halves.first.rfind('/');
  if (slash == absl::string_view::npos) return Malformed("no database");
  RETURN_IF_ERROR(ParseAuthority(halves.first.substr(0, slash), url));
  url.database = std::string(halves.first.substr(slash + 1));
  if (url.database.empty()) return Malformed("no database");
  for (absl::string_view option : absl::StrSplit(halves.second, '&', absl::SkipEmpty())) {
    RETURN_IF_ERROR(ParseOption(option, url));
  }
  return url;
}

}  // namespace

absl::StatusOr<Url> ParseUrl(absl::string_view text) {
  if (absl::ConsumePrefix(&text, "mysql://")) return ParseMysql(text);
  if (!absl::ConsumePrefix(&text, "sqlite:")) return Malformed("scheme");
  if (text.empty() || text[0] == ':') return Malformed("path");
  Url url;
  url.path = std::string(text);
  return url;
}

}  // namespace houniao::db
