#include "services/recruitment/standing/standing_answer.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/codes/skills.h"
#include "services/recruitment/matching/asking.h"

namespace houniao::recruitment {
namespace {

// Who comes after the list: so many may leave it before everybody must be searched again.
constexpr size_t kReserve = 64;
// A list that has grown by so much more is cut.
constexpr size_t kMostGrowth = 64;
// Beside the body, the list and the options: the judge with its tables, and the subject.
constexpr size_t kFixedBytes = 8192;

bool SameList(const std::vector<Ranked>& a, const std::vector<Ranked>& b, size_t size) {
  if (std::min(a.size(), size) != std::min(b.size(), size)) return false;
  return std::equal(
      a.begin(), a.begin() + static_cast<ptrdiff_t>(std::min(a.size(), size)), b.begin(),
      [](const Ranked& x, const Ranked& y) { return x.row == y.row && x.score == y.score; });
}

}  // namespace

absl::StatusOr<std::shared_ptr<const StandingAnswer>> StandingAnswer::Search(
    const StandingQuestion& question, const StandingSources& sources) {
  auto answer = std::make_shared<StandingAnswer>();
  // Read first: what changes later is judged again.
  answer->stations_version_ = sources.stations.version();
  const population::View view = sources.population.view();
  answer->population_version_ = view->change_log().version();
  Asking asking(*question.subject, question.options, *view, sources.stations);
  RETURN_IF_ERROR(asking.Compile());
  answer->judge_ =
      std::make_shared<const Judge>(question.subject, question.options, *view, sources.stations);
  answer->option_bytes_ = question.options.SpaceUsedLong();
  answer->ranked_ = asking.Best(question.top_k + kReserve);
  if (answer->ranked_.size() == question.top_k + kReserve) {
    answer->CutTo(answer->ranked_.size(), *view);
  }
  v1::MatchTalentsResponse counts;
  AddCounts(question.options, asking, counts);
  answer->population_count_ = counts.population_count();
  counts.clear_population_count();
  answer->Write(question, *view, std::move(counts));
  return answer;
}

std::shared_ptr<const StandingAnswer> StandingAnswer::Mend(const StandingQuestion& question,
                                                           const StandingSources& sources) const {
  if (question.counts()) return nullptr;
  auto answer = std::make_shared<StandingAnswer>(*this);
  const population::View view = sources.population.view();
  std::vector<uint32_t> rows;
  if (!answer->AddChanged(sources, *view, rows)) return nullptr;
  if (rows.empty()) return answer;
  if (!judge_->StillKnowsAll()) {
    answer->judge_ =
        std::make_shared<const Judge>(question.subject, question.options, *view, sources.stations);
  }
  answer->JudgeAgain(rows, question.top_k, *view);
  if (answer->ranked_.size() < question.top_k && answer->horizon_.has_value()) return nullptr;
  answer->population_count_ = answer->judge_->PopulationCount();
  const auto listed =
      ranked_.begin() + static_cast<ptrdiff_t>(std::min(ranked_.size(), question.top_k));
  const bool touched = std::any_of(ranked_.begin(), listed, [&](const Ranked& entry) {
    return std::binary_search(rows.begin(), rows.end(), entry.row);
  });
  if (touched || !SameList(ranked_, answer->ranked_, question.top_k)) {
    answer->Write(question, *view, {});
  }
  return answer;
}

// Ascending, without repetition.
bool StandingAnswer::AddChanged(const StandingSources& sources, const population::Store& store,
                                std::vector<uint32_t>& rows) {
  if (stations_version_ != sources.stations.version()) {
    std::vector<std::string> talents;
    const auto version = sources.stations.AddChangedSince(stations_version_, talents);
    if (!version.has_value()) return false;
    stations_version_ = *version;
    for (const std::string& talent : talents) {
      if (const auto row = store.RowOf(talent)) rows.push_back(*row);
    }
  }
  if (!store.change_log().AddChangedSince(population_version_, rows)) return false;
  population_version_ = store.change_log().version();
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return true;
}

void StandingAnswer::JudgeAgain(const std::vector<uint32_t>& rows, size_t top_k,
                                const population::Store& store) {
  std::erase_if(ranked_, [&](const Ranked& entry) {
    return std::binary_search(rows.begin(), rows.end(), entry.row);
  });
  const auto before = [&store](const Ranked& a, const Ranked& b) {
    return TopList::Before(store, a, b);
  };
  for (const uint32_t row : rows) {
    const std::optional<Ranked> entry = judge_->Of(row);
    if (!entry.has_value()) continue;
    if (horizon_.has_value() &&
        (entry->score < horizon_->score ||
         (entry->score == horizon_->score && store.id(row) > horizon_->id))) {
      continue;
    }
    ranked_.insert(std::lower_bound(ranked_.begin(), ranked_.end(), *entry, before), *entry);
  }
  if (ranked_.size() > top_k + kReserve + kMostGrowth) CutTo(top_k + kReserve, store);
}

void StandingAnswer::CutTo(size_t size, const population::Store& store) {
  ranked_.resize(size);
  horizon_ = Horizon{ranked_.back().score, std::string(store.id(ranked_.back().row))};
}

void StandingAnswer::Write(const StandingQuestion& question, const population::Store& store,
                           v1::MatchTalentsResponse response) {
  for (size_t i = 0; i < std::min(ranked_.size(), question.top_k); ++i) {
    AddCandidate(ranked_[i], store, judge_->gates(), judge_->score(),
                 question.options.omit_criteria(), response);
  }
  response.set_max_score(judge_->score().max_score());
  response.set_knowledge_version(codes::SkillTable::BuiltIn().version());
  body_ = std::make_shared<const std::string>(response.SerializeAsString());
}

size_t StandingAnswer::bytes() const {
  // The options stand in the key, the names of those who are excluded in the judge.
  return kFixedBytes + 3 * option_bytes_ + body_->size() + ranked_.capacity() * sizeof(Ranked);
}

}  // namespace houniao::recruitment
