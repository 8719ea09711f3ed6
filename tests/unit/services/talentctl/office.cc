#include "tests/unit/services/talentctl/office.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/base/status_macros.h"
#include "common/crypto/secret_file.h"
#include "common/crypto/signed_token.h"
#include "common/crypto/token_keys.h"
#include "common/errors/errors.h"
#include "common/observe/log.h"
#include "common/resource/field_mask.h"
#include "services/talentctl/program.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using google::protobuf::Message;

constexpr char kType[] = "recruitment.houniao/Employer";

constexpr const char* kServices[] = {"houniao.talent.v1.TalentService",
                                     "houniao.talent.v1.RecognitionService",
                                     "houniao.talent.v1.ConsentService",
                                     "houniao.talent.v1.TeamService",
                                     "houniao.recruitment.v1.DemandService",
                                     "houniao.recruitment.v1.MatchingService",
                                     "houniao.recruitment.v1.EngagementService",
                                     "houniao.recruitment.v1.PlanningService",
                                     "houniao.recruitment.v1.ReferralService",
                                     "houniao.benefits.v1.PolicyService",
                                     "houniao.benefits.v1.EligibilityService",
                                     "houniao.benefits.v1.CaseService",
                                     "houniao.benefits.v1.LedgerService",
                                     "houniao.benefits.v1.ReportService",
                                     "houniao.api.v1.ClockService",
                                     "houniao.api.v1.AuditService"};

void WriteToken(const crypto::SigningKey& key, const std::string& path) {
  crypto::TokenClaims claims;
  claims.principal = "user:admin";
  claims.roles = {"admin"};
  claims.audience = "houniao";
  claims.issued_at = SystemClock().Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  const auto token = crypto::IssueToken(key, claims);
  ASSERT_OK(token);
  ASSERT_OK(crypto::CreateSecretFile(path, *token + "\n"));
}

}  // namespace

OfficeTest::OfficeTest() : folder_(testing::MakeTempFolder("talentctl")) {
  observe::SetupLog({observe::LogFormat::kConsole, observe::Severity::kError});
  const std::string key_path = folder_ + "/token.key";
  EXPECT_OK(crypto::GenerateTokenKeyFiles(key_path, folder_ + "/token.pub"));
  const auto key = crypto::SigningKey::Load(key_path);
  EXPECT_OK(key);
  WriteToken(*key, folder_ + "/admin.token");
  rpc::AuthenticatorOptions options;
  options.keys.Add(*key);
  options.wall_clock = &wall_clock_;
  authenticator_ =
      std::make_unique<rpc::Authenticator>(std::move(options), rpc::AccessPolicy::BuiltIn());
  for (const char* service : kServices) AddTable(service);
  Start();
}

OfficeTest::~OfficeTest() {
  server_.reset();
  std::filesystem::remove_all(folder_);
}

void OfficeTest::AddTable(const std::string& service) {
  tables_.push_back(std::make_unique<rpc::ServiceTable>(service));
  rpc::ServiceTable& table = *tables_.back();
  for (const auto& method : table.methods()) {
    const std::string name = method.descriptor->name();
    if (method.descriptor->client_streaming()) {
      table.BidiStreamDynamic(
          name, [this](CallContext& call, rpc::MessageReader& in, rpc::MessageWriter& out) {
            return import_(call, in, out);
          });
    } else if (method.descriptor->server_streaming()) {
      table.ServerStreamDynamic(
          name, [this, name](CallContext& call, const Message& request, rpc::MessageWriter& out) {
            return (name == "PlanAssignments" ? plan_ : watch_)(call, request, out);
          });
    } else {
      table.UnaryDynamic(name,
                         [this, name](CallContext& call, const Message& request, Message* reply) {
                           std::unique_ptr<Message> copy(request.New());
                           copy->CopyFrom(request);
                           seen_.push_back({name, call.principal, call.roles, call.employer,
                                            call.purpose, call.trace_id, std::move(copy)});
                           const auto answer = answers_.find(name);
                           if (answer == answers_.end()) return errors::Unimplemented(name);
                           return answer->second(call, request, reply);
                         });
    }
  }
}

void OfficeTest::Start() {
  rpc::ServerOptions options;
  options.authenticator = authenticator_.get();
  options.policy = &rpc::AccessPolicy::BuiltIn();
  options.clock = &wall_clock_;
  options.ids = &ids_;
  options.metrics = &metrics_;
  options.audit_read = [](const CallContext&, const std::vector<std::string>&) {
    return absl::OkStatus();
  };
  std::vector<rpc::ServiceTable*> tables;
  for (const auto& table : tables_) tables.push_back(table.get());
  auto server = rpc::Server::Start(options, tables);
  ASSERT_OK(server);
  server_ = *std::move(server);
  server_->SetReady(true);
}

void OfficeTest::Answer(const std::string& method, rpc::UnaryHandler handler) {
  answers_[method] = std::move(handler);
}

void OfficeTest::Reply(const std::string& method, const Message& reply) {
  std::shared_ptr<Message> kept(reply.New());
  kept->CopyFrom(reply);
  Answer(method, [kept](CallContext&, const Message&, Message* out) {
    out->CopyFrom(*kept);
    return absl::OkStatus();
  });
}

void OfficeTest::Refuse(const std::string& method, const absl::Status& status) {
  Answer(method, [status](CallContext&, const Message&, Message*) { return status; });
}

void OfficeTest::KeepEmployers() {
  Answer("GetEmployer", [this](CallContext&, const Message& request, Message* reply) {
    const std::string& name = static_cast<const pb::GetEmployerRequest&>(request).name();
    if (employers_.count(name) == 0) return errors::NotFound(kType, name);
    reply->CopyFrom(*employers_[name]);
    return absl::OkStatus();
  });
  Answer("CreateEmployer", [this](CallContext&, const Message& message, Message* reply) {
    const auto& request = static_cast<const pb::CreateEmployerRequest&>(message);
    pb::Employer employer = request.employer();
    employer.set_name("employers/" + request.employer_id());
    employer.set_etag("\"1\"");
    reply->CopyFrom(employer);
    if (!request.validate_only()) {
      employers_[employer.name()] = std::make_unique<pb::Employer>(employer);
    }
    return absl::OkStatus();
  });
  Answer("UpdateEmployer", [this](CallContext&, const Message& message, Message* reply) {
    const auto& request = static_cast<const pb::UpdateEmployerRequest&>(message);
    const std::string& name = request.employer().name();
    if (employers_.count(name) == 0) return errors::NotFound(kType, name);
    reply->CopyFrom(*employers_[name]);
    RETURN_IF_ERROR(resource::ApplyUpdate(
        request.employer(), request.has_update_mask() ? &request.update_mask() : nullptr, *reply));
    if (!request.validate_only()) employers_[name]->CopyFrom(*reply);
    return absl::OkStatus();
  });
  Answer("DeleteEmployer", [this](CallContext&, const Message& message, Message* reply) {
    const auto& request = static_cast<const pb::DeleteEmployerRequest&>(message);
    if (employers_.count(request.name()) == 0) return errors::NotFound(kType, request.name());
    reply->CopyFrom(*employers_[request.name()]);
    if (!request.validate_only()) employers_.erase(request.name());
    return absl::OkStatus();
  });
  // One employer in a page.
  Answer("ListEmployers", [this](CallContext&, const Message& message, Message* reply) {
    const auto& request = static_cast<const pb::ListEmployersRequest&>(message);
    auto& list = static_cast<pb::ListEmployersResponse&>(*reply);
    const auto next = employers_.upper_bound(request.page_token());
    if (next == employers_.end()) return absl::OkStatus();
    list.add_employers()->CopyFrom(*next->second);
    if (std::next(next) != employers_.end()) list.set_next_page_token(next->first);
    return absl::OkStatus();
  });
}

Outcome OfficeTest::Run(std::vector<std::string> arguments, bool terminal) {
  arguments.push_back("--target=127.0.0.1:" + std::to_string(server_->port()));
  arguments.push_back("--data_dir=" + folder_);
  std::ostringstream out, err;
  Terminal screen{out, err};
  screen.out_is_terminal = screen.err_is_terminal = terminal;
  screen.colour = screen.unicode = terminal;
  screen.width = 100;
  const int code = RunProgram(arguments, screen, ids_, wall_clock_);
  return {code, out.str(), err.str()};
}

const Seen& OfficeTest::Last(const std::string& method) {
  for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
    if (it->method == method) return *it;
  }
  ADD_FAILURE() << "no call of " << method;
  std::abort();
}

int OfficeTest::CountOf(const std::string& method) const {
  return static_cast<int>(std::count_if(seen_.begin(), seen_.end(),
                                        [&](const Seen& call) { return call.method == method; }));
}

std::string OfficeTest::WriteFile(const std::string& name, const std::string& text) {
  const std::filesystem::path path = std::filesystem::path(folder_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string ReadSource(const std::string& path) {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  std::ifstream in((root == nullptr ? "." : std::string(root)) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void UpdateGolden(const std::string& path, const std::string& text) {
  if (std::getenv("UPDATE_GOLDEN") == nullptr) return;
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  std::ofstream((root == nullptr ? "." : std::string(root)) + "/" + path) << text;
}

}  // namespace houniao::talentctl
