#include "services/talentctl/output/table.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

#include "services/talentctl/output/width.h"

namespace houniao::talentctl {
namespace {

constexpr int kGap = 2;
constexpr int kLeastWrapped = 16;

const char* SequenceOf(Colour colour) {
  switch (colour) {
    case Colour::kGood:
      return "\033[32m";
    case Colour::kBad:
      return "\033[31m";
    case Colour::kDoubt:
      return "\033[33m";
    case Colour::kFaint:
      return "\033[2m";
    case Colour::kStrong:
      return "\033[1m";
    default:
      return "";
  }
}

}  // namespace

std::string Coloured(const Terminal& terminal, const std::string& text, Colour colour) {
  if (!terminal.colour || colour == Colour::kNone || text.empty()) return text;
  return absl::StrCat(SequenceOf(colour), text, "\033[0m");
}

void Table::Add(std::vector<Cell> row) {
  row.resize(columns_.size(), Cell(""));
  for (Cell& cell : row) cell.text = Printable(cell.text);
  rows_.push_back(std::move(row));
}

void Table::DropEmptyColumns() {
  for (size_t c = columns_.size(); c-- > 1;) {
    const bool used = std::any_of(rows_.begin(), rows_.end(),
                                  [c](const auto& row) { return !row[c].text.empty(); });
    if (used) continue;
    columns_.erase(columns_.begin() + c);
    for (auto& row : rows_) row.erase(row.begin() + c);
  }
}

std::vector<int> Table::Widths(const Terminal& terminal) const {
  std::vector<int> widths;
  int total = 0, wrapped = 0, fixed = 0;
  for (size_t c = 0; c < columns_.size(); ++c) {
    int width = DisplayWidth(columns_[c].title);
    for (const auto& row : rows_) width = std::max(width, DisplayWidth(row[c].text));
    widths.push_back(width);
    total += width + (c > 0 ? kGap : 0);
    if (columns_[c].wrap) {
      ++wrapped;
    } else {
      fixed += width;
    }
  }
  if (!terminal.out_is_terminal || wrapped == 0 || total <= terminal.width) return widths;
  const int gaps = kGap * (static_cast<int>(columns_.size()) - 1);
  const int share = std::max(kLeastWrapped, (terminal.width - fixed - gaps) / wrapped);
  for (size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].wrap) widths[c] = std::min(widths[c], share);
  }
  return widths;
}

void Table::RenderRow(const std::vector<Cell>& row, const std::vector<int>& widths,
                      const Terminal& terminal, std::string* out) const {
  std::vector<std::vector<std::string>> cells;
  size_t height = 1;
  for (size_t c = 0; c < columns_.size(); ++c) {
    cells.push_back(columns_[c].wrap ? WrapTo(row[c].text, widths[c])
                                     : std::vector<std::string>{row[c].text});
    height = std::max(height, cells.back().size());
  }
  for (size_t line = 0; line < height; ++line) {
    std::string text;
    int owed = 0;  // blanks that are written only if more follows
    for (size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = line < cells[c].size() ? cells[c][line] : "";
      const int space = widths[c] - DisplayWidth(cell);
      if (columns_[c].align == Align::kRight) owed += space;
      if (!cell.empty()) {
        absl::StrAppend(&text, std::string(owed, ' '), Coloured(terminal, cell, row[c].colour));
        owed = 0;
      }
      if (columns_[c].align == Align::kLeft) owed += space;
      owed += kGap;
    }
    absl::StrAppend(out, text, "\n");
  }
}

google::protobuf::ListValue Table::ToRecords() const {
  google::protobuf::ListValue records;
  for (const auto& row : rows_) {
    auto& fields = *records.add_values()->mutable_struct_value()->mutable_fields();
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (row[c].text.empty()) continue;
      const std::string key =
          absl::StrReplaceAll(absl::AsciiStrToLower(columns_[c].title), {{" ", "_"}});
      fields[key].set_string_value(row[c].text);
    }
  }
  return records;
}

std::string Table::Render(const Terminal& terminal) const {
  const std::vector<int> widths = Widths(terminal);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({column.title, Colour::kStrong});
  std::string text;
  RenderRow(titles, widths, terminal, &text);
  for (const auto& row : rows_) RenderRow(row, widths, terminal, &text);
  return text;
}

}  // namespace houniao::talentctl
