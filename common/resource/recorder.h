// The one write path. Waiting mutations are taken together: each runs in its own savepoint on what
// is stored, and one commit (one fsync) acknowledges them all.
//
// A mutation's resource rows, revisions, changes, audit record and saved reply are written in the
// same transaction: all or nothing. The caller is answered only after the commit.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

#include "common/base/call_context.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/mutex.h"
#include "common/db/database.h"
#include "common/resource/audit.h"
#include "common/resource/kept_replies.h"
#include "common/resource/kind.h"
#include "common/resource/secrets.h"

#include "houniao/api/v1/change.pb.h"

namespace houniao::resource {

// One mutation's view of the transaction. Lives on the recorder's thread; never kept.
class WriteScope {
 public:
  const CallContext& call() const { return call_; }
  // The same for the whole mutation, so that a resource and its audit record agree.
  absl::Time now() const { return now_; }
  absl::CivilDay today() const { return ShanghaiDay(now_); }
  db::Transaction& tx() { return tx_; }
  IdSource& ids() { return ids_; }
  // Revision of the newest change of this mutation; 0 before the first.
  int64_t revision() const { return revision_ == first_ ? 0 : revision_; }

  // NOT_FOUND with the kind's reason if there is no such row. Soft-deleted resources are returned.
  absl::Status Load(const Kind& kind, absl::string_view name, Message* resource);
  template <typename T>
  absl::StatusOr<T> Get(const Kind& kind, absl::string_view name) {
    T resource;
    if (absl::Status status = Load(kind, name, &resource); !status.ok()) return status;
    return resource;
  }
  // FAILED_PRECONDITION REFERENCE_MISSING about `field` if `name` is not stored or is deleted.
  absl::Status Require(const Kind& kind, absl::string_view field, absl::string_view name);

  // Writes a new row. Sets create_time, update_time and etag of `resource`, whose name must be set.
  absl::Status Insert(const Kind& kind, Message& resource);
  // Writes an existing row. Sets update_time and etag.
  absl::Status Replace(const Kind& kind, Message& resource);
  // Removes a row for good.
  absl::Status Remove(const Kind& kind, const Message& resource);
  // Sets or clears delete_time and writes the row.
  absl::Status SetDeleted(const Kind& kind, Message& resource, bool deleted);

  // Runs a part of the work so that it alone is undone if it fails, as a row of an import. A status
  // without a reason is a failure of the database, after which the whole work must give up.
  absl::Status Nested(const std::function<absl::Status()>& part);

  // Names a resource in the audit record though its row did not change.
  void Touch(absl::string_view name);

 private:
  friend class Recorder;
  WriteScope(const CallContext& call, absl::Time now, db::Transaction& tx, IdSource& ids,
             const Secrets& secrets, int64_t revision)
      : call_(call),
        now_(now),
        tx_(tx),
        ids_(ids),
        secrets_(secrets),
        first_(revision),
        revision_(revision) {}
  absl::Status WriteChange(const Kind& kind, const Message& resource, api::v1::Change::Kind what,
                           const std::string& body);
  absl::Status Meaning(const Kind& kind, const Message& resource, absl::Status status) const;

  const CallContext& call_;
  const absl::Time now_;
  db::Transaction& tx_;
  IdSource& ids_;
  const Secrets& secrets_;
  const int64_t first_;  // before this mutation
  int64_t revision_;
  std::vector<std::string> touched_;
};

// What a mutation does. It may run more than once (after a deadlock), so it must not change
// anything outside the scope but `reply`, which it must overwrite.
using Work = std::function<absl::Status(WriteScope&, Message* reply)>;

struct Mutation {
  CallContext* call = nullptr;
  // Given by the caller or empty; then one is made, so that a lost commit can be looked up.
  std::string request_id;
  // The same for the same request (without its request_id); decides whether an id was reused.
  std::string request_hash;
  bool validate_only = false;
  // Replies of money are kept for ever, others for 7 days.
  bool keep_forever = false;
  // False for housekeeping, which leaves neither audit record nor saved reply.
  bool recorded = true;
  Work work;
  Message* reply = nullptr;
};

class Recorder {
 public:
  struct Options {
    int max_batch = 64;
    // Tries of a batch that meets deadlocks or an unknown commit.
    int max_attempts = 8;
    // How long a commit whose outcome is unknown is looked up before the caller is told to retry.
    absl::Duration unknown_patience = absl::Seconds(3);
  };

  // The referenced objects must outlive the recorder. `on_commit` gets the newest revision after
  // each commit, on the recorder's thread; it must not block.
  Recorder(db::Database& database, const Clock& clock, IdSource& ids, const Secrets& secrets,
           std::function<void(int64_t revision)> on_commit, Options options);
  Recorder(db::Database& database, const Clock& clock, IdSource& ids, const Secrets& secrets,
           std::function<void(int64_t revision)> on_commit)
      : Recorder(database, clock, ids, secrets, std::move(on_commit), Options()) {}
  // Finishes what is queued.
  ~Recorder();

  // Blocks until the mutation is committed or refused. Sets call->written_revision.
  absl::Status Run(Mutation mutation);

  // Replies that stand until the recorder writes what they are about. Off on MySQL, where other
  // processes may write the same database.
  KeptReplies& kept_replies() { return kept_replies_; }

 private:
  struct Pending;
  void Loop();
  void Process(std::vector<Pending*>& batch);
  static bool WorthSplitting(const std::vector<Pending*>& batch, const absl::Status& status);
  // Until it is committed, refused, or not worth another try.
  absl::Status TryRepeatedly(std::vector<Pending*>& batch);
  absl::Status TryBatch(std::vector<Pending*>& batch, int64_t* revision);
  absl::Status RunOne(Pending& pending, db::Transaction& tx, AuditHead& head, int64_t& revision);
  absl::Status FindSavedReply(Pending& pending, db::Transaction& tx);
  absl::Status SaveEffect(Pending& pending, WriteScope& scope, AuditHead& head);

  db::Database& database_;
  const Clock& clock_;
  IdSource& ids_;
  const Secrets& secrets_;
  const std::function<void(int64_t)> on_commit_;
  const Options options_;
  KeptReplies kept_replies_;

  Mutex mutex_;
  CondVar wake_;
  std::deque<Pending*> queue_ HOUNIAO_GUARDED_BY(mutex_);
  bool stopping_ HOUNIAO_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace houniao::resource
