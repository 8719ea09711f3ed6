// houniao-recruitment: demands, matching and engagements, one process of a larger installation.
#include "common/base/status_macros.h"
#include "common/host/host.h"
#include "services/recruitment/module.h"

int main(int argc, char** argv) {
  using namespace houniao;
  host::HostSettings values;
  values.listen = "127.0.0.1:8612";
  values.data_dir = "var/recruitment";
  std::string talent_target = "127.0.0.1:8611";
  config::Settings settings("houniao-recruitment",
                            "Matches experts with demands and keeps their engagements.");
  host::BindHostSettings(settings, &values);
  settings.Group("Other services");
  settings.Bind("talent_target", &talent_target, "Where the talent service is.",
                {.check = config::NotEmpty()});
  settings.Example("houniao-recruitment --talent_target dns:///houniao-talent:8611",
                   "Follow the talent service by name.");
  return host::RunProgram(argc, argv, settings, &values, [&](host::Host& host) -> absl::Status {
    ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("recruitment"));
    ASSIGN_OR_RETURN(auto talent, host.Connect("recruitment", "talent", talent_target));
    ASSIGN_OR_RETURN(auto module, recruitment::Module::Create({*database, host.clock(), host.ids(),
                                                               host.keyring(), talent, nullptr}));
    host.Add(host::Hosted("recruitment", std::move(module)));
    return absl::OkStatus();
  });
}
