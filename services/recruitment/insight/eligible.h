// Everybody who passes every gate, as rows: what counts of supply are made of.
#pragma once

#include "absl/status/statusor.h"
#include "roaring/roaring.hh"

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// Rows of the view, good while it lives. InvalidArgument for codes that cannot exist.
absl::StatusOr<Roaring> EligibleRows(const Subject& subject, const population::View& view,
                                     const Stations& stations);

}  // namespace houniao::recruitment
