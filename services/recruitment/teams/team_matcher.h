// Whole registered teams against a demand for a team.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/teams/team_record.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// A team passes if every member passes the gates of law and of their own terms, if each must of the
// demand is met by some member, each role by as many as it needs (the role of the leader by the
// leader), and if all members have the days needed at the same time.
//
// The points are shared out among the team as a whole, which weighs 10, and each person of each
// role by the weight of the role. Of the whole each criterion brings what the member best at it
// brings, and days count in common. A role brings what those who suit it best bring, as many as it
// needs; one member may play several. The lines of a role come after those of the whole and name it
// in their evidence; more than 80 of them are told as one line a criterion. The `top_k` (0: ten)
// best, exactly; ties by name. Revisions and names of people are left to the caller.
v1::MatchTeamsResponse MatchTeams(const population::Population& population,
                                  const Stations& stations, const Subject& subject,
                                  const v1::ScoringWeights& weights, int top_k,
                                  const std::vector<std::shared_ptr<const TeamRecord>>& teams,
                                  const std::set<std::string>& excluded);

}  // namespace houniao::recruitment
