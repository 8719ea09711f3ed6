// houniao-benefits: policies, cases and money, one process of a larger installation.
#include "common/base/status_macros.h"
#include "common/host/host.h"
#include "services/benefits/module.h"

int main(int argc, char** argv) {
  using namespace houniao;
  host::HostSettings values;
  values.listen = "127.0.0.1:8613";
  values.data_dir = "var/benefits";
  std::string talent_target = "127.0.0.1:8611";
  std::string recruitment_target = "127.0.0.1:8612";
  config::Settings settings("houniao-benefits", "Keeps policies, cases, deadlines and the ledger.");
  host::BindHostSettings(settings, &values);
  settings.Group("Other services");
  settings.Bind("talent_target", &talent_target, "Where the talent service is.",
                {.check = config::NotEmpty()});
  settings.Bind("recruitment_target", &recruitment_target, "Where the recruitment service is.",
                {.check = config::NotEmpty()});
  settings.Example("houniao-benefits --db_url mysql://houniao@db:3306/benefits?password_file=pw",
                   "Keep the data in MariaDB.");
  return host::RunProgram(argc, argv, settings, &values, [&](host::Host& host) -> absl::Status {
    ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("benefits"));
    ASSIGN_OR_RETURN(auto talent, host.Connect("benefits", "talent", talent_target));
    ASSIGN_OR_RETURN(auto recruitment, host.Connect("benefits", "recruitment", recruitment_target));
    ASSIGN_OR_RETURN(auto module, benefits::Module::Create({*database, host.clock(), host.ids(),
                                                            host.keyring(), talent, recruitment}));
    host.Add(host::Hosted("benefits", std::move(module)));
    return absl::OkStatus();
  });
}
