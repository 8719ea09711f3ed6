#include "services/recruitment/matching/subject.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/demand_days.h"

namespace houniao::recruitment {

population::WantedDays WantedDaysOf(v1::DayKind kind) {
  if (kind == v1::DAY_KIND_WORKDAY) return population::WantedDays::kWorkdays;
  if (kind == v1::DAY_KIND_REST_DAY) return population::WantedDays::kRestDays;
  return population::WantedDays::kAny;
}

namespace {

// 0 for one that is not known.
uint32_t IndustryKeyOf(const std::string& code) {
  return population::ParseIndustryKey(code).value_or(0);
}

}  // namespace

int Subject::first_day() const { return window.has_value() ? window->from : DayNumber(today); }

Subject MakeSubject(v1::Demand demand, const v1::Employer& employer, absl::CivilDay today) {
  Subject subject;
  subject.demand = std::move(demand);
  const v1::Demand& d = subject.demand;
  subject.employer = employer.name();
  subject.employer_key = population::EmployerKey(employer.credit_code());
  subject.host = {subject.employer_key,
                  {IndustryKeyOf(employer.industry()), IndustryKeyOf(d.industry())}};
  subject.industry = d.industry().empty() ? employer.industry() : d.industry();
  subject.regions = {d.regions().begin(), d.regions().end()};
  if (subject.regions.empty() && !employer.region().empty()) {
    subject.regions.push_back(employer.region());
  }
  subject.today = today;
  subject.needed_half_days = 2 * d.day_count();
  if (const auto period = PeriodOf(d.period())) {
    population::ServiceWindow window;
    window.from = std::max(DayNumber(period->first), DayNumber(today));
    window.to = DayNumber(period->last);
    window.wanted = WantedDaysOf(d.day_kind());
    if (d.has_season()) {
      // One that is no window stays as it is and holds no day.
      window.season = calendar::SeasonWindow{d.season().start_month(), d.season().start_day(),
                                             d.season().end_month(), d.season().end_day()};
    }
    subject.window = window;
  }
  return subject;
}

}  // namespace houniao::recruitment
