#include "services/recruitment/talents/talent_feed.h"

#include "common/rpc/client.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;

class TalentStream final : public feed::FeedStream {
 public:
  TalentStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& resume_token,
               TalentRegister& talents, TeamRegister& teams, std::function<void()> on_snapshot)
      : stub_(tpb::TalentService::NewStub(channel)),
        talents_(talents),
        teams_(teams),
        on_snapshot_(std::move(on_snapshot)) {
    request_.set_resume_token(resume_token);
    request_.add_types("talent.houniao/Talent");
    request_.add_types("talent.houniao/Recognition");
    request_.add_types("talent.houniao/Consent");
    request_.add_types("talent.houniao/Team");
    // Also how late a revision that changed nothing of ours is seen.
    request_.mutable_heartbeat_interval()->set_seconds(1);
  }

  absl::Status Run(const std::function<void(const std::string& token)>& progress) override {
    auto reader = stub_->WatchTalents(&context_, request_);
    tpb::WatchTalentsResponse message;
    while (reader->Read(&message)) {
      Apply(message);
      progress(message.resume_token());
    }
    return rpc::PeerStatus(reader->Finish());
  }

  void Cancel() override { context_.TryCancel(); }

 private:
  void Apply(const tpb::WatchTalentsResponse& message) {
    const int64_t revision = message.revision();
    switch (message.payload_case()) {
      case tpb::WatchTalentsResponse::kSnapshot:
        BeginSnapshot();
        for (const auto& talent : message.snapshot().talents()) talents_.Apply(talent, revision);
        for (const auto& r : message.snapshot().recognitions()) talents_.Apply(r, revision);
        for (const auto& consent : message.snapshot().consents()) talents_.Apply(consent, revision);
        for (const auto& team : message.snapshot().teams()) teams_.Apply(team);
        break;
      case tpb::WatchTalentsResponse::kSnapshotEnd:
        BeginSnapshot();
        // First, so that whoever has seen the revision finds the teams.
        teams_.EndSnapshot();
        talents_.EndSnapshot(revision);
        loading_ = false;
        on_snapshot_();
        break;
      case tpb::WatchTalentsResponse::kChanges:
        for (const tpb::WatchChange& change : message.changes().changes()) ApplyChange(change);
        talents_.MarkApplied(revision);
        break;
      default:
        talents_.MarkApplied(revision);
    }
  }

  // An empty snapshot has no part, only an end.
  void BeginSnapshot() {
    if (loading_) return;
    talents_.BeginSnapshot();
    teams_.BeginSnapshot();
    loading_ = true;
  }

  void ApplyChange(const tpb::WatchChange& change) {
    const int64_t revision = change.change().revision();
    switch (change.resource_case()) {
      case tpb::WatchChange::kTalent:
        talents_.Apply(change.talent(), revision);
        break;
      case tpb::WatchChange::kRecognition:
        talents_.Apply(change.recognition(), revision);
        break;
      case tpb::WatchChange::kConsent:
        talents_.Apply(change.consent(), revision);
        break;
      case tpb::WatchChange::kTeam:
        teams_.Apply(change.team());
        break;
      default:
        break;
    }
  }

  const std::unique_ptr<tpb::TalentService::Stub> stub_;
  TalentRegister& talents_;
  TeamRegister& teams_;
  const std::function<void()> on_snapshot_;
  grpc::ClientContext context_;
  tpb::WatchTalentsRequest request_;
  bool loading_ = false;
};

}  // namespace

std::unique_ptr<feed::FeedStream> OpenTalentStream(const std::shared_ptr<grpc::Channel>& channel,
                                                   const std::string& resume_token,
                                                   TalentRegister& talents, TeamRegister& teams,
                                                   std::function<void()> on_snapshot) {
  return std::make_unique<TalentStream>(channel, resume_token, talents, teams,
                                        std::move(on_snapshot));
}

}  // namespace houniao::recruitment
