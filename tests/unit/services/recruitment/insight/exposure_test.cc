#include "services/recruitment/insight/exposure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "common/base/dates.h"
#include "common/codes/skills.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;
using Group = v1::ExposureGroup;

const absl::CivilDay kToday(2026, 3, 2);

std::vector<ExposureCell> SexCells(std::vector<std::array<int64_t, 3>> counts) {
  static constexpr const char* kValues[] = {"female", "male", "unknown", "x", "y"};
  std::vector<ExposureCell> cells;
  for (size_t i = 0; i < counts.size(); ++i) {
    cells.push_back({Group::SEX, kValues[i], counts[i][0], counts[i][1], counts[i][2]});
  }
  return cells;
}

std::string Shown(const Group& group) {
  return absl::StrCat(group.value(), " ", group.pool_count(), " ", group.shown_count(), " ",
                      group.chosen_count(), " ", group.impact_ratio_bp());
}

std::vector<std::string> Shown(const std::vector<Group>& groups) {
  std::vector<std::string> texts;
  for (const Group& group : groups) texts.push_back(Shown(group));
  return texts;
}

TEST(Exposure, RatioIsThatOfTheSharesShown) {
  EXPECT_THAT(Shown(GroupsOf(SexCells({{100, 20, 10}, {200, 50, 20}}), 5)),
              ::testing::ElementsAre("female 100 20 10 8000", "male 200 50 20 10000"));
  // Nobody of a group shown: that must not be hidden.
  EXPECT_THAT(Shown(GroupsOf(SexCells({{100, 0, 0}, {200, 50, 20}}), 5)),
              ::testing::ElementsAre("female 100 0 0 0", "male 200 50 20 10000"));
  EXPECT_THAT(Shown(GroupsOf(SexCells({{100, 0, 0}, {200, 0, 0}}), 5)),
              ::testing::ElementsAre("female 100 0 0 -1", "male 200 0 0 -1"));
}

TEST(Exposure, SmallCellsAreHiddenWithWhatWouldGiveThemAway) {
  // Three unknown would follow from the sum of the others, so the smaller of these goes as well.
  EXPECT_THAT(
      Shown(GroupsOf(SexCells({{100, 20, 10}, {200, 50, 20}, {3, 1, 0}}), 5)),
      ::testing::ElementsAre("female -1 -1 -1 -1", "male 200 50 20 10000", "unknown -1 -1 -1 -1"));
  // Few chosen hide the chosen alone.
  EXPECT_THAT(Shown(GroupsOf(SexCells({{100, 20, 4}, {200, 50, 20}, {300, 60, 30}}), 5)),
              ::testing::ElementsAre("female 100 20 -1 8000", "male 200 50 -1 10000",
                                     "unknown 300 60 30 8000"));
  // An empty group is none.
  EXPECT_THAT(Shown(GroupsOf(SexCells({{100, 20, 10}, {0, 0, 0}}), 5)),
              ::testing::ElementsAre("female 100 20 10 10000"));
}

TEST(Exposure, DimensionsAreApart) {
  std::vector<ExposureCell> cells = SexCells({{100, 20, 10}, {200, 50, 20}});
  cells.push_back({Group::TIER, "1", 4, 4, 4});
  cells.push_back({Group::TIER, "2", 30, 20, 10});
  cells.push_back({Group::TIER, "0", 300, 20, 10});
  const auto groups = GroupsOf(cells, 5);
  EXPECT_THAT(Shown(groups),
              ::testing::ElementsAre("1 -1 -1 -1 -1", "2 -1 -1 -1 -1", "0 300 20 10 10000",
                                     "female 100 20 10 8000", "male 200 50 20 10000"));
}

population::TalentFacts StorageFacts(const std::string& id) {
  population::TalentFacts facts;
  facts.id = id;
  facts.skills = {{*codes::SkillTable::BuiltIn().Find("energy-storage-pcs"), 3, 8, false}};
  facts.education_rank = 4;
  facts.forms = 0x7FE;
  facts.employment_status = houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE;
  facts.share_consent = true;
  return facts;
}

TEST(Exposure, CountsByWhatMatchingKnows) {
  population::Population population;
  int64_t revision = 0;
  const auto add = [&](const std::string& id, const std::string& region, int tier, bool shared) {
    population::TalentFacts facts = StorageFacts(id);
    facts.region = region;
    facts.tier_rank = tier;
    facts.share_consent = shared;
    ASSERT_OK(population.Upsert(facts, ++revision));
  };
  add("a", "350902", 1, true);
  add("b", "3509", 0, true);
  add("c", "35", 10, true);
  add("d", "", 2, true);
  add("hidden", "350902", 1, false);
  std::map<std::string, std::string> cells;
  for (const ExposureCell& cell :
       CountByFacts(population, DayNumber(kToday), {"a", "c", "hidden", "gone"}, {"a"}, {"a"})) {
    cells[absl::StrCat(Group::Dimension_Name(cell.dimension), " ", cell.value)] =
        absl::StrCat(cell.pool, " ", cell.shown, " ", cell.chosen);
  }
  EXPECT_EQ(cells["WORK_CITY 3509"], "2 1 1");
  EXPECT_EQ(cells["WORK_CITY 0000"], "2 1 0");
  EXPECT_EQ(cells["FIRST_TIMER returning"], "1 1 1");
  EXPECT_EQ(cells["FIRST_TIMER first"], "3 1 0");
  EXPECT_EQ(cells["TIER 1"], "1 1 1");
  EXPECT_EQ(cells["TIER 0"], "1 0 0");
  EXPECT_EQ(cells["TIER 10"], "1 1 0");
  EXPECT_EQ(cells.size(), 8u);
  EXPECT_THAT(NamesInPool(population, {"b", "a", "hidden", "gone"}),
              ::testing::ElementsAre("talents/a", "talents/b"));
}

TEST(Exposure, TakesSexAndAgeAsCountsAlone) {
  const auto counts = [](int64_t female, int64_t young) {
    tpb::CountTalentGroupsResponse response;
    const auto add = [&](const char* dimension, const char* value, int64_t count) {
      auto* group = response.add_counts();
      group->set_dimension(dimension);
      group->set_value(value);
      group->set_count(count);
    };
    add("sex", "female", female);
    add("age_band", "under-35", young);
    return response;
  };
  const auto cells = CellsOfGroups(counts(100, 60), counts(40, 30), {});
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].dimension, Group::SEX);
  EXPECT_EQ(cells[0].shown, 40);
  EXPECT_EQ(cells[0].chosen, 0);
  EXPECT_EQ(cells[1].dimension, Group::AGE_BAND);
  EXPECT_EQ(cells[1].pool, 60);
}

// SECURITY, section H: on people of equal skill no group of sex or age is shown less than nine
// tenths as often as the one shown most. What matching sees of them is drawn without regard to sex
// and age; these are known to this test alone.
TEST(Exposure, ImpactRatioOnEqualSkillIsAboveNineTenths) {
  constexpr int kPeople = 24000;
  constexpr const char* kBands[] = {"under-35", "35-44", "45-54", "55-64", "65-over"};
  std::mt19937 random(20260302);
  const auto below = [&](int end) {
    return static_cast<int>(random() % static_cast<uint32_t>(end));
  };
  population::Population population;
  std::map<std::string, std::pair<std::string, std::string>> who;  // id -> sex, band
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  for (int i = 0; i < kPeople; ++i) {
    const std::string id = absl::StrCat("t", random());
    population::TalentFacts facts = StorageFacts(id);
    facts.skills = {{below(table.size()), 1 + below(3), below(20), below(4) == 0},
                    {below(table.size()), 1 + below(3), below(20), false}};
    facts.education_rank = 1 + below(4);
    facts.title_rank = below(5);
    facts.experience_years = below(31);
    facts.day_fee_fen = 100000 + 10000 * below(20);
    facts.region = below(2) == 0 ? "3509" : "4601";
    ASSERT_OK(population.Upsert(facts, i + 1));
    who[id] = {below(2) == 0 ? "female" : "male", kBands[below(5)]};
  }
  Stations stations;
  const Matcher matcher(population, stations);
  v1::MatchOptions options;
  options.set_omit_criteria(true);
  options.set_omit_gate_counts(true);
  options.set_omit_eligible_count(true);
  TalentIds shown;
  for (int skill = 0; skill < table.size(); ++skill) {
    v1::Demand demand = WinterDemand();
    demand.mutable_requirements(0)->mutable_skill()->set_skill(table.Get(skill).key);
    demand.mutable_requirements(0)->mutable_skill()->clear_min_level();
    demand.set_day_fee_fen(300000);
    ASSERT_OK_AND_ASSIGN(
        const auto list,
        matcher.Match(MakeSubject(demand, StorageEmployer(), kToday), options, 50));
    for (const auto& candidate : list.candidates()) shown.insert(candidate.talent().substr(8));
  }
  std::map<std::pair<int, std::string>, ExposureCell> cells;
  for (const auto& [id, groups] : who) {
    for (const auto& [dimension, value] :
         {std::pair{Group::SEX, groups.first}, std::pair{Group::AGE_BAND, groups.second}}) {
      ExposureCell& cell = cells[{dimension, value}];
      cell.dimension = dimension;
      cell.value = value;
      ++cell.pool;
      cell.shown += shown.contains(id) ? 1 : 0;
    }
  }
  std::vector<ExposureCell> all;
  for (const auto& [key, cell] : cells) all.push_back(cell);
  const auto groups = GroupsOf(all, 5);
  ASSERT_EQ(groups.size(), 7u);
  EXPECT_GT(shown.size(), 4000u);
  for (const Group& group : groups) {
    std::printf("  %s\n", Shown(group).c_str());
    EXPECT_GE(group.impact_ratio_bp(), 9000) << Shown(group);
  }
}

}  // namespace
}  // namespace houniao::recruitment
