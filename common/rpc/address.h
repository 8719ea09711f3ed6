// Addresses to listen on and to dial.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace houniao::rpc {

// Without scheme (`dns:///`, `ipv4:`) and port; brackets of IPv6 removed.
std::string HostOf(absl::string_view address);
// 127.0.0.0/8, ::1, localhost, and unix sockets.
bool IsLoopback(absl::string_view address);

}  // namespace houniao::rpc
