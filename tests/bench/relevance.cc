#include "tests/bench/relevance.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <unordered_map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/base/status_macros.h"
#include "common/codes/normalize.h"

namespace houniao::bench {
namespace {

absl::StatusOr<std::vector<std::string>> ReadLines(const std::string& path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("There is no ", path, "."));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.emplace_back(absl::StripSuffix(line, "\r"));
  }
  return lines;
}

absl::StatusOr<std::vector<TitleRow>> ReadTitles(const std::string& path) {
  ASSIGN_OR_RETURN(const std::vector<std::string> lines, ReadLines(path));
  std::vector<TitleRow> rows;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> fields = absl::StrSplit(lines[i], '\t');
    if (fields.size() >= 2) rows.push_back({fields[0], fields[1]});
  }
  return rows;
}

// Characters and pairs of neighbours.
std::vector<std::string> Tokens(const std::string& title) {
  std::vector<std::string> characters;
  for (const char c : codes::FoldText(title)) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  std::vector<std::string> tokens = characters;
  for (size_t i = 0; i + 1 < characters.size(); ++i) {
    tokens.push_back(characters[i] + characters[i + 1]);
  }
  return tokens;
}

struct Posting {
  size_t title;
  int count;
};

}  // namespace

absl::StatusOr<Judgements> ReadJudgements(const std::string& folder) {
  Judgements judgements;
  ASSIGN_OR_RETURN(judgements.queries, ReadTitles(absl::StrCat(folder, "/queries.tsv")));
  ASSIGN_OR_RETURN(judgements.titles, ReadTitles(absl::StrCat(folder, "/corpus_elements.tsv")));
  ASSIGN_OR_RETURN(const std::vector<std::string> lines,
                   ReadLines(absl::StrCat(folder, "/qrels.tsv")));
  for (const std::string& line : lines) {
    const std::vector<std::string> fields =
        absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    if (fields.size() >= 4 && std::atoi(fields[3].c_str()) > 0) {
      judgements.relevant[fields[0]].insert(fields[2]);
    }
  }
  return judgements;
}

Relevance Measure(const Judgements& judgements, const Run& run) {
  Relevance sum;
  for (const auto& [query, relevant] : judgements.relevant) {
    ++sum.queries;
    double ideal = 0;
    for (size_t place = 1; place <= std::min<size_t>(10, relevant.size()); ++place) {
      ideal += 1 / std::log2(static_cast<double>(place) + 1);
    }
    const auto list = run.find(query);
    if (list == run.end()) continue;
    int hits = 0;
    double precision = 0, gain = 0;
    for (size_t place = 1; place <= list->second.size(); ++place) {
      if (relevant.count(list->second[place - 1]) == 0) continue;
      precision += static_cast<double>(++hits) / static_cast<double>(place);
      if (place <= 10) gain += 1 / std::log2(static_cast<double>(place) + 1);
    }
    sum.mean_average_precision += precision / static_cast<double>(relevant.size());
    sum.ndcg_at_10 += gain / ideal;
  }
  if (sum.queries > 0) {
    sum.mean_average_precision /= sum.queries;
    sum.ndcg_at_10 /= sum.queries;
  }
  return sum;
}

Run RankByBm25(const Judgements& judgements) {
  constexpr double kK1 = 1.2, kB = 0.75;
  std::unordered_map<std::string, std::vector<Posting>> postings;
  std::vector<double> lengths;
  double all = 0;
  for (size_t i = 0; i < judgements.titles.size(); ++i) {
    const std::vector<std::string> tokens = Tokens(judgements.titles[i].title);
    lengths.push_back(static_cast<double>(tokens.size()));
    all += lengths.back();
    std::map<std::string, int> counts;
    for (const std::string& token : tokens) ++counts[token];
    for (const auto& [token, count] : counts) postings[token].push_back({i, count});
  }
  const double count = static_cast<double>(judgements.titles.size());
  Run run;
  for (const TitleRow& query : judgements.queries) {
    std::vector<double> scores(judgements.titles.size(), 0);
    for (const std::string& token : Tokens(query.title)) {
      const auto found = postings.find(token);
      if (found == postings.end()) continue;
      const double has = static_cast<double>(found->second.size());
      const double weight = std::log(1 + (count - has + 0.5) / (has + 0.5));
      for (const Posting& posting : found->second) {
        const double share = 1 - kB + kB * lengths[posting.title] * count / all;
        scores[posting.title] += weight * posting.count * (kK1 + 1) / (posting.count + kK1 * share);
      }
    }
    std::vector<size_t> order(scores.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return scores[a] > scores[b]; });
    for (const size_t i : order) run[query.id].push_back(judgements.titles[i].id);
  }
  return run;
}

}  // namespace houniao::bench
