#include "services/recruitment/insight/unmet_demand.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/recruitment/insight/eligible.h"
#include "services/recruitment/insight/near_misses.h"
#include "services/recruitment/insight/relaxations.h"
#include "services/recruitment/matching/score.h"

namespace houniao::recruitment {
namespace {

constexpr int kMostRelaxations = 20;

void AddNearMisses(const Subject& subject, const population::View& view, const GateList& gates,
                   const MissScan& scan, v1::UnmetDemand& unmet) {
  const Score score(subject, WeightsOf(subject.demand.scoring_weights()), *view, gates);
  for (const NearMiss& miss : scan.nearest) {
    const Applicant applicant{&*view, miss.row};
    v1::NearMiss& out = *unmet.add_near_misses();
    out.set_talent(absl::StrCat("talents/", view->id(miss.row)));
    for (const size_t rule : miss.failed) {
      *out.add_failed_gates() = gates.rules()[rule].Explain(applicant);
    }
    out.set_score(score.Of(applicant));
  }
}

// What to try, by rule: worked out under the view that the misses were found in.
std::vector<std::pair<GateRule, std::vector<RelaxedSubject>>> RelaxationsToTry(
    const Subject& subject, const GateList& gates, const MissScan& scan, int missing) {
  std::vector<std::pair<GateRule, std::vector<RelaxedSubject>>> all;
  for (size_t i = 0; i < gates.rules().size(); ++i) {
    std::vector<RelaxedSubject> own =
        RelaxationsOf(subject, gates.rules()[i], scan.alone[i], missing);
    if (own.empty()) continue;
    GateRule named;
    named.gate = gates.rules()[i].gate;
    named.requirement = gates.rules()[i].requirement;
    all.emplace_back(std::move(named), std::move(own));
  }
  return all;
}

absl::Status AddRelaxations(
    const std::vector<std::pair<GateRule, std::vector<RelaxedSubject>>>& to_try,
    const population::Population& population, const Stations& stations,
    const std::function<absl::Status()>& keep_going, v1::UnmetDemand& unmet) {
  std::vector<v1::Relaxation> relaxations;
  for (const auto& [rule, ways] : to_try) {
    int64_t best = unmet.eligible_count();
    for (const RelaxedSubject& relaxed : ways) {
      RETURN_IF_ERROR(keep_going());
      ASSIGN_OR_RETURN(const int64_t count, CountEligible(population, stations, relaxed.subject));
      if (count <= best) continue;
      best = count;
      // Both rules of days can give way on the season of the demand.
      const bool known = std::any_of(
          relaxations.begin(), relaxations.end(), [&rule = rule, &relaxed](const auto& other) {
            return other.requirement() == rule.requirement && other.wanted() == relaxed.wanted;
          });
      if (known) continue;
      v1::Relaxation& relaxation = relaxations.emplace_back();
      relaxation.set_gate(rule.gate);
      relaxation.set_requirement(rule.requirement);
      relaxation.set_wanted(relaxed.wanted);
      relaxation.set_eligible_count(count);
    }
  }
  std::stable_sort(relaxations.begin(), relaxations.end(),
                   [](const v1::Relaxation& a, const v1::Relaxation& b) {
                     return a.eligible_count() > b.eligible_count();
                   });
  for (v1::Relaxation& relaxation : relaxations) {
    if (unmet.relaxations_size() == kMostRelaxations) break;
    *unmet.add_relaxations() = std::move(relaxation);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int64_t> CountEligible(const population::Population& population,
                                      const Stations& stations, const Subject& subject) {
  const population::View view = population.view();
  ASSIGN_OR_RETURN(const Roaring eligible, EligibleRows(subject, view, stations));
  return static_cast<int64_t>(eligible.cardinality());
}

int EmptySeats(const v1::Demand& demand) {
  return std::max(0, demand.headcount() - demand.filled_count());
}

bool UnmetRank::operator<(const UnmetRank& other) const {
  const int64_t own = eligible * std::max(1, other.empty_seats);
  const int64_t others = other.eligible * std::max(1, empty_seats);
  return std::tie(own, other.urgency, name) < std::tie(others, urgency, other.name);
}

absl::StatusOr<v1::UnmetDemand> ExplainUnmet(const population::Population& population,
                                             const Stations& stations, const Subject& subject,
                                             int most_misses,
                                             const std::function<absl::Status()>& keep_going) {
  v1::UnmetDemand unmet;
  unmet.set_demand(subject.demand.name());
  unmet.set_title(subject.demand.title());
  unmet.set_employer(subject.demand.employer());
  unmet.set_empty_seat_count(EmptySeats(subject.demand));
  unmet.set_urgency(subject.demand.urgency());
  std::vector<std::pair<GateRule, std::vector<RelaxedSubject>>> to_try;
  {
    // Not longer than needed: writers, and those who ask after them, wait while it is held.
    const population::View view = population.view();
    const GateList gates(subject, *view, &stations);
    ASSIGN_OR_RETURN(const Roaring eligible, EligibleRows(subject, view, stations));
    unmet.set_eligible_count(static_cast<int64_t>(eligible.cardinality()));
    const int missing =
        static_cast<int>(std::max<int64_t>(1, unmet.empty_seat_count() - unmet.eligible_count()));
    ASSIGN_OR_RETURN(const MissScan scan,
                     ScanMisses(subject, view, gates, static_cast<size_t>(most_misses),
                                static_cast<size_t>(missing), keep_going));
    AddNearMisses(subject, view, gates, scan, unmet);
    to_try = RelaxationsToTry(subject, gates, scan, missing);
  }
  RETURN_IF_ERROR(AddRelaxations(to_try, population, stations, keep_going, unmet));
  return unmet;
}

}  // namespace houniao::recruitment
