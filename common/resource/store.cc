#include "common/resource/store.h"

#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/errors/errors.h"

namespace houniao::resource {

absl::Status ReadError(const absl::Status& status) {
  if (status.ok() || !errors::ReasonOf(status).empty()) return status;
  if (absl::IsUnavailable(status) || absl::IsAborted(status)) return errors::DatabaseUnavailable();
  if (absl::IsDeadlineExceeded(status)) return errors::DeadlineExceeded();
  return status;
}

absl::Status Store::Load(const CallContext& call, const Kind& kind, absl::string_view name,
                         Message* resource) const {
  bool found = false;
  absl::Status decoded;
  RETURN_IF_ERROR(ReadError(database_.Query(
      kind.select_sql(), {name},
      [&](const db::Row& row) {
        found = true;
        decoded = kind.Decode(row, secrets_, resource);
        return false;
      },
      call.deadline)));
  if (!found) return errors::NotFound(kind.type(), name);
  return decoded;
}

absl::Status Store::Select(const CallContext& call, const Kind& kind, absl::string_view where,
                           absl::string_view order, absl::Span<const db::Value> values,
                           Message* scratch,
                           const std::function<bool(const Message&)>& on_resource) const {
  const std::string sql = absl::StrCat("SELECT ", kind.select_columns(), " FROM ",
                                       kind.options().table, " WHERE ", where, " ORDER BY ", order);
  absl::Status decoded;
  RETURN_IF_ERROR(ReadError(database_.Query(
      sql, values,
      [&](const db::Row& row) {
        scratch->Clear();
        decoded = kind.Decode(row, secrets_, scratch);
        return decoded.ok() && on_resource(*scratch);
      },
      call.deadline)));
  return decoded;
}

std::string RequestHash(const Message& request) {
  std::unique_ptr<Message> plain(request.New());
  plain->CopyFrom(request);
  if (plain->GetDescriptor()->FindFieldByName("request_id") != nullptr) {
    SetText(*plain, "request_id", "");
  }
  return crypto::Sha256(
      absl::StrCat(request.GetDescriptor()->full_name(), "\n", DeterministicBytes(*plain)));
}

absl::Status Store::Mutate(CallContext& call, const Message& request, Message* reply, Work work,
                           bool keep_forever) const {
  Mutation mutation;
  mutation.call = &call;
  mutation.request_id = GetText(request, "request_id");
  mutation.request_hash = RequestHash(request);
  mutation.validate_only = GetNumber(request, "validate_only") != 0;
  mutation.keep_forever = keep_forever;
  mutation.work = std::move(work);
  mutation.reply = reply;
  return recorder_.Run(std::move(mutation));
}

absl::Status CheckEtag(const Kind& kind, const Message& resource, absl::string_view given) {
  const std::string current = GetText(resource, "etag");
  if (given.empty() || given == current) return absl::OkStatus();
  return errors::EtagMismatch(kind.type(), GetText(resource, "name"), given, current);
}

}  // namespace houniao::resource
