// Binds the standard methods of a kind to a proto service by their AIP names.
#pragma once

#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"

namespace houniao::rpc {

// CreateTalent, GetTalent, BatchGetTalents, ListTalents, UpdateTalent, DeleteTalent and
// UndeleteTalent for the kind Talent: those that the service has and that are not bound yet. A
// service that needs its own version of one binds it first. `methods` outlives the table.
void BindStandard(ServiceTable& table, const resource::StandardMethods& methods);

}  // namespace houniao::rpc
