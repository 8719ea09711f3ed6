#include "services/recruitment/domain/employer_rules.h"

#include "common/base/dates.h"
#include "common/codes/credit_code.h"
#include "common/codes/industries.h"
#include "common/errors/errors.h"

namespace houniao::recruitment {

absl::Status PrepareEmployer(v1::Employer& employer) {
  const codes::CreditCodeCheck check = codes::CheckCreditCode(employer.credit_code());
  if (!check.acceptable()) return errors::InvalidField("employer.credit_code", check.problem);
  employer.set_credit_code(check.canonical);
  employer.set_early_code(check.kind == codes::CreditCodeKind::kEarlyPilot);
  const codes::Industry* const industry = codes::FindIndustry(employer.industry());
  if (industry == nullptr || industry->level != 4) {
    return errors::InvalidField("employer.industry",
                                "must be a class of GB/T 4754-2017, as 3849 or C3849");
  }
  employer.set_industry(industry->code);
  return absl::OkStatus();
}

absl::Status PrepareProject(v1::Project& project) {
  const auto first = ToCivilDay(project.period().start_date());
  const auto last = ToCivilDay(project.period().end_date());
  if (first.has_value() && last.has_value() && *last < *first) {
    return errors::InvalidField("project.period", "ends before it begins");
  }
  return absl::OkStatus();
}

}  // namespace houniao::recruitment
