#include "tests/integration/benefits/benefits_office.h"

#include "common/crypto/signed_token.h"
#include "common/errors/errors.h"
#include "common/rpc/client.h"
#include "common/rpc/token_source.h"

namespace houniao::benefits {
namespace {

using rpc::ServiceTable;

// What a test does not need answers nothing.
void Fill(ServiceTable& table) {
  for (const ServiceTable::Method& method : table.methods()) {
    if (method.bound()) continue;
    const std::string& name = method.descriptor->name();
    if (method.descriptor->client_streaming()) {
      table.BidiStreamDynamic(name, [](CallContext&, rpc::MessageReader&, rpc::MessageWriter&) {
        return absl::OkStatus();
      });
    } else if (method.descriptor->server_streaming()) {
      table.ServerStreamDynamic(name, [](CallContext&, const resource::Message&,
                                         rpc::MessageWriter&) { return absl::OkStatus(); });
    } else {
      table.UnaryDynamic(name, [](CallContext&, const resource::Message&, resource::Message*) {
        return absl::OkStatus();
      });
    }
  }
}

template <typename T>
absl::StatusOr<T> Find(const std::map<std::string, T>& all, const std::string& name,
                       absl::string_view type) {
  const auto found = all.find(name);
  if (found == all.end()) return errors::NotFound(type, name);
  return found->second;
}

}  // namespace

BenefitsOffice::BenefitsOffice() {
  rpc::AuthenticatorOptions options;
  options.keys.Add(token_key_);
  options.wall_clock = &wall_clock_;
  authenticator_ =
      std::make_unique<rpc::Authenticator>(std::move(options), rpc::AccessPolicy::BuiltIn());
  StartRegisters();
  StartBenefits();
}

BenefitsOffice::~BenefitsOffice() {
  module_->Stop();
  server_.reset();
}

rpc::ServerOptions BenefitsOffice::Options() {
  rpc::ServerOptions options;
  options.authenticator = authenticator_.get();
  options.policy = &rpc::AccessPolicy::BuiltIn();
  options.clock = &clock_;
  options.ids = &ids_;
  options.metrics = &metrics_;
  return options;
}

void BenefitsOffice::StartRegisters() {
  const auto table = [&](const char* name) -> ServiceTable& {
    register_tables_.push_back(std::make_unique<ServiceTable>(name));
    return *register_tables_.back();
  };
  table("houniao.talent.v1.TalentService")
      .Unary<talent::v1::GetTalentRequest, talent::v1::Talent>(
          "GetTalent", [this](CallContext&, const talent::v1::GetTalentRequest& request) {
            return Find(people_.talents, request.name(), "talent.houniao/Talent");
          });
  table("houniao.talent.v1.RecognitionService")
      .Unary<talent::v1::ListRecognitionsRequest, talent::v1::ListRecognitionsResponse>(
          "ListRecognitions",
          [this](CallContext&, const talent::v1::ListRecognitionsRequest& request)
              -> absl::StatusOr<talent::v1::ListRecognitionsResponse> {
            talent::v1::ListRecognitionsResponse reply;
            for (const auto& recognition : people_.recognitions[request.parent()]) {
              *reply.add_recognitions() = recognition;
            }
            return reply;
          });
  ServiceTable& engagements = table("houniao.recruitment.v1.EngagementService");
  engagements.Unary<recruitment::v1::GetEngagementRequest, recruitment::v1::Engagement>(
      "GetEngagement", [this](CallContext&, const recruitment::v1::GetEngagementRequest& request) {
        return Find(people_.engagements, request.name(), "recruitment.houniao/Engagement");
      });
  engagements
      .Unary<recruitment::v1::SummarizeServiceRequest, recruitment::v1::SummarizeServiceResponse>(
          "SummarizeService",
          [this](CallContext&, const recruitment::v1::SummarizeServiceRequest& request)
              -> absl::StatusOr<recruitment::v1::SummarizeServiceResponse> {
            return people_.service[request.talent()];
          });
  std::vector<ServiceTable*> tables;
  for (auto& one : register_tables_) {
    Fill(*one);
    tables.push_back(one.get());
  }
  auto server = rpc::Server::Start(Options(), tables);
  EXPECT_OK(server.status());
  registers_ = *std::move(server);
}

void BenefitsOffice::StartBenefits() {
  // Over TCP: an in-process channel must not be used once its server is gone.
  rpc::ChannelOptions to_registers;
  to_registers.target = absl::StrCat("127.0.0.1:", registers_->port());
  to_registers.tokens =
      rpc::SignedTokens(token_key_, rpc::ServiceIdentity{"service:benefits"}, wall_clock_);
  auto opened = rpc::OpenChannel(to_registers);
  EXPECT_OK(opened.status());
  const auto channel = *std::move(opened);
  auto module = Module::Create({*database_, clock_, ids_, keyring_, channel, channel});
  EXPECT_OK(module.status());
  module_ = *std::move(module);
  EXPECT_OK(module_->Start());
  rpc::ServerOptions options = Options();
  options.audit_read = [this](const CallContext& call, const std::vector<std::string>& names) {
    return module_->journal().AuditRead(call, names);
  };
  auto server = rpc::Server::Start(options, module_->services());
  EXPECT_OK(server.status());
  server_ = *std::move(server);
  const auto own = server_->InProcessChannel(nullptr);
  policies_ = v1::PolicyService::NewStub(own);
  eligibility_ = v1::EligibilityService::NewStub(own);
  cases_ = v1::CaseService::NewStub(own);
  ledger_ = v1::LedgerService::NewStub(own);
  reports_ = v1::ReportService::NewStub(own);
}

std::unique_ptr<grpc::ClientContext> BenefitsOffice::ContextOf(const std::string& role,
                                                               const std::string& person) const {
  crypto::TokenClaims claims;
  claims.principal = "user:" + person;
  claims.roles = {role};
  claims.audience = "houniao";
  claims.issued_at = wall_clock_.Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  auto token = crypto::IssueToken(token_key_, claims);
  EXPECT_OK(token.status());
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  context->AddMetadata("authorization", "Bearer " + *token);
  context->AddMetadata("x-houniao-purpose", "test");
  return context;
}

void BenefitsOffice::AddExpert(const std::string& id, int days) {
  const std::string name = "talents/" + id;
  talent::v1::Talent& talent = people_.talents[name];
  talent = Parse<talent::v1::Talent>(R"(display_name: "李敏" state: ACTIVE
      birth_date { year: 1975 month: 5 day: 4 } education_level: "11" region: "350902")");
  talent.set_name(name);
  auto recognition = Parse<talent::v1::Recognition>(R"(scheme: "ningde" tier: "3" state: VALID
      start_date { year: 2025 month: 1 day: 1 } end_date { year: 2027 month: 12 day: 31 })");
  recognition.set_name(name + "/recognitions/r1");
  people_.recognitions[name] = {recognition};
  auto summary = Parse<recruitment::v1::ServiceSummary>(R"(engagement: "engagements/e1"
      employer: "employers/u1" year: 2026 agreement_months: 36 form: ENGAGEMENT_FORM_SEASONAL
      region: "350902")");
  summary.set_confirmed_half_day_count(days * 2);
  summary.set_confirmed_workday_half_count(days * 2);
  people_.service[name].clear_summaries();
  *people_.service[name].add_summaries() = summary;
}

absl::StatusOr<v1::ApplyPolicyResponse> BenefitsOffice::Apply(const std::string& id,
                                                              const v1::PolicyTerms& terms,
                                                              bool publish) {
  auto request = Parse<v1::ApplyPolicyRequest>(R"(document { policy {
      title: "宁德柔性引才" issuer: "宁德市委人才办" category: LIVING
      source { text: "made up for a test" grade: MADE_UP } } })");
  request.mutable_document()->set_policy_id(id);
  *request.mutable_document()->mutable_terms() = terms;
  request.set_publish(publish);
  return Call(*policies_, &v1::PolicyService::Stub::ApplyPolicy, request, "admin");
}

absl::StatusOr<v1::Budget> BenefitsOffice::OpenBudget(const std::string& line, int64_t cap_fen) {
  v1::CreateBudgetRequest request;
  request.mutable_budget()->set_line(line);
  request.mutable_budget()->set_year(2026);
  request.mutable_budget()->set_cap_fen(cap_fen);
  return Call(*ledger_, &v1::LedgerService::Stub::CreateBudget, request, "admin");
}

absl::StatusOr<v1::Case> BenefitsOffice::CreateCase(const std::string& id,
                                                    const std::string& talent,
                                                    const std::string& policy) {
  auto request = Parse<v1::CreateCaseRequest>(R"(case {
      declared_facts { key: "programmes" value { texts { } } }
      payee { kind: PAYEE_KIND_TALENT account_name: "李敏" account_number: "6222020200112233445"
              bank: "宁德农行" } })");
  request.set_case_id(id);
  request.mutable_case_()->set_talent("talents/" + talent);
  request.mutable_case_()->set_policy("policies/" + policy);
  return Call(*cases_, &v1::CaseService::Stub::CreateCase, request, "clerk");
}

absl::StatusOr<v1::Case> BenefitsOffice::BringToApproval(const std::string& id) {
  using Stub = v1::CaseService::Stub;
  RETURN_IF_ERROR(Verb(&Stub::SubmitCase, id, "clerk").status());
  RETURN_IF_ERROR(Verb(&Stub::ReviewCase, id, "reviewer").status());
  RETURN_IF_ERROR(Verb(&Stub::StartPublicNotice, id, "reviewer").status());
  EXPECT_OK(clock_.AdvanceTo(clock_.Now() + absl::Hours(24 * 7)));
  return Verb(&Stub::CloseCaseNotice, id, "reviewer");
}

absl::StatusOr<v1::EvaluateTalentResponse> BenefitsOffice::Evaluate(const std::string& talent,
                                                                    const std::string& policy) {
  v1::EvaluateTalentRequest request;
  request.set_talent("talents/" + talent);
  if (!policy.empty()) request.add_policies("policies/" + policy);
  return Call(*eligibility_, &v1::EligibilityService::Stub::EvaluateTalent, request, "clerk");
}

int64_t BenefitsOffice::Revision() const {
  const auto revision = module_->journal().Revision(testing::Soon());
  EXPECT_OK(revision.status());
  return revision.value_or(-1);
}

}  // namespace houniao::benefits
