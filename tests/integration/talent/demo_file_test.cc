// The file that the demo makes, as a district would send it: everything fits but the seven rows
// that are wrong on purpose.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/integration/talent/talent_office.h"
#include "tests/support/temp_folder.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;

class DemoFileTest : public TalentOffice {
 protected:
  // The morning on which the demo's exercise starts.
  DemoFileTest()
      : TalentOffice(absl::FromCivil(absl::CivilHour(2025, 11, 3, 9), ShanghaiTimeZone())) {}

  std::string MakeFile() {
    const std::string folder = testing::MakeTempFolder("demo");
    const char* bin = std::getenv("HOUNIAO_BIN_DIR");
    const std::string program = absl::StrCat(bin == nullptr ? "build/asan/bin" : bin);
    const std::string command =
        absl::StrCat(program, "/houniao-demo --talents 2000 --teams 40 --out ", folder);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream in(folder + "/talents.csv");
    std::stringstream text;
    text << in.rdbuf();
    std::filesystem::remove_all(folder);
    return text.str();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, DemoFileTest, testing::kEngines, testing::EngineName);

TEST_P(DemoFileTest, IsTakenButForTheSevenWrongRows) {
  const std::string csv = MakeFile();
  std::vector<std::string> wrong;
  const Imported dry = Import(csv, /*dry_run=*/true);
  ASSERT_OK(dry.status);
  for (const auto& row : dry.rows) {
    if (row.outcome() == v1::ImportRowResult::CREATED) continue;
    std::string text = row.external_id();
    for (const auto& error : row.errors()) absl::StrAppend(&text, " ", error.column());
    wrong.push_back(text);
  }
  EXPECT_THAT(wrong, ElementsAre("hn-9001 id_number", "hn-9002 birth_date", "hn-9003 region",
                                 "hn-9004 skills", "hn-9005 display_name",
                                 "hn-9006 unit_credit_code", "hn-9007 days_per_year"));
  EXPECT_EQ(Revision(), 0);
  const Imported real = Import(csv);
  ASSERT_OK(real.status);
  EXPECT_EQ(real.summary.created_count(), 2000);
  EXPECT_EQ(real.summary.rejected_count(), 7);
  const int64_t revision = Revision();
  EXPECT_EQ(Import(csv).summary.skipped_count(), 2000);
  EXPECT_EQ(Revision(), revision);
}

}  // namespace
}  // namespace houniao::talent
