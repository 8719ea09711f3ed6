// The small parts: urls, deadlines, the statement cache, the pool.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "common/db/deadline.h"
#include "common/db/pool.h"
#include "common/db/statement_cache.h"
#include "common/db/url.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace houniao::db {
namespace {

using ::houniao::testing::StatusIs;

TEST(Url, ReadsEveryPart) {
  ASSERT_OK_AND_ASSIGN(
      const Url url,
      ParseUrl("mysql://li%40a:p%3Aw%2F%25@db.local:3307/talent?ssl_ca=/ca.pem&ssl_cert=/"
               "c.pem&ssl_key=/k.pem&socket=/run/s"));
  EXPECT_EQ(url.engine, Engine::kMysql);
  EXPECT_EQ(url.user, "li@a");
  EXPECT_EQ(url.password, "p:w/%");
  EXPECT_EQ(url.host, "db.local");
  EXPECT_EQ(url.port, 3307);
  EXPECT_EQ(url.database, "talent");
  EXPECT_EQ(url.ssl_ca, "/ca.pem");
  EXPECT_EQ(url.ssl_cert, "/c.pem");
  EXPECT_EQ(url.ssl_key, "/k.pem");
  EXPECT_EQ(url.socket, "/run/s");
  ASSERT_OK_AND_ASSIGN(const Url file, ParseUrl("sqlite:/var/lib/a b.db"));
  EXPECT_EQ(file.path, "/var/lib/a b.db");
}

TEST(Url, ReadsThePasswordFile) {
  const std::string folder = houniao::testing::MakeTempFolder("url");
  const std::string path = folder + "/password";
  std::ofstream(path) << "s3cret \n";
  ASSERT_OK_AND_ASSIGN(const Url url, ParseUrl("mysql://a@h/d?password_file=" + path));
  EXPECT_EQ(url.password, "s3cret");
  EXPECT_EQ(url.port, 3306);
  EXPECT_THAT(ParseUrl("mysql://a@h/d?password_file=/nowhere"),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  std::filesystem::remove_all(folder);
}

TEST(Url, RefusesTheRestWithoutQuotingIt) {
  for (const char* text :
       {"", "sqlite:", "sqlite::memory:", "postgres://a:secret@h/d", "mysql://h/secret",
        "mysql://a:secret@h", "mysql://a:secret@/d", "mysql://:secret@h/d",
        "mysql://a:secret@h:0/d", "mysql://a:secret@h:x/d", "mysql://a:secret%2@h/d",
        "mysql://a:secret@h/d?tls=1", "mysql://a:secret@h/d?ssl_ca=", "mysql://a:secret@h/"}) {
    const auto url = ParseUrl(text);
    EXPECT_THAT(url, StatusIs(absl::StatusCode::kInvalidArgument)) << text;
    EXPECT_THAT(std::string(url.status().message()),
                ::testing::Not(::testing::HasSubstr("secret")));
  }
}

TEST(Deadline, PassesOnTheSteadyClock) {
  EXPECT_FALSE(Deadline(absl::InfiniteFuture()).passed());
  EXPECT_TRUE(Deadline(absl::InfiniteFuture()).infinite());
  EXPECT_TRUE(Deadline(absl::InfinitePast()).passed());
  EXPECT_TRUE(Deadline::After(absl::Seconds(-1)).passed());
  EXPECT_EQ(Deadline::After(absl::Seconds(-1)).remaining(), absl::ZeroDuration());
  const Deadline soon = Deadline::After(absl::Minutes(1));
  EXPECT_FALSE(soon.passed());
  EXPECT_GT(soon.remaining(), absl::Seconds(59));
  EXPECT_FALSE(Deadline::Earlier(Deadline(), soon).infinite());
  EXPECT_LE(Deadline().wait_step(), std::chrono::minutes(1));
}

TEST(StatementCache, ForgetsTheLeastUsedAndLendsOnce) {
  StatementCache<std::unique_ptr<int>> cache(2);
  cache.Put("a", std::make_unique<int>(1));
  cache.Put("b", std::make_unique<int>(2));
  std::unique_ptr<int> a = cache.Take("a");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(cache.Take("a"), nullptr);
  cache.Put("a", std::make_unique<int>(11));  // a second one, made meanwhile
  cache.Put("a", std::move(a));
  EXPECT_EQ(*cache.Take("a"), 11);
  cache.Put("c", std::make_unique<int>(3));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.Take("b"), nullptr);
  EXPECT_NE(cache.Take("c"), nullptr);
  cache.Clear();
  EXPECT_EQ(cache.size(), 0u);
}

struct Counts {
  int opened = 0;
  int closed = 0;
  bool refuse = false;
};

class FakeConnection final : public Connection {
 public:
  explicit FakeConnection(Counts& counts) : counts_(counts) { ++counts_.opened; }
  ~FakeConnection() override { ++counts_.closed; }
  absl::Status Begin(absl::string_view, Deadline) override { return absl::OkStatus(); }
  absl::Status Commit() override { return absl::OkStatus(); }
  void Rollback() override {}
  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value>,
                                  Deadline) override {
    if (sql == "lose") usable_ = false;
    return 0;
  }
  absl::Status Query(absl::string_view, absl::Span<const Value>, const RowCallback&,
                     Deadline) override {
    return absl::OkStatus();
  }
  bool in_transaction() const override { return false; }
  bool usable() const override { return usable_; }

 private:
  Counts& counts_;
  bool usable_ = true;
};

Connect Opening(Counts& counts) {
  return [&counts](Deadline) -> absl::StatusOr<std::unique_ptr<Connection>> {
    if (counts.refuse) return ConnectionLost();
    return std::make_unique<FakeConnection>(counts);
  };
}

TEST(Pool, OpensAtMostItsSizeAndReuses) {
  Counts counts;
  Pool pool(2, Opening(counts));
  {
    ASSERT_OK_AND_ASSIGN(auto first, pool.Acquire(Deadline::After(absl::Seconds(1))));
    ASSERT_OK_AND_ASSIGN(auto second, pool.Acquire(Deadline::After(absl::Seconds(1))));
    EXPECT_TRUE(first.fresh());
    EXPECT_THAT(pool.Acquire(Deadline::After(absl::Milliseconds(20))).status(),
                StatusIs(absl::StatusCode::kUnavailable));
  }
  ASSERT_OK_AND_ASSIGN(auto again, pool.Acquire(Deadline::After(absl::Seconds(1))));
  EXPECT_FALSE(again.fresh());
  EXPECT_EQ(counts.opened, 2);
}

TEST(Pool, AWaiterGetsWhatIsGivenBack) {
  Counts counts;
  Pool pool(1, Opening(counts));
  auto first = std::make_unique<Pool::Lease>(*pool.Acquire(Deadline()));
  std::thread waiter([&] { EXPECT_TRUE(pool.Acquire(Deadline::After(absl::Seconds(5))).ok()); });
  absl::SleepFor(absl::Milliseconds(20));
  first.reset();
  waiter.join();
}

TEST(Pool, ALostConnectionTakesTheIdleOnesWithIt) {
  Counts counts;
  Pool pool(3, Opening(counts));
  {
    ASSERT_OK_AND_ASSIGN(auto a, pool.Acquire(Deadline()));
    ASSERT_OK_AND_ASSIGN(auto b, pool.Acquire(Deadline()));
    ASSERT_OK_AND_ASSIGN(auto c, pool.Acquire(Deadline()));
    EXPECT_OK(a->Execute("lose", {}, Deadline()));
  }  // c and b return first, then a takes them along
  EXPECT_EQ(counts.closed, 3);
  ASSERT_OK_AND_ASSIGN(auto next, pool.Acquire(Deadline::After(absl::Seconds(1))));
  EXPECT_TRUE(next.fresh());
}

TEST(Pool, RefusedConnectionsLeaveNoHole) {
  Counts counts;
  counts.refuse = true;
  Pool pool(1, Opening(counts));
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(pool.Acquire(Deadline::After(absl::Seconds(1))).status(),
                StatusIs(absl::StatusCode::kUnavailable));
  }
  counts.refuse = false;
  EXPECT_TRUE(pool.Acquire(Deadline::After(absl::Seconds(1))).ok());
}

TEST(Pool, MayKeepNothing) {
  Counts counts;
  Pool pool(1, Opening(counts), /*keep=*/false);
  EXPECT_TRUE(pool.Acquire(Deadline()).ok());
  EXPECT_TRUE(pool.Acquire(Deadline()).ok());
  EXPECT_EQ(counts.closed, 2);
}

}  // namespace
}  // namespace houniao::db
