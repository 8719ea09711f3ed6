// Standard methods that keep the accounts of enterprises to what is theirs.
#pragma once

#include <functional>
#include <string>

#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"

namespace houniao::recruitment {

// How to tell whose a resource of a kind is.
struct Owner {
  // Field that names the employer; `name` for employers themselves.
  std::string field;

  std::string Of(const resource::Message& resource) const;
};

// Binds all standard methods of the kind, with RequireOwn around them: Get, BatchGet and every
// change ask about the stored resource first, Create about the given one, List shows one's own.
// `methods` outlives the table. `after_write` is called after a change that was made; may be null.
void BindOwned(rpc::ServiceTable& table, const resource::StandardMethods& methods,
               const resource::Store& store, Owner owner,
               std::function<void(const CallContext&)> after_write = nullptr);

// OK if the stored resource is the caller's; callers of an enterprise learn nothing else.
absl::Status RequireOwnStored(const CallContext& call, const resource::Store& store,
                              const resource::Kind& kind, const Owner& owner,
                              const std::string& name);

}  // namespace houniao::recruitment
