#include <algorithm>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/client.h"
#include "services/benefits/facts/registers.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::benefits {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);
constexpr int kMaxRecognitionPages = 20;

class Remote final : public Registers {
 public:
  Remote(std::shared_ptr<grpc::Channel> talent, std::shared_ptr<grpc::Channel> recruitment)
      : talents_(talent::v1::TalentService::NewStub(talent)),
        recognitions_(talent::v1::RecognitionService::NewStub(talent)),
        engagements_(recruitment::v1::EngagementService::NewStub(recruitment)) {}

  absl::StatusOr<TalentRecord> ReadTalent(const CallContext& call,
                                          const std::string& talent) const override {
    TalentRecord record;
    talent::v1::GetTalentRequest request;
    request.set_name(talent);
    auto found = rpc::Call<talent::v1::Talent>(
        call, kPatience, [&](grpc::ClientContext* context, talent::v1::Talent* reply) {
          return talents_->GetTalent(context, request, reply);
        });
    if (absl::IsNotFound(found.status())) return errors::ReferenceMissing("talent", talent);
    if (!found.ok()) return found.status();
    if (found->has_delete_time()) return errors::ReferenceMissing("talent", talent);
    record.talent = *std::move(found);
    RETURN_IF_ERROR(ReadRecognitions(call, talent, record));
    return record;
  }

  absl::StatusOr<ServiceRecord> ReadService(const CallContext& call, const std::string& talent,
                                            const std::string& engagement,
                                            absl::CivilDay as_of) const override {
    ServiceRecord record;
    if (!engagement.empty()) {
      ASSIGN_OR_RETURN(record.engagement, ReadEngagement(call, talent, engagement));
    }
    recruitment::v1::SummarizeServiceRequest request;
    request.set_talent(talent);
    *request.mutable_period()->mutable_end_date() = ToDate(as_of);
    ASSIGN_OR_RETURN(record.all, Summarize(call, request));
    *request.mutable_period()->mutable_start_date() = ToDate(RollingYearStart(as_of));
    ASSIGN_OR_RETURN(record.rolling_year, Summarize(call, request));
    return record;
  }

 private:
  absl::Status ReadRecognitions(const CallContext& call, const std::string& talent,
                                TalentRecord& record) const {
    talent::v1::ListRecognitionsRequest request;
    request.set_parent(talent);
    request.set_page_size(500);
    for (int page = 0; page < kMaxRecognitionPages; ++page) {
      ASSIGN_OR_RETURN(
          const auto reply,
          rpc::Call<talent::v1::ListRecognitionsResponse>(
              call, kPatience,
              [&](grpc::ClientContext* context, talent::v1::ListRecognitionsResponse* reply) {
                return recognitions_->ListRecognitions(context, request, reply);
              }));
      record.recognitions.insert(record.recognitions.end(), reply.recognitions().begin(),
                                 reply.recognitions().end());
      if (reply.next_page_token().empty()) break;
      request.set_page_token(reply.next_page_token());
    }
    return absl::OkStatus();
  }

  absl::StatusOr<recruitment::v1::Engagement> ReadEngagement(const CallContext& call,
                                                             const std::string& talent,
                                                             const std::string& name) const {
    recruitment::v1::GetEngagementRequest request;
    request.set_name(name);
    auto found = rpc::Call<recruitment::v1::Engagement>(
        call, kPatience, [&](grpc::ClientContext* context, recruitment::v1::Engagement* reply) {
          return engagements_->GetEngagement(context, request, reply);
        });
    if (absl::IsNotFound(found.status())) return errors::ReferenceMissing("engagement", name);
    if (!found.ok()) return found.status();
    const auto& members = found->members();
    if (found->talent() != talent &&
        std::find(members.begin(), members.end(), talent) == members.end()) {
      return errors::InvalidField("engagement", "is not of this talent");
    }
    return found;
  }

  absl::StatusOr<recruitment::v1::SummarizeServiceResponse> Summarize(
      const CallContext& call, const recruitment::v1::SummarizeServiceRequest& request) const {
    return rpc::Call<recruitment::v1::SummarizeServiceResponse>(
        call, kPatience,
        [&](grpc::ClientContext* context, recruitment::v1::SummarizeServiceResponse* reply) {
          return engagements_->SummarizeService(context, request, reply);
        });
  }

  const std::unique_ptr<talent::v1::TalentService::Stub> talents_;
  const std::unique_ptr<talent::v1::RecognitionService::Stub> recognitions_;
  const std::unique_ptr<recruitment::v1::EngagementService::Stub> engagements_;
};

}  // namespace

std::unique_ptr<Registers> RemoteRegisters(std::shared_ptr<grpc::Channel> talent,
                                           std::shared_ptr<grpc::Channel> recruitment) {
  return std::make_unique<Remote>(std::move(talent), std::move(recruitment));
}

}  // namespace houniao::benefits
