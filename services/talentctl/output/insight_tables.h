// What the district is short of and who is shown, as people read it. Pure: a reply in, tables and
// lines out.
#pragma once

#include <string>
#include <vector>

#include "services/talentctl/output/table.h"
#include "services/talentctl/terminal.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {

Table ShortageTable(const recruitment::v1::GetShortageCatalogueResponse& reply,
                    const Terminal& terminal);

// `demands/x 储能专家: 2 empty seats, 1 passes every gate, urgency 4`.
std::string UnmetText(const recruitment::v1::UnmetDemand& unmet);
Table NearMissTable(const recruitment::v1::UnmetDemand& unmet);
// The first is what binds.
Table RelaxationTable(const recruitment::v1::UnmetDemand& unmet);

Table ExposureTable(const recruitment::v1::GetExposureReportResponse& reply,
                    const Terminal& terminal);
std::vector<std::string> ExposureLines(const recruitment::v1::GetExposureReportResponse& reply);

}  // namespace houniao::talentctl
