#include "services/benefits/module.h"

#include "common/base/status_macros.h"
#include "services/benefits/facts/registers.h"
#include "services/benefits/handlers/case_handlers.h"
#include "services/benefits/handlers/eligibility_handlers.h"
#include "services/benefits/handlers/ledger_handlers.h"
#include "services/benefits/handlers/policy_handlers.h"
#include "services/benefits/handlers/report_handlers.h"

namespace houniao::benefits {

struct Module::Parts {
  Parts(std::unique_ptr<feed::Journal> opened, std::unique_ptr<Registers> given)
      : journal(std::move(opened)), registers(std::move(given)) {}

  const Kinds kinds;
  const std::unique_ptr<feed::Journal> journal;
  const std::unique_ptr<Registers> registers;
  const Books books{kinds};
  const Desk desk{*journal, kinds, books, *registers, calendar::WorkingCalendar::Announced()};
  PolicyHandlers policies{desk};
  EligibilityHandlers eligibility{desk};
  CaseHandlers cases{desk};
  LedgerHandlers ledger{desk};
  ReportHandlers reports{desk};
};

Module::Module(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Module::~Module() = default;

absl::StatusOr<std::unique_ptr<Module>> Module::Create(const Environment& environment) {
  return Create(environment, RemoteRegisters(environment.talent, environment.recruitment));
}

absl::StatusOr<std::unique_ptr<Module>> Module::Create(const Environment& environment,
                                                       std::unique_ptr<Registers> registers) {
  ASSIGN_OR_RETURN(auto journal,
                   feed::Journal::Open(environment.database, environment.clock, environment.ids,
                                       environment.keyring, Migrations()));
  return std::unique_ptr<Module>(
      new Module(std::make_unique<Parts>(std::move(journal), std::move(registers))));
}

std::vector<rpc::ServiceTable*> Module::services() {
  return {&parts_->policies.table(), &parts_->eligibility.table(), &parts_->cases.table(),
          &parts_->ledger.table(), &parts_->reports.table()};
}

const feed::Journal& Module::journal() const { return *parts_->journal; }

}  // namespace houniao::benefits
