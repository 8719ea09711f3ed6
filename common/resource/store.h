// Reads of one resource and of pages, and the entrance to the write path.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "common/db/database.h"
#include "common/resource/kind.h"
#include "common/resource/recorder.h"
#include "common/resource/secrets.h"

namespace houniao::resource {

// One service's resources. Thread-safe.
class Store {
 public:
  Store(db::Database& database, Recorder& recorder, const Secrets& secrets)
      : database_(database), recorder_(recorder), secrets_(secrets) {}

  // NOT_FOUND with the kind's reason; soft-deleted resources are returned (AIP-164).
  absl::Status Load(const CallContext& call, const Kind& kind, absl::string_view name,
                    Message* resource) const;
  template <typename T>
  absl::StatusOr<T> Get(const CallContext& call, const Kind& kind, absl::string_view name) const {
    T resource;
    if (absl::Status status = Load(call, kind, name, &resource); !status.ok()) return status;
    return resource;
  }

  // Runs `work` on the write path. request_id, validate_only and the request's hash are taken from
  // `request` by field name. `keep_forever`: see Mutation.
  absl::Status Mutate(CallContext& call, const Message& request, Message* reply, Work work,
                      bool keep_forever = false) const;

  // Rows of `where` (SQL after WHERE, constants of the program) in `order`; for the domain's own
  // questions. Return false from `on_resource` to stop.
  absl::Status Select(const CallContext& call, const Kind& kind, absl::string_view where,
                      absl::string_view order, absl::Span<const db::Value> values, Message* scratch,
                      const std::function<bool(const Message&)>& on_resource) const;
  template <typename T>
  absl::StatusOr<std::vector<T>> Find(const CallContext& call, const Kind& kind,
                                      absl::string_view where, absl::string_view order,
                                      absl::Span<const db::Value> values) const {
    std::vector<T> found;
    T scratch;
    absl::Status status =
        Select(call, kind, where, order, values, &scratch, [&](const Message& resource) {
          found.push_back(static_cast<const T&>(resource));
          return true;
        });
    if (!status.ok()) return status;
    return found;
  }

  db::Database& database() const { return database_; }
  Recorder& recorder() const { return recorder_; }
  const Secrets& secrets() const { return secrets_; }

 private:
  db::Database& database_;
  Recorder& recorder_;
  const Secrets& secrets_;
};

// A database failure as a client is told of it; statuses of ours pass unchanged.
absl::Status ReadError(const absl::Status& status);

// SHA-256 of the request without its request_id.
std::string RequestHash(const Message& request);

// ABORTED ETAG_MISMATCH unless `given` is empty or the resource's etag.
absl::Status CheckEtag(const Kind& kind, const Message& resource, absl::string_view given);

// A verb: loads the resource that `request.name` names, checks `request.etag`, lets `decide` change
// it (and refuse), writes it, and answers with it.
template <typename T, typename Request>
absl::StatusOr<T> Transition(const Store& store, CallContext& call, const Kind& kind,
                             const Request& request,
                             std::function<absl::Status(WriteScope&, T&)> decide,
                             bool keep_forever = false) {
  T reply;
  absl::Status status = store.Mutate(
      call, request, &reply,
      [&](WriteScope& scope, Message* out) -> absl::Status {
        T& resource = static_cast<T&>(*out);
        if (absl::Status s = scope.Load(kind, request.name(), &resource); !s.ok()) return s;
        if (absl::Status s = CheckEtag(kind, resource, GetText(request, "etag")); !s.ok()) return s;
        if (absl::Status s = decide(scope, resource); !s.ok()) return s;
        return scope.Replace(kind, resource);
      },
      keep_forever);
  if (!status.ok()) return status;
  return reply;
}

}  // namespace houniao::resource
