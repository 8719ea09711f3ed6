// Whose a resource is, for the accounts of enterprises, and who acts.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "common/base/call_context.h"

namespace houniao::recruitment {

// The one rule: a caller who acts for an employer touches what is that employer's alone; a caller
// of the office touches everything. PERMISSION_DENIED with the same text whether or not there is
// such a resource, so callers are told nothing about those of others.
absl::Status RequireOwn(const CallContext& call, absl::string_view employer);

// What an enterprise gets to see in place of NOT_FOUND: the text of RequireOwn. Other statuses and
// other callers: unchanged.
absl::Status HideMissing(const CallContext& call, const absl::Status& status);

// True if the caller may know of what is `employer`'s.
inline bool IsOwn(const CallContext& call, absl::string_view employer) {
  return call.employer.empty() || call.employer == employer;
}

// The natural person who acts: whom a calling service acts for, or the caller.
inline const std::string& ActorOf(const CallContext& call) {
  return call.on_behalf_of.empty() ? call.principal : call.on_behalf_of;
}

}  // namespace houniao::recruitment
