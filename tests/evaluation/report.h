// The figures of the kit: how good each list is by the grades, and what has changed.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace houniao::evaluation {

// Figures are in parts of ten thousand: 9312 is 0.9312.
inline constexpr int kOne = 10000;

// Normalized discounted cumulative gain of the first `depth` places: gain 2^grade - 1, discount
// log2(place + 1), against the best order of all grades. 10000 if nobody has a grade.
int NdcgAt(size_t depth, const std::vector<std::string>& ranked,
           const std::map<std::string, int>& grades);
// Those of grade 2 and 3 among the first `depth` places, of as many as could stand there. 10000 if
// there are none.
int RecallAt(size_t depth, const std::vector<std::string>& ranked,
             const std::map<std::string, int>& grades);

struct DemandFigures {
  std::string demand;
  int passed = 0;       // by the ranker
  int relevant = 0;     // grade 2 and 3
  int ndcg = 0;         // at 10
  int recall = 0;       // at 50
  int wrongly_in = 0;   // listed, though a gate keeps them out: grade 0
  int wrongly_out = 0;  // kept out, though no gate does
  std::vector<std::string> first_ten;

  bool operator==(const DemandFigures&) const = default;
};

// `ranked` is everybody who passed, best first.
DemandFigures FiguresOf(const std::string& demand, const std::vector<std::string>& ranked,
                        const std::map<std::string, int>& grades);

struct Report {
  std::vector<DemandFigures> demands;

  int MeanNdcg() const;
  int MeanRecall() const;
  int Violations() const;  // wrongly in and out
  std::string Format() const;
  // Of what Format wrote; lines that it would not write are passed over.
  static Report Parse(const std::string& text);
};

// A table of the demands whose line differs, and of the totals; empty if none does.
std::string Compare(const Report& before, const Report& after);

}  // namespace houniao::evaluation
