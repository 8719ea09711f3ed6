#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"

#include "common/errors/errors.h"
#include "services/talent/domain/talent_errors.h"
#include "services/talent/import/import_run.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kRequestId[] = "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";

// Well-known example numbers; they are nobody's.
constexpr char kComplete[] =
    "external_id,talent_id,姓名,性别,id_number,region,employment_status,skills,forms,days_per_year,"
    "seasons,day_fee,tie_region,tie_relation,认定办法,认定层次,认定起,认定止,consent_notice,"
    "同意共享日期\n"
    "ND-1,li-min,李敏,女,11010519491231002X,350104,退休,energy-storage-pcs:精通:12,"
    "候鸟服务；项目合作,90,12-01~03-31,1500,3509,祖籍,ningde-2020,3,2025-01-01,2029-12-31,2026-01,"
    "2026-01-15\n";

std::string ManyRows(int count) {
  std::string csv = "external_id,display_name,region\n";
  for (int i = 1; i <= count; ++i) absl::StrAppend(&csv, "ND-", i, ",张三,3509\n");
  return csv;
}

class ImportTest : public TalentOffice {};
INSTANTIATE_TEST_SUITE_P(Engines, ImportTest, testing::kEngines, testing::EngineName);

TEST_P(ImportTest, OneRowMakesAWholeTalent) {
  const Imported imported = Import(kComplete);
  ASSERT_OK(imported.status);
  EXPECT_THAT(imported.Shown(), ElementsAre("2 CREATED"));
  EXPECT_EQ(imported.rows[0].talent(), "talents/li-min");
  EXPECT_EQ(imported.rows[0].external_id(), "ND-1");
  EXPECT_EQ(imported.summary.created_count(), 1);
  EXPECT_EQ(imported.summary.revision(), 3);
  EXPECT_EQ(imported.summary.encoding(), v1::ImportOptions::UTF_8);
  ASSERT_OK_AND_ASSIGN(const auto talent, GetTalent("li-min"));
  EXPECT_EQ(talent.flexible_terms().day_fee_fen(), 150000);
  EXPECT_EQ(talent.flexible_terms().seasons(0).start_month(), 12);
  EXPECT_EQ(talent.native_place_ties(0).region(), "3509");
  EXPECT_EQ(talent.source(), "test file");
  ASSERT_THAT(ListRecognitions("talents/li-min"), SizeIs(1));
  EXPECT_EQ(ListRecognitions("talents/li-min")[0].tier(), "3");
  ASSERT_THAT(ListConsents("talents/li-min"), SizeIs(1));
  EXPECT_EQ(ListConsents("talents/li-min")[0].purpose(), v1::Consent::SHARE_WITH_EMPLOYERS);
}

TEST_P(ImportTest, TheSameFileAgainChangesNothing) {
  ASSERT_OK(Import(kComplete).status);
  const int64_t revision = Revision();
  EXPECT_THAT(Import(kComplete).Shown(), ElementsAre("2 SKIPPED"));
  EXPECT_EQ(Revision(), revision);
}

TEST_P(ImportTest, ADryRunSaysTheSameAndWritesNothing) {
  const std::string csv =
      "external_id,display_name,id_number,birth_date,region\n"
      "1,甲,11010519491231002X,,\n"
      "2,乙,110105194912310021,,\n"
      "3,丙,,2030-01-01,999999\n"
      "4,丁\n"
      ",,,,\n"
      "1,戊,,,\n"
      "6,己,,,3509\n";
  const auto expected =
      ElementsAre("2 CREATED", "3 REJECTED id_number", "4 REJECTED region birth_date",
                  "5 REJECTED ", "6 SKIPPED", "7 REJECTED external_id", "8 CREATED");
  const Imported dry = Import(csv, /*dry_run=*/true, kRequestId);
  ASSERT_OK(dry.status);
  EXPECT_THAT(dry.Shown(), expected);
  EXPECT_TRUE(dry.summary.dry_run());
  EXPECT_EQ(dry.rows[0].talent(), "");
  EXPECT_EQ(Revision(), 0);
  EXPECT_THAT(ListTalents(), IsEmpty());
  const Imported real = Import(csv, /*dry_run=*/false, kRequestId);
  ASSERT_OK(real.status);
  EXPECT_THAT(real.Shown(), expected);
  EXPECT_EQ(real.summary.rejected_count(), 4);
  EXPECT_THAT(ListTalents(), SizeIs(2));
}

TEST_P(ImportTest, RowsChangeTheProfileTheyMean) {
  ASSERT_OK(Import(kComplete).status);
  const Imported changed = Import("external_id,display_name,days_per_year,post\nND-1,李敏,60,\n");
  EXPECT_THAT(changed.Shown(), ElementsAre("2 UPDATED"));
  ASSERT_OK_AND_ASSIGN(const auto talent, GetTalent("li-min"));
  EXPECT_EQ(talent.flexible_terms().days_per_year(), 60);
  EXPECT_EQ(talent.flexible_terms().seasons_size(), 1) << "an empty or missing cell says nothing";
  // By its id alone, and with an id that is another's.
  EXPECT_THAT(Import("talent_id,display_name,region\nli-min,李敏,3501\n").Shown(),
              ElementsAre("2 UPDATED"));
  EXPECT_THAT(Import("external_id,talent_id,display_name\nND-1,other,李敏\n").Shown(),
              ElementsAre("2 REJECTED talent_id"));
}

TEST_P(ImportTest, ABrokenRowLeavesTheOthersWhole) {
  ASSERT_OK(CreateTalent("other",
                         "identity_document { type: CITIZEN_ID "
                         "number: '11010519491231002X' }")
                .status());
  v1::DeleteTalentRequest remove;
  ASSERT_OK(CreateTalent("gone", "external_id: 'ND-9'").status());
  remove.set_name("talents/gone");
  ASSERT_OK(Call(*talents_, &v1::TalentService::Stub::DeleteTalent, remove).status());
  const int64_t before = Revision();
  const Imported imported = Import(
      "external_id,display_name,id_number,认定办法,认定层次,认定起\n"
      "ND-1,甲,11010519491231002X,s,1,2025-01-01\n"
      "ND-2,乙,,s,1,2025-01-01\n"
      "ND-9,丙,,,,\n");
  ASSERT_OK(imported.status);
  EXPECT_THAT(imported.Shown(), ElementsAre("2 REJECTED id_number", "3 CREATED", "4 REJECTED "));
  EXPECT_EQ(imported.rows[0].errors(0).reason(), errors::kValueTaken);
  EXPECT_EQ(imported.rows[2].errors(0).reason(), kTalentDeleted);
  // Revisions stay dense: the refused row left none behind.
  EXPECT_EQ(Revision(), before + 2);
}

TEST_P(ImportTest, AWithdrawnConsentIsNotBroughtBackByAnOldFile) {
  ASSERT_OK(Import(kComplete).status);
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(ListConsents("talents/li-min")[0].name());
  ASSERT_OK(Call(*consents_, &v1::ConsentService::Stub::WithdrawConsent, withdraw).status());
  EXPECT_THAT(Import(kComplete).Shown(), ElementsAre("2 SKIPPED"));
  ASSERT_OK(clock_.AdvanceTo(clock_.Now() + absl::Hours(48)));
  const std::string later = absl::StrReplaceAll(kComplete, {{"2026-01-15", "2026-03-04"}});
  EXPECT_THAT(Import(later).Shown(), ElementsAre("2 UPDATED"));
  EXPECT_THAT(ListConsents("talents/li-min"), SizeIs(2));
}

TEST_P(ImportTest, ARepeatedImportGoesOnWhereItStopped) {
  const int rows = 2 * kImportBatchRows + 50;
  const Imported cut = Import(ManyRows(rows), false, kRequestId, /*stop_after=*/1);
  EXPECT_FALSE(cut.status.ok());
  EXPECT_THAT(cut.rows, SizeIs(kImportBatchRows));
  // Whole batches only.
  EXPECT_EQ(Revision() % 50, 0);
  Restart();
  const Imported again = Import(ManyRows(rows), false, kRequestId);
  ASSERT_OK(again.status);
  EXPECT_EQ(again.messages, 3);
  EXPECT_EQ(again.summary.created_count(), rows) << "as they were reported the first time";
  EXPECT_EQ(again.rows[0].talent(), cut.rows[0].talent());
  EXPECT_EQ(Revision(), rows);
  EXPECT_EQ(again.summary.revision(), rows);
  // A third time too, and not with another file.
  EXPECT_EQ(Import(ManyRows(rows), false, kRequestId).summary.created_count(), rows);
  EXPECT_EQ(Revision(), rows);
  EXPECT_EQ(errors::ReasonOf(Import(ManyRows(10), false, kRequestId).status),
            errors::kRequestIdReused);
}

TEST_P(ImportTest, ReadsGb18030) {
  // 姓名,人员编号 / 李敏 / a row that is cut in the middle of a character / 王芳.
  const Imported imported = Import(
      "\xD0\xD5\xC3\xFB,\xC8\xCB\xD4\xB1\xB1\xE0\xBA\xC5\n"
      "\xC0\xEE\xC3\xF4,1\n"
      "\xC0\xFF\xC3,2\n"
      "\xCD\xF5\xB7\xBC,3\n");
  ASSERT_OK(imported.status);
  EXPECT_THAT(imported.Shown(), ElementsAre("2 CREATED", "3 REJECTED 姓名", "4 CREATED"));
  EXPECT_EQ(imported.summary.encoding(), v1::ImportOptions::GB_18030);
  const auto talents = ListTalents("external_id = \"3\"");
  ASSERT_THAT(talents, SizeIs(1));
  EXPECT_EQ(talents[0].display_name(), "王芳");
}

TEST_P(ImportTest, RefusesAWrongCallAsAWhole) {
  EXPECT_EQ(errors::ReasonOf(Import("external_id,display_name,shoe_size\n1,a,43\n").status),
            kImportHeadingInvalid);
  EXPECT_EQ(errors::ReasonOf(Import("").status), kImportHeadingInvalid);
  EXPECT_EQ(errors::ReasonOf(Import(kComplete, false, "", 1 << 30, "reviewer").status),
            errors::kPermissionDenied);
  // Without options first.
  const auto context = ContextOf("clerk");
  const auto stream = talents_->ImportTalents(context.get());
  v1::ImportTalentsRequest chunk;
  chunk.set_chunk("external_id");
  stream->Write(chunk);
  stream->WritesDone();
  EXPECT_EQ(errors::MetadataOf(rpc::FromGrpc(stream->Finish()), "field"), "options");
  EXPECT_EQ(Revision(), 0);
}

}  // namespace
}  // namespace houniao::talent
