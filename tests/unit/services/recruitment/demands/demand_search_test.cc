// One talent against the table of demands, and the same talent against each demand by itself with
// the gates and the score of MatchTalents: the same demands, order, points and reasons.
#include "services/recruitment/demands/demand_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/dates.h"
#include "services/recruitment/demands/demand_register.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"

namespace houniao::recruitment {
namespace {

using population::TalentFacts;

constexpr absl::CivilDay kToday(2027, 11, 20);

struct Expected {
  std::string demand;
  int score = 0;
  int urgency = 0;

  bool operator==(const Expected&) const = default;
};

class World {
 public:
  explicit World(uint32_t seed) : made_up_(seed), made_demands_(seed + 1) {
    AddTalents();
    AddEmployers();
    demands.BeginSnapshot();
    for (const auto& [name, employer] : employers_) demands.Apply(employer);
    for (int i = 0; i < 120; ++i) demands.Apply(NextDemand(i));
    demands.EndSnapshot();
  }

  // Demands come, change and go; employers move.
  void Change() {
    for (int i = 0; i < 60; ++i) demands.Apply(NextDemand(made_demands_.Below(160)));
    for (int i = 0; i < 10; ++i) {
      const std::string name = absl::StrCat("demands/d", made_demands_.Below(160));
      demands.RemoveDemand(name);
      stored_.erase(name);
    }
    v1::Employer& employer = employers_["employers/e1"];
    employer.set_credit_code(absl::StrCat("unit-", made_demands_.Below(6)));
    employer.set_region(made_demands_.OneIn(2) ? "460200" : "350902");
    demands.Apply(employer);
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    const population::View view = people.view();
    view->live();
    for (const uint32_t row : view->live()) ids.emplace_back(view->id(row));
    return ids;
  }

  // What the gates and the score say of every open demand, one by one.
  std::vector<Expected> Ranking(const Applicant& talent, std::map<int, int64_t>& removed,
                                const std::string& industry) const {
    std::vector<Expected> ranking;
    for (const auto& [name, demand] : stored_) {
      if (demand.state() != v1::Demand::OPEN || demand.kind() == v1::Demand::TEAM) continue;
      const Subject subject = MakeSubject(demand, employers_.at(demand.employer()), kToday);
      if (!industry.empty() && subject.industry.rfind(industry, 0) != 0) continue;
      const GateList gates(subject, *talent.store, &stations);
      if (const GateRule* failed = gates.FirstFailed(talent)) {
        ++removed[failed->gate];
        continue;
      }
      const Score score(subject, WeightsOf(demand.scoring_weights()), *talent.store, gates);
      ranking.push_back({name, score.Of(talent), demand.urgency()});
    }
    std::sort(ranking.begin(), ranking.end(), [](const Expected& a, const Expected& b) {
      return std::make_tuple(-a.score, -a.urgency, a.demand) <
             std::make_tuple(-b.score, -b.urgency, b.demand);
    });
    return ranking;
  }

  MadeUpDemands& made_demands() { return made_demands_; }

  population::RestDays rest_days;
  population::Population people{rest_days};
  SimulatedClock clock{ShanghaiMidnight(kToday)};
  Stations stations;
  DemandRegister demands{rest_days, clock};

 private:
  void AddTalents() {
    int64_t revision = 0;
    for (int i = 0; i < 80; ++i) {
      TalentFacts facts = made_up_.Facts(made_up_.Id(100));
      if (!made_up_.OneIn(6)) {
        facts.share_consent = true;
        facts.paused = false;
        if (!made_up_.OneIn(4)) facts.forms = 0x7FE;
        facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
        facts.integrity_until.reset();
        if (made_up_.OneIn(2)) facts.served_regions.clear();
        if (made_up_.OneIn(2)) facts.seasons.clear();
      }
      people.Upsert(facts, ++revision).IgnoreError();
      if (made_up_.OneIn(3)) {
        stations.Set(absl::StrCat("g", i), absl::StrCat("employers/e", made_up_.Below(4)),
                     {facts.id}, true);
      }
    }
    for (int i = 0; i < 60; ++i) people.ApplyBookings({made_up_.Bookings(100, 40)}, ++revision);
  }

  void AddEmployers() {
    for (int i = 0; i < 4; ++i) {
      v1::Employer employer = StorageEmployer();
      employer.set_name(absl::StrCat("employers/e", i));
      employer.set_credit_code(absl::StrCat("unit-", made_demands_.Below(6)));
      if (i == 2) employer.clear_region();
      if (i == 3) employer.clear_industry();
      employers_[employer.name()] = employer;
    }
  }

  v1::Demand NextDemand(int number) {
    v1::Demand demand = made_demands_.Make();
    demand.set_name(absl::StrCat("demands/d", number));
    demand.set_employer(absl::StrCat("employers/e", made_demands_.Below(4)));
    demand.set_title(made_demands_.OneIn(2) ? "储能 PCS 工程师" : "酒店运营总监");
    demand.set_urgency(made_demands_.Below(3));
    demand.set_state(made_demands_.OneIn(6) ? v1::Demand::DRAFT : v1::Demand::OPEN);
    if (made_demands_.OneIn(8)) demand.set_kind(v1::Demand::TEAM);
    if (made_demands_.OneIn(3)) *demand.mutable_scoring_weights() = made_demands_.WeightsMessage();
    // Farther ahead than the table keeps days as bits.
    if (made_demands_.OneIn(10) && demand.has_period()) {
      *demand.mutable_period() = Period(absl::CivilDay(2032, 6, 1), absl::CivilDay(2033, 12, 31));
    }
    stored_[demand.name()] = demand;
    return demand;
  }

  population::MadeUp made_up_;
  MadeUpDemands made_demands_;
  std::map<std::string, v1::Employer> employers_;
  std::map<std::string, v1::Demand> stored_;
};

// How many demands were passed.
int64_t Check(World& world, const std::string& id) {
  const population::View people = world.people.view();
  const Applicant talent{&*people, *people->RowOf(id)};
  DemandQuestion question;
  question.today = DayNumber(kToday);
  question.top_k = static_cast<size_t>(1 + world.made_demands().Below(40));
  if (world.made_demands().OneIn(4)) question.industries = {"38"};
  // One by one, gate by gate, and whichever the number decides.
  if (world.made_demands().OneIn(3)) question.most_one_by_one = 0;
  if (world.made_demands().OneIn(3)) question.most_one_by_one = 5;
  std::map<int, int64_t> removed;
  const std::vector<Expected> expected =
      world.Ranking(talent, removed, question.industries.empty() ? "" : "38");
  const DemandRegister::View demands = world.demands.view();
  const DemandAnswer answer = SearchDemands(demands.table(), question, talent, &world.stations);

  std::vector<Expected> listed;
  for (const RankedDemand& entry : answer.best) {
    const CompiledDemand& demand = demands.table().at(entry.slot);
    listed.push_back({demand.name, entry.score, demand.urgency});
    const auto subject = demands.SubjectOf(demand.name);
    EXPECT_NE(subject, nullptr);
    EXPECT_EQ(entry.remaining_half_days,
              GateList(*subject, *people, &world.stations).RemainingHalfDays(talent));
    EXPECT_EQ(demand.max_score, Score(*subject, WeightsOf(subject->demand.scoring_weights()),
                                      *people, GateList(*subject, *people, &world.stations))
                                    .max_score());
  }
  const size_t size = std::min(expected.size(), question.top_k);
  EXPECT_EQ(listed, std::vector<Expected>(expected.begin(),
                                          expected.begin() + static_cast<std::ptrdiff_t>(size)));
  EXPECT_EQ(answer.eligible, static_cast<int64_t>(expected.size()));
  int64_t sum = answer.eligible;
  for (int gate = 1; gate <= v1::Gate_MAX; ++gate) {
    EXPECT_EQ(answer.removed[static_cast<size_t>(gate)], removed[gate])
        << v1::Gate_Name(static_cast<v1::Gate>(gate));
    sum += answer.removed[static_cast<size_t>(gate)];
  }
  EXPECT_EQ(sum, answer.looked_at);
  return answer.eligible;
}

TEST(DemandSearch, AnswersAsEveryDemandByItselfDoes) {
  int64_t passed = 0, asked = 0;
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    World world(seed);
    for (int round = 0; round < 3; ++round) {
      for (const std::string& id : world.ids()) {
        passed += Check(world, id);
        ++asked;
        ASSERT_FALSE(HasFailure()) << "seed " << seed << ", round " << round << ", " << id;
      }
      world.Change();
    }
  }
  // A test that lets nobody pass would prove little.
  EXPECT_GT(passed, asked);
}

TEST(DemandSearch, KeepsToTheDemandsOfOneEmployer) {
  World world(5);
  const population::View people = world.people.view();
  DemandQuestion question;
  question.today = DayNumber(kToday);
  question.top_k = 1000;
  question.employer = "employers/e2";
  const DemandRegister::View demands = world.demands.view();
  int64_t looked_at = 0;
  for (const uint32_t row : people->live()) {
    const DemandAnswer answer =
        SearchDemands(demands.table(), question, {&*people, row}, &world.stations);
    looked_at = answer.looked_at;
    for (const RankedDemand& entry : answer.best) {
      EXPECT_EQ(demands.table().at(entry.slot).employer, "employers/e2");
    }
  }
  EXPECT_GT(looked_at, 0);
  EXPECT_LT(looked_at, static_cast<int64_t>(demands.table().size()));
}

}  // namespace
}  // namespace houniao::recruitment
