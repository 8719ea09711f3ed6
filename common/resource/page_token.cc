#include "common/resource/page_token.h"

#include <algorithm>

#include "common/crypto/digest.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"

#include "houniao/api/v1/change.pb.h"

namespace houniao::resource {
namespace {

constexpr absl::Duration kTokenLife = absl::Hours(72);

}  // namespace

int PageSize(int64_t requested) {
  return requested == 0 ? kDefaultPageSize
                        : static_cast<int>(std::clamp<int64_t>(requested, 1, kMaxPageSize));
}

std::string QueryFingerprint(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> plain(request.New());
  plain->CopyFrom(request);
  for (const char* field : {"page_size", "page_token"}) {
    const auto* descriptor = plain->GetDescriptor()->FindFieldByName(field);
    if (descriptor != nullptr) plain->GetReflection()->ClearField(plain.get(), descriptor);
  }
  return crypto::Sha256(
      absl::StrCat(plain->GetDescriptor()->full_name(), "\n", DeterministicBytes(*plain)));
}

std::string SealPageToken(const Secrets& secrets, absl::string_view fingerprint,
                          const std::vector<db::Value>& cursor, absl::Time now) {
  api::v1::PageToken token;
  token.set_version(1);
  token.set_fingerprint(std::string(fingerprint));
  token.set_issue_unix_seconds(absl::ToUnixSeconds(now));
  for (const db::Value& value : cursor) {
    auto* item = token.add_cursor();
    if (value.kind == db::Value::Kind::kInt)
      item->set_number(value.number);
    else if (!value.is_null())
      item->set_text(value.bytes);
  }
  return secrets.page_tokens.Wrap(token.SerializeAsString());
}

absl::StatusOr<std::vector<db::Value>> OpenPageToken(const Secrets& secrets,
                                                     absl::string_view fingerprint,
                                                     absl::string_view token, absl::Time now) {
  api::v1::PageToken opened;
  const auto payload = secrets.page_tokens.Unwrap(token);
  if (!payload.ok() || !opened.ParseFromString(*payload) || opened.version() != 1) {
    return errors::InvalidPageToken("was not issued by this server; start again without it");
  }
  if (opened.fingerprint() != fingerprint) {
    return errors::InvalidPageToken(
        "belongs to another query; keep filter, order_by and parent while paging");
  }
  if (now - absl::FromUnixSeconds(opened.issue_unix_seconds()) > kTokenLife) {
    return errors::InvalidPageToken("is older than 72 hours; start again without it");
  }
  std::vector<db::Value> cursor;
  for (const auto& item : opened.cursor()) {
    switch (item.kind_case()) {
      case api::v1::CursorValue::kNumber:
        cursor.emplace_back(static_cast<int64_t>(item.number()));
        break;
      case api::v1::CursorValue::kText:
        cursor.emplace_back(item.text());
        break;
      default:
        cursor.push_back(db::Value::Null());
    }
  }
  return cursor;
}

}  // namespace houniao::resource
