// RecognitionService. Every recognition that leaves it carries the state that it has today.
#pragma once

#include "common/feed/journal.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/talent/store/talent_kinds.h"

namespace houniao::talent {

// The referenced objects outlive the table.
void BindRecognitionService(rpc::ServiceTable& table, const feed::Journal& journal,
                            const TalentKinds& kinds,
                            const resource::StandardMethods& recognitions);

}  // namespace houniao::talent
