#include "common/resource/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/resource/standard_methods.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::resource {
namespace {

class AuditTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    for (const char* id : {"a", "b", "c"}) {
      talent::v1::CreateTalentRequest request;
      request.mutable_talent()->set_display_name("李敏");
      request.set_talent_id(id);
      talent::v1::Talent reply;
      CallContext call = testing::TestCall(absl::StrCat("user:", id));
      ASSERT_OK(talents_.Create(call, request, &reply));
    }
  }

  api::v1::VerifyAuditChainResponse Verify() {
    auto response = VerifyAudit(*journal_.database, testing::Soon());
    EXPECT_OK(response);
    return *response;
  }

  const Kind kind_{testing::TalentOptions()};
  testing::TestJournal journal_{GetParam(), testing::TalentMigrations()};
  const StandardMethods talents_{journal_.store(), kind_, nullptr, journal_.clock};
};

INSTANTIATE_TEST_SUITE_P(Engines, AuditTest, testing::kEngines, testing::EngineName);

TEST_P(AuditTest, EveryMutationHasItsRecord) {
  ASSERT_OK_AND_ASSIGN(const auto records,
                       ListAudit(*journal_.database, "", 0, 10, testing::Soon()));
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[1].principal(), "user:b");
  EXPECT_EQ(records[1].resources(0), "talents/b");
  EXPECT_EQ(records[1].revision(), 2);
  EXPECT_FALSE(records[1].request_id().empty());
  EXPECT_TRUE(Verify().intact());
  EXPECT_EQ(Verify().record_count(), 3);
}

TEST_P(AuditTest, FindsTheRecordsOfAResource) {
  ASSERT_OK(journal_->AuditRead(testing::TestCall("user:reader"), {"talents/b"}));
  ASSERT_OK_AND_ASSIGN(const auto records,
                       ListAudit(*journal_.database, "talents/b", 0, 10, testing::Soon()));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[1].principal(), "user:reader");
}

TEST_P(AuditTest, AChangedRecordBreaksTheChain) {
  auto tx = journal_.database->BeginWrite(testing::Soon());
  ASSERT_OK(tx);
  api::v1::AuditRecord forged;
  forged.set_sequence(2);
  forged.set_principal("user:nobody");
  ASSERT_OK((*tx)->Execute("UPDATE audit_records SET body = ? WHERE sequence = 2",
                           {db::Value::Blob(forged.SerializeAsString())}));
  ASSERT_OK((*tx)->Commit());
  EXPECT_FALSE(Verify().intact());
  EXPECT_EQ(Verify().broken_sequence(), 2);
}

TEST_P(AuditTest, ACutTailIsNoticed) {
  auto tx = journal_.database->BeginWrite(testing::Soon());
  ASSERT_OK(tx);
  ASSERT_OK((*tx)->Execute("DELETE FROM audit_records WHERE sequence = 3"));
  ASSERT_OK((*tx)->Commit());
  EXPECT_EQ(Verify().broken_sequence(), 3);
}

}  // namespace
}  // namespace houniao::resource
