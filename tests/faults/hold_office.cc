#include "tests/faults/hold_office.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/support/call.h"
#include "tests/support/status_matchers.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE;
using houniao::type::v1::EMPLOYMENT_STATUS_RETIRED;
using houniao::type::v1::ENGAGEMENT_FORM_SEASONAL;
using recruitment::v1::DemandService;
using talent::v1::TalentService;

struct Person {
  const char* id;
  int days_per_year;
  bool academician;
  bool retired;
  int stations;  // 0: any number
};
// Caps below what the wanted days offer, and none; one station, three, and any number.
constexpr Person kPeople[] = {
    {"chen", 8, false, true, 0},   {"lin", 300, true, false, 1}, {"wu", 300, true, true, 3},
    {"huang", 5, false, false, 0}, {"xu", 300, false, true, 0},  {"ye", 9, false, true, 0},
};
constexpr const char* kCreditCodes[] = {"91350982MADEM037X0", "91350100M000100Y43",
                                        "91110108551385082Q", "91350982900000049R"};

void MakePerson(const std::shared_ptr<grpc::Channel>& channel, const Person& person) {
  talent::v1::CreateTalentRequest create;
  create.set_talent_id(person.id);
  talent::v1::Talent& talent = *create.mutable_talent();
  talent.set_display_name("沈月华");
  talent.set_academician(person.academician);
  talent.mutable_employment()->set_status(person.retired ? EMPLOYMENT_STATUS_RETIRED
                                                         : EMPLOYMENT_STATUS_ENTERPRISE);
  talent.mutable_flexible_terms()->add_forms(ENGAGEMENT_FORM_SEASONAL);
  talent.mutable_flexible_terms()->set_days_per_year(person.days_per_year);
  ASSERT_OK(
      Call(*TalentService::NewStub(channel), &TalentService::Stub::CreateTalent, create).status());
  talent::v1::CreateConsentRequest consent;
  consent.set_parent(absl::StrCat("talents/", person.id));
  consent.mutable_consent()->set_purpose(talent::v1::Consent::SHARE_WITH_EMPLOYERS);
  consent.mutable_consent()->set_notice_version("2026-1");
  consent.mutable_consent()->set_evidence("form 1");
  ASSERT_OK(Call(*talent::v1::ConsentService::NewStub(channel),
                 &talent::v1::ConsentService::Stub::CreateConsent, consent)
                .status());
}

void MakeDemand(DemandService::Stub& stub, const std::string& id, const std::string& employer,
                recruitment::v1::Demand::Kind kind) {
  recruitment::v1::CreateDemandRequest create;
  create.set_demand_id(id);
  recruitment::v1::Demand& demand = *create.mutable_demand();
  demand.set_employer(employer);
  demand.set_title("储能专家");
  demand.set_headcount(1000);
  demand.set_kind(kind);
  demand.add_forms(ENGAGEMENT_FORM_SEASONAL);
  demand.mutable_period()->mutable_start_date()->set_year(2027);
  demand.mutable_period()->mutable_start_date()->set_month(1);
  demand.mutable_period()->mutable_start_date()->set_day(1);
  demand.mutable_period()->mutable_end_date()->set_year(2027);
  demand.mutable_period()->mutable_end_date()->set_month(3);
  demand.mutable_period()->mutable_end_date()->set_day(31);
  demand.set_day_count(1);
  demand.set_fee_model(houniao::type::v1::FEE_MODEL_DAILY);
  demand.set_day_fee_fen(100000);
  ASSERT_OK(Call(stub, &DemandService::Stub::CreateDemand, create).status());
  recruitment::v1::PublishDemandRequest publish;
  publish.set_name(absl::StrCat("demands/", id));
  ASSERT_OK(Call(stub, &DemandService::Stub::PublishDemand, publish).status());
}

}  // namespace

HoldOffice MakeHoldOffice(const std::shared_ptr<grpc::Channel>& talent,
                          const std::shared_ptr<grpc::Channel>& recruitment) {
  HoldOffice office;
  for (const Person& person : kPeople) {
    MakePerson(talent, person);
    const std::string name = absl::StrCat("talents/", person.id);
    office.talents.push_back(name);
    office.half_days_per_year[name] = 2 * person.days_per_year;
    if (person.stations > 0) office.stations[name] = person.stations;
  }
  talent::v1::CreateTeamRequest team;
  team.set_team_id("pcs");
  team.mutable_team()->set_title("储能系统团队");
  team.mutable_team()->set_leader("talents/xu");
  talent::v1::TeamMember& member = *team.mutable_team()->add_members();
  member.set_talent("talents/ye");
  member.set_role("ems-engineer");
  EXPECT_OK(Call(*talent::v1::TeamService::NewStub(talent),
                 &talent::v1::TeamService::Stub::CreateTeam, team)
                .status());
  office.team = "teams/pcs";

  const auto stub = DemandService::NewStub(recruitment);
  int number = 0;
  for (const char* code : kCreditCodes) {
    const std::string id = absl::StrCat("e", ++number);
    recruitment::v1::CreateEmployerRequest create;
    create.set_employer_id(id);
    create.mutable_employer()->set_credit_code(code);
    create.mutable_employer()->set_title("宁储（演示）有限公司");
    create.mutable_employer()->set_industry("C3849");
    create.mutable_employer()->set_region("350902");
    EXPECT_OK(Call(*stub, &DemandService::Stub::CreateEmployer, create).status());
    const std::string demand = absl::StrCat("winter-", number);
    MakeDemand(*stub, demand, absl::StrCat("employers/", id), recruitment::v1::Demand::PERSON);
    office.person_demands.push_back(absl::StrCat("demands/", demand));
  }
  MakeDemand(*stub, "team", "employers/e1", recruitment::v1::Demand::TEAM);
  office.team_demand = "demands/team";
  return office;
}

}  // namespace houniao::testing
