#include "common/resource/recorder.h"

#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/errors/errors.h"

namespace houniao::resource {
namespace {

constexpr char kSqlStateSelect[] =
    "SELECT revision, audit_sequence, audit_hash FROM commit_state WHERE id = 1";
constexpr char kSqlStateSelectLocked[] =
    "SELECT revision, audit_sequence, audit_hash FROM commit_state WHERE id = 1 FOR UPDATE";
constexpr char kSqlStateUpdate[] =
    "UPDATE commit_state SET revision = ?, audit_sequence = ?, audit_hash = ? WHERE id = 1";
constexpr char kSqlChangeInsert[] =
    "INSERT INTO changes (revision, name, type, kind, commit_time, body) VALUES (?, ?, ?, ?, ?, ?)";
constexpr char kSqlReplySelect[] =
    "SELECT request_hash, revision, reply FROM saved_replies WHERE caller = ? AND request_id = ?";
constexpr char kSqlReplyInsert[] =
    "INSERT INTO saved_replies (caller, request_id, request_hash, method, expire_time, revision, "
    "reply) VALUES (?, ?, ?, ?, ?, ?, ?)";

constexpr absl::Duration kReplyLife = absl::Hours(7 * 24);
constexpr size_t kMaxAuditResources = 100;

// A failure of the database itself, which ends the transaction for everybody in the batch.
bool EndsBatch(const absl::Status& status) {
  if (status.ok() || !errors::ReasonOf(status).empty()) return false;
  return absl::IsAborted(status) || absl::IsUnavailable(status) ||
         absl::IsResourceExhausted(status) || absl::IsDeadlineExceeded(status);
}

// Work runs on the recorder's thread, where nothing else stands between a throw and the end of the
// process.
absl::Status RunWork(const Work& work, WriteScope& scope, Message* reply) {
  try {
    return work(scope, reply);
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("Exception: ", e.what()));
  } catch (...) {
    return absl::InternalError("Exception of an unknown type.");
  }
}

// What a client is told about a failure of the database.
absl::Status ForClient(const absl::Status& status) {
  if (status.ok() || !errors::ReasonOf(status).empty()) return status;
  switch (status.code()) {
    case absl::StatusCode::kAborted:
      return errors::TransactionConflict();
    case absl::StatusCode::kUnavailable:
      return errors::DatabaseUnavailable();
    case absl::StatusCode::kResourceExhausted:
      return errors::StorageFull();
    case absl::StatusCode::kDeadlineExceeded:
      return errors::DeadlineExceeded();
    default:
      return status;  // the guard logs it and answers INTERNAL
  }
}

}  // namespace

struct Recorder::Pending {
  Mutation mutation;
  Mutex mutex;
  CondVar done_signal;
  bool done HOUNIAO_GUARDED_BY(mutex) = false;
  absl::Status result;
  int64_t revision = 0;
  // False if it was refused, or answered from a saved reply.
  bool effect = false;
  // Names of what it wrote.
  std::vector<std::string> written;
  // The transaction did not outlive it, so nobody else's work in it does.
  bool ended_transaction = false;

  void Finish(absl::Status status) {
    MutexLock lock(mutex);
    result = std::move(status);
    done = true;
    done_signal.NotifyOne();
  }
};

absl::Status WriteScope::Load(const Kind& kind, absl::string_view name, Message* resource) {
  bool found = false;
  absl::Status decoded;
  RETURN_IF_ERROR(tx_.Query(kind.select_sql(), {name}, [&](const db::Row& row) {
    found = true;
    decoded = kind.Decode(row, secrets_, resource);
    return false;
  }));
  if (!found) return errors::NotFound(kind.type(), name);
  return decoded;
}

absl::Status WriteScope::Require(const Kind& kind, absl::string_view field,
                                 absl::string_view name) {
  auto resource = kind.NewMessage();
  const absl::Status status = Load(kind, name, resource.get());
  if (absl::IsNotFound(status) ||
      (status.ok() && GetMessage(*resource, "delete_time") != nullptr)) {
    return errors::ReferenceMissing(field, name);
  }
  return status;
}

absl::Status WriteScope::Meaning(const Kind& kind, const Message& resource,
                                 absl::Status status) const {
  if (!absl::IsAlreadyExists(status) || !errors::ReasonOf(status).empty()) return status;
  const std::string field = kind.TakenField(db::ConstraintOf(status));
  return field.empty() ? errors::AlreadyExists(kind.type(), GetText(resource, "name"))
                       : errors::ValueTaken(kind.type(), field);
}

absl::Status WriteScope::Insert(const Kind& kind, Message& resource) {
  SetTime(resource, "create_time", now_);
  SetTime(resource, "update_time", now_);
  SetText(resource, "etag", "");
  ASSIGN_OR_RETURN(std::vector<db::Value> values, kind.Encode(resource, revision_ + 1, secrets_));
  const absl::Status inserted = tx_.Execute(kind.insert_sql(), values).status();
  if (!inserted.ok()) return Meaning(kind, resource, inserted);
  return WriteChange(kind, resource, api::v1::Change::CREATED, values.back().bytes);
}

absl::Status WriteScope::Replace(const Kind& kind, Message& resource) {
  SetTime(resource, "update_time", now_);
  SetText(resource, "etag", "");
  ASSIGN_OR_RETURN(std::vector<db::Value> values, kind.Encode(resource, revision_ + 1, secrets_));
  const std::string body = values.back().bytes;
  values.emplace_back(GetText(resource, "name"));
  auto updated = tx_.Execute(kind.update_sql(), values);
  if (!updated.ok()) return Meaning(kind, resource, updated.status());
  if (*updated == 0) return errors::NotFound(kind.type(), GetText(resource, "name"));
  const bool deleted = GetMessage(resource, "delete_time") != nullptr;
  return WriteChange(kind, resource, deleted ? api::v1::Change::DELETED : api::v1::Change::UPDATED,
                     body);
}

absl::Status WriteScope::Remove(const Kind& kind, const Message& resource) {
  const std::string name = GetText(resource, "name");
  ASSIGN_OR_RETURN(int64_t removed, tx_.Execute(kind.delete_sql(), {name}));
  if (removed == 0) return errors::NotFound(kind.type(), name);
  std::unique_ptr<Message> copy(resource.New());
  copy->CopyFrom(resource);
  return WriteChange(kind, *copy, api::v1::Change::DELETED, "");
}

absl::Status WriteScope::SetDeleted(const Kind& kind, Message& resource, bool deleted) {
  SetTime(resource, "delete_time", deleted ? std::optional(now_) : std::nullopt);
  return Replace(kind, resource);
}

absl::Status WriteScope::WriteChange(const Kind& kind, const Message& resource,
                                     api::v1::Change::Kind what, const std::string& body) {
  const std::string name = GetText(resource, "name");
  ++revision_;
  Touch(name);
  SetText(const_cast<Message&>(resource), "etag", EtagOf(revision_));
  return tx_
      .Execute(kSqlChangeInsert, {revision_, name, kind.type(), static_cast<int>(what),
                                  db::Value::Micros(now_), db::Value::Blob(body)})
      .status();
}

absl::Status WriteScope::Nested(const std::function<absl::Status()>& part) {
  const int64_t revision = revision_;
  const size_t touched = touched_.size();
  RETURN_IF_ERROR(tx_.Savepoint());
  const absl::Status status = part();
  if (status.ok()) return tx_.ReleaseSavepoint();
  // A database failure has ended the transaction already; there is nothing to return to.
  if (EndsBatch(status)) return status;
  revision_ = revision;
  touched_.resize(touched);
  RETURN_IF_ERROR(tx_.RollbackToSavepoint());
  return status;
}

void WriteScope::Touch(absl::string_view name) {
  if (std::find(touched_.begin(), touched_.end(), name) == touched_.end()) {
    touched_.emplace_back(name);
  }
}

Recorder::Recorder(db::Database& database, const Clock& clock, IdSource& ids,
                   const Secrets& secrets, std::function<void(int64_t)> on_commit, Options options)
    : database_(database),
      clock_(clock),
      ids_(ids),
      secrets_(secrets),
      on_commit_(std::move(on_commit)),
      options_(options),
      kept_replies_(database.engine() == db::Engine::kSqlite),
      thread_([this] { Loop(); }) {}

Recorder::~Recorder() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyOne();
  }
  thread_.join();
}

absl::Status Recorder::Run(Mutation mutation) {
  Pending pending;
  pending.mutation = std::move(mutation);
  if (pending.mutation.request_id.empty()) pending.mutation.request_id = ids_.NewUuid();
  // Its column has one length only; a shorter one would come back as another.
  if (pending.mutation.request_hash.empty()) pending.mutation.request_hash = crypto::Sha256("");
  {
    MutexLock lock(mutex_);
    if (stopping_) return errors::ServiceUnavailable("stopping");
    queue_.push_back(&pending);
    wake_.NotifyOne();
  }
  MutexLock lock(pending.mutex);
  pending.done_signal.Wait(pending.mutex, [&] { return pending.done; });
  if (pending.result.ok()) pending.mutation.call->written_revision = pending.revision;
  return pending.result;
}

void Recorder::Loop() {
  for (;;) {
    std::vector<Pending*> batch;
    {
      MutexLock lock(mutex_);
      wake_.Wait(mutex_, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      while (!queue_.empty() && static_cast<int>(batch.size()) < options_.max_batch) {
        batch.push_back(queue_.front());
        queue_.pop_front();
      }
    }
    Process(batch);
  }
}

bool Recorder::WorthSplitting(const std::vector<Pending*>& batch, const absl::Status& status) {
  // A database that is away, full or locked fails all of them alike.
  if (batch.size() == 1 || absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
      absl::IsAborted(status)) {
    return false;
  }
  return std::any_of(batch.begin(), batch.end(),
                     [](const Pending* pending) { return pending->ended_transaction; });
}

void Recorder::Process(std::vector<Pending*>& batch) {
  absl::Status status = TryRepeatedly(batch);
  // One that cannot be done, or takes all the time there is, must not take the others with it.
  if (!status.ok() && WorthSplitting(batch, status)) {
    for (Pending* pending : batch) {
      std::vector<Pending*> one = {pending};
      Process(one);
    }
    return;
  }
  for (Pending* pending : batch) {
    pending->Finish(status.ok() ? ForClient(pending->result) : ForClient(status));
  }
}

absl::Status Recorder::TryRepeatedly(std::vector<Pending*>& batch) {
  absl::Time give_up = absl::InfinitePast();
  absl::Status status;
  int64_t revision = 0;
  for (int attempt = 1;; ++attempt) {
    status = TryBatch(batch, &revision);
    if (status.ok()) break;
    const bool unknown = db::IsCommitUnknown(status);
    if (unknown && give_up == absl::InfinitePast()) {
      give_up = absl::Now() + options_.unknown_patience;
    }
    // After an unknown commit the next try finds the saved replies, or does the work.
    const bool looking_up = absl::IsUnavailable(status) && absl::Now() < give_up;
    const bool conflict = absl::IsAborted(status) && attempt < options_.max_attempts;
    if (!looking_up && !conflict) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(looking_up ? 50 : attempt));
  }
  if (status.ok() && revision > 0) on_commit_(revision);
  return status;
}

absl::Status Recorder::TryBatch(std::vector<Pending*>& batch, int64_t* newest) {
  for (Pending* pending : batch) pending->ended_transaction = false;
  ASSIGN_OR_RETURN(auto tx, database_.BeginWrite(absl::Now() + absl::Seconds(5)));
  int64_t revision = 0;
  AuditHead head;
  RETURN_IF_ERROR(
      tx->Query(database_.engine() == db::Engine::kMysql ? kSqlStateSelectLocked : kSqlStateSelect,
                {}, [&](const db::Row& row) {
                  revision = row.Int(0);
                  head = {row.Int(1), row.Bytes(2)};
                  return false;
                }));
  const int64_t first = revision;
  bool effect = false;
  std::vector<std::string> written;
  for (Pending* pending : batch) {
    pending->result = RunOne(*pending, *tx, head, revision);
    pending->ended_transaction |= EndsBatch(pending->result);
    if (pending->ended_transaction) return pending->result;
    effect |= pending->effect;
    written.insert(written.end(), pending->written.begin(), pending->written.end());
  }
  if (!effect) return absl::OkStatus();
  RETURN_IF_ERROR(
      tx->Execute(kSqlStateUpdate, {revision, head.sequence, db::Value::Blob(head.hash)}).status());
  const KeptReplies::Commit commit(kept_replies_, written);
  RETURN_IF_ERROR(tx->Commit());
  if (revision > first) *newest = revision;
  return absl::OkStatus();
}

absl::Status Recorder::RunOne(Pending& pending, db::Transaction& tx, AuditHead& head,
                              int64_t& revision) {
  Mutation& mutation = pending.mutation;
  pending.revision = 0;
  pending.effect = false;
  pending.written.clear();
  if (mutation.call->cancelled()) return errors::Cancelled();
  if (absl::Now() > mutation.call->deadline) return errors::DeadlineExceeded();
  const absl::Status saved = FindSavedReply(pending, tx);
  if (!absl::IsNotFound(saved)) return saved;

  RETURN_IF_ERROR(tx.Savepoint());
  WriteScope scope(*mutation.call, clock_.Now(), tx, ids_, secrets_, revision);
  AuditHead moved = head;
  mutation.reply->Clear();
  absl::Status status = RunWork(mutation.work, scope, mutation.reply);
  if (status.ok() && !mutation.validate_only) status = SaveEffect(pending, scope, moved);
  if (!status.ok() || mutation.validate_only) {
    // A database failure has ended the transaction already; there is nothing to return to.
    if (EndsBatch(status)) return status;
    const absl::Status undone = tx.RollbackToSavepoint();
    pending.ended_transaction = !undone.ok();
    return status.ok() ? undone : status;
  }
  RETURN_IF_ERROR(tx.ReleaseSavepoint());
  revision = scope.revision_;
  pending.revision = scope.revision();
  head = moved;
  pending.written = std::move(scope.touched_);
  pending.effect = true;
  return absl::OkStatus();
}

absl::Status Recorder::FindSavedReply(Pending& pending, db::Transaction& tx) {
  const Mutation& mutation = pending.mutation;
  absl::Status found = absl::NotFoundError("");
  RETURN_IF_ERROR(tx.Query(kSqlReplySelect, {mutation.call->principal, mutation.request_id},
                           [&](const db::Row& row) {
                             if (row.Bytes(0) != mutation.request_hash) {
                               found = errors::RequestIdReused(mutation.request_id);
                             } else {
                               auto opened = secrets_.sealer.Unseal(row.Bytes(2), "saved_reply");
                               found = opened.status();
                               pending.revision = row.Int(1);
                               if (opened.ok() && !mutation.reply->ParseFromString(*opened)) {
                                 found = absl::DataLossError("A saved reply cannot be read.");
                               }
                             }
                             return false;
                           }));
  return found;
}

absl::Status Recorder::SaveEffect(Pending& pending, WriteScope& scope, AuditHead& head) {
  const Mutation& mutation = pending.mutation;
  if (!mutation.recorded) return absl::OkStatus();
  const CallContext& call = *mutation.call;
  const absl::Time expire =
      mutation.keep_forever ? absl::FromUnixSeconds(253402300799) : scope.now() + kReplyLife;
  // Replies may hold sensitive values, so they are sealed like everything else at rest.
  ASSIGN_OR_RETURN(std::string sealed,
                   secrets_.sealer.Seal(mutation.reply->SerializeAsString(), "saved_reply"));
  RETURN_IF_ERROR(scope.tx()
                      .Execute(kSqlReplyInsert, {call.principal, mutation.request_id,
                                                 db::Value::Blob(mutation.request_hash),
                                                 call.method, db::Value::Micros(expire),
                                                 scope.revision(), db::Value::Blob(sealed)})
                      .status());
  api::v1::AuditRecord record;
  *record.mutable_event_time() = ToTimestamp(scope.now());
  record.set_principal(call.principal);
  record.set_method(call.method);
  record.set_request_id(mutation.request_id);
  record.set_purpose(call.purpose);
  record.set_peer(call.peer);
  record.set_revision(scope.revision());
  for (const std::string& name : scope.touched_) {
    if (record.resources_size() < static_cast<int>(kMaxAuditResources)) record.add_resources(name);
  }
  return AppendAudit(scope.tx(), head, record);
}

}  // namespace houniao::resource
