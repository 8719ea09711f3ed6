#include "common/feed/journal.h"

#include "absl/time/clock.h"
#include "google/protobuf/empty.pb.h"

#include "common/base/status_macros.h"
#include "common/resource/schema.h"

namespace houniao::feed {

absl::StatusOr<std::unique_ptr<Journal>> Journal::Open(
    db::Database& database, const Clock& clock, IdSource& ids, const crypto::Keyring& ring,
    const std::vector<db::Migration>& migrations) {
  std::vector<db::Migration> all = resource::CommonMigrations();
  all.insert(all.end(), migrations.begin(), migrations.end());
  RETURN_IF_ERROR(db::Migrate(database, all));
  auto journal = std::unique_ptr<Journal>(new Journal(database, clock, ids, ring));
  ASSIGN_OR_RETURN(const int64_t revision, journal->Revision(absl::Now() + absl::Seconds(5)));
  journal->hub_.Publish(revision);
  return journal;
}

Journal::Journal(db::Database& database, const Clock& clock, IdSource& ids,
                 const crypto::Keyring& ring)
    : database_(database),
      clock_(clock),
      ids_(ids),
      secrets_(ring),
      recorder_(database, clock, ids, secrets_,
                [this](int64_t revision) { hub_.Publish(revision); }),
      store_(database, recorder_, secrets_) {}

Journal::~Journal() { hub_.Close(); }

absl::StatusOr<int64_t> Journal::Revision(absl::Time deadline) const {
  int64_t revision = 0;
  RETURN_IF_ERROR(resource::ReadError(database_.Query(
      "SELECT revision FROM commit_state WHERE id = 1", {},
      [&](const db::Row& row) {
        revision = row.Int(0);
        return false;
      },
      deadline)));
  return revision;
}

absl::Status Journal::RemoveExpiredReplies() const {
  CallContext call;
  call.method = "houniao.feed/RemoveExpiredReplies";
  call.principal = "service:housekeeping";
  google::protobuf::Empty nothing;
  resource::Mutation mutation;
  mutation.call = &call;
  mutation.reply = &nothing;
  mutation.recorded = false;
  mutation.work = [](resource::WriteScope& scope, resource::Message*) {
    return scope.tx()
        .Execute("DELETE FROM saved_replies WHERE expire_time < ? LIMIT 5000",
                 {db::Value::Micros(scope.now())})
        .status();
  };
  return recorder_.Run(std::move(mutation));
}

absl::Status Journal::AuditRead(const CallContext& call,
                                const std::vector<std::string>& names) const {
  CallContext copy = call;
  google::protobuf::Empty nothing;
  resource::Mutation mutation;
  mutation.call = &copy;
  mutation.reply = &nothing;
  mutation.work = [&names](resource::WriteScope& scope, resource::Message*) {
    for (const std::string& name : names) scope.Touch(name);
    return absl::OkStatus();
  };
  return recorder_.Run(std::move(mutation));
}

}  // namespace houniao::feed
