// The answer to one question of MatchTalents, kept with those who come next, so that a change of
// the population mends it: who changed is judged again, and nobody else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/top_list.h"
#include "services/recruitment/standing/judge.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// A question that can be answered by a list that is kept: without diversification.
struct StandingQuestion {
  std::shared_ptr<const Subject> subject;
  v1::MatchOptions options;
  size_t top_k = 0;

  // Numbers of those who pass and fail change with everybody.
  bool counts() const { return !options.omit_gate_counts() || !options.omit_eligible_count(); }
};

// What the answer rests on.
struct StandingSources {
  const population::Population& population;
  const Stations& stations;
};

// Immutable.
class StandingAnswer {
 public:
  // Searches everybody. InvalidArgument as Matcher::Match.
  static absl::StatusOr<std::shared_ptr<const StandingAnswer>> Search(
      const StandingQuestion& question, const StandingSources& sources);
  // The answer of now, exactly as Search would give it; null if only a search can tell.
  std::shared_ptr<const StandingAnswer> Mend(const StandingQuestion& question,
                                             const StandingSources& sources) const;

  // True if nothing has changed since.
  bool IsOfNow(const StandingSources& sources) const {
    return population_version_ == sources.population.version() &&
           stations_version_ == sources.stations.version();
  }
  bool IsNewerThan(const StandingAnswer& other) const {
    return population_version_ >= other.population_version_ &&
           stations_version_ >= other.stations_version_;
  }

  // A serialized MatchTalentsResponse without population_count, revisions and names of people.
  const std::shared_ptr<const std::string>& body() const { return body_; }
  int64_t population_count() const { return population_count_; }
  // What it takes in memory, about.
  size_t bytes() const;

 private:
  // The last one that a search found: everybody who is not in the list comes after it.
  struct Horizon {
    int score = 0;
    std::string id;
  };

  bool AddChanged(const StandingSources& sources, const population::Store& store,
                  std::vector<uint32_t>& rows);
  void JudgeAgain(const std::vector<uint32_t>& rows, size_t top_k, const population::Store& store);
  void CutTo(size_t size, const population::Store& store);
  void Write(const StandingQuestion& question, const population::Store& store,
             v1::MatchTalentsResponse response);

  uint64_t population_version_ = 0;
  uint64_t stations_version_ = 0;
  int64_t population_count_ = 0;
  std::shared_ptr<const Judge> judge_;
  std::vector<Ranked> ranked_;      // best first: the list and its reserve
  std::optional<Horizon> horizon_;  // nothing: nobody else is eligible
  std::shared_ptr<const std::string> body_;
  size_t option_bytes_ = 0;
};

}  // namespace houniao::recruitment
