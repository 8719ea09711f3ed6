// houniao-suite: the three services in one process, one port, one data folder: the embedded
// default.
//
// They still talk through their generated clients, over in-process channels.
#include "common/base/status_macros.h"
#include "common/host/host.h"
#include "services/benefits/module.h"
#include "services/recruitment/module.h"
#include "services/talent/module.h"

namespace houniao {
namespace {

// In the order of the call DAG: a module can only call those before it.
absl::Status AddTalent(host::Host& host) {
  ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("talent"));
  ASSIGN_OR_RETURN(auto module, talent::Module::Create({*database, host.clock(), host.ids(),
                                                        host.keyring(), nullptr, nullptr}));
  host.Add(host::Hosted("talent", std::move(module)));
  return absl::OkStatus();
}

absl::Status AddRecruitment(host::Host& host) {
  ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("recruitment"));
  ASSIGN_OR_RETURN(auto talent, host.Connect("recruitment", "talent", ""));
  ASSIGN_OR_RETURN(auto module, recruitment::Module::Create({*database, host.clock(), host.ids(),
                                                             host.keyring(), talent, nullptr}));
  host.Add(host::Hosted("recruitment", std::move(module)));
  return absl::OkStatus();
}

absl::Status AddBenefits(host::Host& host) {
  ASSIGN_OR_RETURN(db::Database* const database, host.OpenDatabase("benefits"));
  ASSIGN_OR_RETURN(auto talent, host.Connect("benefits", "talent", ""));
  ASSIGN_OR_RETURN(auto recruitment, host.Connect("benefits", "recruitment", ""));
  ASSIGN_OR_RETURN(auto module, benefits::Module::Create({*database, host.clock(), host.ids(),
                                                          host.keyring(), talent, recruitment}));
  host.Add(host::Hosted("benefits", std::move(module)));
  return absl::OkStatus();
}

absl::Status Build(host::Host& host) {
  RETURN_IF_ERROR(AddTalent(host));
  RETURN_IF_ERROR(AddRecruitment(host));
  return AddBenefits(host);
}

}  // namespace
}  // namespace houniao

int main(int argc, char** argv) {
  using namespace houniao;
  host::HostSettings values;
  values.reflection = true;
  config::Settings settings("houniao-suite",
                            "A talent office in one process: profiles, recruitment and benefits.");
  host::BindHostSettings(settings, &values);
  settings.Example("houniao-suite", "Serve on 127.0.0.1:8610 with the data folder ./var.");
  settings.Example("houniao-suite --data_dir practice --exercise_date 2026-03-02",
                   "Practise with a simulated clock in a folder of its own.");
  settings.CheckTogether([&]() -> absl::Status {
    if (values.db_url.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError(
        "--db_url: the suite keeps a database for each service in its data folder; run the three "
        "services apart to keep them in MariaDB.");
  });
  return host::RunProgram(argc, argv, settings, &values, Build);
}
