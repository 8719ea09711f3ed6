// One import: a file that has been received, written in batches of rows.
//
// Each batch is one mutation whose request id follows from that of the import and the number of
// the batch. So an import that was cut off and is sent again finds the batches that were written by
// their saved replies, and goes on behind them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/feed/journal.h"
#include "services/talent/import/check_row.h"
#include "services/talent/import/row_writer.h"
#include "services/talent/import/talent_file.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

// Rows of one mutation. Changing it makes a repeated import find nothing: it is part of the ids.
inline constexpr int kImportBatchRows = 200;

class ImportRun {
 public:
  // Returns false once the caller has gone away.
  using Send = std::function<bool(const v1::ImportTalentsResponse&)>;

  // `request_id` may be empty; then a repeated import writes nothing twice only because its rows
  // are found by their keys. The referenced objects outlive the run.
  ImportRun(const feed::Journal& journal, const TalentKinds& kinds,
            const v1::ImportOptions& options, std::string request_id);

  // Errors of TalentFile::Open; REQUEST_ID_REUSED if the request id came with another file before;
  // CANCELLED between batches; failures of the database. What was written stays written.
  absl::Status Run(CallContext& call, std::string bytes, const Send& send);

 private:
  struct CheckedRow {
    FileRow row;
    std::vector<v1::ImportRowError> faults;
  };
  // PERMISSION_DENIED if the file holds what the caller may not create.
  absl::Status CheckPermissions(const CallContext& call, const TalentFile& file) const;
  absl::Status WriteBatch(CallContext& call, const TalentFile& file,
                          const std::vector<CheckedRow>& batch,
                          v1::ImportTalentsResponse& response);
  absl::Status WriteRow(resource::WriteScope& scope, const TalentFile& file,
                        const CheckedRow& checked, v1::ImportRowResult& result) const;
  void Count(const v1::ImportTalentsResponse& response);

  const feed::Journal& journal_;
  const v1::ImportOptions options_;
  const std::string request_id_;
  const RowWriter writer_;
  std::string file_hash_;
  int64_t batches_ = 0;
  v1::ImportSummary summary_;
};

}  // namespace houniao::talent
