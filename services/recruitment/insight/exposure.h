// Who is shown and who is chosen, by group (四分之五以下须查看: a group whose share is below four
// fifths of the best is looked at).
//
// WORK_CITY, FIRST_TIMER and TIER come from what matching knows. SEX and AGE_BAND are counted by
// the talent service, which knows nothing of rankings; here they are counts that were given, never
// facts of a person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"

#include "common/population/population.h"

#include "houniao/recruitment/v1/shortage.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::recruitment {

// Ids, the {talent} of talents/{talent}.
using TalentIds = absl::flat_hash_set<std::string>;

// One group before anything is hidden.
struct ExposureCell {
  v1::ExposureGroup::Dimension dimension = v1::ExposureGroup::DIMENSION_UNSPECIFIED;
  std::string value;
  int64_t pool = 0;    // people whom matching may show
  int64_t shown = 0;   // of those, in a list
  int64_t chosen = 0;  // of those, engaged in the period
};

// Cells of work city (`0000` where it is not known), first timers and tier, of one moment.
// `returning` are those who were engaged before the period.
std::vector<ExposureCell> CountByFacts(const population::Population& population, int today,
                                       const TalentIds& shown, const TalentIds& chosen,
                                       const TalentIds& returning);

// Those of the ids whom matching may show now.
std::vector<std::string> NamesInPool(const population::Population& population,
                                     const TalentIds& ids);

// Cells of sex and age from what the talent service counted of the pool, of those shown and of
// those chosen, in its order.
std::vector<ExposureCell> CellsOfGroups(const talent::v1::CountTalentGroupsResponse& pool,
                                        const talent::v1::CountTalentGroupsResponse& shown,
                                        const talent::v1::CountTalentGroupsResponse& chosen);

// Cells as they may be shown; empty groups are left out. Counts of fewer people than `least` are
// -1, with as many others of the dimension as would give them away (small_cells.h). The impact
// ratio is the share shown of the group against that of the group with the greatest share among
// those whose counts are shown; -1 for a group whose counts are not.
std::vector<v1::ExposureGroup> GroupsOf(const std::vector<ExposureCell>& cells, int least);

}  // namespace houniao::recruitment
