#include "services/recruitment/domain/discriminating_clauses.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

#include "services/recruitment/domain/wording_patterns.h"

extern "C" {
extern const char houniao_discriminating_clauses_begin[];
extern const char houniao_discriminating_clauses_end[];
}

namespace houniao::recruitment {
namespace {

using Patterns = std::vector<std::string>;

struct Clause {
  std::string ground;
  int gap = 0;  // characters
  Patterns terms;
  Patterns cues;
  Patterns unless;
};

// A stretch of a part.
struct Place {
  size_t begin = 0;
  size_t end = 0;
};

class ClauseReader {
 public:
  std::vector<Clause> Read(absl::string_view file) {
    std::vector<Clause> clauses;
    for (const auto& cells : WordingRows(file)) {
      if (absl::StartsWith(cells.at(0), "@")) {
        sets_[std::string(cells.at(0))] = PatternsOf(cells.at(2));
        continue;
      }
      Clause& clause = clauses.emplace_back();
      clause.ground = std::string(cells.at(0));
      if (!absl::SimpleAtoi(cells.at(1), &clause.gap)) clause.gap = 0;
      clause.terms = PatternsOf(cells.at(2));
      clause.cues = PatternsOf(cells.at(3));
      clause.unless = PatternsOf(cells.at(4));
    }
    return clauses;
  }

 private:
  Patterns PatternsOf(absl::string_view cell) const {
    Patterns patterns;
    for (const std::string& alternative : Alternatives(cell)) {
      const auto set = sets_.find(alternative);
      const Patterns more = set != sets_.end() ? set->second : ExpandWording(alternative);
      patterns.insert(patterns.end(), more.begin(), more.end());
    }
    return patterns;
  }

  std::map<std::string, Patterns> sets_;
};

const std::vector<Clause>& Clauses() {
  static const auto* const clauses = new std::vector<Clause>(
      ClauseReader().Read({houniao_discriminating_clauses_begin,
                           static_cast<size_t>(houniao_discriminating_clauses_end -
                                               houniao_discriminating_clauses_begin)}));
  return *clauses;
}

// A pattern of `$` or `^` alone matches the empty end.
std::vector<Place> PlacesOf(const Patterns& patterns, absl::string_view part) {
  std::vector<Place> places;
  for (size_t at = 0;; at += CharacterAt(part.substr(at))) {
    for (const std::string& pattern : patterns) {
      if (const auto end = MatchWordingAt(pattern, part, at)) places.push_back({at, *end});
    }
    if (at >= part.size()) break;
  }
  return places;
}

bool Has(const Patterns& patterns, absl::string_view part) {
  return !PlacesOf(patterns, part).empty();
}

int CountCharacters(absl::string_view text) {
  int count = 0;
  while (!text.empty()) {
    text.remove_prefix(CharacterAt(text));
    ++count;
  }
  return count;
}

// The stretch from term to cue, if they lie apart and near.
std::optional<Place> Stretch(const Place& term, const Place& cue, int gap, absl::string_view part) {
  const Place& first = term.begin < cue.begin ? term : cue;
  const Place& second = term.begin < cue.begin ? cue : term;
  if (second.begin < first.end) return std::nullopt;
  if (CountCharacters(part.substr(first.end, second.begin - first.end)) > gap) return std::nullopt;
  return Place{first.begin, std::max(first.end, second.end)};
}

std::optional<std::string> FindClause(const Clause& clause, absl::string_view part) {
  const std::vector<Place> terms = PlacesOf(clause.terms, part);
  if (terms.empty()) return std::nullopt;
  const std::vector<Place> cues = PlacesOf(clause.cues, part);
  for (const Place& term : terms) {
    for (const Place& cue : cues) {
      const auto stretch = Stretch(term, cue, clause.gap, part);
      if (!stretch.has_value()) continue;
      if (Has(clause.unless, part)) return std::nullopt;
      return std::string(part.substr(stretch->begin, stretch->end - stretch->begin));
    }
  }
  return std::nullopt;
}

// 1.2 is one number.
bool IsDecimalPoint(absl::string_view text, size_t at) {
  return text[at] == '.' && at > 0 && at + 1 < text.size() && absl::ascii_isdigit(text[at - 1]) &&
         absl::ascii_isdigit(text[at + 1]);
}

std::vector<absl::string_view> PartsOf(absl::string_view text) {
  std::vector<absl::string_view> parts;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t mark = MarkAt(text.substr(at));
    if (mark == 0 || IsDecimalPoint(text, at)) {
      at += CharacterAt(text.substr(at));
      continue;
    }
    if (at > begin) parts.push_back(text.substr(begin, at - begin));
    at += mark;
    begin = at;
  }
  if (begin < text.size()) parts.push_back(text.substr(begin));
  return parts;
}

}  // namespace

int DiscriminatingClauseCount() { return static_cast<int>(Clauses().size()); }

std::vector<DiscriminatingWords> FindDiscriminatingClauses(absl::string_view field,
                                                           absl::string_view folded) {
  std::vector<DiscriminatingWords> found;
  for (const absl::string_view part : PartsOf(folded)) {
    std::set<std::string> grounds;
    for (const Clause& clause : Clauses()) {
      if (grounds.count(clause.ground) > 0) continue;
      auto words = FindClause(clause, part);
      if (!words.has_value()) continue;
      grounds.insert(clause.ground);
      found.push_back({std::string(field), *std::move(words), clause.ground});
    }
  }
  return found;
}

}  // namespace houniao::recruitment
