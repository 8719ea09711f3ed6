// A title cut into the units that words are made of: one Chinese character, or one run of Latin
// letters and digits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::titles {

// Titles are cut off behind so many units.
inline constexpr size_t kMostUnits = 64;

// Total: any bytes in. Text is folded (codes::FoldText), so width and case make no difference; the
// English plural is taken off, so "Sales Representatives" is "sale representative". Signs are gaps,
// except those of C++, C# and .NET.
class Units {
 public:
  explicit Units(absl::string_view title);

  size_t size() const { return starts_.size(); }
  // Units [from, to), one space between two Latin ones: "java 开发" is "java开发".
  absl::string_view Span(size_t from, size_t to) const {
    return absl::string_view(text_).substr(starts_[from], ends_[to - 1] - starts_[from]);
  }
  absl::string_view all() const { return text_; }
  bool IsLatin(size_t i) const { return latin_[i]; }

 private:
  void Add(absl::string_view unit, bool latin);

  std::string text_;
  std::vector<uint32_t> starts_;
  std::vector<uint32_t> ends_;
  std::vector<bool> latin_;
};

}  // namespace houniao::titles
