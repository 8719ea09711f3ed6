#include "common/config/suggestion.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

namespace houniao::config {
namespace {

constexpr size_t kMaxWord = 64;

// Optimal string alignment distance: insertions, deletions, changes and swaps of neighbours.
size_t Distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string Suggestion(absl::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > kMaxWord) return "";
  const std::string typed = absl::AsciiStrToLower(absl::StrReplaceAll(word, {{"-", "_"}}));
  size_t best = std::min<size_t>(3, std::max<size_t>(1, typed.size() / 3)) + 1;
  std::string suggestion;
  for (const std::string& candidate : candidates) {
    const size_t distance = Distance(typed, candidate);
    if (distance < best) {
      best = distance;
      suggestion = candidate;
    }
  }
  if (!suggestion.empty() || typed.size() < 3) return suggestion;
  // A word that was cut short: `--exercise` for `--exercise_date`.
  for (const std::string& candidate : candidates) {
    if (absl::StartsWith(candidate, typed)) return candidate;
  }
  return "";
}

}  // namespace houniao::config
