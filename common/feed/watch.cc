#include "common/feed/watch.h"

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"

namespace houniao::feed {
namespace {

constexpr int kMaxItems = 500;
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
      ASSIGN_OR_RETURN(const bool sent, SendChanges());
      if (sent) {
        quiet_since = absl::Now();
        continue;
      }
      if (absl::Now() - quiet_since >= request_.heartbeat) {
        gone_ = !sink_.Heartbeat(revision_, Token());
        quiet_since = absl::Now();
      }
      journal_.hub().WaitAbove(revision_, std::min(request_.poll, request_.heartbeat));
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

  absl::Status SnapshotOf(const Kind& kind, db::Transaction& tx) {
    std::vector<std::unique_ptr<Message>> page;
    size_t bytes = 0;
    absl::Status status;
    const std::string sql = absl::StrCat("SELECT ", kind.select_columns(), " FROM ",
                                         kind.options().table, " ORDER BY name");
    RETURN_IF_ERROR(resource::ReadError(tx.Query(sql, {}, [&](const db::Row& row) {
      page.push_back(kind.NewMessage());
      status = kind.Decode(row, journal_.secrets(), page.back().get());
      if (!status.ok()) return false;
      bytes += page.back()->ByteSizeLong();
      if (page.size() == kMaxItems || bytes >= kMaxBytes) {
        gone_ = !sink_.Snapshot(kind, std::move(page), revision_);
        page.clear();
        bytes = 0;
      }
      return !gone_;
    })));
    if (status.ok() && !gone_ && !page.empty()) {
      gone_ = !sink_.Snapshot(kind, std::move(page), revision_);
    }
    return status;
  }

  const Kind* FindKind(absl::string_view type) const {
    for (const Kind* kind : request_.kinds) {
      if (kind->type() == type) return kind;
    }
    return nullptr;
  }

  // True if there was something to pass over, sent or not.
  absl::StatusOr<bool> SendChanges() {
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
    if (!changes.empty()) gone_ = !sink_.Changes(std::move(changes), revision_, Token());
    return revision_ > before;
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
