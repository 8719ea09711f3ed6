// Relevance of ranked lists against judgements, and the lexical ranker that they are compared
// with. Measurements only: nothing here decides anything, so fractions may be used.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace houniao::bench {

struct TitleRow {
  std::string id;
  std::string title;
};

// queries.tsv and corpus_elements.tsv (id, title; one heading line) and qrels.tsv (query 0 title
// relevance) of a folder.
struct Judgements {
  std::vector<TitleRow> queries;
  std::vector<TitleRow> titles;
  std::map<std::string, std::set<std::string>> relevant;  // ids of titles by id of query
};
absl::StatusOr<Judgements> ReadJudgements(const std::string& folder);

// Ids of titles by id of query, best first.
using Run = std::map<std::string, std::vector<std::string>>;

// Means over all queries that have a relevant title; a query without a list counts as 0.
struct Relevance {
  int queries = 0;
  double mean_average_precision = 0;
  double ndcg_at_10 = 0;
};
Relevance Measure(const Judgements& judgements, const Run& run);

// BM25 (k1 1.2, b 0.75) over the characters of a title and their pairs, ties in the order of
// titles.
Run RankByBm25(const Judgements& judgements);

}  // namespace houniao::bench
