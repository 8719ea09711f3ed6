// Answers that stand against answers that are searched anew, while everything changes between the
// questions.
#include "services/recruitment/standing/standing_answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/base/dates.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"

namespace houniao::recruitment {
namespace {

using population::Feed;
using population::TalentFacts;

const absl::CivilDay kToday(2027, 11, 20);

class World {
 public:
  World(uint32_t seed, int count) : count_(count), made_up_(seed), demands_(seed + 1) {
    people.BeginSnapshot(Feed::kTalents);
    std::vector<population::TalentChange> changes;
    for (int number = 0; number < count_; ++number) {
      TalentFacts facts = Person(number);
      std::string id = facts.id;
      changes.push_back({std::move(id), std::move(facts)});
    }
    EXPECT_OK(people.ApplyTalents(std::move(changes), ++revision_));
    people.EndSnapshot(Feed::kTalents, revision_);
    for (int i = 0; i < count_ / 10; ++i) Book();
  }

  // Most consent and are there to be had, so that lists are long and have reserves.
  TalentFacts Person(int number) {
    TalentFacts facts = made_up_.Facts(absl::StrCat("p", number));
    if (made_up_.OneIn(4)) return facts;
    facts.share_consent = true;
    facts.paused = false;
    facts.forms = 0x7FE;
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    facts.integrity_until.reset();
    facts.academician = made_up_.OneIn(3);
    if (made_up_.OneIn(2)) facts.served_regions.clear();
    if (made_up_.OneIn(2)) facts.seasons.clear();
    return facts;
  }

  void ChangeSomething() {
    const int number = made_up_.Below(count_);
    switch (made_up_.Below(8)) {
      case 0:
        people.Remove(absl::StrCat("p", number), ++revision_);
        return;
      case 1:
      case 2:
        Book();
        return;
      case 3:
        MoveStation();
        return;
      default:
        EXPECT_OK(people.Upsert(Person(number), ++revision_));
    }
  }

  void MoveStation() {
    stations.Set(
        absl::StrCat("e", made_up_.Below(40)), made_up_.OneIn(2) ? "employers/1" : "employers/2",
        {absl::StrCat("p", made_up_.Below(count_)), absl::StrCat("p", made_up_.Below(count_))},
        !made_up_.OneIn(3));
  }

  // The feed's snapshot of bookings comes again, without some of them; stations too.
  void StartAnew() {
    stations.Clear();
    people.BeginSnapshot(Feed::kBookings);
    for (int i = 0; i < 20; ++i) Book();
    people.EndSnapshot(Feed::kBookings, ++revision_);
  }

  void Book() {
    population::EngagementBookings change = made_up_.Bookings(10, 60);
    for (auto& booking : change.bookings) {
      booking.talent = absl::StrCat("p", made_up_.Below(count_));
    }
    people.ApplyBookings({change}, ++revision_);
  }

  std::shared_ptr<const Subject> MakeRandomSubject(absl::CivilDay today) {
    v1::Employer employer = StorageEmployer();
    employer.set_name("employers/1");
    return std::make_shared<const Subject>(MakeSubject(demands_.Make(), employer, today));
  }

  StandingQuestion MakeQuestion(std::shared_ptr<const Subject> subject) {
    StandingQuestion question;
    question.subject = std::move(subject);
    question.top_k = static_cast<size_t>(1 + demands_.Below(20));
    v1::MatchOptions& options = question.options;
    if (demands_.OneIn(3)) *options.mutable_scoring_weights() = demands_.WeightsMessage();
    options.set_omit_criteria(demands_.OneIn(2));
    options.set_omit_gate_counts(!demands_.OneIn(4));
    options.set_omit_eligible_count(!demands_.OneIn(4));
    for (int i = demands_.Below(4); i > 0; --i) {
      options.add_excluded_talents(absl::StrCat("talents/p", demands_.Below(count_ + 5)));
    }
    return question;
  }

  bool OneIn(int n) { return made_up_.OneIn(n); }

  population::Population people;
  Stations stations;

 private:
  const int count_;
  population::MadeUp made_up_;
  MadeUpDemands demands_;
  int64_t revision_ = 0;
};

std::string Anew(const World& world, const StandingQuestion& question) {
  const auto fresh =
      Matcher(world.people, world.stations)
          .Match(*question.subject, question.options, static_cast<int>(question.top_k));
  if (!fresh.ok()) return fresh.status().ToString();
  return fresh->DebugString();
}

std::string Standing(const StandingAnswers& answers, const StandingQuestion& question) {
  const auto answer = answers.Ask(question);
  if (!answer.ok()) return answer.status().ToString();
  v1::MatchTalentsResponse response;
  EXPECT_TRUE(response.ParseFromString(*(*answer)->body()));
  response.set_population_count((*answer)->population_count());
  return response.DebugString();
}

int64_t CountOf(const char* how) {
  return observe::Metrics::Process()
      .Counter("houniao_matching_answers_total", "", {{"how", how}})
      .value();
}

TEST(StandingAnswersTest, EveryAnswerIsTheOneOfNow) {
  const int64_t kept = CountOf("kept"), mended = CountOf("mended"), searched = CountOf("searched");
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    // From everybody in every list to a list that is an edge of many.
    World world(seed * 100, seed % 2 == 0 ? 60 : 1500);
    const StandingAnswers answers({world.people, world.stations});
    absl::CivilDay today = kToday;
    std::vector<StandingQuestion> questions;
    for (int i = 0; i < 25; ++i) {
      questions.push_back(world.MakeQuestion(world.MakeRandomSubject(today)));
    }
    for (int round = 0; round < 40; ++round) {
      // Sometimes nothing, sometimes more than a list's reserve.
      const int changes = round % 4 == 0 ? 0 : round % 7 == 0 ? 400 : 1 + round % 5;
      for (int i = 0; i < changes; ++i) world.ChangeSomething();
      if (round == 20) world.StartAnew();
      if (round == 30) world.people.SetRestDays(population::RestDays());
      if (round % 10 == 9) {  // a day passes, a demand is changed
        StandingQuestion& question = questions[static_cast<size_t>(round) % questions.size()];
        question.subject = world.MakeRandomSubject(++today);
      }
      for (size_t i = 0; i < questions.size(); ++i) {
        if (!world.OneIn(2)) continue;
        ASSERT_EQ(Standing(answers, questions[i]), Anew(world, questions[i]))
            << "seed " << seed << ", round " << round << ", question " << i;
      }
    }
  }
  // All three ways were taken.
  EXPECT_GT(CountOf("kept"), kept);
  EXPECT_GT(CountOf("mended") - mended, 100);
  EXPECT_GT(CountOf("searched"), searched);
}

TEST(StandingAnswersTest, AnswersThatAreMendedForLongStayExact) {
  World world(7, 800);
  const StandingAnswers answers({world.people, world.stations});
  StandingQuestion question = world.MakeQuestion(world.MakeRandomSubject(kToday));
  question.options.set_omit_gate_counts(true);
  question.options.set_omit_eligible_count(true);
  for (int change = 0; change < 1500; ++change) {
    world.ChangeSomething();
    const std::string standing = Standing(answers, question);
    if (change % 10 == 0) {
      ASSERT_EQ(standing, Anew(world, question)) << "after change " << change;
    }
  }
  EXPECT_EQ(Standing(answers, question), Anew(world, question));
}

TEST(StandingAnswersTest, WhatIsKeptIsBounded) {
  World world(9, 50);
  const StandingAnswers answers({world.people, world.stations});
  const auto subject = world.MakeRandomSubject(kToday);
  StandingQuestion question = world.MakeQuestion(subject);
  for (size_t i = 0; i < StandingAnswers::kMostAnswers + 500; ++i) {
    question.options.clear_excluded_talents();
    question.options.add_excluded_talents(absl::StrCat("talents/nobody-", i));
    ASSERT_OK(answers.Ask(question).status());
  }
  EXPECT_LE(answers.size(), StandingAnswers::kMostAnswers);
  EXPECT_GT(answers.size(), StandingAnswers::kMostAnswers / 4);
}

TEST(StandingAnswersTest, ManyAskWhileOneChanges) {
  World world(11, 600);
  const StandingAnswers answers({world.people, world.stations});
  std::vector<StandingQuestion> questions;
  for (int i = 0; i < 6; ++i) {
    questions.push_back(world.MakeQuestion(world.MakeRandomSubject(kToday)));
  }
  std::atomic<bool> stopping{false};
  std::vector<std::thread> askers;
  for (int asker = 0; asker < 3; ++asker) {
    askers.emplace_back([&, asker] {
      for (size_t i = static_cast<size_t>(asker); !stopping; ++i) {
        EXPECT_OK(answers.Ask(questions[i % questions.size()]).status());
      }
    });
  }
  for (int i = 0; i < 3000; ++i) world.ChangeSomething();
  stopping = true;
  for (std::thread& asker : askers) asker.join();
  for (const StandingQuestion& question : questions) {
    EXPECT_EQ(Standing(answers, question), Anew(world, question));
  }
}

}  // namespace
}  // namespace houniao::recruitment
