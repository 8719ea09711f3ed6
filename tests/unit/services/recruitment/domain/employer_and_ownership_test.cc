#include <gtest/gtest.h>

#include "common/codes/credit_code.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/employer_rules.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;

TEST(EmployerRules, BringsTheCreditCodeToItsForm) {
  v1::Employer employer = StorageEmployer();
  employer.set_credit_code("  ９１３５０１００ｍ０００１００ｙ４３ ");
  employer.set_industry("C3849");
  ASSERT_OK(PrepareEmployer(employer));
  EXPECT_EQ(employer.credit_code(), "91350100M000100Y43");
  EXPECT_EQ(employer.industry(), "3849");
  EXPECT_EQ(employer.early_code(), codes::CheckCreditCode("91350100M000100Y43").kind ==
                                       codes::CreditCodeKind::kEarlyPilot);
}

TEST(EmployerRules, RefusesAWrongCodeAndAnIndustryThatIsNoClass) {
  v1::Employer employer = StorageEmployer();
  employer.set_credit_code("91350100M000100Y44");
  const auto check = codes::CheckCreditCode(employer.credit_code());
  EXPECT_EQ(PrepareEmployer(employer).ok(), check.acceptable());
  employer.set_credit_code("not a code");
  EXPECT_THAT(PrepareEmployer(employer), StatusIs(absl::StatusCode::kInvalidArgument));
  employer = StorageEmployer();
  employer.set_industry("38");
  EXPECT_THAT(PrepareEmployer(employer), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Ownership, EnterprisesTouchTheirOwnAlone) {
  CallContext office, enterprise;
  enterprise.employer = "employers/e1";
  EXPECT_OK(RequireOwn(office, "employers/e2"));
  EXPECT_OK(RequireOwn(enterprise, "employers/e1"));
  EXPECT_THAT(RequireOwn(enterprise, "employers/e2"),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(RequireOwn(enterprise, ""), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(Ownership, WhatIsMissingLooksLikeWhatIsAnothers) {
  CallContext office, enterprise;
  enterprise.employer = "employers/e1";
  const absl::Status missing = errors::NotFound("recruitment.houniao/Demand", "demands/x");
  EXPECT_EQ(HideMissing(enterprise, missing), RequireOwn(enterprise, "employers/e2"));
  EXPECT_EQ(HideMissing(office, missing), missing);
  EXPECT_OK(HideMissing(enterprise, absl::OkStatus()));
}

TEST(RecruitmentErrors, NameTheFirstTenDaysAndCountTheRest) {
  std::vector<UnavailableDay> refused;
  for (int i = 0; i < 12; ++i) {
    refused.push_back({"talents/a", absl::CivilDay(2026, 12, 1) + i, v1::DAY_HALF_WHOLE,
                       i == 0 ? Obstacle::kHeld : Obstacle::kConfirmed});
  }
  const absl::Status status = DaysNotAvailable(refused);
  const std::string text(status.message());
  EXPECT_NE(text.find("12 days"), std::string::npos) << text;
  EXPECT_NE(text.find("2026-12-01 whole day (held)"), std::string::npos) << text;
  EXPECT_NE(text.find("2026-12-10"), std::string::npos) << text;
  EXPECT_EQ(text.find("2026-12-11"), std::string::npos) << text;
  EXPECT_NE(text.find("2 more"), std::string::npos) << text;
  EXPECT_EQ(errors::MetadataOf(status, "count"), "12");
}

}  // namespace
}  // namespace houniao::recruitment
