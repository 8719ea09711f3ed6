// What is known about the call being served. Made by the guard, read by everybody below it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace houniao {

inline bool NeverCancelled() { return false; }
inline bool HoldsNothing(absl::string_view) { return false; }

struct CallContext {
  // Full method, `houniao.talent.v1.TalentService/GetTalent`.
  std::string method;
  // Authenticated natural person or service, `user:li.min` or `service:recruitment`.
  std::string principal;
  // Roles of the principal, sorted.
  std::vector<std::string> roles;
  // Person whom a calling service acts for; only from `service:` principals, empty otherwise.
  std::string on_behalf_of;
  // Service whose certificate the connection shows where the token names somebody else.
  std::string via;
  // True if the principal holds a permission, for methods that need more than their own.
  std::function<bool(absl::string_view permission)> holds = &HoldsNothing;
  // Employer that an enterprise account acts for, `employers/{e}`; empty otherwise.
  std::string employer;
  // Stated purpose of reading sensitive fields; empty if none was stated.
  std::string purpose;
  // x-request-id of the caller or one made for the call; in every log line and error.
  std::string trace_id;
  // W3C traceparent to hand on; empty if the caller sent none.
  std::string traceparent;
  std::string peer;
  // When the caller stops waiting, as the smaller of its deadline and the server's limit.
  absl::Time deadline = absl::InfiniteFuture();
  // True once the caller has gone away. Not a lambda: as a default in a precompiled header clang
  // gives it internal linkage, and units disagree about which one it is.
  std::function<bool()> cancelled = &NeverCancelled;
  // Bearer token to hand on to the next service; empty under mutual TLS alone.
  std::string bearer_token;
  // Last revision this call wrote; the guard sends it as `x-houniao-revision`.
  int64_t written_revision = 0;
};

}  // namespace houniao
