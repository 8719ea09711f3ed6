#include "common/observe/library_log.h"

#include <string>

#include "google/protobuf/stubs/logging.h"

namespace houniao::observe {
namespace {

absl::string_view FileName(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

absl::string_view OrEmpty(const char* text) {
  return text == nullptr ? absl::string_view() : absl::string_view(text);
}

void FromGrpc(int severity, const char* file, int line, const char* detail) {
  const Severity ours = severity <= 0   ? Severity::kDebug
                        : severity == 1 ? Severity::kInfo
                                        : Severity::kError;
  LogFromLibrary(ours, "grpc", OrEmpty(file), line, OrEmpty(detail));
}

void FromProtobuf(google::protobuf::LogLevel level, const char* file, int line,
                  const std::string& detail) {
  const Severity ours = level == google::protobuf::LOGLEVEL_INFO      ? Severity::kInfo
                        : level == google::protobuf::LOGLEVEL_WARNING ? Severity::kWarning
                                                                      : Severity::kError;
  LogFromLibrary(ours, "protobuf", OrEmpty(file), line, detail);
}

}  // namespace

void LogFromLibrary(Severity severity, absl::string_view library, absl::string_view file, int line,
                    absl::string_view detail) {
  Log(severity, "Library message.",
      {{"library", library}, {"file", FileName(file)}, {"line", line}, {"detail", detail}});
}

LibraryLogTarget GrpcLogTarget() { return &FromGrpc; }

void RouteProtobufLog() { google::protobuf::SetLogHandler(&FromProtobuf); }

}  // namespace houniao::observe
