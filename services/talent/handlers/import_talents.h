// ImportTalents: takes a file in, then writes it and reports row by row.
#pragma once

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/feed/journal.h"
#include "common/rpc/stream.h"
#include "services/talent/store/talent_kinds.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

absl::Status ImportTalents(const feed::Journal& journal, const TalentKinds& kinds,
                           CallContext& call, rpc::Reader<v1::ImportTalentsRequest>& reader,
                           rpc::Writer<v1::ImportTalentsResponse>& writer);

}  // namespace houniao::talent
