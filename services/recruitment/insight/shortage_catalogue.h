// The shortage catalogue, 急需紧缺人才目录, from stated needs: aggregates alone. What one employer
// looks for is never in it (DOMAIN, "enterprise-level rows are usually unpublished").
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/recruitment/insight/post_family.h"
#include "services/recruitment/insight/shortage_index.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// What the catalogue keeps of one demand for persons. Demands for teams are not in it: their seats
// are teams, and no person fills one.
struct StatedNeed {
  std::string employer;
  v1::Demand::PostClass post_class = v1::Demand::POST_CLASS_UNSPECIFIED;
  v1::Demand::ShortageType type = v1::Demand::SHORTAGE_TYPE_UNSPECIFIED;  // DYNAMIC: major project
  int64_t seats = 0;
  int64_t empty_seats = 0;
  std::string education;  // least asked for, GB/T 4658-2006; empty if none
  int education_part = 0;
  int experience_years = 0;  // most of those asked for, of work or of a skill
  int64_t day_fee_fen = 0;   // of a project: by its days; 0 if not stated
  int urgency = 0;
};
// `major` says whether the demand belongs to a major project.
StatedNeed NeedOf(const Subject& subject, bool major);

// One post of one industry.
struct ShortageGroup {
  std::string industry;
  PostFamily post;
  std::vector<StatedNeed> needs;
  SupplyCounts supply;

  int64_t seats() const;
  int64_t empty_seats() const;
  int employers() const;
  // True if why people are lacking has to be derived.
  bool needs_reasons() const;
};

// Which of the groups are too small to be shown: fewer employers than `least`. In the order of the
// groups. No other has to go with them, because no sum in the catalogue holds what they have.
std::vector<bool> HiddenGroups(const std::vector<ShortageGroup>& groups, int least);

// Groups that are not hidden, most stars first, then by index, industry and post; at most 2000.
//
// Seats and pay are judged against the mean of the posts that are shown, so nothing can be worked
// out of hidden ones. A supply of 1 to `least` - 1 people is -1, and counts as half of `least` in
// the parts. The fee is the median of those that state one, if `least` employers do, in whole
// hundreds of yuan, so that it is nobody's own. Demands of hidden groups are in the sum only if
// their employers together are `least`, or it would tell of one of them.
v1::GetShortageCatalogueResponse MakeCatalogue(const std::vector<ShortageGroup>& groups,
                                               const std::vector<bool>& hidden, int least);

}  // namespace houniao::recruitment
