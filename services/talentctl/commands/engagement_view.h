// An engagement in a few lines.
#pragma once

#include <string>
#include <vector>

#include "services/talentctl/session.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::talentctl {

void PrintEngagement(Session& session, const recruitment::v1::Engagement& engagement);

// Days drawn together where they follow each other: `2026-01-05 ~ 2026-01-09, 2026-01-12`. Half
// days are marked.
std::string DaysOutline(
    const google::protobuf::RepeatedPtrField<recruitment::v1::BookedDay>& booked);

}  // namespace houniao::talentctl
