// Create, Get, BatchGet, List, Update, Delete, Undelete (AIP-131 to AIP-135, AIP-158, AIP-164) over
// any kind. Requests are read by field name, so a new kind needs no code here.
//
// Requests have passed PrepareRequest in the guard.
#pragma once

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/resource/kind.h"
#include "common/resource/store.h"

namespace houniao::resource {

class StandardMethods {
 public:
  // A child kind's parent must exist on Create; `parent_kind` is null for top-level kinds.
  StandardMethods(const Store& store, const Kind& kind, const Kind* parent_kind, const Clock& clock)
      : store_(store), kind_(kind), parent_kind_(parent_kind), clock_(clock) {}

  const Kind& kind() const { return kind_; }
  const Store& store() const { return store_; }

  // `<singular>_id` or an id made by the server; ALREADY_EXISTS if it is taken.
  absl::Status Create(CallContext& call, const Message& request, Message* reply) const;
  absl::Status Get(CallContext& call, const Message& request, Message* reply) const;
  // All of `names` in their order, at most 500; NOT_FOUND names the first that is missing.
  absl::Status BatchGet(CallContext& call, const Message& request, Message* reply) const;
  absl::Status List(CallContext& call, const Message& request, Message* reply) const;
  absl::Status Update(CallContext& call, const Message& request, Message* reply) const;
  absl::Status Delete(CallContext& call, const Message& request, Message* reply) const;
  absl::Status Undelete(CallContext& call, const Message& request, Message* reply) const;

  // Create and Update inside a wider mutation (imports, apply): `resource` has its name and has
  // passed the field rules; it gets its times and etag.
  static absl::Status CreateIn(WriteScope& scope, const Kind& kind, Message& resource);
  static absl::Status UpdateIn(WriteScope& scope, const Kind& kind, const Message& before,
                               Message& after);

 private:
  absl::Status CheckName(absl::string_view field, absl::string_view name) const;

  const Store& store_;
  const Kind& kind_;
  const Kind* const parent_kind_;
  const Clock& clock_;
};

}  // namespace houniao::resource
