// The smallest changes that open a gate which a must of the demand makes.
#pragma once

#include <optional>
#include <vector>

#include "services/recruitment/matching/match_change.h"

namespace houniao::recruitment {

// Nothing for a gate that no must makes.
void AddRequirementFixes(const Judgement::Failed& failed, const MatchState& state,
                         std::vector<Change>& fixes);

// The least more of a skill that the requirement asks for, in full: of those that the talent has,
// the one that lacks least, else the skill that is named.
population::SkillFact LeastSkillFor(const v1::SkillRequirement& wanted,
                                    const population::TalentFacts& facts);
// The skill that meets the requirement best by level and then years; nothing if there is none.
std::optional<population::SkillFact> BestSkillFor(const v1::SkillRequirement& wanted,
                                                  const population::TalentFacts& facts);

// The demand asks for less, in words and in effect, so that what the talent has will do; nothing if
// it asks for the least already, or for something that has no less.
std::optional<Change> EasedRequirement(v1::Gate gate, const v1::Requirement& requirement,
                                       const population::TalentFacts& facts, int today);

}  // namespace houniao::recruitment
