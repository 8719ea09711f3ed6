// One service's durable state: its database, the write path, the reads and the feed of changes.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/db/database.h"
#include "common/db/migrations.h"
#include "common/feed/hub.h"
#include "common/resource/recorder.h"
#include "common/resource/secrets.h"
#include "common/resource/store.h"

namespace houniao::feed {

class Journal {
 public:
  // Brings the schema up to date (common tables first, then `migrations`, numbered from 100) and
  // starts the recorder. The referenced objects must outlive the journal. FailedPrecondition if the
  // database was sealed with keys that the ring does not hold.
  static absl::StatusOr<std::unique_ptr<Journal>> Open(
      db::Database& database, const Clock& clock, IdSource& ids, const crypto::Keyring& ring,
      const std::vector<db::Migration>& migrations);
  ~Journal();

  const resource::Store& store() const { return store_; }
  const resource::Secrets& secrets() const { return secrets_; }
  db::Database& database() const { return database_; }
  const Clock& clock() const { return clock_; }
  IdSource& ids() const { return ids_; }
  Hub& hub() const { return hub_; }

  // Newest committed revision, as the database has it.
  absl::StatusOr<int64_t> Revision(absl::Time deadline) const;

  // Removes replies whose time to be repeated is over, some thousands at a time. The host calls it
  // every hour.
  absl::Status RemoveExpiredReplies() const;

  // Writes an audit record about a read of sensitive fields, for the guard.
  absl::Status AuditRead(const CallContext& call, const std::vector<std::string>& names) const;

 private:
  absl::Status CheckKeys() const;
  Journal(db::Database& database, const Clock& clock, IdSource& ids, const crypto::Keyring& ring);

  db::Database& database_;
  const Clock& clock_;
  IdSource& ids_;
  const resource::Secrets secrets_;
  mutable Hub hub_;
  mutable resource::Recorder recorder_;
  const resource::Store store_;
};

}  // namespace houniao::feed
