#include "common/codes/csv.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"

namespace houniao::codes {
namespace {

absl::Status WrongAt(int line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("Line ", line, ": ", what));
}

}  // namespace

CsvReader::CsvReader(absl::string_view text, size_t longest_row)
    : text_(text), longest_row_(longest_row) {
  if (absl::StartsWith(text_, "\xEF\xBB\xBF")) position_ = 3;
}

absl::StatusOr<std::optional<CsvRow>> CsvReader::Next() {
  SkipEmptyLines();
  row_line_ = line_;
  if (position_ >= text_.size()) return std::optional<CsvRow>();
  ++row_;
  const size_t start = position_;
  row_end_ = longest_row_ < text_.size() - start ? start + longest_row_ : text_.size();
  auto row = ReadRow();
  if (row.ok()) return std::optional<CsvRow>(*std::move(row));
  position_ = text_.find('\n', start);
  if (position_ == absl::string_view::npos) position_ = text_.size();
  line_ = row_line_;
  SkipLineEnd();
  return row.status();
}

absl::StatusOr<CsvRow> CsvReader::ReadRow() {
  CsvRow row;
  row.line = row_line_;
  while (true) {
    ASSIGN_OR_RETURN(std::string field, ReadField());
    row.fields.push_back(std::move(field));
    if (position_ >= text_.size()) return row;
    if (text_[position_] != ',') {
      SkipLineEnd();
      return row;
    }
    ++position_;
  }
}

absl::StatusOr<std::string> CsvReader::ReadField() {
  if (position_ < text_.size() && text_[position_] == '"') return ReadQuoted();
  const size_t start = position_;
  while (position_ < text_.size() && text_[position_] != ',' && !AtLineEnd()) {
    if (position_ >= row_end_) return TooLong();
    if (text_[position_] == '"') {
      return WrongAt(row_line_, "a quote stands inside a field that does not begin with one.");
    }
    ++position_;
  }
  return std::string(text_.substr(start, position_ - start));
}

absl::StatusOr<std::string> CsvReader::ReadQuoted() {
  std::string field;
  for (++position_; position_ < text_.size(); ++position_) {
    if (position_ >= row_end_) return TooLong();
    const char c = text_[position_];
    if (c == '\n') ++line_;
    if (c != '"') {
      field.push_back(c);
      continue;
    }
    if (position_ + 1 < text_.size() && text_[position_ + 1] == '"') {
      field.push_back('"');
      ++position_;
      continue;
    }
    ++position_;
    if (position_ < text_.size() && text_[position_] != ',' && !AtLineEnd()) {
      return WrongAt(row_line_, "text follows the closing quote of a field.");
    }
    return field;
  }
  return WrongAt(row_line_, "a quoted field is not closed.");
}

absl::Status CsvReader::TooLong() const {
  return WrongAt(row_line_, absl::StrCat("the row is longer than ", longest_row_, " bytes."));
}

bool CsvReader::AtLineEnd() const {
  if (text_[position_] == '\n') return true;
  return text_[position_] == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n';
}

void CsvReader::SkipLineEnd() {
  if (position_ < text_.size() && text_[position_] == '\r') ++position_;
  if (position_ < text_.size() && text_[position_] == '\n') {
    ++position_;
    ++line_;
  }
}

void CsvReader::SkipEmptyLines() {
  for (; position_ < text_.size() && AtLineEnd(); ++row_) SkipLineEnd();
}

absl::StatusOr<CsvTable> CsvTable::Parse(absl::string_view text,
                                         const std::vector<std::string>& required) {
  CsvReader reader(text);
  ASSIGN_OR_RETURN(std::optional<CsvRow> heading, reader.Next());
  if (!heading) return absl::InvalidArgumentError("The table is empty: a heading is needed.");
  CsvTable table;
  for (size_t i = 0; i < heading->fields.size(); ++i) {
    if (!table.columns_.emplace(heading->fields[i], i).second) {
      return WrongAt(heading->line, "a column is named twice in the heading.");
    }
  }
  for (const std::string& column : required) {
    if (!table.columns_.contains(column)) {
      return WrongAt(heading->line, absl::StrCat("the heading lacks column \"", column, "\"."));
    }
  }
  while (true) {
    ASSIGN_OR_RETURN(std::optional<CsvRow> row, reader.Next());
    if (!row) return table;
    if (row->fields.size() != heading->fields.size()) {
      return WrongAt(row->line, absl::StrCat("there are ", row->fields.size(), " fields, but the ",
                                             "heading has ", heading->fields.size(), "."));
    }
    table.rows_.push_back(*std::move(row));
  }
}

CsvTable CsvTable::ParseBuiltIn(absl::string_view name, absl::string_view text,
                                const std::vector<std::string>& required) {
  auto table = Parse(text, required);
  if (!table.ok()) DieOfBrokenTable(name, table.status());
  return *std::move(table);
}

absl::string_view CsvTable::Get(size_t row, absl::string_view column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end()) {
    DieOfBrokenTable(column, absl::InternalError("the column was not required when parsing"));
  }
  return rows_[row].fields[found->second];
}

void DieOfBrokenTable(absl::string_view name, const absl::Status& why) {
  std::fprintf(stderr, "table %s: %s\n", std::string(name).c_str(), why.ToString().c_str());
  std::abort();
}

}  // namespace houniao::codes
