#include "common/host/host.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdio>
#include <thread>

#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/observe/library_log.h"
#include "common/observe/log.h"
#include "common/observe/metrics_exposer.h"
#include "common/rpc/audit_service.h"
#include "common/rpc/client.h"
#include "common/rpc/clock_service.h"
#include "common/rpc/grpc_log.h"
#include "common/rpc/signals.h"

namespace houniao::host {
namespace {

constexpr absl::Duration kTick = absl::Seconds(1);
constexpr absl::Duration kHousekeeping = absl::Hours(1);

// `talent` of `houniao.talent.v1.TalentService/GetTalent`.
std::string AreaOf(absl::string_view method) {
  const std::vector<absl::string_view> parts = absl::StrSplit(method, '.');
  return parts.size() < 2 ? "" : std::string(parts[1]);
}

// Keys and people's data lie in this memory: it must not end in a core file or another's debugger.
void ProtectMemory() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Host>> Host::Open(const HostSettings& settings) {
  auto host = std::unique_ptr<Host>(new Host(settings));
  RETURN_IF_ERROR(host->Prepare());
  return host;
}

Host::~Host() {
  // Modules call each other through these, so first nobody calls, then nobody serves.
  StopModules();
  server_.reset();
  inner_servers_.clear();
  own_services_.clear();
  while (!modules_.empty()) modules_.pop_back();
}

absl::Status Host::Prepare() {
  observe::SetupLog({*observe::ParseLogFormat(settings_.log_format),
                     *observe::ParseSeverity(settings_.log_level)});
  observe::RouteProtobufLog();
  rpc::RouteGrpcLog();
  ASSIGN_OR_RETURN(folder_, DataFolder::Open(settings_.data_dir, settings_.ExerciseDay()));
  RETURN_IF_ERROR(folder_->SaveClock());
  ASSIGN_OR_RETURN(token_key_, folder_->TokenKey());
  RETURN_IF_ERROR(folder_->WriteAdminToken(*token_key_));
  if (settings_.access_policy.empty()) {
    policy_ = rpc::AccessPolicy::BuiltIn();
  } else {
    ASSIGN_OR_RETURN(policy_, rpc::AccessPolicy::Load(settings_.access_policy));
  }
  rpc::AuthenticatorOptions options;
  options.wall_clock = &wall_clock_;
  if (!settings_.token_keys.empty()) {
    ASSIGN_OR_RETURN(options.keys, crypto::VerificationKeys::Load(settings_.token_keys));
  }
  options.keys.Add(*token_key_);
  authenticator_ = std::make_unique<rpc::Authenticator>(std::move(options), *policy_);
  return absl::OkStatus();
}

absl::StatusOr<db::Database*> Host::OpenDatabase(absl::string_view service) {
  db::Options options;
  options.url = settings_.db_url.empty()
                    ? absl::StrCat("sqlite:", folder_->Path(absl::StrCat(service, ".db")))
                    : settings_.db_url;
  auto database = db::Open(options);
  if (!database.ok()) {
    // The address may hold a password, so it is not shown.
    return absl::Status(
        database.status().code(),
        absl::StrCat(
            "Cannot open the database of ", service, " (",
            settings_.db_url.empty() ? folder_->Path(absl::StrCat(service, ".db")) : "--db_url",
            "): ", database.status().message(), " The log may say more."));
  }
  auto& kept = databases_[std::string(service)];
  kept = std::move(*database);
  return kept.get();
}

rpc::ServerOptions Host::ServerOptions() const {
  rpc::ServerOptions options;
  options.authenticator = authenticator_.get();
  options.policy = &*policy_;
  options.clock = &folder_->clock();
  options.ids = const_cast<RandomIds*>(&ids_);
  options.audit_read = [this](const CallContext& call, const std::vector<std::string>& names) {
    return AuditRead(call, names);
  };
  return options;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Host::Connect(absl::string_view caller,
                                                             absl::string_view callee,
                                                             const std::string& target) {
  rpc::ServiceIdentity identity;
  identity.principal = absl::StrCat("service:", caller);
  rpc::TokenSource tokens = rpc::SignedTokens(*token_key_, identity, wall_clock_);
  for (const HostedModule& module : modules_) {
    if (module.name != callee) continue;
    auto& inner = inner_servers_[module.name];
    if (inner == nullptr) {
      rpc::ServerOptions options = ServerOptions();
      options.address = "";
      ASSIGN_OR_RETURN(inner, rpc::Server::Start(options, module.services));
    }
    return inner->InProcessChannel(std::move(tokens));
  }
  rpc::ChannelOptions options;
  options.target = target;
  options.tls = Tls();
  // Over mutual TLS the certificate names this service; a token of our own key would be foreign.
  if (options.tls.empty()) options.tokens = std::move(tokens);
  return rpc::OpenChannel(options);
}

void Host::Add(HostedModule module) { modules_.push_back(std::move(module)); }

absl::Status Host::AuditRead(const CallContext& call, const std::vector<std::string>& names) const {
  const std::string area = AreaOf(call.method);
  for (const HostedModule& module : modules_) {
    if (module.name == area) return module.journal->AuditRead(call, names);
  }
  return absl::InternalError(absl::StrCat("no journal for ", call.method));
}

void Host::ClockMoved() {
  if (const absl::Status saved = folder_->SaveClock(); !saved.ok()) {
    observe::Log(observe::Severity::kError, "The simulated clock could not be saved.",
                 {{"reason", saved.message()}});
  }
  for (const HostedModule& module : modules_) module.clock_moved();
}

bool Host::Ready() const {
  for (const HostedModule& module : modules_) {
    if (!module.ready()) return false;
  }
  return true;
}

void Host::StopModules() {
  for (auto module = modules_.rbegin(); module != modules_.rend(); ++module) module->stop();
}

void Host::KeepHouse() {
  absl::Status status = folder_->WriteAdminToken(*token_key_);
  for (const HostedModule& module : modules_) {
    if (status.ok()) status = module.journal->RemoveExpiredReplies();
  }
  if (!status.ok()) {
    observe::Log(observe::Severity::kWarning, "Housekeeping was left for the next hour.",
                 {{"reason", status.message()}});
  }
}

void Host::Tick(const std::function<bool()>& stopping) {
  absl::Time kept_house = absl::InfinitePast();
  while (!stopping()) {
    server_->SetReady(Ready());
    for (const HostedModule& module : modules_) module.clock_moved();
    if (absl::Now() - kept_house > kHousekeeping) {
      KeepHouse();
      kept_house = absl::Now();
    }
    MutexLock lock(tick_mutex_);
    tick_signal_.WaitFor(tick_mutex_, absl::ToChronoMilliseconds(Ready() ? kTick : kTick / 20),
                         [this] { return stopping_; });
  }
}

absl::Status Host::Run(const std::function<void(int)>& on_listening) {
  std::vector<rpc::ServiceTable*> tables;
  std::map<std::string, const feed::Journal*> journals;
  std::vector<const resource::Store*> stores;
  for (const HostedModule& module : modules_) {
    tables.insert(tables.end(), module.services.begin(), module.services.end());
    journals[module.name] = module.journal;
    stores.push_back(&module.journal->store());
  }
  own_services_.push_back(rpc::MakeAuditService(journals));
  own_services_.push_back(rpc::MakeClockService(folder_->clock(), folder_->simulated(),
                                                {[this] { ClockMoved(); }}, std::move(stores)));
  for (const auto& table : own_services_) tables.push_back(table.get());

  rpc::ServerOptions options = ServerOptions();
  options.address = settings_.listen;
  options.tls = Tls();
  options.reflection = settings_.reflection;
  options.health_address = settings_.health_listen;
  ASSIGN_OR_RETURN(server_, rpc::Server::Start(options, tables));
  std::unique_ptr<observe::MetricsExposer> exposer;
  if (!settings_.metrics_listen.empty()) {
    ASSIGN_OR_RETURN(exposer, observe::MetricsExposer::Start(settings_.metrics_listen,
                                                             observe::Metrics::Process()));
  }
  for (const HostedModule& module : modules_) RETURN_IF_ERROR(module.start());
  observe::Log(observe::Severity::kInfo, "Serving.",
               {{"address", settings_.listen},
                {"port", server_->port()},
                {"exercise", folder_->simulated() != nullptr}});
  std::thread ticking([this] {
    Tick([this] {
      MutexLock lock(tick_mutex_);
      return stopping_;
    });
  });
  if (on_listening) on_listening(server_->port());
  const int signal = rpc::WaitForStopSignal();
  observe::Log(observe::Severity::kInfo, "Stopping.", {{"signal", signal}});
  {
    MutexLock lock(tick_mutex_);
    stopping_ = true;
    tick_signal_.NotifyAll();
  }
  ticking.join();
  // Watches end when their hubs close; otherwise the drain would wait for them in vain.
  for (const HostedModule& module : modules_) module.journal->hub().Close();
  server_->Drain(settings_.drain_notice, settings_.drain_patience);
  StopModules();
  observe::Log(observe::Severity::kInfo, "Stopped.");
  return absl::OkStatus();
}

int RunProgram(int argc, const char* const* argv, config::Settings& settings, HostSettings* values,
               const std::function<absl::Status(Host&)>& build) {
  rpc::BlockStopSignals();
  if (const std::optional<int> exit = settings.Parse(argc, argv)) return *exit;
  ProtectMemory();
  auto host = Host::Open(*values);
  absl::Status status = host.status();
  if (status.ok()) status = build(**host);
  if (status.ok()) {
    status = (*host)->Run([](int port) {
      std::printf("listening on port %d\n", port);
      std::fflush(stdout);
    });
  }
  if (status.ok()) return config::kExitOk;
  std::fprintf(stderr, "%s: %s\n", argv[0], std::string(status.message()).c_str());
  return config::kExitFailure;
}

}  // namespace houniao::host
