#include "services/recruitment/domain/demand_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 3, 2);

std::vector<std::string> Fields(const v1::Demand& demand, absl::CivilDay today = kToday) {
  std::vector<std::string> fields;
  for (const auto& violation : CheckDemand(demand, today)) fields.push_back(violation.field);
  return fields;
}

TEST(DemandRules, TakesAGoodDemandAndNamesItsRequirements) {
  v1::Demand demand = WinterDemand();
  ASSERT_OK(PrepareDemand(demand, kToday));
  EXPECT_EQ(demand.requirements(0).key(), "skill-1");
  EXPECT_EQ(demand.requirements(1).key(), "education-1");
  EXPECT_EQ(demand.industry(), "3849");
}

TEST(DemandRules, KeysThatAreGivenStayAndAreNotMadeTwice) {
  v1::Demand demand = WinterDemand();
  demand.mutable_requirements(1)->set_key("skill-1");
  ASSERT_OK(PrepareDemand(demand, kToday));
  EXPECT_EQ(demand.requirements(0).key(), "skill-2");
}

TEST(DemandRules, PeriodMustBeRealOpenAndLongEnough) {
  v1::Demand demand = WinterDemand();
  demand.mutable_period()->clear_end_date();
  EXPECT_THAT(Fields(demand), Contains("demand.period"));
  demand = WinterDemand();
  std::swap(*demand.mutable_period()->mutable_start_date(),
            *demand.mutable_period()->mutable_end_date());
  EXPECT_THAT(Fields(demand), Contains("demand.period"));
  demand = WinterDemand();
  EXPECT_THAT(Fields(demand, absl::CivilDay(2027, 4, 1)), Contains("demand.period"));
  EXPECT_THAT(Fields(demand, absl::CivilDay(2027, 3, 31)), IsEmpty());
  demand.set_day_count(200);
  EXPECT_THAT(Fields(demand), Contains("demand.day_count"));
  *demand.mutable_period()->mutable_end_date() = ToDate(absl::CivilDay(2031, 1, 1));
  EXPECT_THAT(Fields(demand), Contains("demand.period"));
}

TEST(DemandRules, SeasonWrapsTheYearAndKnowsFebruary) {
  v1::Demand demand = WinterDemand();
  *demand.mutable_period() = Period(absl::CivilDay(2026, 4, 1), absl::CivilDay(2028, 12, 31));
  *demand.mutable_season() = Season(12, 1, 2, 29);
  // Winter 2026-27: 31 + 31 + 28; winter 2027-28: 31 + 31 + 29; December 2028: 31.
  demand.set_day_count(90 + 91 + 31);
  EXPECT_THAT(Fields(demand), IsEmpty());
  demand.set_day_count(90 + 91 + 32);
  EXPECT_THAT(Fields(demand), Contains("demand.day_count"));
  *demand.mutable_season() = Season(2, 30, 3, 1);
  EXPECT_THAT(Fields(demand), Contains("demand.season"));
  *demand.mutable_season() = Season(2, 29, 2, 29);
  *demand.mutable_period() = Period(absl::CivilDay(2026, 3, 1), absl::CivilDay(2027, 1, 31));
  EXPECT_THAT(Fields(demand), Contains("demand.period"));
}

TEST(DemandRules, WorkdaysAreThoseOfTheStateCouncil) {
  v1::Demand demand;
  demand.set_day_kind(v1::DAY_KIND_WORKDAY);
  // 2026: National Day 1-7 October, make-up work on Saturday the 10th.
  const auto& calendar = calendar::WorkingCalendar::Announced();
  const calendar::DaySpan span{absl::CivilDay(2026, 10, 1), absl::CivilDay(2026, 10, 11)};
  EXPECT_EQ(CountDays(demand, span, span.first, calendar), 3);
  demand.set_day_kind(v1::DAY_KIND_REST_DAY);
  EXPECT_EQ(CountDays(demand, span, span.first, calendar), 8);
  // Beyond the announced years weekends alone are days of rest.
  const calendar::DaySpan later{absl::CivilDay(2029, 10, 1), absl::CivilDay(2029, 10, 7)};
  EXPECT_EQ(CountDays(demand, later, later.first, calendar), 2);
}

struct Contradiction {
  const char* name;
  void (*spoil)(v1::Demand&);
  const char* field;
};

class Contradictions : public ::testing::TestWithParam<Contradiction> {};

TEST_P(Contradictions, AreRefused) {
  v1::Demand demand = WinterDemand();
  GetParam().spoil(demand);
  EXPECT_THAT(Fields(demand), Contains(GetParam().field)) << GetParam().name;
  EXPECT_THAT(PrepareDemand(demand, kToday), StatusIs(absl::StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Contradictions,
    ::testing::Values(
        Contradiction{"no kind", [](v1::Demand& d) { d.add_requirements(); },
                      "demand.requirements[2]"},
        Contradiction{"a key twice",
                      [](v1::Demand& d) {
                        d.mutable_requirements(0)->set_key("a");
                        d.mutable_requirements(1)->set_key("a");
                      },
                      "demand.requirements[1].key"},
        Contradiction{"a skill nobody knows",
                      [](v1::Demand& d) {
                        d.mutable_requirements(0)->mutable_skill()->set_skill("moon-walking");
                      },
                      "demand.requirements[0].skill.skill"},
        Contradiction{"a skill twice",
                      [](v1::Demand& d) { *d.add_requirements() = d.requirements(0); },
                      "demand.requirements[2].skill.skill"},
        Contradiction{"two musts of education",
                      [](v1::Demand& d) {
                        d.mutable_requirements(1)->set_necessity(v1::Requirement::MUST);
                        *d.add_requirements() = d.requirements(1);
                      },
                      "demand.requirements[2]"},
        Contradiction{"unpaid with a fee",
                      [](v1::Demand& d) {
                        d.set_fee_model(houniao::type::v1::FEE_MODEL_UNPAID);
                        d.set_day_fee_fen(1);
                      },
                      "demand.fee_model"},
        Contradiction{"weekend service on workdays",
                      [](v1::Demand& d) {
                        d.clear_forms();
                        d.add_forms(houniao::type::v1::ENGAGEMENT_FORM_WEEKEND);
                        d.set_day_kind(v1::DAY_KIND_WORKDAY);
                      },
                      "demand.day_kind"},
        Contradiction{"weights that sum to nothing",
                      [](v1::Demand& d) {
                        for (int c = 1; c <= v1::Criterion_MAX; ++c) {
                          d.mutable_scoring_weights()->add_weights()->set_criterion(
                              static_cast<v1::Criterion>(c));
                        }
                      },
                      "demand.scoring_weights"},
        Contradiction{"weights of nothing but what is not asked for",
                      [](v1::Demand& d) {
                        d.clear_requirements();
                        // Skills and majors keep the weights of the house, but nobody asks for any.
                        for (int c = 1; c <= v1::Criterion_MAX; ++c) {
                          if (c == v1::CRITERION_SKILL || c == v1::CRITERION_MAJOR) continue;
                          d.mutable_scoring_weights()->add_weights()->set_criterion(
                              static_cast<v1::Criterion>(c));
                        }
                      },
                      "demand.scoring_weights"},
        Contradiction{"weights of skills that weigh nothing themselves",
                      [](v1::Demand& d) {
                        d.mutable_requirements(0)->set_weight(0);
                        for (int c = 2; c <= v1::Criterion_MAX; ++c) {
                          d.mutable_scoring_weights()->add_weights()->set_criterion(
                              static_cast<v1::Criterion>(c));
                        }
                      },
                      "demand.scoring_weights"},
        Contradiction{"weights of an education that weighs nothing itself",
                      [](v1::Demand& d) {
                        d.mutable_requirements(1)->set_weight(0);
                        for (int c = 1; c <= v1::Criterion_MAX; ++c) {
                          if (c == v1::CRITERION_EDUCATION) continue;
                          d.mutable_scoring_weights()->add_weights()->set_criterion(
                              static_cast<v1::Criterion>(c));
                        }
                      },
                      "demand.scoring_weights"},
        Contradiction{"an industry nobody knows", [](v1::Demand& d) { d.set_industry("9999"); },
                      "demand.industry"},
        Contradiction{"experience in an industry nobody knows",
                      [](v1::Demand& d) {
                        auto* industry = d.add_requirements()->mutable_industry_experience();
                        industry->add_industries("3849");
                        industry->add_industries("A99");
                      },
                      "demand.requirements[2].industry_experience.industries[1]"},
        Contradiction{"an alternative nobody knows",
                      [](v1::Demand& d) {
                        d.mutable_requirements(0)->mutable_skill()->add_alternatives("flying");
                      },
                      "demand.requirements[0].skill.alternatives[0]"},
        Contradiction{"two places of work",
                      [](v1::Demand& d) {
                        for (const char* region : {"35", "46"}) {
                          auto* requirement = d.add_requirements();
                          requirement->set_necessity(v1::Requirement::MUST);
                          requirement->mutable_work_region()->add_regions(region);
                        }
                      },
                      "demand.requirements[3]"},
        Contradiction{"29 February of a common year",
                      [](v1::Demand& d) {
                        d.mutable_period()->mutable_end_date()->set_month(2);
                        d.mutable_period()->mutable_end_date()->set_day(29);
                      },
                      "demand.period"},
        Contradiction{"a season outside the period",
                      [](v1::Demand& d) { *d.mutable_season() = Season(6, 1, 8, 31); },
                      "demand.period"},
        Contradiction{"a season that leaves too few days",
                      [](v1::Demand& d) { *d.mutable_season() = Season(12, 15, 1, 15); },
                      "demand.day_count"},
        Contradiction{"the enclave on site",
                      [](v1::Demand& d) {
                        d.clear_forms();
                        d.add_forms(houniao::type::v1::ENGAGEMENT_FORM_ENCLAVE);
                        d.set_on_site_share_bp(10000);
                      },
                      "demand.on_site_share_bp"},
        Contradiction{"a criterion twice",
                      [](v1::Demand& d) {
                        for (int i = 0; i < 2; ++i) {
                          auto* weight = d.mutable_scoring_weights()->add_weights();
                          weight->set_criterion(v1::CRITERION_FEE);
                          weight->set_weight(1);
                        }
                      },
                      "demand.scoring_weights.weights[1].criterion"}),
    [](const auto& info) { return absl::StrCat("Case", info.index); });

TEST(DemandRules, WeightsOfOneCriterionInPlayAreEnough) {
  v1::Demand demand = WinterDemand();
  for (int c = 2; c <= v1::Criterion_MAX; ++c) {
    demand.mutable_scoring_weights()->add_weights()->set_criterion(static_cast<v1::Criterion>(c));
  }
  EXPECT_THAT(Fields(demand), IsEmpty());
  // Weights by themselves, as options of a call bring them.
  v1::Demand weights;
  *weights.mutable_scoring_weights() = demand.scoring_weights();
  EXPECT_THAT(Fields(weights), IsEmpty());
}

TEST(DemandRules, ASkillNobodyKnowsNamesTheNearest) {
  v1::Demand demand = WinterDemand();
  demand.mutable_requirements(0)->mutable_skill()->set_skill("energy-storage-psc");
  const auto violations = CheckDemand(demand, kToday);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_THAT(violations[0].description, HasSubstr("`energy-storage-pcs`"));
}

TEST(DemandRules, LeapDaysCount) {
  v1::Demand demand = WinterDemand();
  *demand.mutable_period() = Period(absl::CivilDay(2028, 2, 29), absl::CivilDay(2028, 2, 29));
  demand.set_day_count(1);
  EXPECT_THAT(Fields(demand), IsEmpty());
  *demand.mutable_season() = Season(2, 29, 2, 29);
  EXPECT_THAT(Fields(demand), IsEmpty());
  // In a common year the season is the last day of February.
  *demand.mutable_period() = Period(absl::CivilDay(2027, 2, 1), absl::CivilDay(2027, 3, 31));
  EXPECT_THAT(Fields(demand), IsEmpty());
  demand.set_day_count(2);
  EXPECT_THAT(Fields(demand), Contains("demand.day_count"));
}

TEST(DemandRules, TooFewDaysAreCountedForWhoPublishes) {
  v1::Demand demand = WinterDemand();
  *demand.mutable_season() = Season(12, 15, 1, 15);
  EXPECT_THAT(MissingForPublishing(demand, kToday), Contains(HasSubstr("has 32 days")));
  demand = WinterDemand();
  // From 1 March on 31 of 121 days are left.
  EXPECT_THAT(MissingForPublishing(demand, absl::CivilDay(2027, 3, 1)),
              Contains(HasSubstr("31 days are still to come, 63 are needed")));
}

TEST(DemandRules, PublishingNeedsHeadcountPeriodAndDaysToCome) {
  v1::Demand demand = WinterDemand();
  EXPECT_THAT(MissingForPublishing(demand, kToday), IsEmpty());
  demand.set_headcount(0);
  EXPECT_THAT(MissingForPublishing(demand, kToday), Contains(HasSubstr("headcount")));
  demand = WinterDemand();
  demand.clear_period();
  EXPECT_THAT(MissingForPublishing(demand, kToday), Contains(HasSubstr("period")));
  demand = WinterDemand();
  EXPECT_THAT(MissingForPublishing(demand, absl::CivilDay(2027, 3, 1)),
              Contains(HasSubstr("still to come")));
}

}  // namespace
}  // namespace houniao::recruitment
