#include "services/recruitment/matching/replay.h"

#include <map>

#include "services/recruitment/matching/asking.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {
namespace {

Roaring Only(uint32_t row) {
  Roaring rows;
  rows.add(row);
  return rows;
}

}  // namespace

// Everybody else, matched with one demand.
class Replay::Rivals {
 public:
  Rivals(const Subject& subject, const v1::MatchOptions& options, const population::Store& store,
         const Stations& stations, uint32_t row)
      : subject_(subject),
        asking_(subject_, options, store, stations, Only(row)),
        // Codes that cannot exist: nobody is matched.
        matched_(asking_.Compile().ok()) {}

  int64_t CountBefore(const Ranked& entry) {
    return matched_ ? asking_.search().CountBefore(entry) : 0;
  }

 private:
  const Subject subject_;
  Asking asking_;
  const bool matched_;
};

Replay::Replay(const population::Store& store, const Stations& stations, const Subject& subject,
               const v1::MatchOptions& options, size_t top_k, uint32_t row)
    : store_(store),
      stations_(stations),
      options_(options),
      top_k_(static_cast<int64_t>(top_k)),
      row_(row),
      state_{store.Facts(row), subject, false},
      alone_(store.rest_days()) {
  const population::BookedDays* const booked = store.BookedDaysOf(state_.facts.id);
  if (booked == nullptr) return;
  std::map<std::string, std::vector<population::TalentBooking>> by_engagement;
  for (const auto& entry : booked->entries()) {
    by_engagement[store.ledger().EngagementId(entry.engagement)].push_back(
        {state_.facts.id, {entry.day, static_cast<population::Halves>(entry.halves)}});
  }
  for (const auto& [engagement, bookings] : by_engagement) {
    alone_.SetBookings(engagement, bookings);
  }
}

Replay::~Replay() = default;

Judgement Replay::Judge(const MatchState& state) {
  Judgement judgement;
  const absl::Status accepted = alone_.Upsert(state.facts);
  const auto row = alone_.RowOf(state_.facts.id);
  if (!accepted.ok() || !row.has_value()) {
    judgement.failed.push_back({});
    return judgement;
  }
  const Applicant applicant{&alone_, *row};
  const GateList gates(state.subject, alone_, &stations_);
  for (const GateRule& rule : gates.rules()) {
    if (!rule.passes(applicant)) judgement.failed.push_back({rule.gate, rule.requirement});
  }
  judgement.score =
      Score(state.subject, WeightsFor(state.subject, options_), alone_, gates).Of(applicant);
  judgement.season_half_days = gates.SeasonHalfDays(applicant);
  judgement.remaining_half_days = gates.RemainingHalfDays(applicant);
  return judgement;
}

Place Replay::Run(const MatchState& state) {
  const Judgement judgement = Judge(state);
  Place place;
  place.eligible = judgement.eligible();
  place.score = judgement.score;
  if (!place.eligible) return place;
  const Ranked entry{judgement.score, row_};
  place.rank = 1 + (state.other_demand ? RivalsFor(state.subject)->CountBefore(entry)
                                       : OwnRivals().CountBefore(entry));
  place.listed = place.rank <= top_k_;
  return place;
}

std::unique_ptr<Replay::Rivals> Replay::RivalsFor(const Subject& subject) const {
  return std::make_unique<Rivals>(subject, options_, store_, stations_, row_);
}

Replay::Rivals& Replay::OwnRivals() {
  if (own_rivals_ == nullptr) own_rivals_ = RivalsFor(state_.subject);
  return *own_rivals_;
}

int Replay::ScoreToRise(const Place& now) {
  const int64_t before = now.rank - 1;
  int low = now.score, high = kMaxScore + 1;  // low does not do
  if (before <= 0) return high;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (OwnRivals().CountBefore({middle, row_}) < before ? high : low) = middle;
  }
  return high;
}

int Replay::ScoreToBeListed() {
  int low = -1, high = kMaxScore + 1;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (OwnRivals().CountBefore({middle, row_}) < top_k_ ? high : low) = middle;
  }
  return high;
}

}  // namespace houniao::recruitment
