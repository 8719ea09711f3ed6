#include "services/recruitment/standing/judge.h"

#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {

Judge::Judge(std::shared_ptr<const Subject> subject, const v1::MatchOptions& options,
             const population::Store& store, const Stations& stations)
    : subject_(std::move(subject)),
      store_(store),
      majors_(store.majors().size()),
      posts_(store.posts().size()),
      gates_(*subject_, store, &stations),
      score_(*subject_, WeightsFor(*subject_, options), store, gates_) {
  for (const std::string& name : options.excluded_talents()) excluded_.insert(TalentIdOf(name));
}

std::optional<Ranked> Judge::Of(uint32_t row) const {
  // The cheap half first: most of those who change are not for this question.
  if (!store_.live().contains(row) || !store_.MatchableRow(row)) return std::nullopt;
  if (!excluded_.empty() && excluded_.contains(store_.id(row))) return std::nullopt;
  const Applicant applicant{&store_, row};
  if (gates_.FirstFailed(applicant) != nullptr) return std::nullopt;
  return Ranked{score_.Of(applicant), row};
}

int64_t Judge::PopulationCount() const {
  auto count = static_cast<int64_t>(store_.size());
  for (const std::string& id : excluded_) {
    if (store_.RowOf(id).has_value()) --count;
  }
  return count;
}

}  // namespace houniao::recruitment
