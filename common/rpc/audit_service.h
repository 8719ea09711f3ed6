// houniao.api.v1.AuditService: reading and verifying the audit chains of the services on a port.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "common/feed/journal.h"
#include "common/rpc/service_table.h"

namespace houniao::rpc {

// `journals` by service name (`talent`); they outlive the table. A request may leave the service
// out where there is only one.
std::unique_ptr<ServiceTable> MakeAuditService(
    std::map<std::string, const feed::Journal*> journals);

}  // namespace houniao::rpc
