#include "services/talent/import/talent_file.h"

#include <algorithm>

#include "absl/strings/ascii.h"

#include "common/base/status_macros.h"
#include "common/errors/reasons.h"
#include "services/talent/domain/talent_errors.h"
#include "services/talent/import/encoding.h"

namespace houniao::talent {
namespace {

constexpr char kKnownColumns[] =
    "Use the names of the column list, such as external_id or 人员编号, display_name or 姓名.";
// Longest heading that is repeated in an error.
constexpr size_t kMaxShown = 60;

// The first characters of a text, whole ones.
std::string Shortened(absl::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return absl::StrCat(text.substr(0, most), "...");
}

std::string Trimmed(absl::string_view text) {
  // The wide space of Chinese typing counts as white space at the ends.
  constexpr absl::string_view kWideSpace = "\xE3\x80\x80";
  for (;;) {
    text = absl::StripAsciiWhitespace(text);
    const bool front = absl::ConsumePrefix(&text, kWideSpace);
    const bool back = absl::ConsumeSuffix(&text, kWideSpace);
    if (!front && !back) return std::string(text);
  }
}

absl::string_view EncodingName(v1::ImportOptions::Encoding encoding) {
  return encoding == v1::ImportOptions::UTF_8 ? "UTF-8" : "GB18030";
}

// Rows of the file, the heading not counted; stops above the limit.
int64_t CountRows(const std::string& bytes) {
  codes::CsvReader reader(bytes, kMaxImportRowBytes);
  int64_t count = -1;
  while (count <= kMaxImportRows) {
    auto row = reader.Next();
    if (row.ok() && !*row) break;
    ++count;
  }
  return count;
}

}  // namespace

v1::ImportRowError RowFault(absl::string_view column, absl::string_view field,
                            absl::string_view reason, absl::string_view message) {
  v1::ImportRowError fault;
  fault.set_column(Shortened(column, 90));
  fault.set_field(Shortened(field, 200));
  fault.set_reason(std::string(reason));
  fault.set_message(Shortened(message, 450));
  return fault;
}

TalentFile::TalentFile(std::unique_ptr<const std::string> bytes,
                       v1::ImportOptions::Encoding encoding)
    : bytes_(std::move(bytes)), encoding_(encoding), reader_(*bytes_, kMaxImportRowBytes) {}

absl::StatusOr<TalentFile> TalentFile::Open(std::string bytes,
                                            v1::ImportOptions::Encoding encoding) {
  if (static_cast<int64_t>(bytes.size()) > kMaxImportBytes) {
    return ImportTooLarge(kMaxImportBytes, "bytes");
  }
  if (IsUtf16(bytes)) {
    return ImportHeadingInvalid("the file is in UTF-16.", "Save it as CSV in UTF-8 or GB18030.");
  }
  if (CountRows(bytes) > kMaxImportRows) return ImportTooLarge(kMaxImportRows, "rows");
  if (encoding == v1::ImportOptions::ENCODING_UNSPECIFIED) encoding = DetectEncoding(bytes);
  TalentFile file(std::make_unique<const std::string>(std::move(bytes)), encoding);
  RETURN_IF_ERROR(file.ReadHeading());
  return file;
}

absl::Status TalentFile::ReadHeading() {
  const auto heading = reader_.Next();
  if (!heading.ok()) {
    return ImportHeadingInvalid(heading.status().message(), kKnownColumns);
  }
  if (!*heading) return ImportHeadingInvalid("the file is empty.", kKnownColumns);
  for (const std::string& field : (*heading)->fields) {
    const auto name = DecodeText(field, encoding_);
    if (!name) {
      return ImportHeadingInvalid(
          absl::StrCat("a column name is not valid ", EncodingName(encoding_), "."),
          "Name the encoding of the file in the options.");
    }
    const std::string shown = Shortened(Trimmed(*name), kMaxShown);
    const ImportColumn* column = FindImportColumn(*name);
    if (column == nullptr) {
      return ImportHeadingInvalid(absl::StrCat("there is no column `", shown, "`."), kKnownColumns);
    }
    if (std::find(columns_.begin(), columns_.end(), column) != columns_.end()) {
      return ImportHeadingInvalid(absl::StrCat("`", shown, "` is named twice."),
                                  "Leave one of the two out.");
    }
    columns_.push_back(column);
    headings_.push_back(Trimmed(*name));
  }
  if (!HasColumn("display_name")) {
    return ImportHeadingInvalid("display_name (姓名) is missing.", kKnownColumns);
  }
  if (!HasColumn("external_id") && !HasColumn("talent_id")) {
    return ImportHeadingInvalid("external_id (人员编号) or talent_id (档案号) is needed.",
                                "A row is found again by its key.");
  }
  return absl::OkStatus();
}

std::optional<FileRow> TalentFile::Next() {
  const auto fields = reader_.Next();
  if (fields.ok() && !*fields) return std::nullopt;
  FileRow row;
  row.number = reader_.row();
  if (!fields.ok()) {
    row.faults.push_back(RowFault("", "", errors::kInvalidField,
                                  absl::StrCat(fields.status().message(),
                                               " Put fields with quotes, commas or line ends "
                                               "into quotes, and double the quotes inside.")));
    return row;
  }
  Decode(**fields, row);
  return row;
}

void TalentFile::Decode(const codes::CsvRow& fields, FileRow& row) const {
  const size_t width = fields.fields.size();
  const bool blank = std::all_of(fields.fields.begin(), fields.fields.end(),
                                 [](const std::string& f) { return Trimmed(f).empty(); });
  if (blank) return;
  if (width != columns_.size()) {
    row.faults.push_back(
        RowFault("", "", errors::kInvalidField,
                 absl::StrCat("the row has ", width, " fields, but the heading has ",
                              columns_.size(), "; put fields that hold a comma into quotes.")));
    return;
  }
  for (size_t i = 0; i < width; ++i) {
    const auto text = DecodeText(fields.fields[i], encoding_);
    if (!text) {
      row.faults.push_back(
          RowFault(headings_[i], columns_[i]->field, errors::kInvalidField,
                   absl::StrCat("the cell is not valid ", EncodingName(encoding_),
                                "; type it again and save the file in one encoding.")));
      continue;
    }
    std::string cell = Trimmed(*text);
    if (!cell.empty()) row.cells.emplace_back(columns_[i], std::move(cell));
  }
  std::sort(row.cells.begin(), row.cells.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

bool TalentFile::HasColumn(absl::string_view key) const {
  return std::find(columns_.begin(), columns_.end(), FindImportColumn(key)) != columns_.end();
}

std::string TalentFile::HeadingOf(const ImportColumn& column) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] == &column) return headings_[i];
  }
  return std::string(column.key);
}

}  // namespace houniao::talent
