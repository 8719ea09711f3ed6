// Page tokens: a keyset cursor, sealed, bound to its query. They carry no authority and live 72 h.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

#include "common/db/database.h"
#include "common/resource/secrets.h"

namespace houniao::resource {

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 500;

// 0 means 50, above 500 means 500; negative values were refused by the field rules.
int PageSize(int64_t requested);

// Covers everything of the request but page_size and page_token.
std::string QueryFingerprint(const google::protobuf::Message& request);

std::string SealPageToken(const Secrets& secrets, absl::string_view fingerprint,
                          const std::vector<db::Value>& cursor, absl::Time now);
// INVALID_ARGUMENT INVALID_PAGE_TOKEN if it is broken, too old or from another query.
absl::StatusOr<std::vector<db::Value>> OpenPageToken(const Secrets& secrets,
                                                     absl::string_view fingerprint,
                                                     absl::string_view token, absl::Time now);

}  // namespace houniao::resource
