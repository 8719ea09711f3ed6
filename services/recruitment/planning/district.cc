#include "services/recruitment/planning/district.h"

#include <algorithm>
#include <optional>
#include <set>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/weights.h"
#include "services/recruitment/planning/district_calendar.h"

namespace houniao::recruitment {
namespace {

using planning::PlanProblem;
using planning::TalentAndDemand;
using Pair = DistrictQuestion::Pair;

// Talents and scores of one demand, by name of the talent.
using Candidates = std::map<std::string, int32_t>;

class Maker {
 public:
  Maker(const DistrictSources& sources, std::vector<DistrictDemand> demands,
        const DistrictQuestion& question)
      : sources_(sources), question_(question) {
    district_.demands = std::move(demands);
    for (uint32_t d = 0; d < district_.demands.size(); ++d) {
      number_of_[district_.demands[d].subject.demand.name()] = d;
    }
    for (const auto& [demand, talent] : question.pins) Name(demand, talent, /*pinned=*/true);
    for (const auto& [demand, talent] : question.previous) Name(demand, talent, /*pinned=*/false);
  }

  absl::StatusOr<District> Run(const std::function<absl::Status(size_t)>& on_demand) {
    candidates_.resize(district_.demands.size());
    for (uint32_t d = 0; d < district_.demands.size(); ++d) {
      RETURN_IF_ERROR(on_demand(d));
      RETURN_IF_ERROR(Match(d));
      RETURN_IF_ERROR(JudgeNamed(d));
    }
    NumberTalents();
    AddEdges();
    AddPairs();
    const population::View view = sources_.population.view();
    FillCalendar(*view, sources_.rest_days, question_.max_demands_per_talent, district_);
    return std::move(district_);
  }

 private:
  struct Named {
    std::string talent;
    bool pinned = false;
  };

  // Talents whom a pin or the previous plan names are judged one by one: they may be below the
  // best.
  void Name(const std::string& demand, const std::string& talent, bool pinned) {
    const auto it = number_of_.find(demand);
    if (it != number_of_.end()) named_[it->second].push_back({talent, pinned});
  }

  static bool Stands(const DistrictDemand& demand, const std::string& talent) {
    return std::any_of(demand.standing.begin(), demand.standing.end(),
                       [&](const StandingSeat& seat) { return seat.talent == talent; });
  }

  absl::Status Match(uint32_t d) {
    DistrictDemand& demand = district_.demands[d];
    v1::MatchOptions options;
    options.set_omit_criteria(true);
    options.set_omit_gate_counts(true);
    options.set_omit_display_names(true);
    for (const StandingSeat& seat : demand.standing) options.add_excluded_talents(seat.talent);
    ASSIGN_OR_RETURN(
        v1::MatchTalentsResponse best,
        sources_.matcher.Match(demand.subject, options, question_.candidates_per_demand));
    demand.eligible_count = best.eligible_count();
    for (const v1::Candidate& candidate : best.candidates()) {
      candidates_[d][candidate.talent()] = candidate.score();
    }
    if (demand.eligible_count > 0) return absl::OkStatus();
    options.set_omit_gate_counts(false);
    ASSIGN_OR_RETURN(best, sources_.matcher.Match(demand.subject, options, 1));
    int64_t most = 0;
    for (const v1::GateCount& count : best.gate_counts()) {
      if (count.removed_count() <= most) continue;
      most = count.removed_count();
      demand.worst_gate = count.gate();
    }
    return absl::OkStatus();
  }

  absl::Status JudgeNamed(uint32_t d) {
    DistrictDemand& demand = district_.demands[d];
    const auto named = named_.find(d);
    if (named == named_.end() && demand.standing.empty()) return absl::OkStatus();
    const population::View view = sources_.population.view();
    const GateList gates(demand.subject, *view, &sources_.stations);
    const Score score(demand.subject, WeightsOf(demand.subject.demand.scoring_weights()), *view,
                      gates);
    for (StandingSeat& seat : demand.standing) {
      const auto row = view->RowOf(TalentIdOf(seat.talent));
      if (row.has_value()) seat.score = score.Of({&*view, *row});
    }
    if (named == named_.end()) return absl::OkStatus();
    for (const Named& one : named->second) {
      if (Stands(demand, one.talent)) continue;
      const auto row = view->RowOf(TalentIdOf(one.talent));
      if (!row.has_value()) {
        if (one.pinned) return errors::NotFound("talent.houniao/Talent", one.talent);
        continue;
      }
      const Applicant applicant{&*view, *row};
      const GateRule* const failed = gates.FirstFailed(applicant);
      if (failed == nullptr) {
        candidates_[d].emplace(one.talent, score.Of(applicant));
      } else if (one.pinned) {
        district_.failed_pins.push_back(
            {demand.subject.demand.name(), one.talent, failed->Explain(applicant)});
      }
    }
    return absl::OkStatus();
  }

  void NumberTalents() {
    std::set<std::string> names;
    for (const Candidates& candidates : candidates_) {
      for (const auto& [talent, score] : candidates) names.insert(talent);
    }
    district_.talents.assign(names.begin(), names.end());
    district_.problem.talent_count = static_cast<uint32_t>(district_.talents.size());
  }

  std::optional<uint32_t> TalentNumber(const std::string& name) const {
    const auto& names = district_.talents;
    const auto it = std::lower_bound(names.begin(), names.end(), name);
    if (it == names.end() || *it != name) return std::nullopt;
    return static_cast<uint32_t>(it - names.begin());
  }

  void AddEdges() {
    PlanProblem& problem = district_.problem;
    problem.first = {0};
    for (size_t d = 0; d < district_.demands.size(); ++d) {
      const DistrictDemand& demand = district_.demands[d];
      planning::PlanDemand planned;
      planned.headcount =
          std::max(0, demand.subject.demand.headcount() - static_cast<int>(demand.standing.size()));
      planned.seat_reward = question_.urgency_points * demand.subject.demand.urgency();
      planned.half_days = demand.subject.window.has_value() ? demand.subject.needed_half_days : 0;
      problem.demands.push_back(planned);
      for (const auto& [talent, score] : candidates_[d]) {
        problem.talent.push_back(*TalentNumber(talent));
        problem.score.push_back(score);
      }
      problem.first.push_back(static_cast<uint32_t>(problem.talent.size()));
    }
  }

  void AddPairs() {
    PlanProblem& problem = district_.problem;
    problem.upset_points = question_.move_cost;
    for (const auto& [demand, talent] : question_.pins) AddPair(demand, talent, problem.pins);
    district_.previous_count = static_cast<int64_t>(question_.previous.size());
    for (const auto& [demand, talent] : question_.previous) {
      const auto it = number_of_.find(demand);
      if (it != number_of_.end() && Stands(district_.demands[it->second], talent)) {
        ++district_.standing_kept_count;
      } else {
        AddPair(demand, talent, problem.previous);
      }
    }
  }

  // Those that failed a gate, or stand by themselves, are none of the problem.
  void AddPair(const std::string& demand, const std::string& talent,
               std::vector<TalentAndDemand>& pairs) {
    const auto d = number_of_.find(demand);
    const auto t = TalentNumber(talent);
    if (d == number_of_.end() || !t.has_value()) return;
    if (!candidates_[d->second].contains(talent)) return;
    pairs.push_back({*t, d->second});
  }

  const DistrictSources& sources_;
  const DistrictQuestion& question_;
  District district_;
  std::map<std::string, uint32_t> number_of_;
  std::map<uint32_t, std::vector<Named>> named_;  // by demand
  std::vector<Candidates> candidates_;            // by demand
};

}  // namespace

absl::StatusOr<District> MakeDistrict(const DistrictSources& sources,
                                      std::vector<DistrictDemand> demands,
                                      const DistrictQuestion& question,
                                      const std::function<absl::Status(size_t)>& on_demand) {
  return Maker(sources, std::move(demands), question).Run(on_demand);
}

}  // namespace houniao::recruitment
