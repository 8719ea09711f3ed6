// Gates and score of one question, asked of one talent at a time and kept between questions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"

#include "common/population/store.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/top_list.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Const calls are thread-safe; each needs a View of the population that the store belongs to.
class Judge {
 public:
  // Store and stations must outlive the judge.
  Judge(std::shared_ptr<const Subject> subject, const v1::MatchOptions& options,
        const population::Store& store, const Stations& stations);

  // False once the store knows majors or posts that it did not know when the judge was made.
  bool StillKnowsAll() const {
    return majors_ == store_.majors().size() && posts_ == store_.posts().size();
  }

  // Rank of a row, which need not be live; nothing for one who is no candidate.
  std::optional<Ranked> Of(uint32_t row) const;

  // Talents who are not excluded.
  int64_t PopulationCount() const;

  const GateList& gates() const { return gates_; }
  const Score& score() const { return score_; }

 private:
  const std::shared_ptr<const Subject> subject_;
  const population::Store& store_;
  const size_t majors_;
  const size_t posts_;
  const GateList gates_;
  const Score score_;
  absl::flat_hash_set<std::string> excluded_;  // ids
};

}  // namespace houniao::recruitment
