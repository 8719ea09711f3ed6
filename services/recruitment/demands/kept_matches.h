// Answers of MatchDemands that are kept: asked again, they cost no search. What is given is always
// exactly the answer of now.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "common/base/mutex.h"
#include "common/base/recent_map.h"
#include "services/recruitment/matching/applicant.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// What an answer rests on. Good while the Views live that talent and demands were taken from.
struct MatchState {
  Applicant talent;
  uint64_t demands = 0;  // DemandRegister::View::version
  // Stations::version, from before the search; counts for academicians alone.
  uint64_t stations = 0;
  int today = 0;  // DayNumber
};

// Thread-safe. A talent's own facts and bookings, any demand, and the day make an answer old; what
// changes for other talents does not.
class KeptMatches {
 public:
  // Both bound what is kept; what was not asked for longest goes first, about.
  static constexpr size_t kMostAnswers = 4096;
  static constexpr size_t kMostBytes = size_t{32} << 20;

  // A serialized MatchDemandsResponse; null if no answer of now is kept. `question` says everything
  // that the answer depends on apart from the state.
  std::shared_ptr<const std::string> Find(const std::string& question, const MatchState& now);
  // Without revisions.
  void Keep(const std::string& question, const MatchState& state,
            const v1::MatchDemandsResponse& response);

  // Answers kept.
  size_t size() const;

 private:
  struct Answer {
    const population::Store* store = nullptr;
    uint32_t row = 0;
    uint64_t demands = 0;
    uint64_t stations = 0;
    int today = 0;
    // Of the population, up to which nothing has changed for the talent.
    mutable std::atomic<uint64_t> version{0};
    std::shared_ptr<const std::string> bytes;  // of the response
  };
  using Answers = RecentMap<std::string, std::shared_ptr<const Answer>>;
  static bool IsOfNow(const Answer& answer, const MatchState& now);

  mutable Mutex mutex_;
  Answers answers_ HOUNIAO_GUARDED_BY(mutex_){kMostAnswers, kMostBytes};
};

}  // namespace houniao::recruitment
