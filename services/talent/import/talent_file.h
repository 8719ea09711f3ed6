// A talent file, row by row: RFC 4180, UTF-8 or GB18030. Pure; any bytes in, rows or clear faults
// out, and a broken row never hides those behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "common/codes/csv.h"
#include "services/talent/import/columns.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

inline constexpr int64_t kMaxImportBytes = 64 << 20;
inline constexpr int64_t kMaxImportRows = 100000;
inline constexpr size_t kMaxImportRowBytes = 64 << 10;

struct FileRow {
  // As a table program counts: the heading is 1.
  int64_t number = 0;
  // Cells that hold something, in UTF-8, trimmed, in the order of ImportColumns().
  std::vector<std::pair<const ImportColumn*, std::string>> cells;
  // What is wrong with the row as a row; then `cells` is not to be used.
  std::vector<v1::ImportRowError> faults;
  bool empty() const { return cells.empty() && faults.empty(); }
};

class TalentFile {
 public:
  // Reads the heading. IMPORT_TOO_LARGE; IMPORT_HEADING_INVALID for an empty file, a column that is
  // unknown, named twice or missing, or a file in UTF-16.
  static absl::StatusOr<TalentFile> Open(std::string bytes, v1::ImportOptions::Encoding encoding);
  TalentFile(TalentFile&&) = default;

  // The next row; nothing at the end. A line without any character is passed over.
  std::optional<FileRow> Next();

  // Never unspecified.
  v1::ImportOptions::Encoding encoding() const { return encoding_; }
  bool HasColumn(absl::string_view key) const;
  // Bytes of the file that are read.
  int64_t position() const { return static_cast<int64_t>(reader_.position()); }
  // How the file calls a column; its key if the file lacks it.
  std::string HeadingOf(const ImportColumn& column) const;

 private:
  TalentFile(std::unique_ptr<const std::string> bytes, v1::ImportOptions::Encoding encoding);
  absl::Status ReadHeading();
  void Decode(const codes::CsvRow& fields, FileRow& row) const;

  // On the heap, so that the reader's view of it survives a move.
  std::unique_ptr<const std::string> bytes_;
  v1::ImportOptions::Encoding encoding_;
  codes::CsvReader reader_;
  // By position in the file.
  std::vector<const ImportColumn*> columns_;
  std::vector<std::string> headings_;
};

// A fault of a row, with texts cut to what the schema allows.
v1::ImportRowError RowFault(absl::string_view column, absl::string_view field,
                            absl::string_view reason, absl::string_view message);

}  // namespace houniao::talent
