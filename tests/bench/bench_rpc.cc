// GetTalent of the real talent service on SQLite against an empty gRPC echo, in one run: closed
// loop, a number of calls outstanding on one connection, rounds taken in turn, client and servers
// on the same cores. Prints the ratio of the medians, then everything as JSON.
#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/empty.pb.h"
#include "google/protobuf/text_format.h"
#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/status_macros.h"
#include "common/config/settings.h"
#include "common/crypto/keyring.h"
#include "common/crypto/signed_token.h"
#include "common/crypto/token_keys.h"
#include "common/db/database.h"
#include "common/observe/log.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "services/talent/module.h"
#include "tests/bench/closed_loop.h"
#include "tests/bench/echo_server.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::bench {
namespace {

struct Plan {
  int rounds = 7;
  absl::Duration length = absl::Seconds(2);
  int outstanding = 16;
  int talents = 1000;
  // GetTalent alone, for a profiler.
  bool only_talent = false;
};

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hn-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The talent service as houniao-talent serves it: token, roles, masking, metrics.
class TalentServer {
 public:
  absl::Status Start() {
    db::Options options;
    options.url = absl::StrCat("sqlite:", folder_.path(), "/talent.db");
    ASSIGN_OR_RETURN(database_, db::Open(options));
    ASSIGN_OR_RETURN(module_, talent::Module::Create({*database_, clock_, ids_, keyring_}));
    RETURN_IF_ERROR(module_->Start());
    rpc::AuthenticatorOptions authentication;
    authentication.keys.Add(token_key_);
    authentication.wall_clock = &clock_;
    authenticator_ = std::make_unique<rpc::Authenticator>(std::move(authentication),
                                                          rpc::AccessPolicy::BuiltIn());
    rpc::ServerOptions server;
    server.authenticator = authenticator_.get();
    server.policy = &rpc::AccessPolicy::BuiltIn();
    server.clock = &clock_;
    server.ids = &ids_;
    server.audit_read = [this](const CallContext& call, const std::vector<std::string>& names) {
      return module_->journal().AuditRead(call, names);
    };
    ASSIGN_OR_RETURN(server_, rpc::Server::Start(server, module_->services()));
    return absl::OkStatus();
  }
  ~TalentServer() {
    if (module_ != nullptr) module_->Stop();
    server_.reset();
  }

  int port() const { return server_->port(); }
  std::string Authorization() const {
    crypto::TokenClaims claims;
    claims.principal = "user:clerk";
    claims.roles = {"clerk"};
    claims.audience = "houniao";
    claims.issued_at = clock_.Now();
    claims.expires_at = claims.issued_at + absl::Hours(1);
    return absl::StrCat("Bearer ", crypto::IssueToken(token_key_, claims).value());
  }

 private:
  const Folder folder_;
  SystemClock clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<talent::Module> module_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::unique_ptr<rpc::Server> server_;
};

// A profile as a register holds it, about 600 bytes. The person is made up.
constexpr char kTalent[] = R"pb(
  display_name: "沈月华"
  sex: FEMALE
  birth_date { year: 1962 month: 5 day: 4 }
  region: "310115"
  education_level: "11"
  employment { status: EMPLOYMENT_STATUS_RETIRED unit_name: "某电力设计院" post: "总工程师" }
  skills { skill: "energy-storage-pcs" level: SKILL_LEVEL_EXPERT years: 18 }
  skills { skill: "energy-storage-ems" level: SKILL_LEVEL_SKILLED years: 11 }
  industries: "C3849"
  flexible_terms {
    forms: ENGAGEMENT_FORM_SEASONAL
    forms: ENGAGEMENT_FORM_CONSULTING
    days_per_year: 90
    seasons { start_month: 11 start_day: 1 end_month: 3 end_day: 31 }
    fee_models: FEE_MODEL_DAILY
    day_fee_fen: 250000
    regions: "3509"
  }
  contact_details { phone: "13800000001" email: "shen@example.com" }
  research_fields: "储能系统集成"
  source: "bench"
)pb";

absl::Status FillRegister(const std::shared_ptr<grpc::Channel>& channel,
                          const std::string& authorization, int talents) {
  const auto stub = talent::v1::TalentService::NewStub(channel);
  talent::v1::CreateTalentRequest request;
  if (!google::protobuf::TextFormat::ParseFromString(kTalent, request.mutable_talent())) {
    return absl::InternalError("The profile of the benchmark does not parse.");
  }
  for (int number = 0; number < talents; ++number) {
    request.set_talent_id(absl::StrCat("t", number));
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization);
    talent::v1::Talent reply;
    const grpc::Status status = stub->CreateTalent(&context, request, &reply);
    if (!status.ok()) return absl::InternalError(status.error_message());
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::Channel> OneConnection(int port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port),
                                   grpc::InsecureChannelCredentials(), arguments);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Figures of one side, over its rounds.
struct Side {
  std::vector<double> calls_per_second;
  std::vector<double> p50_us, p99_us;
  int64_t calls = 0, failed = 0;

  void Add(const Round& round) {
    calls_per_second.push_back(round.CallsPerSecond());
    p50_us.push_back(round.LatencyUs(0.5));
    p99_us.push_back(round.LatencyUs(0.99));
    calls += round.calls;
    failed += round.failed;
  }
  std::string Json() const {
    std::vector<std::string> rounds;
    for (const double value : calls_per_second) rounds.push_back(absl::StrFormat("%.0f", value));
    return absl::StrFormat(
        R"({"calls_per_second": %.0f, "p50_us": %.1f, "p99_us": %.1f, "calls": %d, "failed": %d, )"
        R"("rounds": [%s]})",
        Median(calls_per_second), Median(p50_us), Median(p99_us), calls, failed,
        absl::StrJoin(rounds, ", "));
  }
};

absl::Status Run(const Plan& plan) {
  observe::SetupLog({observe::LogFormat::kConsole, observe::Severity::kWarning});
  TalentServer talent;
  RETURN_IF_ERROR(talent.Start());
  const EchoServer echo;
  const std::string authorization = talent.Authorization();
  const google::protobuf::Empty empty;
  const talent::v1::Talent profile;

  Target echo_target{OneConnection(echo.port()), kEchoMethod, {""}, &empty, ""};
  Target talent_target{OneConnection(talent.port()),
                       "/houniao.talent.v1.TalentService/GetTalent",
                       {},
                       &profile,
                       authorization};
  RETURN_IF_ERROR(FillRegister(talent_target.channel, authorization, plan.talents));
  for (int number = 0; number < plan.talents; ++number) {
    talent::v1::GetTalentRequest request;
    // In no order, so that neighbours do not share a page.
    request.set_name(absl::StrCat("talents/t", number * 7919 % plan.talents));
    talent_target.requests.push_back(request.SerializeAsString());
  }

  Side echo_side, talent_side;
  RunClosedLoop(echo_target, plan.outstanding, plan.length / 2);
  RunClosedLoop(talent_target, plan.outstanding, plan.length / 2);
  for (int round = 0; round < plan.rounds; ++round) {
    if (!plan.only_talent) {
      echo_side.Add(RunClosedLoop(echo_target, plan.outstanding, plan.length));
    }
    talent_side.Add(RunClosedLoop(talent_target, plan.outstanding, plan.length));
  }
  if (echo_side.failed + talent_side.failed > 0) {
    return absl::InternalError("Some calls failed; the figures would mean nothing.");
  }
  if (plan.only_talent) {
    std::printf("%s\n", talent_side.Json().c_str());
    return absl::OkStatus();
  }
  const double ratio = Median(talent_side.calls_per_second) / Median(echo_side.calls_per_second);
  std::printf("GetTalent %.0f calls/s, empty echo %.0f calls/s: ratio %.2f (goal 0.80)\n",
              Median(talent_side.calls_per_second), Median(echo_side.calls_per_second), ratio);
  std::printf(
      R"({"benchmark": "rpc_read", "ratio": %.3f, "goal": 0.8, "outstanding": %d, "connections": 1, )"
      R"("rounds": %d, "round_seconds": %.1f, "talents": %d, "engine": "sqlite", "cores": %u, )"
      R"("grpc": "%s", "get_talent": %s, "echo": %s})"
      "\n",
      ratio, plan.outstanding, plan.rounds, absl::ToDoubleSeconds(plan.length), plan.talents,
      std::thread::hardware_concurrency(), grpc::Version().c_str(), talent_side.Json().c_str(),
      echo_side.Json().c_str());
  return absl::OkStatus();
}

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  using namespace houniao;
  bench::Plan plan;
  config::Settings settings("bench_rpc", "Measures GetTalent against an empty gRPC echo.");
  settings.Bind("rounds", &plan.rounds, "Rounds of each side; the medians count.",
                {.check = config::InRange(1, 1000)});
  settings.Bind("length", &plan.length, "Length of a round.", {.check = config::Positive()});
  settings.Bind("outstanding", &plan.outstanding, "Calls at once on the one connection.",
                {.check = config::InRange(1, 90)});
  settings.Bind("talents", &plan.talents, "Size of the register.",
                {.check = config::InRange(1, 1000000)});
  settings.Bind("only_talent", &plan.only_talent, "Leaves the echo out, for a profiler.");
  if (const std::optional<int> exit = settings.Parse(argc, argv)) return *exit;
  const absl::Status status = bench::Run(plan);
  if (status.ok()) return config::kExitOk;
  std::fprintf(stderr, "bench_rpc: %s\n", std::string(status.message()).c_str());
  return config::kExitFailure;
}
