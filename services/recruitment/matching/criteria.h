// Slots of the score, made one by one from requirements and from the demand as a whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/recruitment/matching/score.h"

namespace houniao::recruitment {

// The slot of a requirement; nothing for one without a kind.
std::optional<ScoreSlot> SlotOf(const v1::Requirement& requirement, int today,
                                const population::Store& store);

// Slots that need no requirement.
ScoreSlot WholeTitleSlot();
ScoreSlot WholeEducationSlot();
ScoreSlot WholeTierSlot(int today);
ScoreSlot WholeExperienceSlot();
ScoreSlot WholeIndustrySlot(const std::string& industry);
ScoreSlot WholeRegionSlot(const std::vector<std::string>& regions);
// `gates` must outlive the slot.
ScoreSlot AvailabilitySlot(const GateList& gates, int needed_half_days);
ScoreSlot FeeSlot(int64_t most_fen);

}  // namespace houniao::recruitment
