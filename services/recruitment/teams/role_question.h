// A role of a demand for a team, as members are asked about it.
#pragma once

#include <vector>

#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/teams/team_subject.h"

namespace houniao::recruitment {

// Made for one state of the population, which must outlive it, as must the role.
class RoleQuestion {
 public:
  RoleQuestion(const v1::TeamRole& role, const Subject& team, const v1::ScoringWeights& weights,
               const population::Store& store, const Stations& stations);
  RoleQuestion(const RoleQuestion&) = delete;  // the score refers to the gates
  RoleQuestion& operator=(const RoleQuestion&) = delete;

  const v1::TeamRole& role() const { return role_; }
  int persons() const { return PersonsOfRole(role_); }

  // Null if the applicant, who passes the gates of every member, can play the role.
  const GateRule* FirstFailed(const Applicant& applicant) const;
  // How well, 0 to 10000, with the days of the applicant alone.
  int Suitability(const Applicant& applicant) const;

  // Whether anything but days, which a team has in common, tells who suits the role better.
  bool CanBeScored() const;
  // Sets the most points that each of its persons can bring.
  void SetPoints(int most);
  int most_points() const { return most_points_; }
  // What the applicant brings, 0 to most_points().
  int Points(const Applicant& applicant) const;
  // The same by criterion; sums to it. The evidence begins with the role.
  void Explain(const Applicant& applicant, std::vector<v1::CriterionPoints>& criteria) const;

 private:
  const v1::TeamRole& role_;
  const Subject subject_;
  const GateList gates_;
  const Score score_;
  std::vector<ScoreSlot> slots_;  // without days, with the points of the role
  int most_points_ = 0;
};

// The `points` of a criterion shared anew: slots in proportion to the points they had.
void ShareAnew(int points, std::vector<ScoreSlot>& slots);

}  // namespace houniao::recruitment
