// The match that the story turns on, over the whole made-up register.
#include "absl/algorithm/container.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/calendar/working_calendar.h"
#include "deploy/demo/generator/register.h"
#include "deploy/demo/generator/talent_file.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/talent/import/check_row.h"
#include "services/talent/import/talent_file.h"
#include "tests/unit/deploy/manifests.h"

namespace houniao::demo {
namespace {

using recruitment::v1::GATE_HOME_UNIT_CONSENT;
using recruitment::v1::GATE_STATUS_ALLOWED;
using ::testing::ElementsAre;
using ::testing::SizeIs;

population::TalentFacts FactsOf(talent::ImportRow& row) {
  row.talent.set_name(absl::StrCat("talents/", row.talent_id));
  population::TalentFacts facts = recruitment::FactsOfTalent(row.talent, kDemoDay);
  facts.share_consent = absl::c_any_of(row.consents, [](const auto& consent) {
    return consent.purpose() == talent::v1::Consent::SHARE_WITH_EMPLOYERS;
  });
  if (row.has_recognition) {
    row.recognition.set_state(talent::v1::Recognition::VALID);
    recruitment::ApplyTiers({recruitment::FactOfRecognition(row.recognition)}, DayNumber(kDemoDay),
                            facts);
  }
  return facts;
}

void Load(population::Population& population) {
  auto file = talent::TalentFile::Open(TalentFile(MakeRegister(42, 2000).people),
                                       talent::v1::ImportOptions::UTF_8);
  ASSERT_TRUE(file.ok()) << file.status();
  std::vector<population::TalentChange> changes;
  while (auto row = file->Next()) {
    talent::ImportRow import;
    ASSERT_TRUE(talent::ApplyRow(*row, import).ok());
    changes.push_back({import.talent_id, FactsOf(import)});
  }
  ASSERT_TRUE(population.ApplyTalents(std::move(changes), 1).ok());
}

template <typename T>
T Find(absl::string_view kind, absl::string_view id) {
  T message;
  for (const Manifest& manifest : DemoManifests()) {
    if (manifest.kind != kind || manifest.id != id) continue;
    EXPECT_TRUE(ParseSpec(manifest.spec, message).ok()) << id;
  }
  return message;
}

class StoryMatchTest : public ::testing::Test {
 protected:
  void SetUp() override { Load(population_); }

  recruitment::Subject SubjectOf(absl::string_view id) const {
    auto demand = Find<recruitment::v1::Demand>("Demand", id);
    const auto employer = Find<recruitment::v1::Employer>("Employer", demand.employer().substr(10));
    demand.set_name(absl::StrCat("demands/", id));
    return recruitment::MakeSubject(demand, employer, kDemoDay);
  }

  recruitment::v1::ExplainMatchResponse Explained(const std::string& talent) const {
    const auto answer =
        matcher_.Explain(SubjectOf("demo-storage-expert"), {}, 10, "talents/" + talent);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? *answer : recruitment::v1::ExplainMatchResponse();
  }

  population::Population population_{population::RestDays(calendar::WorkingCalendar::Announced())};
  recruitment::Stations stations_;
  recruitment::Matcher matcher_{population_, stations_};
};

std::vector<recruitment::v1::Gate> FailedGates(
    const recruitment::v1::ExplainMatchResponse& answer) {
  std::vector<recruitment::v1::Gate> failed;
  for (const auto& gate : answer.gates()) {
    if (!gate.passed()) failed.push_back(gate.gate());
  }
  return failed;
}

TEST_F(StoryMatchTest, TheHeroineIsTheBestOfMoreThanTen) {
  const auto answer = matcher_.Match(SubjectOf("demo-storage-expert"), {}, 10);
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_THAT(answer->candidates(), SizeIs(10));
  EXPECT_GT(answer->eligible_count(), 10);
  EXPECT_EQ(answer->candidates(0).talent(), "talents/hn-0001");
  EXPECT_GT(answer->candidates(0).score(), answer->candidates(1).score());
  RecordProperty("eligible", static_cast<int>(answer->eligible_count()));
  RecordProperty("best", answer->candidates(0).score());
  RecordProperty("second", answer->candidates(1).score());
  RecordProperty("tenth", answer->candidates(9).score());
}

TEST_F(StoryMatchTest, SheSuitsTheSecondEmployerToo) {
  const auto answer = matcher_.Match(SubjectOf("demo-pcs-commissioning"), {}, 10);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->candidates(0).talent(), "talents/hn-0001");
}

TEST_F(StoryMatchTest, TheRunnerUpLacksTheConsentOfHisUnitAlone) {
  const auto answer = Explained("hn-0002");
  EXPECT_THAT(FailedGates(answer), ElementsAre(GATE_HOME_UNIT_CONSENT));
  EXPECT_GT(answer.score(), answer.threshold_score());
}

TEST_F(StoryMatchTest, TheCivilServantFailsByHisStatusFirst) {
  EXPECT_EQ(Explained("hn-0003").first_failed_gate().gate(), GATE_STATUS_ALLOWED);
}

}  // namespace
}  // namespace houniao::demo
