// A service's journal over a fresh database, with a clock that stands still and ids that count.
#pragma once

#include <memory>
#include <string>

#include "common/base/call_context.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/feed/journal.h"
#include "tests/support/database.h"

namespace houniao::testing {

// 2026-03-02 09:00 in Shanghai, a Monday.
inline absl::Time TestStart() {
  return absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());
}

// A call by an administrator, with ten seconds to go.
CallContext TestCall(absl::string_view principal = "user:test");

class TestJournal {
 public:
  TestJournal(db::Engine engine, const std::vector<db::Migration>& migrations);

  feed::Journal& operator*() const { return *journal_; }
  feed::Journal* operator->() const { return journal_.get(); }
  const resource::Store& store() const { return journal_->store(); }
  // The same data opened by a new process.
  void Reopen();

  TestDatabase database;
  SimulatedClock clock{TestStart()};
  SequentialIds ids{"id"};
  crypto::Keyring keyring = crypto::Keyring::Generate();

 private:
  const std::vector<db::Migration> migrations_;
  std::unique_ptr<feed::Journal> journal_;
};

}  // namespace houniao::testing
