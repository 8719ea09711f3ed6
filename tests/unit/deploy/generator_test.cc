// The made-up register: the same bytes from the same seed, and nothing wrong but the seven rows.
#include <map>
#include <set>

#include "absl/algorithm/container.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/base/clock.h"
#include "common/codes/credit_code.h"
#include "common/codes/education.h"
#include "common/codes/id_number.h"
#include "common/codes/majors.h"
#include "common/codes/regions.h"
#include "deploy/demo/generator/faulty_rows.h"
#include "deploy/demo/generator/register.h"
#include "deploy/demo/generator/talent_file.h"
#include "deploy/demo/generator/teams.h"
#include "services/talent/import/check_row.h"
#include "services/talent/import/talent_file.h"

namespace houniao::demo {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr uint64_t kSeed = 42;
constexpr int kTalents = 2000;

const Register& Demo() {
  static const Register* const made = new Register(MakeRegister(kSeed, kTalents));
  return *made;
}

absl::Time DemoTime() { return ShanghaiMidnight(kDemoDay) + absl::Hours(9); }

std::string Cell(const Person& person, absl::string_view column) {
  const auto cell = person.cells.find(column);
  return cell == person.cells.end() ? "" : cell->second;
}

// Faults by external_id, as the dry run of an import would report them.
std::map<std::string, std::vector<std::string>> FaultyColumns(const std::string& text) {
  auto file = talent::TalentFile::Open(text, talent::v1::ImportOptions::UTF_8);
  EXPECT_TRUE(file.ok()) << file.status();
  talent::RowChecker checker(*file, DemoTime());
  std::map<std::string, std::vector<std::string>> faults;
  while (auto row = file->Next()) {
    for (const auto& fault : checker.Check(*row)) {
      faults[row->cells.front().second].push_back(fault.column());
    }
  }
  return faults;
}

TEST(GeneratorTest, SameSeedGivesTheSameBytes) {
  const std::string once = TalentFile(MakeRegister(kSeed, 300).rows);
  EXPECT_EQ(once, TalentFile(MakeRegister(kSeed, 300).rows));
  EXPECT_NE(once, TalentFile(MakeRegister(kSeed + 1, 300).rows));
  const auto teams = MakeTeams(kSeed, Demo().people, 40);
  const auto again = MakeTeams(kSeed, Demo().people, 40);
  ASSERT_TRUE(teams.ok()) << teams.status();
  EXPECT_EQ(TeamFile(*teams), TeamFile(*again));
}

TEST(GeneratorTest, PeopleDoNotDependOnHowManyAreAskedFor) {
  const Register small = MakeRegister(kSeed, 100);
  for (size_t i = 0; i < small.people.size(); ++i) {
    EXPECT_EQ(small.people[i].cells, Demo().people[i].cells) << i;
  }
}

TEST(GeneratorTest, ImportRefusesTheSevenRowsAndNoOther) {
  EXPECT_THAT(Demo().people, SizeIs(kTalents));
  EXPECT_THAT(Demo().rows, SizeIs(kTalents + 7));
  EXPECT_THAT(
      FaultyColumns(TalentFile(Demo().rows)),
      ElementsAre(Pair("hn-9001", ElementsAre("id_number")),
                  Pair("hn-9002", ElementsAre("birth_date")),
                  Pair("hn-9003", ElementsAre("region")), Pair("hn-9004", ElementsAre("skills")),
                  Pair("hn-9005", ElementsAre("display_name")),
                  Pair("hn-9006", ElementsAre("unit_credit_code")),
                  Pair("hn-9007", ElementsAre("days_per_year"))));
}

TEST(GeneratorTest, OtherSeedsAreAsClean) {
  for (const uint64_t seed : {1, 7, 2026}) {
    EXPECT_THAT(FaultyColumns(TalentFile(MakeRegister(seed, 500).rows)), SizeIs(7)) << seed;
  }
}

TEST(GeneratorTest, NumbersAreValidAndBelongToNobody) {
  std::set<std::string> seen;
  for (const Person& person : Demo().people) {
    const auto id = codes::CheckIdNumber(Cell(person, "id_number"), kDemoDay);
    ASSERT_TRUE(id.ok() && id.region_known) << person.id;
    EXPECT_EQ(codes::FindRegion(Cell(person, "id_number").substr(0, 6)), nullptr) << person.id;
    EXPECT_EQ(id.male, Cell(person, "sex") == "男") << person.id;
    EXPECT_TRUE(seen.insert(Cell(person, "id_number")).second) << person.id;
    EXPECT_GE(*id.birth_date, absl::CivilDay(1953, 11, 3)) << person.id;
    EXPECT_LE(*id.birth_date, absl::CivilDay(1997, 11, 3)) << person.id;
    const std::string unit = Cell(person, "unit_credit_code");
    EXPECT_TRUE(unit.empty() || codes::CheckCreditCode(unit).kind == codes::CreditCodeKind::kValid)
        << person.id;
    EXPECT_EQ(Cell(person, "phone").substr(0, 7), "1990000") << person.id;
  }
}

TEST(GeneratorTest, WordsAreThoseOfTheTables) {
  for (const Person& person : Demo().people) {
    EXPECT_TRUE(codes::IsMajor(Cell(person, "major"))) << Cell(person, "major");
    EXPECT_NE(codes::FindRegion(Cell(person, "region")), nullptr) << person.id;
    const std::string title = Cell(person, "title");
    const int rank =
        title.empty()
            ? 0
            : static_cast<int>(codes::RankOfTitle(title).value_or(codes::TitleRank::kNone));
    EXPECT_EQ(rank, person.title_rank) << title;
  }
}

TEST(GeneratorTest, EverySubsectorHasPeopleOfEveryKindOfWork) {
  std::map<std::string, int> subsectors;
  std::map<std::string, int> work;
  for (const Person& person : Demo().people) {
    ++subsectors[person.expertise->subsector->key];
    ++work[Cell(person, "employment_status")];
  }
  EXPECT_THAT(subsectors, SizeIs(codes::AllSubsectors().size()));
  EXPECT_THAT(work, SizeIs(6));
}

TEST(GeneratorTest, TheCastIsAsTheStoryNeedsIt) {
  const Person& heroine = Demo().people[0];
  EXPECT_EQ(heroine.id, "hn-0001");
  EXPECT_EQ(Cell(heroine, "employment_status"), "退休");
  EXPECT_EQ(Cell(heroine, "recognition_scheme"), "ningde-2020");
  EXPECT_EQ(Cell(heroine, "recognition_tier"), "3");
  EXPECT_EQ(Cell(heroine, "seasons"), "12-01~03-31");
  EXPECT_EQ(Cell(Demo().people[1], "home_unit_consent_given"), "否");
  EXPECT_EQ(Cell(Demo().people[2], "employment_status"), "公务员");
}

TEST(GeneratorTest, TeamsAreMadeOfPeopleWhoAreFreeAndInNoOtherTeam) {
  const auto teams = MakeTeams(kSeed, Demo().people, 40);
  ASSERT_TRUE(teams.ok()) << teams.status();
  ASSERT_THAT(*teams, SizeIs(40));
  std::set<std::string> members;
  for (const Team& team : *teams) {
    EXPECT_GE(team.leader->title_rank, 3) << team.id;
    EXPECT_TRUE(members.insert(team.leader->id).second) << team.leader->id;
    EXPECT_GE(team.members.size(), 4u) << team.id;
    for (const Member& member : team.members) {
      EXPECT_TRUE(members.insert(member.person->id).second) << member.person->id;
    }
  }
  EXPECT_FALSE(members.contains("hn-0001"));
  EXPECT_FALSE(MakeTeams(kSeed, MakeRegister(kSeed, 60).people, 40).ok());
}

}  // namespace
}  // namespace houniao::demo
