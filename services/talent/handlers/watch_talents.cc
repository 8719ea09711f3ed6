#include "services/talent/handlers/watch_talents.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/feed/watch.h"
#include "common/resource/fields.h"
#include "services/talent/domain/recognition_rules.h"

namespace houniao::talent {
namespace {

using resource::Kind;
using resource::Message;

class TalentSink final : public feed::WatchSink {
 public:
  TalentSink(const Clock& clock, rpc::Writer<v1::WatchTalentsResponse>& writer)
      : clock_(clock), writer_(writer) {}

  bool Snapshot(const Kind&, std::vector<std::unique_ptr<Message>> resources,
                int64_t revision) override {
    v1::WatchTalentsResponse response;
    response.set_revision(revision);
    v1::WatchSnapshot& part = *response.mutable_snapshot();
    for (const auto& resource : resources) {
      if (resource::GetMessage(*resource, "delete_time") != nullptr) continue;
      ++sent_;
      if (auto* talent = dynamic_cast<v1::Talent*>(resource.get())) {
        part.add_talents()->Swap(talent);
      } else if (auto* recognition = dynamic_cast<v1::Recognition*>(resource.get())) {
        ShowState(*recognition, clock_.Today());
        part.add_recognitions()->Swap(recognition);
      } else if (auto* consent = dynamic_cast<v1::Consent*>(resource.get())) {
        part.add_consents()->Swap(consent);
      } else if (auto* team = dynamic_cast<v1::Team*>(resource.get())) {
        part.add_teams()->Swap(team);
      }
    }
    return writer_.Write(response);
  }

  bool SnapshotEnd(int64_t revision, const std::string& resume_token) override {
    v1::WatchTalentsResponse response = Tagged(revision, resume_token);
    response.mutable_snapshot_end()->set_resource_count(sent_);
    return writer_.Write(response);
  }

  bool Changes(std::vector<feed::WatchedChange> changes, int64_t revision,
               const std::string& resume_token) override {
    v1::WatchTalentsResponse response = Tagged(revision, resume_token);
    for (feed::WatchedChange& watched : changes) {
      v1::WatchChange& change = *response.mutable_changes()->add_changes();
      change.mutable_change()->Swap(&watched.change);
      Message* resource = watched.resource.get();
      if (auto* talent = dynamic_cast<v1::Talent*>(resource)) {
        change.mutable_talent()->Swap(talent);
      } else if (auto* recognition = dynamic_cast<v1::Recognition*>(resource)) {
        ShowState(*recognition, clock_.Today());
        change.mutable_recognition()->Swap(recognition);
      } else if (auto* consent = dynamic_cast<v1::Consent*>(resource)) {
        change.mutable_consent()->Swap(consent);
      } else if (auto* team = dynamic_cast<v1::Team*>(resource)) {
        change.mutable_team()->Swap(team);
      }
    }
    return writer_.Write(response);
  }

  bool Heartbeat(int64_t revision, const std::string& resume_token) override {
    v1::WatchTalentsResponse response = Tagged(revision, resume_token);
    response.mutable_heartbeat();
    return writer_.Write(response);
  }

 private:
  static v1::WatchTalentsResponse Tagged(int64_t revision, const std::string& resume_token) {
    v1::WatchTalentsResponse response;
    response.set_revision(revision);
    response.set_resume_token(resume_token);
    return response;
  }

  const Clock& clock_;
  rpc::Writer<v1::WatchTalentsResponse>& writer_;
  int64_t sent_ = 0;
};

// In one order whatever the caller's, so that a token fits the same set of types.
absl::StatusOr<std::vector<const Kind*>> KindsOf(const TalentKinds& kinds, const CallContext& call,
                                                 const v1::WatchTalentsRequest& request) {
  if (request.types().empty()) return std::vector<const Kind*>{&kinds.talents};
  const Kind* const all[] = {&kinds.talents, &kinds.recognitions, &kinds.consents, &kinds.teams};
  for (int i = 0; i < request.types_size(); ++i) {
    const bool known = std::any_of(std::begin(all), std::end(all), [&](const Kind* kind) {
      return kind->type() == request.types(i);
    });
    if (!known) {
      return errors::InvalidField(absl::StrCat("types[", i, "]"),
                                  "must be talent.houniao/ Talent, Recognition, Consent or Team");
    }
  }
  std::vector<const Kind*> wanted;
  for (const Kind* kind : all) {
    const auto& types = request.types();
    if (std::find(types.begin(), types.end(), kind->type()) == types.end()) continue;
    const std::string permission = absl::StrCat("talent.", kind->plural(), ".list");
    if (!call.holds(permission)) return errors::PermissionDenied(permission);
    wanted.push_back(kind);
  }
  return wanted;
}

absl::StatusOr<absl::Duration> HeartbeatOf(const v1::WatchTalentsRequest& request) {
  if (!request.has_heartbeat_interval()) return absl::Seconds(15);
  const absl::Duration interval = absl::Seconds(request.heartbeat_interval().seconds()) +
                                  absl::Nanoseconds(request.heartbeat_interval().nanos());
  if (interval < absl::Seconds(1) || interval > absl::Minutes(5)) {
    return errors::InvalidField("heartbeat_interval", "must be from 1 s to 5 min");
  }
  return interval;
}

}  // namespace

absl::Status WatchTalents(const feed::Journal& journal, const TalentKinds& kinds,
                          const CallContext& call, const v1::WatchTalentsRequest& request,
                          rpc::Writer<v1::WatchTalentsResponse>& writer) {
  feed::WatchRequest watch;
  ASSIGN_OR_RETURN(watch.kinds, KindsOf(kinds, call, request));
  ASSIGN_OR_RETURN(watch.heartbeat, HeartbeatOf(request));
  watch.resume_token = request.resume_token();
  TalentSink sink(journal.clock(), writer);
  return feed::ServeWatch(journal, call, watch, sink);
}

}  // namespace houniao::talent
