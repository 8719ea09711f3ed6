#include "services/recruitment/domain/nearest_skills.h"

#include <algorithm>
#include <numeric>

#include "common/codes/normalize.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

// A key is at most 64 bytes; more of a text than that helps nobody.
constexpr size_t kLongest = 64;
// What one word in common is worth, in letters.
constexpr int kWordWorth = 4;

// Letters to put in, take out or change (Levenshtein).
int Distance(absl::string_view a, absl::string_view b) {
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

int WordsInCommon(absl::string_view a, absl::string_view b) {
  const std::vector<absl::string_view> words = absl::StrSplit(a, '-', absl::SkipEmpty());
  const std::vector<absl::string_view> others = absl::StrSplit(b, '-', absl::SkipEmpty());
  return static_cast<int>(std::count_if(words.begin(), words.end(), [&](absl::string_view word) {
    return std::find(others.begin(), others.end(), word) != others.end();
  }));
}

}  // namespace

std::vector<std::string> NearestSkillKeys(absl::string_view text, size_t most) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  std::vector<std::string> keys;
  if (const auto named = table.FindByName(text)) keys.push_back(table.Get(*named).key);
  const std::string folded = codes::FoldText(text).substr(0, kLongest);
  struct Near {
    int distance;
    codes::SkillId id;
  };
  std::vector<Near> near;
  for (codes::SkillId id = 0; id < table.size(); ++id) {
    const std::string& key = table.Get(id).key;
    const int common = WordsInCommon(folded, key);
    const int distance = Distance(folded, key);
    const size_t longer = std::max(folded.size(), key.size());
    if (common == 0 && 2 * static_cast<size_t>(distance) > longer) continue;
    near.push_back({distance - kWordWorth * common, id});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const Near& a, const Near& b) { return a.distance < b.distance; });
  for (const Near& item : near) {
    if (keys.size() >= most) break;
    const std::string& key = table.Get(item.id).key;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  if (keys.size() > most) keys.resize(most);
  return keys;
}

}  // namespace houniao::recruitment
