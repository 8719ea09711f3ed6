// Made-up open demands for benchmarks: as many as wanted from a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/employer.pb.h"

namespace houniao::bench {

// 2,000 employers of new energy and tourism, all in the district of bench_match_demands.h or near.
std::vector<houniao::recruitment::v1::Employer> MadeUpEmployers();

// Open, complete demands for persons of those employers: a must of one or two skills, wishes,
// ranks, forms, pay, and days within a period that begins in the coming year.
std::vector<houniao::recruitment::v1::Demand> MadeUpOpenDemands(int count, uint32_t seed);

}  // namespace houniao::bench
