#include "common/rpc/call_metadata.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "google/protobuf/stubs/common.h"

#include "common/errors/errors.h"

namespace houniao::rpc {
namespace {

constexpr size_t kMostPurposeBytes = 2400;
constexpr int kMostPurpose = 200;

absl::string_view View(grpc::string_ref text) { return {text.data(), text.size()}; }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> PercentDecoded(absl::string_view encoded) {
  std::string text;
  for (size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] != '%') {
      text += encoded[i];
      continue;
    }
    if (i + 2 >= encoded.size()) return std::nullopt;
    const int high = HexDigit(encoded[i + 1]);
    const int low = HexDigit(encoded[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    text += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return text;
}

bool IsPlainText(const std::string& text) {
  if (!google::protobuf::internal::IsStructurallyValidUTF8(text.data(),
                                                           static_cast<int>(text.size()))) {
    return false;
  }
  int points = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return false;
    if ((byte & 0xc0) != 0x80) ++points;
  }
  return points <= kMostPurpose;
}

}  // namespace

CallMetadata ReadMetadata(const grpc::ServerContext& context) {
  CallMetadata metadata;
  const auto keep = [](absl::string_view& target, grpc::string_ref value) {
    if (target.empty()) target = View(value);
  };
  for (const auto& [name, value] : context.client_metadata()) {
    const absl::string_view key = View(name);
    if (key == kAuthorizationKey) {
      if (!metadata.authorization.empty()) metadata.authorized_twice = true;
      keep(metadata.authorization, value);
    } else if (key == kRequestIdKey) {
      keep(metadata.request_id, value);
    } else if (key == kTraceparentKey) {
      keep(metadata.traceparent, value);
    } else if (key == kPurposeKey) {
      keep(metadata.purpose, value);
    } else if (key == kOnBehalfOfKey) {
      keep(metadata.on_behalf_of, value);
    }
  }
  return metadata;
}

absl::StatusOr<absl::string_view> BearerToken(const CallMetadata& metadata) {
  if (metadata.authorized_twice) {
    return errors::CredentialsInvalid("`authorization` was sent more than once");
  }
  absl::string_view text = metadata.authorization;
  if (text.empty()) return absl::string_view();
  constexpr absl::string_view kScheme = "Bearer ";
  if (!absl::StartsWithIgnoreCase(text, kScheme) || text.size() == kScheme.size()) {
    return errors::CredentialsInvalid("`authorization` is not `Bearer <token>`");
  }
  text.remove_prefix(kScheme.size());
  return text;
}

bool IsRequestId(absl::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (char c : text) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '_' && c != ':' &&
        c != '-') {
      return false;
    }
  }
  return true;
}

bool IsPrincipal(absl::string_view text) {
  if (text.empty() || text.size() > 256) return false;
  for (char c : text) {
    if (!absl::ascii_isgraph(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::StatusOr<std::string> PurposeOf(absl::string_view encoded) {
  if (encoded.empty()) return std::string();
  if (encoded.size() <= kMostPurposeBytes) {
    std::optional<std::string> text = PercentDecoded(encoded);
    if (text.has_value() && IsPlainText(*text)) return *std::move(text);
  }
  return errors::InvalidField(kPurposeKey,
                              "must be percent-encoded UTF-8 of at most 200 characters");
}

std::string PercentEncoded(absl::string_view text) {
  std::string encoded;
  for (char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_' ||
        c == '~') {
      encoded += c;
    } else {
      absl::StrAppendFormat(&encoded, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace houniao::rpc
