// How good is the ranking, by grades that it did not give? tests/golden/evaluation/README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "common/calendar/working_calendar.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/matching/talent_facts.h"
#include "tests/evaluation/files.h"
#include "tests/evaluation/made_up_people.h"
#include "tests/evaluation/report.h"
#include "tests/evaluation/rubric.h"

namespace houniao::evaluation {
namespace {

// A ranking below these is no longer the one that was promised, accepted or not.
constexpr int kLeastNdcg = 9000;
constexpr int kLeastRecall = 9600;

// A golden file and what the rules make of it now.
void ExpectGolden(absl::string_view name, const std::string& made, absl::string_view rule) {
  if (ReadGolden(name) == made) return;
  if (Accepting()) {
    WriteGolden(name, made);
    std::cout << "accepted: " << name << "\n";
    return;
  }
  ADD_FAILURE() << name << " is not what " << rule << " says. If it shall be: HOUNIAO_ACCEPT=1.";
}

// Everybody who passes the gates, best first.
std::vector<std::string> Ranked(const recruitment::Matcher& matcher, const GoldenDemand& demand) {
  recruitment::v1::MatchOptions options;
  options.set_omit_criteria(true);
  const auto reply = matcher.Match(SubjectOf(demand), options, kPeople);
  EXPECT_TRUE(reply.ok()) << demand.id << ": " << reply.status();
  std::vector<std::string> ranked;
  if (!reply.ok()) return ranked;
  for (const auto& candidate : reply->candidates()) {
    ranked.push_back(recruitment::TalentIdOf(candidate.talent()));
  }
  EXPECT_EQ(reply->eligible_count(), static_cast<int64_t>(ranked.size())) << demand.id;
  return ranked;
}

void Load(const std::vector<Person>& people, population::Population* population) {
  std::vector<population::TalentChange> changes;
  std::vector<population::EngagementBookings> bookings;
  for (const Person& person : people) {
    changes.push_back({person.id, FactsOf(person)});
    if (!person.booked.empty()) bookings.push_back({"e-" + person.id, BookingsOf(person)});
  }
  ASSERT_TRUE(population->ApplyTalents(std::move(changes), 1).ok());
  population->ApplyBookings(std::move(bookings), 1);
}

TEST(Evaluation, PeopleAreThoseOfTheRule) {
  ExpectGolden("people.csv", FormatPeople(MakeUpPeople(PostTable::Read(), kPeople)),
               "made_up_people.cc");
}

TEST(Evaluation, GradesAreThoseOfTheRubric) {
  const PostTable posts = PostTable::Read();
  ExpectGolden("grades.csv", FormatGrades(GradeAll(Rubric(posts), ReadPeople(), ReadDemands())),
               "rubric.cc");
}

TEST(Evaluation, TheRankingIsTheOneThatWasAccepted) {
  population::Population population{population::RestDays(calendar::WorkingCalendar::Announced())};
  ASSERT_NO_FATAL_FAILURE(Load(ReadPeople(), &population));
  const recruitment::Stations stations;
  const recruitment::Matcher matcher(population, stations);
  Grades grades = ReadGrades();
  Report report;
  for (const GoldenDemand& demand : ReadDemands()) {
    report.demands.push_back(FiguresOf(demand.id, Ranked(matcher, demand), grades[demand.id]));
  }
  EXPECT_GE(report.demands.size(), 40u);
  EXPECT_EQ(report.Violations(), 0) << report.Format();
  EXPECT_GE(report.MeanNdcg(), kLeastNdcg);
  EXPECT_GE(report.MeanRecall(), kLeastRecall);
  std::cout << "nDCG@10 " << report.MeanNdcg() << ", recall@50 " << report.MeanRecall()
            << " (of 10000), gate violations " << report.Violations() << ", "
            << report.demands.size() << " demands\n";
  const std::string changes = Compare(Report::Parse(ReadGolden("report.txt")), report);
  if (changes.empty()) return;
  if (Accepting()) {
    WriteGolden("report.txt", report.Format());
    std::cout << "accepted:\n" << changes;
    return;
  }
  ADD_FAILURE() << "The ranking has changed. If it shall: HOUNIAO_ACCEPT=1.\n" << changes;
}

TEST(Figures, KnowABestAndAWorstOrder) {
  const std::map<std::string, int> grades{{"a", 3}, {"b", 2}, {"c", 1}};
  EXPECT_EQ(NdcgAt(10, {"a", "b", "c"}, grades), 10000);
  // (1 + 3/log2(3) + 7/2) / (7 + 3/log2(3) + 1/2)
  EXPECT_EQ(NdcgAt(10, {"c", "b", "a"}, grades), 6806);
  EXPECT_EQ(NdcgAt(1, {"x", "a"}, grades), 0);
  EXPECT_EQ(NdcgAt(10, {}, {}), 10000);
  EXPECT_EQ(RecallAt(2, {"c", "a", "b"}, grades), 5000);
  EXPECT_EQ(RecallAt(1, {"a"}, grades), 10000) << "of as many as could stand there";
  const DemandFigures figures = FiguresOf("d", {"a", "x"}, grades);
  EXPECT_EQ(figures.wrongly_in, 1);
  EXPECT_EQ(figures.wrongly_out, 2);
}

TEST(Report, IsReadBackAndTellsWhatChanged) {
  Report before;
  before.demands = {FiguresOf("ne-01", {"a", "b"}, {{"a", 3}, {"b", 2}}),
                    FiguresOf("ne-02", {}, {})};
  EXPECT_EQ(Report::Parse(before.Format()).demands, before.demands);
  EXPECT_EQ(Compare(before, before), "");
  Report after = before;
  after.demands[0] = FiguresOf("ne-01", {"b", "c"}, {{"a", 3}, {"b", 2}, {"c", 1}});
  const std::string text = Compare(before, after);
  EXPECT_THAT(text, ::testing::HasSubstr("ne-01  nDCG@10 1.0000 -> 0.3866 (-0.6134)"));
  EXPECT_THAT(text, ::testing::HasSubstr("+c -a"));
  EXPECT_THAT(text, ::testing::HasSubstr("total  nDCG@10 1.0000 -> 0.6933"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("ne-02")));
}

// The rubric in small: one person, one thing wrong at a time.
class RubricTest : public ::testing::Test {
 protected:
  RubricTest() {
    demand_.post = "storage-pcs-engineer";
    demand_.unit = "91350902MADEM00116";
    demand_.musts = {{"energy-storage-pcs", 2, 3}};
    demand_.nices = {{"energy-storage-ems", 1, 1}, {"storage-om", 1, 1}};
    demand_.first = absl::CivilDay(2025, 12, 1);
    demand_.last = absl::CivilDay(2025, 12, 31);
    demand_.days = 20;
    demand_.day_kind = "WORKDAY";
    person_.posts = {"storage-pcs-engineer"};
    person_.skills = {{"energy-storage-grid-forming", 3, 5, false},
                      {"energy-storage-ems", 1, 1, false}};
    person_.industries = {"3824"};
    person_.status = "ENTERPRISE";
    person_.consent_of_unit = "not-needed";
    person_.forms = {"CONSULTING"};
  }
  int Grade() const { return Rubric(posts_).Grade(person_, demand_); }

  const PostTable posts_ = PostTable::Read();
  GoldenDemand demand_;
  Person person_;
};

TEST_F(RubricTest, CountsSigns) {
  EXPECT_EQ(Grade(), 3) << "deep by a part of the skill, post, field, one of two nices";
  person_.posts.clear();
  EXPECT_EQ(Grade(), 3);
  person_.industries.clear();
  EXPECT_EQ(Grade(), 2);
  person_.skills[0].level = 2;
  EXPECT_EQ(Grade(), 1);
}

TEST_F(RubricTest, LetsNobodyPassAGate) {
  person_.skills[0].years = 2;
  EXPECT_EQ(Grade(), 0);
  person_.skills[0].years = 3;
  EXPECT_GT(Grade(), 0);
  person_.unit = demand_.unit;
  EXPECT_EQ(Grade(), 0);
  person_.unit.clear();
  person_.booked = {{absl::CivilDay(2025, 12, 1), absl::CivilDay(2025, 12, 3), false}};
  EXPECT_EQ(Grade(), 1 + 2) << "23 working days less 3";
  person_.booked[0].last = absl::CivilDay(2025, 12, 4);
  EXPECT_EQ(Grade(), 0);
  person_.booked.clear();
  person_.days_per_year = 19;
  EXPECT_EQ(Grade(), 0);
  person_.days_per_year.reset();
  demand_.other_musts = {"education>=14"};
  person_.education = "21";
  EXPECT_EQ(Grade(), 0);
}

}  // namespace
}  // namespace houniao::evaluation
