// Tables for people: aligned by display width, coloured on a terminal, wrapped to its width.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/struct.pb.h"

#include "services/talentctl/terminal.h"

namespace houniao::talentctl {

enum class Colour { kNone, kGood, kBad, kDoubt, kFaint, kStrong };
enum class Align { kLeft, kRight };

// `text` in a colour, if the terminal takes colours.
std::string Coloured(const Terminal& terminal, const std::string& text, Colour colour);

struct Cell {
  Cell(std::string t, Colour c = Colour::kNone) : text(std::move(t)), colour(c) {}
  Cell(const char* t, Colour c = Colour::kNone) : text(t), colour(c) {}
  std::string text;
  Colour colour;
};

struct Column {
  std::string title;
  Align align = Align::kLeft;
  // May be broken into several lines where the terminal is too narrow.
  bool wrap = false;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell for each column; missing ones are empty. The text is made printable.
  void Add(std::vector<Cell> row);
  bool empty() const { return rows_.empty(); }
  // Leaves out columns that are empty in every row (never the first one).
  void DropEmptyColumns();
  // The rows as objects, by the titles in small letters with `_` for blanks.
  google::protobuf::ListValue ToRecords() const;
  // Ends with a line break.
  std::string Render(const Terminal& terminal) const;

 private:
  std::vector<int> Widths(const Terminal& terminal) const;
  void RenderRow(const std::vector<Cell>& row, const std::vector<int>& widths,
                 const Terminal& terminal, std::string* out) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace houniao::talentctl
