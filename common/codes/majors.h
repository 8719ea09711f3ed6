// Majors of Chinese higher education (names and hierarchy of the ministry's catalogues; the list
// at hand has no official codes): 845 undergraduate, 321 vocational undergraduate, 802 vocational.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::codes {

enum class MajorProgramme {
  kUndergraduate,            // 本科(普通)
  kVocationalUndergraduate,  // 本科(职业)
  kHigherVocational,         // 专科(高职)
};

struct Major {
  std::string name;         // 新能源科学与工程
  std::string major_class;  // 专业类, 能源动力类
  std::string category;     // 门类 or 专业大类, 工学
  MajorProgramme programme = MajorProgramme::kUndergraduate;
};

// In the order of the file. Lives as long as the program.
const std::vector<Major>& AllMajors();
// Every programme that has the name, in any width; empty if there is none.
std::vector<const Major*> FindMajors(absl::string_view name);
// True if `name` is a major of any programme.
bool IsMajor(absl::string_view name);
// True if `name` is `group`, or belongs to the class or category of that name (能源动力类, 工学).
bool IsMajorWithin(absl::string_view name, absl::string_view group);

}  // namespace houniao::codes
