#include "tests/integration/processes/three_services.h"

#include "absl/time/clock.h"

#include "common/base/clock.h"
#include "common/crypto/signed_token.h"
#include "common/rpc/client.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"

namespace houniao::testing {

ThreeServices::ThreeServices() {
  services_.push_back({"talent", {}, "", {}, nullptr});
  services_.push_back({"recruitment", {"talent"}, "", {}, nullptr});
  services_.push_back({"benefits", {"talent", "recruitment"}, "", {}, nullptr});
}

void ThreeServices::SetUp() {
  MariaDb::Options options;
  const CertificateFiles server = authority_.Issue(folder_.path(), "db", {"localhost"});
  options.tls_cert = server.certificate;
  options.tls_key = server.key;
  options.tls_ca = server.authorities;
  ASSERT_OK_AND_ASSIGN(database_, MariaDb::Launch(options));
  const std::string key = folder_.File("issuer.key");
  ASSERT_OK(crypto::GenerateTokenKeyFiles(key, folder_.File("issuer.pub")));
  ASSERT_OK_AND_ASSIGN(issuer_, crypto::SigningKey::Load(key));
  gateway_ = authority_.Issue(folder_.path(), "gateway", {"gateway"});
  for (Service& service : services_) {
    ASSERT_OK_AND_ASSIGN(service.schema, database_->CreateDatabase());
    CertificateSubject subject;
    subject.common_name = service.name;
    subject.spiffe_id = "spiffe://houniao/service/" + service.name;
    service.certificate = authority_.Issue(folder_.path(), service.name, subject);
  }
  StartAll();
}

void ThreeServices::TearDown() {
  for (auto service = services_.rbegin(); service != services_.rend(); ++service) {
    if (service->process == nullptr) continue;
    const auto code = service->process->Stop();
    EXPECT_OK(code.status());
    EXPECT_EQ(code.value_or(-1), 0) << service->name << ":\n" << service->process->Output();
  }
}

void ThreeServices::StartAll() {
  for (Service& service : services_) ASSERT_NO_FATAL_FAILURE(Start(service));
}

void ThreeServices::KillAll() {
  for (Service& service : services_) service.process->Kill();
}

void ThreeServices::Start(Service& service) {
  ProcessOptions options;
  options.program = "houniao-" + service.name;
  options.arguments = {"--listen",        "127.0.0.1:0",
                       "--data_dir",      folder_.File(service.name + "-data"),
                       "--db_url",        database_->TlsUrl(service.schema),
                       "--exercise_date", "2025-11-03",
                       "--tls_cert",      service.certificate.certificate,
                       "--tls_key",       service.certificate.key,
                       "--tls_ca",        service.certificate.authorities,
                       "--token_keys",    folder_.File("issuer.pub"),
                       "--log_level",     "warning"};
  for (const std::string& callee : service.calls) {
    options.arguments.push_back(absl::StrCat("--", callee, "_target"));
    options.arguments.push_back(TargetOf(callee));
  }
  options.log_path = folder_.File(service.name + ".log");
  ASSERT_OK_AND_ASSIGN(service.process, Process::Start(options));
}

const ThreeServices::Service& ThreeServices::Find(const std::string& name) const {
  for (const Service& service : services_) {
    if (service.name == name) return service;
  }
  ADD_FAILURE() << "no service " << name;
  return services_.front();
}

std::string ThreeServices::TargetOf(const std::string& service) const {
  return Find(service).process->target();
}

std::shared_ptr<grpc::Channel> ThreeServices::To(const std::string& service) const {
  rpc::ChannelOptions options;
  options.target = TargetOf(service);
  options.tls = {gateway_.certificate, gateway_.key, gateway_.authorities};
  auto channel = rpc::OpenChannel(options);
  EXPECT_OK(channel.status());
  return *std::move(channel);
}

std::unique_ptr<grpc::ClientContext> ThreeServices::ContextOf(const Person& person) const {
  crypto::TokenClaims claims;
  claims.principal = person.principal;
  claims.roles = {person.role};
  claims.employer = person.employer;
  claims.audience = "houniao";
  claims.issued_at = absl::Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  const auto token = crypto::IssueToken(*issuer_, claims);
  EXPECT_OK(token.status());
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  context->AddMetadata("authorization", "Bearer " + *token);
  context->AddMetadata("x-houniao-purpose", "case work");
  return context;
}

void ThreeServices::GoTo(absl::CivilDay day) {
  const absl::Time nine = ShanghaiMidnight(day) + absl::Hours(9);
  api::v1::AdvanceClockRequest request;
  request.mutable_time()->set_seconds(absl::ToUnixSeconds(nine));
  for (const Service& service : services_) {
    const auto clock = api::v1::ClockService::NewStub(To(service.name));
    ASSERT_OK(Call({"user:admin", "admin", ""}, *clock, &api::v1::ClockService::Stub::AdvanceClock,
                   request)
                  .status());
  }
}

}  // namespace houniao::testing
