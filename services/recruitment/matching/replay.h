// A match made again with changed facts of one talent, or a changed demand, against the same state
// of the population.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/match.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// One talent and one demand, as they are or as they might be.
struct MatchState {
  population::TalentFacts facts;
  Subject subject;
  bool other_demand = false;  // the subject is not that of the question
};

// What gates and score say of it, without looking at anybody else.
struct Judgement {
  struct Failed {
    v1::Gate gate = v1::GATE_UNSPECIFIED;
    std::string requirement;

    bool operator==(const Failed&) const = default;
  };
  std::vector<Failed> failed;  // all, in the order of the gates
  int score = 0;
  int season_half_days = 0;
  int remaining_half_days = 0;

  bool eligible() const { return failed.empty(); }
};

// Where that leads.
struct Place {
  bool eligible = false;
  int score = 0;
  int64_t rank = 0;  // among all who are eligible; 0 if not eligible
  bool listed = false;

  bool operator==(const Place&) const = default;
};

// Good while the View, the subject and the options live. For one thread.
class Replay {
 public:
  // `row` is the talent's. `top_k` is the length of the list, at least 1.
  Replay(const population::Store& store, const Stations& stations, const Subject& subject,
         const v1::MatchOptions& options, size_t top_k, uint32_t row);
  ~Replay();

  // As things are.
  const MatchState& state() const { return state_; }

  // Facts that the population would refuse are judged as failing every gate.
  Judgement Judge(const MatchState& state);
  // If the demand is another one, everybody is matched with it anew.
  Place Run(const MatchState& state);

  // Least score that would bring the talent before somebody who is before it now, and into the
  // list, as far as others stay as they are; more than kMaxScore if there is none.
  int ScoreToRise(const Place& now);
  int ScoreToBeListed();

 private:
  class Rivals;
  std::unique_ptr<Rivals> RivalsFor(const Subject& subject) const;
  Rivals& OwnRivals();

  const population::Store& store_;
  const Stations& stations_;
  const v1::MatchOptions& options_;
  const int64_t top_k_;
  const uint32_t row_;
  const MatchState state_;
  population::Store alone_;  // the changed talent, with its bookings
  std::unique_ptr<Rivals> own_rivals_;
};

}  // namespace houniao::recruitment
