#include "services/recruitment/domain/role_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::Contains;
using ::testing::IsEmpty;
using v1::Requirement;

const absl::CivilDay kToday(2026, 3, 2);

v1::Demand TeamDemand() {
  v1::Demand demand = WinterDemand();
  demand.set_kind(v1::Demand::TEAM);
  demand.mutable_requirements(1)->set_necessity(Requirement::MUST);  // master
  v1::TeamRole* const leader = demand.add_roles();
  leader->set_key("leader");
  leader->set_title("首席专家");
  leader->set_leader(true);
  Requirement* const doctor = leader->add_requirements();
  doctor->set_necessity(Requirement::MUST);
  doctor->mutable_education()->set_min_education("11");
  v1::TeamRole* const engineer = demand.add_roles();
  engineer->set_key("ems-engineer");
  engineer->set_person_count(2);
  engineer->add_requirements()->mutable_skill()->set_skill("energy-storage-ems");
  return demand;
}

std::vector<std::string> Fields(const v1::Demand& demand) {
  std::vector<std::string> fields;
  for (const auto& violation : CheckDemand(demand, kToday)) fields.push_back(violation.field);
  return fields;
}

TEST(RoleRules, TakesAGoodTeamAndNamesTheRequirementsOfItsRoles) {
  v1::Demand demand = TeamDemand();
  ASSERT_OK(PrepareDemand(demand, kToday));
  EXPECT_EQ(demand.requirements(0).key(), "skill-1");
  EXPECT_EQ(demand.requirements(1).key(), "education-1");
  EXPECT_EQ(demand.roles(0).requirements(0).key(), "education-2");
  EXPECT_EQ(demand.roles(1).requirements(0).key(), "skill-2");
}

struct Case {
  const char* name;
  void (*change)(v1::Demand&);
  const char* field;  // null: nothing is wrong
};

class RoleCases : public ::testing::TestWithParam<Case> {};

TEST_P(RoleCases, AreJudged) {
  v1::Demand demand = TeamDemand();
  GetParam().change(demand);
  if (GetParam().field == nullptr) {
    EXPECT_THAT(Fields(demand), IsEmpty()) << GetParam().name;
    return;
  }
  EXPECT_THAT(Fields(demand), Contains(GetParam().field)) << GetParam().name;
  EXPECT_THAT(PrepareDemand(demand, kToday), StatusIs(absl::StatusCode::kInvalidArgument));
}

Requirement* AddMust(v1::TeamRole* role) {
  Requirement* const requirement = role->add_requirements();
  requirement->set_necessity(Requirement::MUST);
  return requirement;
}

INSTANTIATE_TEST_SUITE_P(
    Table, RoleCases,
    ::testing::Values(
        Case{"as it is", [](v1::Demand&) {}, nullptr},
        Case{"for single persons", [](v1::Demand& d) { d.set_kind(v1::Demand::PERSON); },
             "demand.roles"},
        Case{"a key twice", [](v1::Demand& d) { d.mutable_roles(1)->set_key("leader"); },
             "demand.roles[1].key"},
        Case{"two leaders", [](v1::Demand& d) { d.mutable_roles(1)->set_leader(true); },
             "demand.roles[1].leader"},
        Case{"two who lead", [](v1::Demand& d) { d.mutable_roles(0)->set_person_count(2); },
             "demand.roles[0].person_count"},
        Case{"one who leads", [](v1::Demand& d) { d.mutable_roles(0)->set_person_count(1); },
             nullptr},
        Case{"no leader", [](v1::Demand& d) { d.mutable_roles(0)->set_leader(false); }, nullptr},
        Case{"a requirement of nothing",
             [](v1::Demand& d) { d.mutable_roles(1)->add_requirements(); },
             "demand.roles[1].requirements[1]"},
        Case{"a skill nobody knows",
             [](v1::Demand& d) {
               d.mutable_roles(1)->mutable_requirements(0)->mutable_skill()->set_skill("pcs");
             },
             "demand.roles[1].requirements[0].skill.skill"},
        Case{"a key of the demand in a role",
             [](v1::Demand& d) {
               d.mutable_requirements(0)->set_key("main");
               d.mutable_roles(1)->mutable_requirements(0)->set_key("main");
             },
             nullptr},
        Case{"a key twice in a role",
             [](v1::Demand& d) {
               for (int i = 0; i < 2; ++i) {
                 auto* requirement = d.mutable_roles(0)->add_requirements();
                 requirement->set_key("own");
                 requirement->mutable_skill()->set_skill(i == 0 ? "energy-storage-ems"
                                                                : "energy-storage-pcs");
               }
             },
             "demand.roles[0].requirements[2].key"},
        Case{"a key in two roles",
             [](v1::Demand& d) {
               d.mutable_roles(0)->mutable_requirements(0)->set_key("own");
               d.mutable_roles(1)->mutable_requirements(0)->set_key("own");
             },
             nullptr},
        Case{"the same skill in two roles",
             [](v1::Demand& d) {
               *d.mutable_roles(0)->add_requirements() = d.roles(1).requirements(0);
             },
             nullptr},
        Case{"less education than everybody",
             [](v1::Demand& d) {
               AddMust(d.mutable_roles(1))->mutable_education()->set_min_education("21");
             },
             nullptr},
        Case{"the education of everybody",
             [](v1::Demand& d) {
               AddMust(d.mutable_roles(1))->mutable_education()->set_min_education("14");
             },
             nullptr},
        Case{"less education, but only wished for",
             [](v1::Demand& d) {
               d.mutable_roles(1)->add_requirements()->mutable_education()->set_min_education("21");
             },
             nullptr},
        Case{"a lower level than everybody",
             [](v1::Demand& d) {
               AddMust(d.mutable_roles(1))->mutable_skill()->set_skill("energy-storage-pcs");
             },
             nullptr},
        Case{"a higher level than everybody",
             [](v1::Demand& d) {
               auto* skill = AddMust(d.mutable_roles(1))->mutable_skill();
               skill->set_skill("energy-storage-pcs");
               skill->set_min_level(houniao::type::v1::SKILL_LEVEL_EXPERT);
             },
             nullptr},
        Case{"work far from where everybody works",
             [](v1::Demand& d) {
               auto* all = d.add_requirements();
               all->set_necessity(Requirement::MUST);
               all->mutable_work_region()->add_regions("350000");
               AddMust(d.mutable_roles(1))->mutable_work_region()->add_regions("4602");
             },
             "demand.roles[1].requirements[1]"},
        Case{"work within where everybody works",
             [](v1::Demand& d) {
               auto* all = d.add_requirements();
               all->set_necessity(Requirement::MUST);
               all->mutable_work_region()->add_regions("350000");
               AddMust(d.mutable_roles(1))->mutable_work_region()->add_regions("350902");
             },
             nullptr},
        Case{"a lower tier than everybody",
             [](v1::Demand& d) {
               auto* all = d.add_requirements();
               all->set_necessity(Requirement::MUST);
               all->mutable_tier()->set_max_rank(2);
               AddMust(d.mutable_roles(0))->mutable_tier()->set_max_rank(3);
             },
             nullptr},
        Case{"two musts of education in a role",
             [](v1::Demand& d) {
               AddMust(d.mutable_roles(0))->mutable_education()->set_min_education("14");
             },
             "demand.roles[0].requirements[1]"}),
    [](const auto& info) { return absl::StrCat("Case", info.index); });

}  // namespace
}  // namespace houniao::recruitment
