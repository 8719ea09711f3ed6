#include "common/feed/watch.h"

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"

namespace houniao::feed {
namespace {

constexpr size_t kMaxItems = 500;
constexpr size_t kMaxBytes = 1 << 20;
constexpr char kSqlRevision[] = "SELECT revision FROM commit_state WHERE id = 1";
constexpr char kSqlChanges[] =
    "SELECT revision, name, type, kind, commit_time, body FROM changes WHERE revision > ? "
    "ORDER BY revision LIMIT 500";

class Watcher {
 public:
  Watcher(const Journal& journal, const CallContext& call, const WatchRequest& request,
          WatchSink& sink)
      : journal_(journal), call_(call), request_(request), sink_(sink) {
    for (const Kind* kind : request.kinds) absl::StrAppend(&kinds_, kind->type(), " ");
  }

  absl::Status Run() {
    if (request_.resume_token.empty()) {
      RETURN_IF_ERROR(Snapshot());
    } else {
      RETURN_IF_ERROR(Resume());
    }
    absl::Time quiet_since = absl::Now();
    while (!gone_ && !call_.cancelled() && !journal_.hub().closed()) {
      ASSIGN_OR_RETURN(const Passed passed, SendChanges());
      if (passed == Passed::kSent) {
        quiet_since = absl::Now();
        continue;
      }
      if (absl::Now() - quiet_since >= request_.heartbeat) {
        gone_ = !sink_.Heartbeat(revision_, Token());
        quiet_since = absl::Now();
      }
      if (passed == Passed::kNothing) {
        journal_.hub().WaitAbove(revision_, std::min(request_.poll, request_.heartbeat));
      }
    }
    return absl::OkStatus();
  }

 private:
  std::string Token() const {
    return journal_.secrets().resume_tokens.Wrap(absl::StrCat(kinds_, "|", revision_));
  }

  absl::Status Resume() {
    const auto payload = journal_.secrets().resume_tokens.Unwrap(request_.resume_token);
    if (!payload.ok()) return errors::InvalidResumeToken("was not issued by this service");
    const std::vector<std::string> parts = absl::StrSplit(*payload, '|');
    if (parts.size() != 2 || parts[0] != kinds_ || !absl::SimpleAtoi(parts[1], &revision_)) {
      return errors::InvalidResumeToken("belongs to a watch of other kinds");
    }
    ASSIGN_OR_RETURN(const int64_t newest, journal_.Revision(absl::Now() + absl::Seconds(5)));
    if (revision_ > newest) {
      return errors::InvalidResumeToken("is ahead of the database; start without it");
    }
    return absl::OkStatus();
  }

  absl::Status Snapshot() {
    ASSIGN_OR_RETURN(auto tx, journal_.database().BeginRead(absl::Now() + absl::Minutes(5)));
    ASSIGN_OR_RETURN(const auto revision, tx->QueryInt(kSqlRevision));
    revision_ = revision.value_or(0);
    for (const Kind* kind : request_.kinds) {
      RETURN_IF_ERROR(SnapshotOf(*kind, *tx));
      if (gone_) return absl::OkStatus();
    }
    gone_ = !sink_.SnapshotEnd(revision_, Token());
    return absl::OkStatus();
  }

  // Page by page: an engine may hold a whole result in memory, a statement has a time limit, and a
  // watcher takes as long as it takes.
  absl::Status SnapshotOf(const Kind& kind, db::Transaction& tx) {
    const std::string sql =
        absl::StrCat("SELECT ", kind.select_columns(), " FROM ", kind.options().table,
                     " WHERE name > ? ORDER BY name LIMIT ", kMaxItems);
    std::string last;
    for (bool at_end = false; !at_end && !gone_;) {
      std::vector<std::unique_ptr<Message>> page;
      size_t bytes = 0;
      absl::Status status;
      at_end = true;
      RETURN_IF_ERROR(resource::ReadError(tx.Query(sql, {last}, [&](const db::Row& row) {
        page.push_back(kind.NewMessage());
        status = kind.Decode(row, journal_.secrets(), page.back().get());
        last = row.Bytes(0);
        bytes += page.back()->ByteSizeLong();
        at_end = status.ok() && page.size() < kMaxItems && bytes < kMaxBytes;
        return at_end;
      })));
      RETURN_IF_ERROR(status);
      if (!page.empty()) gone_ = !sink_.Snapshot(kind, std::move(page), revision_);
    }
    return absl::OkStatus();
  }

  const Kind* FindKind(absl::string_view type) const {
    for (const Kind* kind : request_.kinds) {
      if (kind->type() == type) return kind;
    }
    return nullptr;
  }

  // Changes of kinds that are not watched are passed over, however many there are.
  enum class Passed { kNothing, kOthers, kSent };

  absl::StatusOr<Passed> SendChanges() {
    std::vector<WatchedChange> changes;
    size_t bytes = 0;
    absl::Status status;
    const int64_t before = revision_;
    const auto on_row = [&](const db::Row& row) {
      if (bytes >= kMaxBytes) return false;
      revision_ = row.Int(0);
      const Kind* kind = FindKind(row.Bytes(2));
      if (kind == nullptr) return true;
      WatchedChange& item = changes.emplace_back();
      item.change.set_revision(row.Int(0));
      item.change.set_name(row.Bytes(1));
      item.change.set_type(row.Bytes(2));
      item.change.set_kind(static_cast<api::v1::Change::Kind>(row.Int(3)));
      *item.change.mutable_commit_time() = ToTimestamp(row.Time(4));
      const std::string body = row.Bytes(5);
      if (body.empty()) return true;
      bytes += body.size();
      item.resource = kind->NewMessage();
      status = kind->DecodeBody(item.change.name(), body, row.Int(0), journal_.secrets(),
                                item.resource.get());
      return status.ok();
    };
    RETURN_IF_ERROR(resource::ReadError(
        journal_.database().Query(kSqlChanges, {before}, on_row, absl::Now() + absl::Seconds(10))));
    RETURN_IF_ERROR(status);
    if (changes.empty()) return revision_ > before ? Passed::kOthers : Passed::kNothing;
    gone_ = !sink_.Changes(std::move(changes), revision_, Token());
    return Passed::kSent;
  }

  const Journal& journal_;
  const CallContext& call_;
  const WatchRequest& request_;
  WatchSink& sink_;
  std::string kinds_;
  int64_t revision_ = 0;
  bool gone_ = false;
};

}  // namespace

absl::Status ServeWatch(const Journal& journal, const CallContext& call,
                        const WatchRequest& request, WatchSink& sink) {
  return Watcher(journal, call, request, sink).Run();
}

}  // namespace houniao::feed
