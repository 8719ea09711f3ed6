// Everything about a row that can be known without the database. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/errors/errors.h"
#include "services/talent/import/talent_file.h"

namespace houniao::talent {

// Runs the cells of a row over `into`, which is empty for a new profile and holds the stored one
// for an update. InvalidArgument only for a row that CheckRow refuses.
absl::Status ApplyRow(const FileRow& row, ImportRow& into);

// Faults as the caller is told of them: the column by the file's own name for it.
std::vector<v1::ImportRowError> FaultsOf(const TalentFile& file, absl::string_view reason,
                                         const std::vector<errors::FieldViolation>& violations);

// Checks the rows of one file in their order.
class RowChecker {
 public:
  // `file` must outlive the checker. `now` bounds the dates.
  RowChecker(const TalentFile& file, absl::Time now) : file_(file), now_(now) {}

  // All faults of a row; none if it can be written. A key or an identity number that an earlier row
  // holds is a fault.
  std::vector<v1::ImportRowError> Check(const FileRow& row);

 private:
  std::vector<v1::ImportRowError> CheckCells(const FileRow& row, ImportRow& parsed) const;
  void CheckOnce(absl::string_view column, std::string value, int64_t row,
                 std::vector<v1::ImportRowError>& faults);

  const TalentFile& file_;
  const absl::Time now_;
  // Key, with its column in front, to the row that holds it.
  absl::flat_hash_map<std::string, int64_t> seen_;
};

}  // namespace houniao::talent
