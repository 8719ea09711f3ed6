// The smallest changes that open one gate: the talent's, then the demand's.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "services/recruitment/matching/match_change.h"
#include "services/recruitment/matching/replay.h"

namespace houniao::recruitment {

// Each by itself opens the gate in `state`, or, where days are short, brings it nearer. What law
// decides is never for the demand to change, and what is no one's to change (a record of
// misconduct, an interest in the employer, the employment status, a suspended profile, the stations
// of an academician) is left alone: then there is nothing.
std::vector<Change> FixesOf(const Judgement::Failed& failed, const MatchState& state,
                            const Judgement& judgement, const population::RestDays& rest_days,
                            Replay& replay);

// The fewest of the days out of season, from the first on, that `enough` says will do when they are
// added as one season; all of them if nothing will. Null without such days.
std::optional<Change> SeasonChange(v1::Gate gate, const MatchState& state,
                                   const population::RestDays& rest_days, Replay& replay,
                                   const std::function<bool(const Judgement&)>& enough);
// The fewest more days a year, up to the whole year, that `enough` says will do; the whole year if
// nothing will. Null without a limit.
std::optional<Change> DaysPerYearChange(v1::Gate gate, const MatchState& state, Replay& replay,
                                        const std::function<bool(const Judgement&)>& enough);

}  // namespace houniao::recruitment
