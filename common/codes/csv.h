// Comma-separated values (RFC 4180): the embedded tables, notices of the State Council, imports.
//
// Total: any bytes in, rows or a clear error with its line out. Bytes are not interpreted beyond
// comma, quote, CR and LF; a UTF-8 byte order mark at the start is skipped. Lines end in LF or
// CRLF, empty lines are skipped, and a quoted field may hold commas, doubled quotes and line ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::codes {

struct CsvRow {
  int line = 0;  // of its first character, counted from 1
  std::vector<std::string> fields;
};

// Reads row by row; `text` must outlive the reader.
class CsvReader {
 public:
  // A row longer than `longest_row` bytes is broken.
  explicit CsvReader(absl::string_view text, size_t longest_row = absl::string_view::npos);

  // The next row, or nothing at the end. InvalidArgument for a row whose quotes are wrong; reading
  // goes on after that row's first line, so one broken row does not hide those behind it.
  absl::StatusOr<std::optional<CsvRow>> Next();
  // Line at which the row last returned or refused begins.
  int line() const { return row_line_; }
  // The same row as a table program counts: empty lines count, lines within quotes do not.
  int64_t row() const { return row_; }
  // Bytes read so far.
  size_t position() const { return position_; }

 private:
  absl::StatusOr<CsvRow> ReadRow();
  // Reads the field at position_ up to its separator.
  absl::StatusOr<std::string> ReadField();
  absl::StatusOr<std::string> ReadQuoted();
  bool AtLineEnd() const;
  absl::Status TooLong() const;
  void SkipLineEnd();
  void SkipEmptyLines();

  absl::string_view text_;
  size_t position_ = 0;
  size_t longest_row_;
  size_t row_end_ = 0;  // where the row would be too long
  int line_ = 1;
  int row_line_ = 0;
  int64_t row_ = 0;
};

// A whole file with a heading.
class CsvTable {
 public:
  // InvalidArgument if a column of `required` is missing or named twice, a row is broken or has
  // another number of fields than the heading, or there is no heading.
  static absl::StatusOr<CsvTable> Parse(absl::string_view text,
                                        const std::vector<std::string>& required);
  // As Parse, for data that is compiled in: if it is broken so is the program, which ends.
  static CsvTable ParseBuiltIn(absl::string_view name, absl::string_view text,
                               const std::vector<std::string>& required);

  size_t size() const { return rows_.size(); }
  // Field of a row; `column` must be one of those required.
  absl::string_view Get(size_t row, absl::string_view column) const;
  int LineOf(size_t row) const { return rows_[row].line; }

 private:
  absl::flat_hash_map<std::string, size_t> columns_;
  std::vector<CsvRow> rows_;
};

// Ends the program with a message: a table that is compiled in broke its own rules.
[[noreturn]] void DieOfBrokenTable(absl::string_view name, const absl::Status& why);

}  // namespace houniao::codes
