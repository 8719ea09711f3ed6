#include "services/talent/handlers/import_talents.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/talent/domain/talent_errors.h"
#include "services/talent/import/import_run.h"

namespace houniao::talent {
namespace {

// The bytes of all chunks. A file is read as a whole: its encoding shows only then, and a file that
// breaks off in the middle must not be written to its middle.
absl::StatusOr<std::string> ReceiveFile(rpc::Reader<v1::ImportTalentsRequest>& reader) {
  std::string bytes;
  v1::ImportTalentsRequest message;
  while (reader.Read(&message)) {
    if (!message.has_chunk()) {
      return errors::InvalidField("chunk", "must follow: options come first and once");
    }
    if (!message.request_id().empty()) {
      return errors::InvalidField("request_id", "belongs beside the options only");
    }
    if (static_cast<int64_t>(bytes.size() + message.chunk().size()) > kMaxImportBytes) {
      return ImportTooLarge(kMaxImportBytes, "bytes");
    }
    bytes += message.chunk();
  }
  RETURN_IF_ERROR(reader.status());
  return bytes;
}

}  // namespace

absl::Status ImportTalents(const feed::Journal& journal, const TalentKinds& kinds,
                           CallContext& call, rpc::Reader<v1::ImportTalentsRequest>& reader,
                           rpc::Writer<v1::ImportTalentsResponse>& writer) {
  v1::ImportTalentsRequest first;
  if (!reader.Read(&first)) {
    RETURN_IF_ERROR(reader.status());
    return errors::InvalidField("options", "is required in the first message");
  }
  if (!first.has_options()) {
    return errors::InvalidField("options", "is required in the first message");
  }
  ASSIGN_OR_RETURN(std::string bytes, ReceiveFile(reader));
  ImportRun run(journal, kinds, first.options(), first.request_id());
  return run.Run(call, std::move(bytes),
                 [&](const v1::ImportTalentsResponse& response) { return writer.Write(response); });
}

}  // namespace houniao::talent
