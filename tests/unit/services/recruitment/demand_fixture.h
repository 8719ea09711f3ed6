// Demands, talents and employers that tests begin with.
#pragma once

#include "absl/time/civil_time.h"

#include "common/base/dates.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::recruitment {

inline houniao::type::v1::DateRange Period(absl::CivilDay first, absl::CivilDay last) {
  houniao::type::v1::DateRange period;
  *period.mutable_start_date() = ToDate(first);
  *period.mutable_end_date() = ToDate(last);
  return period;
}

inline houniao::type::v1::SeasonWindow Season(int start_month, int start_day, int end_month,
                                              int end_day) {
  houniao::type::v1::SeasonWindow season;
  season.set_start_month(start_month);
  season.set_start_day(start_day);
  season.set_end_month(end_month);
  season.set_end_day(end_day);
  return season;
}

inline v1::Employer StorageEmployer() {
  v1::Employer employer;
  employer.set_name("employers/e1");
  employer.set_title("宁德时储能科技有限公司");
  employer.set_credit_code("91350100M000100Y43");
  employer.set_industry("3849");
  employer.set_region("350902");
  return employer;
}

// A storage expert from December to March, 63 days.
inline v1::Demand WinterDemand() {
  v1::Demand demand;
  demand.set_name("demands/d1");
  demand.set_employer("employers/e1");
  demand.set_title("储能 PCS/EMS 专家");
  demand.set_headcount(1);
  demand.set_kind(v1::Demand::PERSON);
  demand.set_industry("C3849");
  v1::Requirement* skill = demand.add_requirements();
  skill->set_necessity(v1::Requirement::MUST);
  skill->mutable_skill()->set_skill("energy-storage-pcs");
  skill->mutable_skill()->set_min_level(houniao::type::v1::SKILL_LEVEL_SKILLED);
  v1::Requirement* education = demand.add_requirements();
  education->set_necessity(v1::Requirement::NICE);
  education->mutable_education()->set_min_education("14");
  demand.add_forms(houniao::type::v1::ENGAGEMENT_FORM_SEASONAL);
  demand.add_forms(houniao::type::v1::ENGAGEMENT_FORM_CONSULTING);
  *demand.mutable_period() = Period(absl::CivilDay(2026, 12, 1), absl::CivilDay(2027, 3, 31));
  demand.set_day_count(63);
  demand.set_fee_model(houniao::type::v1::FEE_MODEL_DAILY);
  demand.set_day_fee_fen(200000);
  return demand;
}

// Passes every gate of the demand above, on 120 days a year.
inline talent::v1::Talent StorageTalent(const std::string& id) {
  namespace tpb = ::houniao::talent::v1;
  tpb::Talent talent;
  talent.set_name("talents/" + id);
  talent.set_display_name("林一帆");
  talent.set_state(tpb::Talent::ACTIVE);
  talent.set_region("350100");
  talent.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE);
  talent.mutable_employment()->set_unit_name("福州电力电子研究所");
  auto* skill = talent.add_skills();
  skill->set_skill("energy-storage-pcs");
  skill->set_level(houniao::type::v1::SKILL_LEVEL_EXPERT);
  skill->set_years(8);
  talent.add_industries("3849");
  talent.set_education_level("11");
  auto* terms = talent.mutable_flexible_terms();
  terms->add_forms(houniao::type::v1::ENGAGEMENT_FORM_SEASONAL);
  terms->set_days_per_year(120);
  terms->set_day_fee_fen(150000);
  return talent;
}

}  // namespace houniao::recruitment
