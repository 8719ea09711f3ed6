#include "tests/support/journal.h"

#include "tests/support/status_matchers.h"

namespace houniao::testing {

CallContext TestCall(absl::string_view principal) {
  CallContext call;
  call.method = "houniao.test/Method";
  call.principal = std::string(principal);
  call.deadline = Soon();
  return call;
}

TestJournal::TestJournal(db::Engine engine, const std::vector<db::Migration>& migrations)
    : database(engine), migrations_(migrations) {
  Reopen();
}

void TestJournal::Reopen() {
  if (journal_) {
    journal_.reset();
    database.Reopen();
  }
  auto opened = feed::Journal::Open(*database, clock, ids, keyring, migrations_);
  EXPECT_TRUE(opened.ok()) << opened.status();
  journal_ = std::move(opened).value();
}

}  // namespace houniao::testing
