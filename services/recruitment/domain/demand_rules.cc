#include "services/recruitment/domain/demand_rules.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/industries.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/domain/role_rules.h"
#include "services/recruitment/domain/weight_rules.h"

namespace houniao::recruitment {
namespace {

using errors::FieldViolation;

void CheckPeriod(const v1::Demand& demand, absl::CivilDay today,
                 std::vector<FieldViolation>& violations) {
  if (demand.has_season() && !calendar::IsValid(demand.season())) {
    violations.push_back({"demand.season", "has a day that no year has"});
    return;
  }
  if (!demand.has_period()) return;
  const auto period = PeriodOf(demand.period());
  if (!period.has_value()) {
    violations.push_back({"demand.period", "needs a real start_date and a real end_date"});
  } else if (period->last < period->first) {
    violations.push_back({"demand.period", "ends before it begins"});
  } else if (period->days() > kLongestPeriodDays) {
    violations.push_back({"demand.period", absl::StrCat("has ", period->days(), " days, at most ",
                                                        kLongestPeriodDays, " are possible")});
  } else if (period->last < today) {
    violations.push_back({"demand.period", absl::StrCat("is over: today is ", FormatDay(today))});
  } else {
    const int days =
        CountDays(demand, *period, period->first, calendar::WorkingCalendar::Announced());
    if (days == 0) {
      violations.push_back({"demand.period", "has no day in the season and of the kind"});
    } else if (days < demand.day_count()) {
      violations.push_back(
          {"demand.day_count", absl::StrCat("is ", demand.day_count(), ", but the period has ",
                                            days, " days in the season and of the kind")});
    }
  }
}

bool OnlyForm(const v1::Demand& demand, houniao::type::v1::EngagementForm form) {
  return demand.forms_size() == 1 && demand.forms(0) == form;
}

// Terms that nobody can meet together.
void CheckTerms(const v1::Demand& demand, std::vector<FieldViolation>& violations) {
  using namespace houniao::type::v1;
  const bool unpaid = demand.fee_model() == FEE_MODEL_UNPAID;
  if (unpaid && (demand.day_fee_fen() > 0 || demand.project_fee_fen() > 0)) {
    violations.push_back({"demand.fee_model", "is unpaid, but a fee is given"});
  }
  if (OnlyForm(demand, ENGAGEMENT_FORM_WEEKEND) && demand.day_kind() == v1::DAY_KIND_WORKDAY) {
    violations.push_back({"demand.day_kind", "contradicts forms: weekend service on workdays"});
  }
  if (OnlyForm(demand, ENGAGEMENT_FORM_ENCLAVE) && demand.on_site_share_bp() == 10000) {
    violations.push_back(
        {"demand.on_site_share_bp", "contradicts forms: service from another place"});
  }
}

void CheckIndustry(const v1::Demand& demand, std::vector<FieldViolation>& violations) {
  if (!demand.industry().empty() && codes::FindIndustry(demand.industry()) == nullptr) {
    violations.push_back({"demand.industry", "is not an industry of GB/T 4754-2017"});
  }
}

}  // namespace

std::vector<FieldViolation> CheckDemand(const v1::Demand& demand, absl::CivilDay today) {
  std::vector<FieldViolation> violations = CheckRequirements(demand);
  for (FieldViolation& violation : CheckRoles(demand)) violations.push_back(std::move(violation));
  CheckIndustry(demand, violations);
  CheckPeriod(demand, today, violations);
  CheckTerms(demand, violations);
  CheckWeights(demand, violations);
  return violations;
}

absl::Status PrepareDemand(v1::Demand& demand, absl::CivilDay today) {
  FillRequirementKeys(demand);
  if (const codes::Industry* industry = codes::FindIndustry(demand.industry())) {
    demand.set_industry(industry->code);
  }
  std::vector<FieldViolation> violations = CheckDemand(demand, today);
  if (violations.empty()) return absl::OkStatus();
  return errors::InvalidFields(std::move(violations));
}

std::vector<std::string> MissingForPublishing(const v1::Demand& demand, absl::CivilDay today) {
  std::vector<std::string> missing;
  if (demand.headcount() < 1) missing.push_back("headcount: nobody is looked for");
  if (!demand.has_period()) missing.push_back("period: is not given");
  for (const FieldViolation& violation : CheckDemand(demand, today)) {
    missing.push_back(absl::StrCat(violation.field, ": ", violation.description));
  }
  const auto period = PeriodOf(demand.period());
  if (missing.empty() && period.has_value()) {
    const int days = CountDays(demand, *period, today, calendar::WorkingCalendar::Announced());
    if (days < std::max(1, demand.day_count())) {
      missing.push_back(absl::StrCat("period: ", days, " days are still to come, ",
                                     demand.day_count(), " are needed"));
    }
  }
  return missing;
}

}  // namespace houniao::recruitment
