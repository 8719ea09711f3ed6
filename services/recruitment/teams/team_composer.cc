#include "services/recruitment/teams/team_composer.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/composing/compose_team.h"
#include "services/recruitment/composing/obstacles.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/teams/role_candidates.h"
#include "services/recruitment/teams/team_conflicts.h"

namespace houniao::recruitment {
namespace {

using composing::Composition;
using composing::Team;

constexpr int kUsualRolesPerPerson = 2;
constexpr int kSubstitutesShown = 5;
// A few seconds at most for the team, less for each of the questions that may follow.
constexpr int64_t kTeamEffort = 30'000'000;
constexpr int64_t kSubstituteEffort = 2'000'000;
constexpr int64_t kObstacleEffort = 2'000'000;

absl::Status CheckRequest(const v1::ComposeTeamRequest& request, const v1::Demand& demand) {
  if (demand.kind() != v1::Demand::TEAM) {
    return errors::InvalidField("demand", "is for single persons, not for a team");
  }
  if (demand.roles().empty()) {
    return errors::InvalidField("roles", "are required: the demand has none");
  }
  if (request.max_size() > 0 && request.min_size() > request.max_size()) {
    return errors::InvalidField("min_size", "is above max_size");
  }
  return absl::OkStatus();
}

// What is half done is no answer.
absl::Status CheckWanted(const composing::Cancelled& cancelled) {
  return cancelled != nullptr && cancelled() ? errors::Cancelled() : absl::OkStatus();
}

void SetRules(const v1::ComposeTeamRequest& request, const Subject& subject,
              composing::TeamProblem& problem) {
  problem.most_roles_per_person =
      request.max_roles_per_person() > 0 ? request.max_roles_per_person() : kUsualRolesPerPerson;
  if (request.budget_fen() > 0) problem.budget_fen = request.budget_fen();
  problem.min_size = request.min_size();
  problem.max_size = request.max_size();
  problem.joint_half_days = request.has_joint_half_day_count() ? request.joint_half_day_count()
                                                               : subject.needed_half_days;
  // Without a period there are no days to be had in common.
  if (!subject.window.has_value()) problem.joint_half_days = 0;
}

absl::Status CheckPairs(const v1::ComposeTeamRequest& request,
                        const std::vector<std::string>& pinned) {
  const auto is_pinned = [&pinned](const std::string& name) {
    return std::find(pinned.begin(), pinned.end(), TalentIdOf(name)) != pinned.end();
  };
  for (int i = 0; i < request.exclusive_pairs_size(); ++i) {
    const v1::ExclusivePair& pair = request.exclusive_pairs(i);
    const std::string path = absl::StrCat("exclusive_pairs[", i, "]");
    if (pair.talent() == pair.other_talent()) {
      return errors::InvalidField(path, "names one talent twice");
    }
    if (is_pinned(pair.talent()) && is_pinned(pair.other_talent())) {
      return errors::InvalidField(path, "names two talents who are both pinned");
    }
  }
  return absl::OkStatus();
}

// A pair of which one is no candidate is kept apart by that.
void SetPairs(const v1::ComposeTeamRequest& request, composing::TeamProblem& problem) {
  absl::flat_hash_map<std::string, int> numbers;
  for (size_t i = 0; i < problem.people.size(); ++i) {
    numbers[absl::StrCat("talents/", problem.people[i].id)] = static_cast<int>(i);
  }
  for (const v1::ExclusivePair& pair : request.exclusive_pairs()) {
    const auto one = numbers.find(pair.talent()), other = numbers.find(pair.other_talent());
    if (one == numbers.end() || other == numbers.end()) continue;
    problem.exclusive.emplace_back(one->second, other->second);
  }
}

class Answer {
 public:
  Answer(const RoleCandidates& candidates, v1::ComposeTeamResponse& response)
      : candidates_(candidates), response_(response) {}

  int64_t ScoreOf(int64_t points) const { return points / candidates_.weight_sum; }

  void SetTeam(const Composition& composition) {
    const Team& team = *composition.team;
    for (const composing::Member& member : team.members) {
      Describe(member, *response_.add_members());
    }
    const int64_t bound = std::max(composition.points_bound, LeftOutBound());
    response_.set_score(ScoreOf(team.points));
    response_.set_score_bound(ScoreOf(std::max(bound, team.points)));
    response_.set_optimal(composition.proven && LeftOutBound() < team.points);
    response_.set_cost_fen(team.cost_fen);
    response_.set_joint_half_day_count(team.joint_half_days);
  }

  void AddSubstitution(const Team& team, const composing::Substitution& substitution) {
    v1::Substitution& entry = *response_.add_substitutions();
    entry.set_member(NameOf(substitution.dropped));
    for (const auto& step_in : substitution.step_ins) {
      if (step_in.person < 0) continue;
      for (const composing::Member& member : step_in.team.members) {
        if (member.person == step_in.person) Describe(member, *entry.add_substitutes());
      }
    }
    const int64_t left =
        substitution.step_ins.empty() ? 0 : substitution.step_ins.front().team.points;
    entry.set_score_loss(ScoreOf(team.points) - ScoreOf(left));
  }

  std::string NameOf(int person) const {
    return absl::StrCat("talents/", candidates_.problem.people[static_cast<size_t>(person)].id);
  }

 private:
  // Most points of a team with somebody who is in no list, for a role that has more than is listed.
  int64_t LeftOutBound() const {
    int64_t all = 0;
    int64_t least_loss = -1;
    for (size_t role = 0; role < candidates_.most_points.size(); ++role) {
      const int64_t most = candidates_.most_points[role];
      all += most * candidates_.problem.roles[role].persons;
      if (candidates_.left_out_points[role] < 0) continue;
      const int64_t loss = most - candidates_.left_out_points[role];
      if (least_loss < 0 || loss < least_loss) least_loss = loss;
    }
    return least_loss < 0 ? -1 : all - least_loss;
  }

  void Describe(const composing::Member& member, v1::MemberContribution& out) const {
    const composing::Person& person =
        candidates_.problem.people[static_cast<size_t>(member.person)];
    out.set_talent(NameOf(member.person));
    for (const int role : member.roles) {
      out.add_roles(candidates_.problem.roles[static_cast<size_t>(role)].key);
      for (const composing::Suitability& s : person.roles) {
        if (s.role == role) out.add_role_scores(SuitabilityOf(role, s.points));
      }
    }
    for (const std::string& key : candidates_.met[static_cast<size_t>(member.person)]) {
      out.add_requirements(key);
    }
    out.set_cost_fen(person.price_fen);
  }

  int SuitabilityOf(int role, int points) const {
    const int64_t weight = candidates_.weights[static_cast<size_t>(role)];
    return weight == 0 ? 0 : static_cast<int>(points / weight);
  }

  const RoleCandidates& candidates_;
  v1::ComposeTeamResponse& response_;
};

}  // namespace

absl::StatusOr<v1::ComposeTeamResponse> ComposeTeamOf(const population::Population& population,
                                                      const Stations& stations,
                                                      const Subject& subject,
                                                      const v1::ComposeTeamRequest& request,
                                                      const composing::Cancelled& cancelled) {
  RETURN_IF_ERROR(CheckRequest(request, subject.demand));
  std::vector<std::string> pinned;
  std::set<std::string> excluded;
  for (const std::string& name : request.pinned_talents()) pinned.push_back(TalentIdOf(name));
  for (const std::string& name : request.excluded_talents()) excluded.insert(TalentIdOf(name));
  for (const std::string& id : pinned) {
    if (excluded.count(id) > 0) {
      return errors::InvalidField("excluded_talents", "names a talent who is pinned");
    }
  }
  RETURN_IF_ERROR(CheckPairs(request, pinned));
  composing::TeamProblem rules;
  SetRules(request, subject, rules);
  ASSIGN_OR_RETURN(RoleCandidates candidates,
                   FindRoleCandidates(population, stations, subject, pinned, excluded,
                                      rules.joint_half_days > 0, cancelled));
  composing::TeamProblem& problem = candidates.problem;
  SetRules(request, subject, problem);
  SetPairs(request, problem);
  if (const absl::Status fault = composing::CheckProblem(problem); !fault.ok()) {
    return errors::InvalidField("budget_fen", fault.message());
  }
  v1::ComposeTeamResponse response;
  response.set_candidate_count(static_cast<int64_t>(problem.people.size()));
  AddPlainConflicts(candidates, response);
  if (!response.conflicts().empty()) return response;

  composing::ComposeOptions options;
  options.effort = kTeamEffort;
  options.cancelled = cancelled;
  ASSIGN_OR_RETURN(const Composition composition, composing::ComposeTeam(problem, options));
  RETURN_IF_ERROR(CheckWanted(cancelled));
  if (!composition.team.has_value()) {
    options.effort = kObstacleEffort;
    ASSIGN_OR_RETURN(const auto obstacles, composing::FindObstacles(problem, options));
    RETURN_IF_ERROR(CheckWanted(cancelled));
    AddConflicts(problem, obstacles, response);
    return response;
  }
  Answer answer(candidates, response);
  answer.SetTeam(composition);
  if (!request.with_substitutes()) return response;
  options.effort = kSubstituteEffort;
  ASSIGN_OR_RETURN(
      const auto substitutions,
      composing::FindSubstitutes(problem, *composition.team, kSubstitutesShown, options));
  RETURN_IF_ERROR(CheckWanted(cancelled));
  for (const auto& substitution : substitutions) {
    answer.AddSubstitution(*composition.team, substitution);
  }
  return response;
}

}  // namespace houniao::recruitment
