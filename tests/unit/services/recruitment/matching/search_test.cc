// The search that skips what cannot be listed against the rules asked one by one of everybody, over
// populations of several pages, however their rows lie and while they change.
#include "services/recruitment/matching/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/numbers.h"

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

constexpr int kPeople = 9000;  // three pages
const absl::CivilDay kToday(2027, 11, 20);

// How many demands are asked of each world: HOUNIAO_PAIRS as in matcher_oracle_test.
int Demands() {
  const char* const given = std::getenv("HOUNIAO_PAIRS");
  int pairs = 0;
  if (given == nullptr || !absl::SimpleAtoi(given, &pairs)) pairs = 20000;
  return std::clamp(pairs / 2000, 10, 200);
}

class Crowd {
 public:
  explicit Crowd(uint32_t seed) : made_up_(seed), demands_(seed + 1) {}

  TalentFacts Person(int number) {
    TalentFacts facts = made_up_.Facts(absl::StrCat("p", number));
    // A few stand out and most do not, so that lists have an edge.
    if (!made_up_.OneIn(20)) facts.tier_rank = 0;
    if (!made_up_.OneIn(4)) facts.title_rank = std::min(facts.title_rank, 1);
    if (made_up_.OneIn(2)) facts.skills.clear();
    if (made_up_.OneIn(3)) return facts;
    facts.share_consent = true;
    facts.paused = false;
    facts.forms = 0x7FE;
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    facts.integrity_until.reset();
    if (made_up_.OneIn(2)) facts.served_regions.clear();
    if (made_up_.OneIn(2)) facts.seasons.clear();
    return facts;
  }

  void Load(bool as_snapshot) {
    if (as_snapshot) people.BeginSnapshot(Feed::kTalents);
    std::vector<population::TalentChange> changes;
    for (int number = 0; number < kPeople; ++number) {
      TalentFacts facts = Person(number);
      const std::string id = facts.id;
      changes.push_back({id, std::move(facts)});
    }
    EXPECT_OK(people.ApplyTalents(std::move(changes), ++revision_));
    if (as_snapshot) people.EndSnapshot(Feed::kTalents, revision_);
    for (int i = 0; i < 300; ++i) Book();
  }

  void Change() {
    for (int i = 0; i < 400; ++i) {
      const int number = made_up_.Below(kPeople);
      if (made_up_.OneIn(4)) {
        people.Remove(absl::StrCat("p", number), ++revision_);
      } else {
        EXPECT_OK(people.Upsert(Person(number), ++revision_));
      }
      if (made_up_.OneIn(8)) Book();
    }
  }

  void Book() {
    population::EngagementBookings change = made_up_.Bookings(10, 200);
    for (auto& booking : change.bookings) {
      booking.talent = absl::StrCat("p", made_up_.Below(kPeople));
    }
    people.ApplyBookings({change}, ++revision_);
  }

  Subject MakeRandomSubject() {
    v1::Employer employer = StorageEmployer();
    if (demands_.OneIn(3)) employer.set_credit_code(absl::StrCat("unit-", demands_.Below(6)));
    return MakeSubject(demands_.Make(), employer, kToday);
  }
  MadeUpDemands& demands() { return demands_; }

  population::Population people;
  Stations stations;

 private:
  population::MadeUp made_up_;
  MadeUpDemands demands_;
  int64_t revision_ = 0;
};

struct Answer {
  std::vector<std::pair<std::string, int>> ranking;  // of all who pass
  std::map<int, int64_t> removed;
};

Answer AskEverybody(const Crowd& crowd, const Subject& subject, const v1::MatchOptions& options) {
  const population::View view = crowd.people.view();
  const GateList gates(subject, *view, &crowd.stations);
  const Score score(subject, WeightsOf(options.scoring_weights()), *view, gates);
  Answer answer;
  TopList all(*view, view->size());
  for (const uint32_t row : view->live()) {
    const GateRule* const failed = gates.FirstFailed({&*view, row});
    if (failed != nullptr) {
      ++answer.removed[failed->gate];
    } else {
      all.Add({score.Of({&*view, row}), row});
    }
  }
  for (const Ranked& entry : all.Take()) {
    answer.ranking.emplace_back(view->id(entry.row), entry.score);
  }
  return answer;
}

void Check(Crowd& crowd, const Subject& subject) {
  v1::MatchOptions options;
  if (crowd.demands().OneIn(2)) {
    *options.mutable_scoring_weights() = crowd.demands().WeightsMessage();
  }
  options.set_omit_criteria(true);
  options.set_omit_gate_counts(crowd.demands().OneIn(2));
  const Answer expected = AskEverybody(crowd, subject, options);
  const Matcher matcher(crowd.people, crowd.stations);
  const int top_k = 1 + crowd.demands().Below(crowd.demands().OneIn(3) ? 200 : 20);
  ASSERT_OK_AND_ASSIGN(const auto response, matcher.Match(subject, options, top_k));
  std::vector<std::pair<std::string, int>> listed;
  for (const v1::Candidate& candidate : response.candidates()) {
    listed.emplace_back(candidate.talent().substr(8), candidate.score());
  }
  auto best = expected.ranking;
  best.resize(std::min(best.size(), static_cast<size_t>(top_k)));
  ASSERT_EQ(listed, best) << subject.demand.DebugString() << options.DebugString();
  ASSERT_EQ(response.eligible_count(), static_cast<int64_t>(expected.ranking.size()));
  if (!options.omit_gate_counts()) {
    std::map<int, int64_t> removed;
    for (const auto& count : response.gate_counts()) removed[count.gate()] = count.removed_count();
    ASSERT_EQ(removed, expected.removed) << subject.demand.DebugString();
  }
  if (expected.ranking.empty()) return;
  const size_t place =
      static_cast<size_t>(crowd.demands().Below(static_cast<int>(expected.ranking.size())));
  ASSERT_OK_AND_ASSIGN(const auto explained,
                       matcher.Explain(subject, options, top_k,
                                       absl::StrCat("talents/", expected.ranking[place].first)));
  ASSERT_EQ(explained.rank(), static_cast<int64_t>(place + 1));
  ASSERT_EQ(explained.score(), expected.ranking[place].second);
}

class SearchTest : public ::testing::TestWithParam<bool> {};

TEST_P(SearchTest, AnswersAsIfEverybodyWereAsked) {
  Crowd crowd(GetParam() ? 11 : 12);
  crowd.Load(GetParam());
  for (int i = 0; i < Demands(); ++i) {
    if (i % 5 == 4) crowd.Change();
    Check(crowd, crowd.MakeRandomSubject());
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(RowsAsTheyCameAndSorted, SearchTest, ::testing::Bool());

TEST(SearchTest, LeavesTheCountOut) {
  Crowd crowd(13);
  crowd.Load(true);
  const Matcher matcher(crowd.people, crowd.stations);
  const Subject subject = MakeSubject(v1::Demand(), StorageEmployer(), kToday);
  v1::MatchOptions options;
  options.set_omit_gate_counts(true);
  options.set_omit_eligible_count(true);
  ASSERT_OK_AND_ASSIGN(const auto response, matcher.Match(subject, options, 20));
  EXPECT_EQ(response.candidates_size(), 20);
  EXPECT_EQ(response.eligible_count(), 0);
}

}  // namespace
}  // namespace houniao::recruitment
