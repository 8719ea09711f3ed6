// Education levels, GB/T 4658-2006, and the ranks of professional titles (职称).
//
// Several tables that circulate for GB/T 4658 are wrong ("01" to "08"; "10" as doctor). Here 10 is
// graduate education as a whole and 11 a finished doctorate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::codes {

// Ranks of completed education; a policy's "本科及以上" is rank >= kBachelor. A course that was
// left or closed without graduation (肄业, 结业) counts as the level below.
inline constexpr int kRankBelowCollege = 0;
inline constexpr int kRankCollege = 1;   // 专科
inline constexpr int kRankBachelor = 2;  // 本科
inline constexpr int kRankMaster = 3;    // 硕士
inline constexpr int kRankDoctor = 4;    // 博士

struct EducationLevel {
  std::string code;  // two digits
  std::string name;  // 博士研究生毕业
  int rank = kRankBelowCollege;
};

// In the order of the codes. Lives as long as the program.
const std::vector<EducationLevel>& AllEducationLevels();
// Null if the standard has no such code.
const EducationLevel* FindEducationLevel(absl::string_view code);
// By a name of the standard or one in common use (博士, 硕士研究生, 本科, 大专 ...), or a code.
const EducationLevel* FindEducationLevelByName(absl::string_view name);

// Ranks of professional titles; policies speak of "副高及以上".
enum class TitleRank {
  kNone = 0,             // no title
  kJunior = 1,           // 初级: 助教, 助理工程师
  kIntermediate = 2,     // 中级: 讲师, 工程师
  kAssociateSenior = 3,  // 副高级: 副教授, 高级工程师
  kSenior = 4,           // 正高级: 教授, 正高级工程师
};

// Rank of a title written as people write it: a title of the table (教授, 一级演员), one made from
// it (正高级工程师, 教授级高级工程师, 高级农艺师, 助理工程师), or a rank itself (副高). Nothing if
// it is not known, and for skill grades (高级技师), which are another ladder.
std::optional<TitleRank> RankOfTitle(absl::string_view title);

}  // namespace houniao::codes
