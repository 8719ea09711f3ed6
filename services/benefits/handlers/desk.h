// What the handlers of the service share. Made by the module, lives as long as it.
#pragma once

#include <string>

#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "common/calendar/working_calendar.h"
#include "common/feed/journal.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/benefits/domain/moment.h"
#include "services/benefits/facts/registers.h"
#include "services/benefits/ledger/books.h"
#include "services/benefits/store/kinds.h"

namespace houniao::benefits {

struct Desk {
  const feed::Journal& journal;
  const Kinds& kinds;
  const Books& books;
  const Registers& registers;
  const calendar::WorkingCalendar& calendar;

  const resource::Store& store() const { return journal.store(); }
  const Clock& clock() const { return journal.clock(); }

  // Of a mutation: the time is that of its audit record.
  Moment MomentOf(const resource::WriteScope& scope) const {
    return {scope.now(), scope.today(), scope.call().principal, scope.call().roles, calendar};
  }
};

// Binds a member function of a handlers class to the method of its table.
template <typename Handlers, typename Request, typename Reply>
void Bind(Handlers& handlers, absl::string_view name,
          absl::StatusOr<Reply> (Handlers::*method)(CallContext&, const Request&) const) {
  handlers.table().template Unary<Request, Reply>(
      name, [&handlers, method](CallContext& call, const Request& request) {
        return (handlers.*method)(call, request);
      });
}

// The request with a request_id: the ledger notes it, so one is made if the caller gave none.
template <typename Request>
Request WithRequestId(const Request& request, IdSource& ids) {
  Request named = request;
  if (named.request_id().empty()) named.set_request_id(ids.NewUuid());
  return named;
}

}  // namespace houniao::benefits
