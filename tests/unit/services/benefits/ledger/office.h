// The handlers of benefits over a journal on either engine, with registers that know everybody.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "services/benefits/handlers/case_handlers.h"
#include "services/benefits/handlers/ledger_handlers.h"
#include "services/benefits/handlers/policy_handlers.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"

namespace houniao::benefits {

// Every name is a living person without service.
class EverybodyRegisters final : public Registers {
 public:
  absl::StatusOr<TalentRecord> ReadTalent(const CallContext&,
                                          const std::string& talent) const override {
    TalentRecord record;
    record.talent.set_name(talent);
    record.talent.set_state(talent::v1::Talent::ACTIVE);
    if (dead) record.talent.mutable_death_date()->CopyFrom(date);
    return record;
  }
  absl::StatusOr<ServiceRecord> ReadService(const CallContext&, const std::string&,
                                            const std::string&, absl::CivilDay) const override {
    return ServiceRecord();
  }

  bool dead = false;
  google::type::Date date;
};

class LedgerOffice : public ::testing::TestWithParam<db::Engine> {
 protected:
  LedgerOffice();

  static CallContext Call(const std::string& who);
  // A budget of the line `line` for 2026.
  absl::StatusOr<v1::Budget> OpenBudget(int64_t cap_fen);
  // A policy that gives everybody three yearly instalments of together 300 fen, from the line.
  void PublishPolicy();
  // A case of its own talent that waits for approval, reviewed by user:reviewer.
  void Prepare(int number);
  absl::StatusOr<v1::Case> Approve(int number, const std::string& who = "user:approver");
  // `cases/c{case}/payments/00{instalment}`.
  static std::string PaymentName(int number, int instalment);
  absl::StatusOr<v1::Payment> Commit(const std::string& name, const std::string& who);
  absl::StatusOr<v1::Payment> Pay(const std::string& name, const std::string& who,
                                  const std::string& reference, bool pending = false);
  absl::StatusOr<v1::Payment> Settle(const std::string& name, const std::string& who);
  absl::StatusOr<v1::Payment> Release(const std::string& name, const std::string& who);
  v1::Budget Budget();
  v1::VerifyLedgerResponse Verify();
  // Runs a statement behind the ledger's back.
  void Tamper(const std::string& sql);

  const Kinds kinds_;
  testing::TestJournal journal_{GetParam(), Migrations()};
  EverybodyRegisters registers_;
  const Books books_{kinds_};
  const Desk desk_{*journal_, kinds_, books_, registers_, calendar::WorkingCalendar::Announced()};
  PolicyHandlers policies_{desk_};
  CaseHandlers cases_{desk_};
  LedgerHandlers ledger_{desk_};
};

}  // namespace houniao::benefits
