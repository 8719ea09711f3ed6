#include "services/benefits/facts/service_facts.h"

#include <map>

#include "common/base/dates.h"
#include "services/benefits/rules/ages.h"
#include "services/benefits/rules/criteria.h"

namespace houniao::benefits {
namespace {

using recruitment::v1::ServiceSummary;
using recruitment::v1::SummarizeServiceResponse;

// The engagement with the most confirmed half days; the first by name among equals.
std::string MostServed(const SummarizeServiceResponse& all) {
  std::map<std::string, int64_t> halves;
  for (const ServiceSummary& summary : all.summaries()) {
    halves[summary.engagement()] += summary.confirmed_half_day_count();
  }
  std::string best;
  int64_t most = -1;
  for (const auto& [engagement, count] : halves) {
    if (count > most) {
      best = engagement;
      most = count;
    }
  }
  return best;
}

int64_t WorkingDays(const SummarizeServiceResponse& response, absl::string_view engagement,
                    int64_t year) {
  int64_t halves = 0;
  for (const ServiceSummary& summary : response.summaries()) {
    if (summary.engagement() != engagement || (year != 0 && summary.year() != year)) continue;
    halves += summary.confirmed_workday_half_count();
  }
  return halves / 2;
}

// Terms of an engagement or of its summary, which have the same fields.
template <typename Terms>
void AddTerms(const Terms& terms, const std::string& engagement, absl::CivilDay as_of,
              FactSet& facts) {
  if (terms.agreement_months() > 0) {
    facts.Set(NumberFact("agreement-months", terms.agreement_months(), engagement, as_of));
  }
  if (terms.form() != type::v1::ENGAGEMENT_FORM_UNSPECIFIED) {
    facts.Set(TextFact("engagement-form", type::v1::EngagementForm_Name(terms.form()), engagement,
                       as_of));
  }
  if (!terms.region().empty()) {
    facts.Set(TextFact("region-work", terms.region(), engagement, as_of));
    facts.Set(TextFact("region-employer", terms.region(), terms.employer(), as_of));
  }
  if (!terms.employer().empty()) {
    facts.Set(TextFact("employer", terms.employer(), engagement, as_of));
  }
}

}  // namespace

absl::CivilDay RollingYearStart(absl::CivilDay as_of) { return AddMonths(as_of, -12) + 1; }

void AddServiceFacts(const ServiceRecord& record, absl::CivilDay as_of, FactSet& facts) {
  const std::string chosen = record.engagement ? record.engagement->name() : MostServed(record.all);
  if (chosen.empty()) return;
  using Period = v1::ServiceDaysCriterion;
  facts.Set(NumberFact(ServiceDaysKey(Period::CALENDAR_YEAR),
                       WorkingDays(record.all, chosen, as_of.year()), chosen, as_of));
  facts.Set(NumberFact(ServiceDaysKey(Period::ROLLING_YEAR),
                       WorkingDays(record.rolling_year, chosen, 0), chosen, as_of));
  facts.Set(NumberFact(ServiceDaysKey(Period::ENGAGEMENT), WorkingDays(record.all, chosen, 0),
                       chosen, as_of));
  if (record.engagement) return AddTerms(*record.engagement, chosen, as_of, facts);
  for (const ServiceSummary& summary : record.all.summaries()) {
    if (summary.engagement() == chosen) return AddTerms(summary, chosen, as_of, facts);
  }
}

}  // namespace houniao::benefits
