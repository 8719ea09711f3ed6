#include "tests/unit/common/rpc/fixture.h"

#include "grpcpp/impl/client_unary_call.h"
#include "grpcpp/impl/rpc_method.h"

#include "common/crypto/signed_token.h"
#include "common/rpc/status.h"
#include "grpc/grpc.h"

namespace houniao::rpc {
namespace {

// gRPC would otherwise be shut down after every test, and then waits up to ten seconds for a
// connection that was cut in the middle of a message.
void KeepGrpcUp() {
  static const bool kept_up = (grpc_init(), true);
  static_cast<void>(kept_up);
}

constexpr char kPolicy[] = R"(
roles:
  reader: [api.clock.get, api.audit.*]
  mover: [api.clock.*]
  clerk: [talent.*, sensitive.names.read]
  opener: [talent.*, sensitive.names.read, sensitive.contacts.read, sensitive.identity.read]
  service: [api.clock.get, talent.talents.*]
  tenant: [api.clock.get]
employer_roles: [tenant]
identities:
  - spiffe: spiffe://houniao/service/recruitment
    principal: service:recruitment
    roles: [service]
  - common_name: gateway
    principal: service:gateway
    roles: [reader]
    employer: employers/e-1
)";

AccessPolicy TestPolicy() {
  auto policy = AccessPolicy::Parse(kPolicy);
  EXPECT_OK(policy);
  return *std::move(policy);
}

crypto::VerificationKeys KeysOf(const crypto::SigningKey& key) {
  crypto::VerificationKeys keys;
  keys.Add(key);
  return keys;
}

std::string Trailer(const grpc::ClientContext& context, const char* name) {
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find(name);
  return found == trailers.end() ? "" : std::string(found->second.data(), found->second.size());
}

}  // namespace

RpcTest::RpcTest() : policy_(TestPolicy()) {
  KeepGrpcUp();
  AuthenticatorOptions authentication;
  authentication.keys = KeysOf(key_);
  authentication.wall_clock = &wall_clock_;
  authenticator_ = std::make_unique<Authenticator>(std::move(authentication), policy_);
  options_.authenticator = authenticator_.get();
  options_.policy = &policy_;
  options_.clock = &wall_clock_;
  options_.ids = &ids_;
  options_.metrics = &metrics_;
}

RpcTest::~RpcTest() = default;

ServiceTable& RpcTest::Table(const std::string& service) {
  tables_.push_back(std::make_unique<ServiceTable>(service));
  return *tables_.back();
}

void RpcTest::Fill(ServiceTable& table) {
  for (const ServiceTable::Method& method : table.methods()) {
    if (method.bound()) continue;
    const std::string& name = method.descriptor->name();
    if (method.descriptor->client_streaming()) {
      table.BidiStreamDynamic(
          name, [](CallContext&, MessageReader&, MessageWriter&) { return absl::OkStatus(); });
    } else if (method.descriptor->server_streaming()) {
      table.ServerStreamDynamic(
          name, [](CallContext&, const Message&, MessageWriter&) { return absl::OkStatus(); });
    } else {
      table.UnaryDynamic(name,
                         [](CallContext&, const Message&, Message*) { return absl::OkStatus(); });
    }
  }
}

ServiceTable& RpcTest::ClockTable(GetClock get_clock) {
  ServiceTable& table = Table("houniao.api.v1.ClockService");
  table.Unary<pb::GetClockRequest, pb::ClockState>("GetClock", std::move(get_clock));
  Fill(table);
  return table;
}

ServiceTable& RpcTest::AuditTable(ListAudit list) {
  ServiceTable& table = Table("houniao.api.v1.AuditService");
  table.Unary<pb::ListAuditRecordsRequest, pb::ListAuditRecordsResponse>("ListAuditRecords",
                                                                         std::move(list));
  Fill(table);
  return table;
}

absl::Status RpcTest::TryStart() {
  std::vector<ServiceTable*> tables;
  for (auto& table : tables_) tables.push_back(table.get());
  ASSIGN_OR_RETURN(server_, Server::Start(options_, tables));
  return absl::OkStatus();
}

void RpcTest::Start() { ASSERT_OK(TryStart()); }

std::string RpcTest::Token(const std::string& principal, std::vector<std::string> roles,
                           const std::string& employer, absl::Duration age,
                           absl::Duration lifetime) const {
  crypto::TokenClaims claims;
  claims.principal = principal;
  claims.roles = std::move(roles);
  claims.employer = employer;
  claims.audience = "houniao";
  claims.issued_at = wall_clock_.Now() - age;
  claims.expires_at = claims.issued_at + lifetime;
  auto token = crypto::IssueToken(key_, claims);
  EXPECT_OK(token);
  return *std::move(token);
}

std::shared_ptr<grpc::Channel> RpcTest::Dial() const {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                             grpc::InsecureChannelCredentials());
}

std::unique_ptr<grpc::ClientContext> RpcTest::ContextOf(const std::string& token) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  if (!token.empty()) context->AddMetadata("authorization", "Bearer " + token);
  return context;
}

std::unique_ptr<grpc::ClientContext> RpcTest::Context() const {
  return ContextOf(Token("user:li.min", {"reader"}));
}

Answer RpcTest::AnswerOf(const grpc::ClientContext& context, const grpc::Status& status) {
  Answer answer;
  answer.status = FromGrpc(status);
  answer.request_id = Trailer(context, "x-request-id");
  answer.revision = Trailer(context, "x-houniao-revision");
  answer.exercise = Trailer(context, "x-houniao-exercise");
  answer.raw_message = status.error_message();
  answer.raw_details = status.error_details();
  return answer;
}

Answer RpcTest::CallGetClock(grpc::ClientContext& context, pb::ClockState* reply) const {
  pb::ClockState scratch;
  const auto stub = pb::ClockService::NewStub(server_->InProcessChannel(nullptr));
  return AnswerOf(context, stub->GetClock(&context, pb::GetClockRequest(),
                                          reply == nullptr ? &scratch : reply));
}

Answer RpcTest::CallListAudit(grpc::ClientContext& context,
                              const pb::ListAuditRecordsRequest& request,
                              pb::ListAuditRecordsResponse* reply) const {
  pb::ListAuditRecordsResponse scratch;
  const auto stub = pb::AuditService::NewStub(server_->InProcessChannel(nullptr));
  return AnswerOf(context,
                  stub->ListAuditRecords(&context, request, reply == nullptr ? &scratch : reply));
}

Answer RpcTest::CallRaw(grpc::ClientContext& context, const std::string& path,
                        const std::string& bytes) const {
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer reply;
  const auto channel = Dial();
  const grpc::internal::RpcMethod method(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC,
                                         channel);
  return AnswerOf(context, grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
                               channel.get(), method, &context, request, &reply));
}

}  // namespace houniao::rpc
