// A process that serves modules: the three services each in its own, or all in one (the suite).
//
//     ASSIGN_OR_RETURN(auto host, Host::Open(settings));
//     ASSIGN_OR_RETURN(db::Database* database, host->OpenDatabase("talent"));
//     ASSIGN_OR_RETURN(auto module, talent::Module::Create({*database, host->clock(), ...}));
//     host->Add(Hosted("talent", std::move(module)));
//     return host->Run();
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/ids.h"
#include "common/db/database.h"
#include "common/feed/journal.h"
#include "common/host/data_folder.h"
#include "common/host/settings.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/service_table.h"
#include "common/rpc/token_source.h"

namespace houniao::host {

// What the host needs of a module.
struct HostedModule {
  std::string name;
  std::vector<rpc::ServiceTable*> services;
  const feed::Journal* journal = nullptr;
  std::function<absl::Status()> start;
  std::function<void()> stop;
  std::function<bool()> ready;
  std::function<void()> clock_moved;
};

// Hands the module over: it lives as long as the host keeps it.
template <typename Module>
HostedModule Hosted(std::string name, std::unique_ptr<Module> given) {
  std::shared_ptr<Module> module = std::move(given);
  return {std::move(name),
          module->services(),
          &module->journal(),
          [module] { return module->Start(); },
          [module] { module->Stop(); },
          [module] { return module->Ready(); },
          [module] { module->OnClockMoved(); }};
}

class Host {
 public:
  // Sets the log up, opens the data folder, loads access rules and token keys. Messages of the
  // status are for the operator's terminal.
  static absl::StatusOr<std::unique_ptr<Host>> Open(const HostSettings& settings);
  ~Host();

  const Clock& clock() { return folder_->clock(); }
  IdSource& ids() { return ids_; }
  const crypto::Keyring& keyring() const { return folder_->keyring(); }

  // The database of one service, kept open by the host: `db_url`, or SQLite in the data folder.
  absl::StatusOr<db::Database*> OpenDatabase(absl::string_view service);

  // A channel for the service `caller` to `callee`: in this process if that module was added,
  // otherwise to `target`.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect(absl::string_view caller,
                                                         absl::string_view callee,
                                                         const std::string& target);

  // In the order of the call DAG: a module comes after those it calls.
  void Add(HostedModule module);

  // Serves until SIGTERM or SIGINT, then drains. BlockStopSignals() must have been called before
  // Open. `on_listening` gets the port.
  absl::Status Run(const std::function<void(int port)>& on_listening = nullptr);

 private:
  explicit Host(const HostSettings& settings) : settings_(settings) {}
  absl::Status Prepare();
  rpc::ServerOptions ServerOptions() const;
  absl::Status AuditRead(const CallContext& call, const std::vector<std::string>& names) const;
  void ClockMoved();
  // Callers first. May be called twice.
  void StopModules();
  // Renews the administrator's token and removes replies that expired.
  void KeepHouse();
  void Tick(const std::function<bool()>& stopping);
  bool Ready() const;
  rpc::TlsFiles Tls() const { return {settings_.tls_cert, settings_.tls_key, settings_.tls_ca}; }

  const HostSettings settings_;
  SystemClock wall_clock_;
  RandomIds ids_;
  std::unique_ptr<DataFolder> folder_;
  std::optional<crypto::SigningKey> token_key_;
  std::optional<rpc::AccessPolicy> policy_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::map<std::string, std::unique_ptr<db::Database>> databases_;
  std::vector<HostedModule> modules_;
  // Servers without a port, one a module, for calls inside the process.
  std::map<std::string, std::unique_ptr<rpc::Server>> inner_servers_;
  std::vector<std::unique_ptr<rpc::ServiceTable>> own_services_;
  std::unique_ptr<rpc::Server> server_;
  Mutex tick_mutex_;
  CondVar tick_signal_;
  bool stopping_ HOUNIAO_GUARDED_BY(tick_mutex_) = false;
};

// main() of a program: parses, opens, lets `build` add the modules and serves. Returns the exit
// code; failures go to standard error in one line.
int RunProgram(int argc, const char* const* argv, config::Settings& settings, HostSettings* values,
               const std::function<absl::Status(Host&)>& build);

}  // namespace houniao::host
