// What the libraries below us have to say goes into our log as well.
#pragma once

#include "absl/strings/string_view.h"

#include "common/observe/log.h"

namespace houniao::observe {

// One event of a library, as `Library message.` with the keys library, file, line, detail. Nothing
// of the library's text is trusted: it is escaped and cut like every value.
void LogFromLibrary(Severity severity, absl::string_view library, absl::string_view file, int line,
                    absl::string_view detail);

// The shape that a C hook can be pointed at; gRPC's own types are known to common/rpc alone, which
// unpacks gpr_log_func_args into this: `severity` 0 debug, 1 info, 2 or more error.
using LibraryLogTarget = void (*)(int severity, const char* file, int line, const char* detail);
LibraryLogTarget GrpcLogTarget();

// Routes protobuf's messages (SetLogHandler) here. Call once, before threads start: the hook of
// protobuf is not thread-safe to set.
void RouteProtobufLog();

}  // namespace houniao::observe
