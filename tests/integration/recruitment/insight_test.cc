// What the district is short of, which demands nobody fits, and who is shown: through real servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "common/resource/audit.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace tpb = ::houniao::talent::v1;
using Demands = v1::DemandService::Stub;

constexpr const char* kCodes[] = {"91350902MA0000015B", "91350902MA00000236", "91350902MA00000311"};
constexpr char kLaw[] = "女职工劳动保护特别规定第四条";

class InsightTest : public RecruitmentOffice {
 protected:
  InsightTest() {
    for (int i = 0; i < 3; ++i) AddEmployer(absl::StrCat("e", i + 1), kCodes[i]);
  }

  // The population has seen all that the talent service wrote.
  void Await() { ASSERT_OK(Match("d1").status()); }

  absl::StatusOr<v1::GetShortageCatalogueResponse> Catalogue(
      const std::vector<std::string>& industries = {}, int min_cell_count = 0,
      const Caller& caller = {}) {
    v1::GetShortageCatalogueRequest request;
    for (const std::string& code : industries) request.add_industries(code);
    request.set_min_cell_count(min_cell_count);
    return Call(*demands_, &Demands::GetShortageCatalogue, request, caller);
  }

  absl::StatusOr<v1::GetUnmetDemandResponse> Unmet(const std::string& demand = "",
                                                   const Caller& caller = {}) {
    v1::GetUnmetDemandRequest request;
    request.set_demand(demand);
    return Call(*demands_, &Demands::GetUnmetDemand, request, caller);
  }

  absl::StatusOr<v1::GetExposureReportResponse> Exposure(int min_cell_count = 0, int top_k = 0) {
    v1::GetExposureReportRequest request;
    request.set_min_cell_count(min_cell_count);
    request.set_top_k(top_k);
    return Call(*matching_, &v1::MatchingService::Stub::GetExposureReport, request);
  }

  absl::StatusOr<v1::Demand> Create(const std::string& id,
                                    const std::function<void(v1::Demand&)>& change) {
    v1::CreateDemandRequest request;
    request.set_demand_id(id);
    *request.mutable_demand() = WinterDemand();
    change(*request.mutable_demand());
    return Call(*demands_, &Demands::CreateDemand, request);
  }

  absl::StatusOr<v1::Demand> Publish(const std::string& id, const std::string& legal_basis = "",
                                     const Caller& caller = {}) {
    v1::PublishDemandRequest request;
    request.set_name("demands/" + id);
    if (!legal_basis.empty()) {
      request.mutable_publishing_override()->set_legal_basis(legal_basis);
    }
    return Call(*demands_, &Demands::PublishDemand, request, caller);
  }

  std::vector<api::v1::AuditRecord> AuditOf(const std::string& resource) {
    auto records = resource::ListAudit(*database_, resource, 0, 100, testing::Soon());
    EXPECT_OK(records.status());
    return records.value_or(std::vector<api::v1::AuditRecord>());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, InsightTest, kEngines, houniao::testing::EngineName);

TEST_P(InsightTest, TheCatalogueIsOfManyAndTellsOfNone) {
  for (int i = 1; i <= 3; ++i) {
    ASSERT_OK(AddDemand(absl::StrCat("d", i), absl::StrCat("e", i), [i](auto& d) {
                d.set_headcount(i);
                d.set_urgency(i);
                d.set_post_class(v1::Demand::TECHNICAL);
              }).status());
  }
  // One employer's own, a team, and one that is not published.
  ASSERT_OK(AddDemand("own", "e1", [](auto& d) { d.set_title("独家秘方专家"); }).status());
  ASSERT_OK(AddDemand("team", "e2", [](auto& d) { d.set_kind(v1::Demand::TEAM); }).status());
  ASSERT_OK(Create("draft", [](auto& d) { d.set_employer("employers/e3"); }).status());
  for (const char* id : {"a", "b", "c", "d"}) AddTalent(id);
  AddTalent("level-1",
            [](auto& t) { t.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR); });
  Await();
  ASSERT_OK_AND_ASSIGN(const auto catalogue, Catalogue());
  ASSERT_EQ(catalogue.entries_size(), 1);
  const v1::ShortageEntry& entry = catalogue.entries(0);
  EXPECT_EQ(entry.industry(), "3849");
  EXPECT_EQ(entry.post(), "储能 pcs/ems 专家");
  EXPECT_EQ(entry.post_class(), v1::Demand::TECHNICAL);
  EXPECT_EQ(entry.seat_count(), 6);
  EXPECT_EQ(entry.employer_count(), 3);
  EXPECT_EQ(entry.demand_count(), 3);
  EXPECT_EQ(entry.supply_count(), 4);
  EXPECT_EQ(entry.urgency(), 3);
  EXPECT_EQ(entry.education(), "14");
  EXPECT_EQ(entry.day_fee_fen(), 200000);
  EXPECT_EQ(entry.shortage_type(), v1::Demand::SUPPLY);
  EXPECT_GE(entry.stars(), 1);
  EXPECT_EQ(catalogue.suppressed_count(), 1);
  EXPECT_EQ(catalogue.demand_count(), 3);
  EXPECT_THAT(catalogue.ShortDebugString(), Not(HasSubstr("独家")));
  EXPECT_THAT(catalogue.ShortDebugString(), Not(HasSubstr("employers/")));
  // The same for the account of an enterprise; smaller cells for nobody.
  ASSERT_OK_AND_ASSIGN(const auto seen, Catalogue({}, 1, {"enterprise", "hr", "employers/e1"}));
  EXPECT_EQ(seen.entries_size(), 1);
  EXPECT_EQ(seen.suppressed_count(), 1);
  EXPECT_THAT(Catalogue({}, 4)->entries(), IsEmpty());
  EXPECT_EQ(Catalogue({"C38"})->entries_size(), 1);
  EXPECT_THAT(Catalogue({"44"})->entries(), IsEmpty());
  EXPECT_THAT(Catalogue({"9999"}).status(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Catalogue({}, 0, {"approver", "wang", ""}).status(),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_P(InsightTest, UnmetDemandSaysWhoIsNearAndWhatBinds) {
  ASSERT_OK(AddDemand("d1", "e1", [](auto& d) { d.set_headcount(3); }).status());
  ASSERT_OK(AddDemand("met", "e2").status());
  AddTalent("fits");
  AddTalent("level-1",
            [](auto& t) { t.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR); });
  AddTalent("dear", [](auto& t) { t.mutable_flexible_terms()->set_day_fee_fen(250000); });
  AddTalent("official", [](auto& t) {
    t.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_CIVIL_SERVANT);
  });
  Await();
  ASSERT_OK_AND_ASSIGN(const auto unmet, Unmet());
  EXPECT_EQ(unmet.open_count(), 2);
  EXPECT_EQ(unmet.unmet_count(), 1);
  ASSERT_EQ(unmet.demands_size(), 1);
  const v1::UnmetDemand& demand = unmet.demands(0);
  EXPECT_EQ(demand.demand(), "demands/d1");
  EXPECT_EQ(demand.empty_seat_count(), 3);
  EXPECT_EQ(demand.eligible_count(), 1);
  std::vector<std::string> near;
  for (const v1::NearMiss& miss : demand.near_misses()) {
    near.push_back(miss.talent());
    EXPECT_NE(miss.display_name(), "");
    EXPECT_FALSE(miss.failed_gates(0).passed());
    EXPECT_GT(miss.failed_gates(0).shortfall(), 0);
  }
  EXPECT_THAT(near, ElementsAre("talents/dear", "talents/level-1"));
  std::vector<std::string> wanted;
  for (const v1::Relaxation& relaxation : demand.relaxations()) {
    wanted.push_back(relaxation.wanted());
    EXPECT_EQ(relaxation.eligible_count(), 2);
  }
  EXPECT_THAT(wanted, ElementsAre("储能变流器: 一般 (原 熟练)", "每天 2500 元 (原 2000 元)"));
  // One by name; what was asked for is true: the match made with it has two.
  ASSERT_OK_AND_ASSIGN(const auto one, Unmet("demands/d1"));
  EXPECT_EQ(one.demands(0).SerializeAsString(), demand.SerializeAsString());
  EXPECT_EQ(Unmet("demands/met")->demands_size(), 0);
  EXPECT_THAT(Unmet("demands/none").status(), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK(Create("draft", [](auto& d) { d.set_employer("employers/e1"); }).status());
  EXPECT_EQ(errors::ReasonOf(Unmet("demands/draft").status()), kDemandNotOpen);
  EXPECT_THAT(Unmet("", {"auditor", "wang", ""}).status(),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::MatchTalentsRequest relaxed;
  *relaxed.mutable_inline_demand() = WinterDemand();
  relaxed.mutable_inline_demand()->set_day_fee_fen(250000);
  ASSERT_OK_AND_ASSIGN(const auto match,
                       Call(*matching_, &v1::MatchingService::Stub::MatchTalents, relaxed));
  EXPECT_EQ(match.eligible_count(), 2);
}

std::map<std::string, std::string> ByGroup(const v1::GetExposureReportResponse& report) {
  std::map<std::string, std::string> groups;
  for (const v1::ExposureGroup& group : report.groups()) {
    groups[absl::StrCat(v1::ExposureGroup::Dimension_Name(group.dimension()), " ", group.value())] =
        absl::StrCat(group.pool_count(), " ", group.shown_count(), " ", group.chosen_count(), " ",
                     group.impact_ratio_bp());
  }
  return groups;
}

TEST_P(InsightTest, ExposureIsCountedByGroupApartFromTheRanking) {
  ASSERT_OK(AddDemand("d1", "e1", [](auto& d) { d.set_headcount(9); }).status());
  // Twelve alike; four of either sex and age work in another city and are not skilled.
  for (int i = 0; i < 24; ++i) {
    AddTalent(absl::StrCat("t", i), [i](auto& t) {
      t.set_sex(i % 2 == 0 ? tpb::Talent::FEMALE : tpb::Talent::MALE);
      *t.mutable_birth_date() = ToDate(absl::CivilDay(i % 4 < 2 ? 1980 : 1960, 1, 1));
      t.set_region(i < 12 ? "350902" : "460200");
      if (i >= 12) t.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR);
    });
  }
  Await();
  for (const int i : {0, 1, 2}) {
    ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", absl::StrCat("t", i)));
    ASSERT_OK(Confirm(held.name()).status());
  }
  ASSERT_OK_AND_ASSIGN(const auto report, Exposure(3, 100));
  EXPECT_EQ(report.demand_count(), 1);
  // The three who are engaged have not enough days left to be shown again.
  EXPECT_EQ(report.place_count(), 9);
  EXPECT_GT(report.mean_score_centi(), 0);
  EXPECT_EQ(report.diversified_mean_score_centi(), report.mean_score_centi());
  EXPECT_FALSE(report.counts_missing());
  const auto groups = ByGroup(report);
  EXPECT_EQ(groups.at("WORK_CITY 3509"), "12 9 3 10000");
  EXPECT_EQ(groups.at("WORK_CITY 4602"), "12 0 0 0");
  EXPECT_EQ(groups.at("FIRST_TIMER first"), "24 9 3 10000");
  EXPECT_EQ(groups.at("TIER 0"), "24 9 3 10000");
  // Two women and one man were chosen: too few to say so.
  EXPECT_EQ(groups.at("SEX female"), "12 4 -1 8000");
  EXPECT_EQ(groups.at("SEX male"), "12 5 -1 10000");
  EXPECT_EQ(groups.at("AGE_BAND 45-54"), "12 4 -1 8000");
  EXPECT_EQ(groups.at("AGE_BAND 65-over"), "12 5 -1 10000");
  EXPECT_EQ(groups.size(), 8u);

  // Next year they are known, and nobody was chosen lately.
  v1::GetExposureReportRequest later;
  later.set_min_cell_count(3);
  *later.mutable_period() = Period(absl::CivilDay(2026, 4, 1), absl::CivilDay(2026, 5, 1));
  ASSERT_OK_AND_ASSIGN(const auto next,
                       Call(*matching_, &v1::MatchingService::Stub::GetExposureReport, later));
  EXPECT_EQ(ByGroup(next).at("FIRST_TIMER returning"), "3 0 0 0");
  EXPECT_EQ(ByGroup(next).at("FIRST_TIMER first"), "21 9 0 10000");
  std::swap(*later.mutable_period()->mutable_start_date(),
            *later.mutable_period()->mutable_end_date());
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::GetExposureReport, later).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));

  // Made more varied: at most four of a city.
  v1::GetExposureReportRequest varied;
  varied.set_top_k(100);
  varied.mutable_diversification()->set_max_per_city(4);
  ASSERT_OK_AND_ASSIGN(const auto mixed,
                       Call(*matching_, &v1::MatchingService::Stub::GetExposureReport, varied));
  EXPECT_EQ(mixed.place_count(), 4);

  // Without the talent service the rest is still there.
  StopTalent();
  ASSERT_OK_AND_ASSIGN(const auto half, Exposure(3, 100));
  EXPECT_TRUE(half.counts_missing());
  EXPECT_EQ(ByGroup(half).at("WORK_CITY 3509"), "12 9 3 10000");
  EXPECT_EQ(ByGroup(half).count("SEX female"), 0u);
  StartTalent();
}

TEST_P(InsightTest, PublishesByLawWithThePersonTheWordsAndATrace) {
  const auto underground = [](auto& d) {
    d.set_title("矿山井下检修技师");
    d.set_description("井下作业，限男");
  };
  ASSERT_OK(Create("d1", underground).status());
  EXPECT_EQ(errors::ReasonOf(Publish("d1").status()), kDiscriminatoryText);
  // The employer itself may not decide that, nor without naming a law.
  EXPECT_THAT(Publish("d1", kLaw, {"enterprise", "hr", "employers/e1"}).status(),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Publish("d1", "法").status(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Publish("d1", "      ").status(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(AuditOf("demands/d1/publishingOverride"), IsEmpty());

  ASSERT_OK_AND_ASSIGN(const auto published, Publish("d1", kLaw, {"clerk", "li.min", ""}));
  EXPECT_EQ(published.state(), v1::Demand::OPEN);
  EXPECT_EQ(published.publishing_override().legal_basis(), kLaw);
  EXPECT_EQ(published.publishing_override().decided_by(), "user:li.min");
  EXPECT_THAT(published.publishing_override().words(), ElementsAre("限男"));
  EXPECT_TRUE(published.publishing_override().has_decide_time());
  const auto records = AuditOf("demands/d1/publishingOverride");
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].principal(), "user:li.min");
  EXPECT_THAT(records[0].method(), HasSubstr("PublishDemand"));
  EXPECT_THAT(records[0].resources(), ::testing::Contains("demands/d1"));

  // It stays while the words stay, whatever else changes, and holds for no others.
  v1::UpdateDemandRequest update;
  *update.mutable_demand() = published;
  update.mutable_demand()->clear_etag();
  update.mutable_demand()->set_headcount(2);
  update.mutable_update_mask()->add_paths("headcount");
  ASSERT_OK_AND_ASSIGN(const auto wider, Call(*demands_, &Demands::UpdateDemand, update));
  EXPECT_EQ(wider.publishing_override().legal_basis(), kLaw);
  update.mutable_demand()->set_description("井下作业，限男，35岁以下");
  update.mutable_update_mask()->clear_paths();
  update.mutable_update_mask()->add_paths("description");
  EXPECT_EQ(errors::ReasonOf(Call(*demands_, &Demands::UpdateDemand, update).status()),
            kDiscriminatoryText);
  update.mutable_demand()->set_description("井下作业");
  ASSERT_OK_AND_ASSIGN(const auto clean, Call(*demands_, &Demands::UpdateDemand, update));
  EXPECT_FALSE(clean.has_publishing_override());

  ASSERT_OK(Create("d2", [](auto& d) { d.set_title("储能专家"); }).status());
  EXPECT_EQ(errors::ReasonOf(Publish("d2", kLaw).status()), kNothingToOverride);
  // Nobody writes it by hand.
  ASSERT_OK_AND_ASSIGN(const auto forged, Create("d3", [](auto& d) {
                         d.mutable_publishing_override()->set_legal_basis(kLaw);
                         d.mutable_publishing_override()->add_words("限男");
                       }));
  EXPECT_FALSE(forged.has_publishing_override());
}

struct BadDemand {
  const char* name;
  void (*spoil)(v1::Demand&);
  const char* field;
};

TEST_P(InsightTest, RefusesDemandsThatCannotBe) {
  const BadDemand cases[] = {
      {"a skill nobody knows",
       [](auto& d) { d.mutable_requirements(0)->mutable_skill()->set_skill("energy-storage-psc"); },
       "demand.requirements[0].skill.skill"},
      {"two musts of education",
       [](auto& d) {
         d.mutable_requirements(1)->set_necessity(v1::Requirement::MUST);
         *d.add_requirements() = d.requirements(1);
       },
       "demand.requirements[2]"},
      {"weights that sum to nothing",
       [](auto& d) {
         for (int c = 1; c <= v1::Criterion_MAX; ++c) {
           d.mutable_scoring_weights()->add_weights()->set_criterion(static_cast<v1::Criterion>(c));
         }
       },
       "demand.scoring_weights"},
      {"29 February of a common year",
       [](auto& d) {
         d.mutable_period()->mutable_end_date()->set_month(2);
         d.mutable_period()->mutable_end_date()->set_day(29);
       },
       "demand.period.end_date"},
      {"30 February in a season", [](auto& d) { *d.mutable_season() = Season(2, 30, 3, 1); },
       "demand.season"},
      {"too few days", [](auto& d) { *d.mutable_season() = Season(12, 15, 1, 15); },
       "demand.day_count"},
      {"roles for one person", [](auto& d) { d.add_roles()->set_key("leader"); }, "demand.roles"},
      {"two leaders",
       [](auto& d) {
         d.set_kind(v1::Demand::TEAM);
         for (const char* key : {"a", "b"}) {
           auto* role = d.add_roles();
           role->set_key(key);
           role->set_leader(true);
         }
       },
       "demand.roles[1].leader"},
  };
  for (const BadDemand& bad : cases) {
    const auto status = Create("bad", bad.spoil).status();
    EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidField) << bad.name << " " << status;
    const auto violations = errors::ViolationsOf(status);
    ASSERT_FALSE(violations.empty()) << bad.name;
    EXPECT_EQ(violations[0].field, bad.field) << bad.name;
  }
  // The nearest is named.
  EXPECT_THAT(errors::ViolationsOf(Create("bad", cases[0].spoil).status())[0].description,
              HasSubstr("energy-storage-pcs"));
  // A season that wraps the year is none of these.
  EXPECT_OK(Create("wraps", [](auto& d) { *d.mutable_season() = Season(12, 1, 2, 29); }).status());
  // Zero headcount: refused at the latest when it is published.
  const auto zero = Create("zero", [](auto& d) { d.set_headcount(0); });
  if (zero.ok()) {
    EXPECT_EQ(errors::ReasonOf(Publish("zero").status()), kDemandIncomplete);
  } else {
    EXPECT_EQ(errors::ReasonOf(zero.status()), errors::kInvalidField);
  }
  // Days that were there when it was written and are past when it is published.
  ASSERT_OK(Create("late", [](auto&) {}).status());
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2027, 3, 1))));
  const auto late = Publish("late").status();
  EXPECT_EQ(errors::ReasonOf(late), kDemandIncomplete);
  EXPECT_THAT(std::string(late.message()), HasSubstr("31 days are still to come"));
}

}  // namespace
}  // namespace houniao::recruitment
