// houniao-talent: profiles of experts and teams, one process of a larger installation.
#include "common/base/status_macros.h"
#include "common/host/host.h"
#include "services/talent/module.h"

int main(int argc, char** argv) {
  using namespace houniao;
  host::HostSettings values;
  values.listen = "127.0.0.1:8611";
  values.data_dir = "var/talent";
  config::Settings settings("houniao-talent", "Keeps the profiles of experts and expert teams.");
  host::BindHostSettings(settings, &values);
  settings.Example("houniao-talent --data_dir /var/lib/houniao/talent",
                   "Serve on loopback with SQLite.");
  return host::RunProgram(argc, argv, settings, &values, [&](host::Host& host) -> absl::Status {
    ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("talent"));
    ASSIGN_OR_RETURN(auto module, talent::Module::Create({*database, host.clock(), host.ids(),
                                                          host.keyring(), nullptr, nullptr}));
    host.Add(host::Hosted("talent", std::move(module)));
    return absl::OkStatus();
  });
}
