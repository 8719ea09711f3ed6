// ConsentService: given by Create, ended by Withdraw, never edited or deleted.
#pragma once

#include "common/feed/journal.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/talent/store/talent_kinds.h"

namespace houniao::talent {

// The referenced objects outlive the table.
void BindConsentService(rpc::ServiceTable& table, const feed::Journal& journal,
                        const TalentKinds& kinds, const resource::StandardMethods& consents);

}  // namespace houniao::talent
