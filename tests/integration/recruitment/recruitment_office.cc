#include "tests/integration/recruitment/recruitment_office.h"

#include <thread>

#include "common/crypto/signed_token.h"
#include "common/rpc/client.h"
#include "common/rpc/clock_service.h"
#include "common/rpc/token_source.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {

namespace tpb = ::houniao::talent::v1;

RecruitmentOffice::RecruitmentOffice() {
  rpc::AuthenticatorOptions options;
  options.keys.Add(token_key_);
  options.wall_clock = &wall_clock_;
  authenticator_ =
      std::make_unique<rpc::Authenticator>(std::move(options), rpc::AccessPolicy::BuiltIn());
  StartTalent();
  StartRecruitment();
  AwaitReady();
}

RecruitmentOffice::~RecruitmentOffice() {
  StopRecruitment();
  StopTalent();
}

rpc::ServerOptions RecruitmentOffice::Options(int port) {
  rpc::ServerOptions options;
  options.address = absl::StrCat("127.0.0.1:", port);
  options.authenticator = authenticator_.get();
  options.policy = &rpc::AccessPolicy::BuiltIn();
  options.clock = &clock_;
  options.ids = &ids_;
  options.metrics = &metrics_;
  return options;
}

void RecruitmentOffice::StartTalent() {
  auto module = talent::Module::Create({*talent_database_, clock_, ids_, keyring_});
  ASSERT_OK(module.status());
  talent_module_ = *std::move(module);
  ASSERT_OK(talent_module_->Start());
  auto server = rpc::Server::Start(Options(talent_port_), talent_module_->services());
  ASSERT_OK(server.status());
  talent_server_ = *std::move(server);
  talent_port_ = talent_server_->port();
  const auto channel = talent_server_->InProcessChannel(nullptr);
  talents_ = tpb::TalentService::NewStub(channel);
  recognitions_ = tpb::RecognitionService::NewStub(channel);
  consents_ = tpb::ConsentService::NewStub(channel);
}

void RecruitmentOffice::StopTalent() {
  if (talent_module_ == nullptr) return;
  talent_module_->Stop();
  talent_server_.reset();
  talent_module_.reset();
}

void RecruitmentOffice::StartRecruitment() {
  rpc::ChannelOptions dial;
  dial.target = absl::StrCat("127.0.0.1:", talent_port_);
  rpc::ServiceIdentity identity;
  identity.principal = "service:recruitment";
  dial.tokens = rpc::SignedTokens(token_key_, identity, wall_clock_);
  auto channel = rpc::OpenChannel(dial);
  ASSERT_OK(channel.status());
  auto module = Module::Create({*database_, clock_, ids_, keyring_, *channel, nullptr});
  ASSERT_OK(module.status());
  module_ = *std::move(module);
  clock_table_ = rpc::MakeClockService(clock_, &clock_, {});
  std::vector<rpc::ServiceTable*> services = module_->services();
  services.push_back(clock_table_.get());
  auto server = rpc::Server::Start(Options(0), services);
  ASSERT_OK(server.status());
  server_ = *std::move(server);
  ASSERT_OK(module_->Start());
  const auto own = server_->InProcessChannel(nullptr);
  demands_ = v1::DemandService::NewStub(own);
  matching_ = v1::MatchingService::NewStub(own);
  engagements_ = v1::EngagementService::NewStub(own);
}

void RecruitmentOffice::StopRecruitment() {
  if (module_ == nullptr) return;
  module_->Stop();
  server_.reset();
  module_.reset();
}

void RecruitmentOffice::AwaitReady() {
  for (int i = 0; i < 1000 && !module_->Ready(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_TRUE(module_->Ready());
}

std::string RecruitmentOffice::TokenOf(const Caller& caller) const {
  crypto::TokenClaims claims;
  claims.principal = "user:" + caller.person;
  claims.roles = {caller.role};
  claims.employer = caller.employer;
  claims.audience = "houniao";
  claims.issued_at = wall_clock_.Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  const auto token = crypto::IssueToken(token_key_, claims);
  EXPECT_OK(token.status());
  return token.value_or("");
}

std::unique_ptr<grpc::ClientContext> RecruitmentOffice::ContextOf(const Caller& caller) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context->AddMetadata("authorization", "Bearer " + TokenOf(caller));
  return context;
}

void RecruitmentOffice::AddTalent(const std::string& id,
                                  const std::function<void(tpb::Talent&)>& change) {
  tpb::CreateTalentRequest request;
  request.set_talent_id(id);
  *request.mutable_talent() = StorageTalent(id);
  if (change) change(*request.mutable_talent());
  ASSERT_OK(Call(*talents_, &tpb::TalentService::Stub::CreateTalent, request).status());
  GiveConsent(id);
}

void RecruitmentOffice::GiveConsent(const std::string& id) {
  tpb::CreateConsentRequest request;
  request.set_parent("talents/" + id);
  request.set_consent_id("share");
  request.mutable_consent()->set_purpose(tpb::Consent::SHARE_WITH_EMPLOYERS);
  request.mutable_consent()->set_notice_version("2026-01");
  ASSERT_OK(Call(*consents_, &tpb::ConsentService::Stub::CreateConsent, request).status());
}

void RecruitmentOffice::AddEmployer(const std::string& id, const std::string& credit_code) {
  v1::CreateEmployerRequest request;
  request.set_employer_id(id);
  *request.mutable_employer() = StorageEmployer();
  request.mutable_employer()->set_credit_code(credit_code);
  ASSERT_OK(Call(*demands_, &v1::DemandService::Stub::CreateEmployer, request).status());
}

absl::StatusOr<v1::Demand> RecruitmentOffice::AddDemand(
    const std::string& id, const std::string& employer,
    const std::function<void(v1::Demand&)>& change) {
  v1::CreateDemandRequest create;
  create.set_demand_id(id);
  *create.mutable_demand() = WinterDemand();
  create.mutable_demand()->set_employer("employers/" + employer);
  if (change) change(*create.mutable_demand());
  const auto demand = Call(*demands_, &v1::DemandService::Stub::CreateDemand, create);
  if (!demand.ok()) return demand;
  v1::PublishDemandRequest publish;
  publish.set_name(demand->name());
  return Call(*demands_, &v1::DemandService::Stub::PublishDemand, publish);
}

int64_t RecruitmentOffice::TalentRevision() const {
  const auto revision = talent_module_->journal().Revision(testing::Soon());
  EXPECT_OK(revision.status());
  return revision.value_or(0);
}

absl::StatusOr<v1::MatchTalentsResponse> RecruitmentOffice::Match(const std::string& demand) {
  v1::MatchTalentsRequest request;
  request.set_demand("demands/" + demand);
  request.set_min_talent_revision(TalentRevision());
  return Call(*matching_, &v1::MatchingService::Stub::MatchTalents, request);
}

absl::StatusOr<v1::ExplainMatchResponse> RecruitmentOffice::Explain(const std::string& demand,
                                                                    const std::string& talent) {
  v1::ExplainMatchRequest request;
  request.set_demand("demands/" + demand);
  request.set_talent("talents/" + talent);
  request.set_min_talent_revision(TalentRevision());
  return Call(*matching_, &v1::MatchingService::Stub::ExplainMatch, request);
}

absl::StatusOr<v1::Engagement> RecruitmentOffice::Hold(const std::string& demand,
                                                       const std::string& talent,
                                                       const Caller& caller) {
  v1::HoldEngagementRequest request;
  request.set_demand("demands/" + demand);
  request.set_talent("talents/" + talent);
  return Call(*engagements_, &v1::EngagementService::Stub::HoldEngagement, request, caller);
}

absl::StatusOr<v1::Engagement> RecruitmentOffice::Confirm(const std::string& name,
                                                          const Caller& caller) {
  v1::ConfirmEngagementRequest request;
  request.set_name(name);
  return Call(*engagements_, &v1::EngagementService::Stub::ConfirmEngagement, request, caller);
}

}  // namespace houniao::recruitment
