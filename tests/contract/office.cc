#include "tests/contract/office.h"

#include "absl/strings/match.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "grpcpp/impl/codegen/proto_utils.h"

#include "common/rpc/client.h"
#include "common/rpc/status.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"

namespace houniao::contract {
namespace {

constexpr char kRoles[] = R"yaml(
roles:
  everybody: [talent.*, recruitment.*, benefits.*, api.*, sensitive.*]
  visitor: [api.clock.get]
  service: [talent.*, recruitment.*]
)yaml";

// How many google.rpc.ErrorInfo a refusal carries on the wire.
int CountErrorInfos(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return -1;
  int count = 0;
  for (const auto& detail : details.details()) {
    count += absl::EndsWith(detail.type_url(), "/google.rpc.ErrorInfo") ? 1 : 0;
  }
  return count;
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  EXPECT_OK(value.status());
  return *std::move(value);
}

using Offices = std::map<db::Engine, std::unique_ptr<Office>>;

Offices& AllOffices() {
  static auto* const offices = new Offices;
  return *offices;
}

// Servers and databases outlive the tests, but not main(): their threads must not run into the
// destruction of what is static.
class ClosesOffices : public ::testing::Environment {
 public:
  void TearDown() override { AllOffices().clear(); }
};
const ::testing::Environment* const kClosesOffices =
    ::testing::AddGlobalTestEnvironment(new ClosesOffices);

}  // namespace

Office& Office::On(db::Engine engine) {
  auto& office = AllOffices()[engine];
  if (office == nullptr) office = std::make_unique<Office>(engine);
  return *office;
}

Office::Office(db::Engine engine)
    : talent_database_(engine),
      recruitment_database_(engine),
      benefits_database_(engine),
      clock_(testing::TestStart()),
      policy_(Must(rpc::AccessPolicy::Parse(kRoles))) {
  rpc::AuthenticatorOptions options;
  options.keys.Add(token_key_);
  options.wall_clock = &wall_clock_;
  authenticator_ = std::make_unique<rpc::Authenticator>(std::move(options), policy_);
  StartTalent();
  StartRecruitment();
  StartBenefits();
  Serve();
}

Office::~Office() {
  channels_.clear();
  benefits_->Stop();
  recruitment_->Stop();
  talent_->Stop();
  server_.reset();
}

rpc::ServerOptions Office::Options() {
  rpc::ServerOptions options;
  options.address = "";
  options.authenticator = authenticator_.get();
  options.policy = &policy_;
  options.clock = &clock_;
  options.ids = &ids_;
  options.metrics = &metrics_;
  options.audit_read = [this](const CallContext& call, const std::vector<std::string>& names) {
    return talent_->journal().AuditRead(call, names);
  };
  return options;
}

rpc::TokenSource Office::TokensOf(const std::string& principal, const std::string& role) {
  rpc::ServiceIdentity identity;
  identity.principal = principal;
  identity.roles = {role};
  return rpc::SignedTokens(token_key_, identity, wall_clock_);
}

void Office::StartTalent() {
  talent_ = Must(talent::Module::Create({*talent_database_, clock_, ids_, keyring_}));
  EXPECT_OK(talent_->Start());
  talent_server_ = Must(rpc::Server::Start(Options(), talent_->services()));
}

void Office::StartRecruitment() {
  recruitment_ = Must(recruitment::Module::Create(
      {*recruitment_database_, clock_, ids_, keyring_,
       talent_server_->InProcessChannel(TokensOf("service:recruitment", "service")), nullptr}));
  recruitment_server_ = Must(rpc::Server::Start(Options(), recruitment_->services()));
  EXPECT_OK(recruitment_->Start());
}

void Office::StartBenefits() {
  const auto tokens = TokensOf("service:benefits", "service");
  benefits_ = Must(benefits::Module::Create({*benefits_database_, clock_, ids_, keyring_,
                                             talent_server_->InProcessChannel(tokens),
                                             recruitment_server_->InProcessChannel(tokens)}));
  EXPECT_OK(benefits_->Start());
}

void Office::Serve() {
  std::vector<rpc::ServiceTable*> tables;
  for (const auto& some : {talent_->services(), recruitment_->services(), benefits_->services()}) {
    tables.insert(tables.end(), some.begin(), some.end());
  }
  for (const rpc::ServiceTable* table : tables) services_.push_back(table->service()->full_name());
  server_ = Must(rpc::Server::Start(Options(), tables));
  for (const char* role : {kEverybody, kVisitor}) {
    channels_[role] = server_->InProcessChannel(TokensOf(absl::StrCat("user:", role), role));
  }
}

absl::StatusOr<std::unique_ptr<Message>> Office::Call(const MethodDescriptor* method,
                                                      const Message& request,
                                                      const std::string& role) {
  const std::string path = absl::StrCat("/", method->service()->full_name(), "/", method->name());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  context.AddMetadata("x-houniao-purpose", "test");
  std::unique_ptr<Message> reply(google::protobuf::MessageFactory::generated_factory()
                                     ->GetPrototype(method->output_type())
                                     ->New());
  const grpc::Status status =
      grpc::internal::BlockingUnaryCall<Message, Message, google::protobuf::MessageLite,
                                        google::protobuf::MessageLite>(
          channels_.at(role).get(),
          grpc::internal::RpcMethod(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC), &context,
          request, reply.get());
  if (status.ok()) return reply;
  EXPECT_EQ(CountErrorInfos(status), 1) << path << ": " << status.error_message();
  return rpc::FromGrpc(status);
}

}  // namespace houniao::contract
