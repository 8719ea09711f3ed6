#include "tests/evaluation/report.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace houniao::evaluation {
namespace {

constexpr char kHeading[] =
    "# Ranking by the grades of grades.csv. Accept new figures: HOUNIAO_ACCEPT=1 unit_evaluation\n"
    "# demand passed relevant nDCG@10 recall@50 wrongly-in wrongly-out first ten\n";

double Gain(int grade, size_t place) {
  return (std::exp2(grade) - 1) / std::log2(static_cast<double>(place) + 1);
}

int GradeOf(const std::map<std::string, int>& grades, const std::string& person) {
  const auto found = grades.find(person);
  return found == grades.end() ? 0 : found->second;
}

std::string Figure(int parts) { return absl::StrFormat("%d.%04d", parts / kOne, parts % kOne); }

int ParseFigure(const std::string& text) {
  double figure = 0;
  return absl::SimpleAtod(text, &figure) ? static_cast<int>(std::lround(figure * kOne)) : 0;
}

int NumberOf(const std::string& text) {
  int number = 0;
  return absl::SimpleAtoi(text, &number) ? number : 0;
}

int Mean(const std::vector<DemandFigures>& demands, int DemandFigures::*figure) {
  int64_t sum = 0;
  for (const DemandFigures& demand : demands) sum += demand.*figure;
  const auto count = static_cast<int64_t>(demands.size());
  return count == 0 ? 0 : static_cast<int>((sum + count / 2) / count);
}

std::string Line(const DemandFigures& d) {
  return absl::StrFormat("%-6s %4d %4d  %s %s %3d %3d  %s\n", d.demand, d.passed, d.relevant,
                         Figure(d.ndcg), Figure(d.recall), d.wrongly_in, d.wrongly_out,
                         absl::StrJoin(d.first_ten, ","));
}

std::string Step(int before, int after) {
  return absl::StrFormat("%s -> %s (%s%s)", Figure(before), Figure(after),
                         after < before ? "-" : "+", Figure(std::abs(after - before)));
}

// Who came into the first ten and who left, or that only the order changed.
std::string Moves(const DemandFigures& before, const DemandFigures& after) {
  const std::set<std::string> was(before.first_ten.begin(), before.first_ten.end());
  const std::set<std::string> is(after.first_ten.begin(), after.first_ten.end());
  std::string text;
  for (const std::string& person : after.first_ten) {
    if (was.count(person) == 0) absl::StrAppend(&text, " +", person);
  }
  for (const std::string& person : before.first_ten) {
    if (is.count(person) == 0) absl::StrAppend(&text, " -", person);
  }
  if (text.empty() && before.first_ten != after.first_ten) text = " other order";
  return text;
}

}  // namespace

int NdcgAt(size_t depth, const std::vector<std::string>& ranked,
           const std::map<std::string, int>& grades) {
  std::vector<int> best;
  for (const auto& [person, grade] : grades) best.push_back(grade);
  std::sort(best.rbegin(), best.rend());
  double ideal = 0, gain = 0;
  for (size_t i = 0; i < std::min(depth, best.size()); ++i) ideal += Gain(best[i], i + 1);
  for (size_t i = 0; i < std::min(depth, ranked.size()); ++i) {
    gain += Gain(GradeOf(grades, ranked[i]), i + 1);
  }
  return ideal == 0 ? kOne : static_cast<int>(std::lround(kOne * gain / ideal));
}

int RecallAt(size_t depth, const std::vector<std::string>& ranked,
             const std::map<std::string, int>& grades) {
  const auto relevant = static_cast<size_t>(std::count_if(
      grades.begin(), grades.end(), [](const auto& entry) { return entry.second >= 2; }));
  if (relevant == 0) return kOne;
  size_t found = 0;
  for (size_t i = 0; i < std::min(depth, ranked.size()); ++i) {
    if (GradeOf(grades, ranked[i]) >= 2) ++found;
  }
  const size_t most = std::min(depth, relevant);
  return static_cast<int>((kOne * found + most / 2) / most);
}

DemandFigures FiguresOf(const std::string& demand, const std::vector<std::string>& ranked,
                        const std::map<std::string, int>& grades) {
  DemandFigures figures;
  figures.demand = demand;
  figures.passed = static_cast<int>(ranked.size());
  for (const auto& [person, grade] : grades) figures.relevant += grade >= 2 ? 1 : 0;
  figures.ndcg = NdcgAt(10, ranked, grades);
  figures.recall = RecallAt(50, ranked, grades);
  for (const std::string& person : ranked) figures.wrongly_in += GradeOf(grades, person) == 0;
  figures.wrongly_out = static_cast<int>(grades.size()) - (figures.passed - figures.wrongly_in);
  const size_t ten = std::min<size_t>(10, ranked.size());
  figures.first_ten.assign(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(ten));
  return figures;
}

int Report::MeanNdcg() const { return Mean(demands, &DemandFigures::ndcg); }
int Report::MeanRecall() const { return Mean(demands, &DemandFigures::recall); }

int Report::Violations() const {
  int violations = 0;
  for (const DemandFigures& demand : demands) violations += demand.wrongly_in + demand.wrongly_out;
  return violations;
}

std::string Report::Format() const {
  std::string text = kHeading;
  for (const DemandFigures& demand : demands) text += Line(demand);
  absl::StrAppend(&text, "# mean nDCG@10 ", Figure(MeanNdcg()), ", mean recall@50 ",
                  Figure(MeanRecall()), ", gate violations ", Violations(), "\n");
  return text;
}

Report Report::Parse(const std::string& text) {
  Report report;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (absl::StartsWith(line, "#")) continue;
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 7) continue;
    DemandFigures& d = report.demands.emplace_back();
    d.demand = words[0];
    d.passed = NumberOf(words[1]);
    d.relevant = NumberOf(words[2]);
    d.ndcg = ParseFigure(words[3]);
    d.recall = ParseFigure(words[4]);
    d.wrongly_in = NumberOf(words[5]);
    d.wrongly_out = NumberOf(words[6]);
    if (words.size() > 7) d.first_ten = absl::StrSplit(words[7], ',');
  }
  return report;
}

std::string Compare(const Report& before, const Report& after) {
  std::map<std::string, DemandFigures> was;
  for (const DemandFigures& demand : before.demands) was[demand.demand] = demand;
  std::string lines;
  for (const DemandFigures& demand : after.demands) {
    const auto old = was.find(demand.demand);
    if (old == was.end()) {
      absl::StrAppend(&lines, demand.demand, "  new: nDCG@10 ", Figure(demand.ndcg), "\n");
      continue;
    }
    if (!(old->second == demand)) {
      absl::StrAppend(&lines, demand.demand, "  nDCG@10 ", Step(old->second.ndcg, demand.ndcg),
                      "  recall@50 ", Step(old->second.recall, demand.recall), "  passed ",
                      old->second.passed, " -> ", demand.passed, Moves(old->second, demand), "\n");
    }
    was.erase(old);
  }
  for (const auto& [demand, unused] : was) absl::StrAppend(&lines, demand, "  gone\n");
  if (lines.empty()) return "";
  return absl::StrCat(lines, "total  nDCG@10 ", Step(before.MeanNdcg(), after.MeanNdcg()),
                      "  recall@50 ", Step(before.MeanRecall(), after.MeanRecall()),
                      "  gate violations ", before.Violations(), " -> ", after.Violations(), "\n");
}

}  // namespace houniao::evaluation
