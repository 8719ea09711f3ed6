#include "common/feed/journal.h"

#include "absl/time/clock.h"
#include "google/protobuf/empty.pb.h"

#include "common/base/status_macros.h"
#include "common/resource/schema.h"

namespace houniao::feed {
namespace {

constexpr char kSqlKeyCheckSelect[] = "SELECT sealed FROM key_checks WHERE id = 1";
constexpr char kSqlKeyCheckInsert[] = "INSERT INTO key_checks (id, sealed) VALUES (1, ?)";
constexpr char kKeyCheck[] = "key_check";

}  // namespace

absl::Status Journal::CheckKeys() const {
  const absl::Time deadline = absl::Now() + absl::Seconds(10);
  ASSIGN_OR_RETURN(auto tx, database_.BeginWrite(deadline));
  ASSIGN_OR_RETURN(const auto sealed, tx->QueryBytes(kSqlKeyCheckSelect));
  if (sealed.has_value()) {
    if (secrets_.sealer.Unseal(*sealed, kKeyCheck).ok()) return absl::OkStatus();
    return absl::FailedPreconditionError(
        "The database was sealed with other keys than those of this data folder; put its own key "
        "file back (`keys`).");
  }
  ASSIGN_OR_RETURN(const std::string fresh, secrets_.sealer.Seal(kKeyCheck, kKeyCheck));
  const absl::Status written = tx->Execute(kSqlKeyCheckInsert, {fresh}).status();
  // Another replica that starts at the same time was first: look again.
  if (absl::IsAlreadyExists(written)) {
    tx.reset();
    return CheckKeys();
  }
  RETURN_IF_ERROR(written);
  return tx->Commit();
}

absl::StatusOr<std::unique_ptr<Journal>> Journal::Open(
    db::Database& database, const Clock& clock, IdSource& ids, const crypto::Keyring& ring,
    const std::vector<db::Migration>& migrations) {
  std::vector<db::Migration> all = resource::CommonMigrations();
  all.insert(all.end(), migrations.begin(), migrations.end());
  RETURN_IF_ERROR(db::Migrate(database, all));
  auto journal = std::unique_ptr<Journal>(new Journal(database, clock, ids, ring));
  RETURN_IF_ERROR(journal->CheckKeys());
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
