#include "services/recruitment/matching/gates.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using namespace houniao::type::v1;
using population::Bit;

constexpr uint16_t kAllForms = 0x7FE;  // bits 1 to 10
constexpr size_t kMostOwnRules = 20;   // beside those of requirements

uint16_t FormsOf(const v1::Demand& demand) {
  uint16_t forms = 0;
  for (const int form : demand.forms()) forms |= Bit(form);
  forms &= kAllForms;
  return forms == 0 ? kAllForms : forms;
}

}  // namespace

v1::GateResult GateRule::Explain(const Applicant& applicant) const {
  v1::GateResult result;
  result.set_gate(gate);
  result.set_requirement(requirement);
  result.set_passed(passes(applicant));
  result.set_needed(needed);
  result.set_actual(actual(applicant));
  result.set_basis(basis);
  result.set_unit(unit);
  if (result.passed() || shortfall == nullptr) return result;
  result.set_shortfall(shortfall(applicant));
  if (result.shortfall() == 0 && lacking_years != nullptr) {
    result.set_shortfall(lacking_years(applicant));
    result.set_unit(v1::GateResult::YEAR);
  }
  return result;
}

GateList::GateList(const Subject& subject, const population::Store& store,
                   const Stations* stations) {
  if (subject.window.has_value()) plan_.emplace(*subject.window, store.rest_days());
  // A rule costs some to move.
  rules_.reserve(kMostOwnRules + static_cast<size_t>(subject.demand.requirements_size()));
  AddLawGates(subject, stations);
  AddDayGates(subject);
  AddRequirementGates(subject);
  AddTermGates(subject);
}

const GateRule* GateList::FirstFailed(const Applicant& applicant) const {
  for (const GateRule& rule : rules_) {
    if (!rule.passes(applicant)) return &rule;
  }
  return nullptr;
}

std::vector<v1::GateResult> GateList::Explain(const Applicant& applicant) const {
  std::vector<v1::GateResult> results;
  for (const GateRule& rule : rules_) results.push_back(rule.Explain(applicant));
  return results;
}

int GateList::SeasonHalfDays(const Applicant& applicant) const {
  if (!plan_.has_value()) return 0;
  population::Availability availability = applicant.store->availability(applicant.row);
  availability.booked = nullptr;
  return plan_->FreeHalfDays(availability);
}

int GateList::FreeHalfDays(const Applicant& applicant) const {
  return plan_.has_value() ? plan_->FreeHalfDays(applicant.store->availability(applicant.row)) : 0;
}

int GateList::RemainingHalfDays(const Applicant& applicant) const {
  return plan_.has_value() ? plan_->RemainingHalfDays(applicant.store->availability(applicant.row))
                           : 0;
}

uint16_t AllowedForms(const v1::Demand& demand, int employment_status) {
  uint16_t forms = FormsOf(demand);
  if (employment_status != EMPLOYMENT_STATUS_RETIRED) forms &= ~Bit(ENGAGEMENT_FORM_RETIREE);
  if (employment_status == EMPLOYMENT_STATUS_CIVIL_SERVANT) {
    if (demand.fee_model() != FEE_MODEL_UNPAID) return 0;
    forms &= ~Bit(ENGAGEMENT_FORM_EQUITY);
  }
  return forms;
}

std::optional<EngagementForm> FirstForm(const v1::Demand& demand, int employment_status,
                                        uint16_t accepted) {
  const uint16_t open = AllowedForms(demand, employment_status) & accepted;
  for (const int form : demand.forms()) {
    if (form > 0 && (open & Bit(form)) != 0) return static_cast<EngagementForm>(form);
  }
  if (demand.forms().empty()) {
    for (int form = 1; form <= EngagementForm_MAX; ++form) {
      if ((open & Bit(form)) != 0) return static_cast<EngagementForm>(form);
    }
  }
  return std::nullopt;
}

bool IsAskedAtHold(v1::Gate gate) {
  switch (gate) {
    case v1::GATE_SHARE_CONSENT:
    case v1::GATE_PROFILE_ACTIVE:
    case v1::GATE_STATUS_ALLOWED:
    case v1::GATE_FORM_ACCEPTED:
    case v1::GATE_HOME_UNIT_CONSENT:
    case v1::GATE_CONFLICT_OF_INTEREST:
    case v1::GATE_SERVICE_RESTRICTION:
    case v1::GATE_INTEGRITY_RECORD:
    case v1::GATE_REGION:
    case v1::GATE_FEE_MODEL:
    case v1::GATE_FEE:
    case v1::GATE_ON_SITE_SHARE:
      return true;
    default:
      return false;
  }
}

void GateList::AddLawGates(const Subject& subject, const Stations* stations) {
  const int today = DayNumber(subject.today);
  rules_.push_back({.gate = v1::GATE_SHARE_CONSENT,
                    .basis = "个人信息保护法第二十三条",
                    .needed = "同意向用人单位展示",
                    .passes = [](const Applicant& a) { return a.store->share_consent(a.row); },
                    .actual =
                        [](const Applicant& a) {
                          return a.store->share_consent(a.row) ? "已同意" : "未同意或已撤回";
                        }});
  rules_.push_back(
      {.gate = v1::GATE_AUTOMATED_MATCHING,
       .basis = "个人信息保护法第二十四条",
       .needed = "本人未拒绝自动匹配",
       .passes = [](const Applicant& a) { return !a.store->manual_matching_only(a.row); },
       .actual =
           [](const Applicant& a) {
             return a.store->manual_matching_only(a.row) ? "本人拒绝自动匹配,只由人工推荐"
                                                         : "未拒绝";
           }});
  rules_.push_back(
      {.gate = v1::GATE_PROFILE_ACTIVE,
       .basis = "个人信息保护法第四十七条",
       .needed = "档案在用",
       .passes = [](const Applicant& a) { return !a.store->paused(a.row); },
       .actual =
           [](const Applicant& a) { return a.store->paused(a.row) ? "档案停用" : "档案在用"; }});
  AddStatusGates(subject);
  rules_.push_back(
      {.gate = v1::GATE_HOME_UNIT_CONSENT,
       .basis = "人社部规〔2017〕4号、人社部发〔2019〕137号",
       .needed = "需要时派出单位同意且在有效期内",
       .passes = [today](const Applicant& a) { return a.store->HomeUnitConsentsOn(a.row, today); },
       .actual =
           [today](const Applicant& a) {
             return a.store->HomeUnitConsentsOn(a.row, today) ? "无需或已同意" : "未同意或已过期";
           }});
  const uint64_t employer = subject.employer_key;
  const auto conflicts = [employer](const Applicant& a) {
    if (employer == 0) return false;
    const population::ListsView lists = a.store->lists(a.row);
    bool found = lists.home_unit() == employer;
    for (int i = 0; i < lists.interest_count(); ++i) found |= lists.interest(i) == employer;
    return found;
  };
  rules_.push_back(
      {.gate = v1::GATE_CONFLICT_OF_INTEREST,
       .basis = "柔性引才不得与派出单位有隶属关系;科技副总办法:企业不得由本人创办或投资",
       .needed = "与用人单位无隶属、创办或投资关系",
       .passes = [conflicts](const Applicant& a) { return !conflicts(a); },
       .actual = [conflicts](const Applicant& a) { return conflicts(a) ? "有利益关系" : "无"; }});
  AddRestrictionGate(subject);
  rules_.push_back(
      {.gate = v1::GATE_INTEGRITY_RECORD,
       .basis = "GB/T 35397-2017 表A.15",
       .needed = "无在期失信记录",
       .passes = [today](const Applicant& a) { return !a.store->IntegrityRecordOn(a.row, today); },
       .actual =
           [today](const Applicant& a) {
             return a.store->IntegrityRecordOn(a.row, today) ? "有在期记录" : "无";
           }});
  const std::string host = subject.employer;
  const auto over = [stations, host](const Applicant& a) -> int64_t {
    if (stations == nullptr || !a.store->academician(a.row)) return 0;
    const std::string id = a.id();
    if (stations->IsHostedBy(id, host)) return 0;
    const bool retired = a.store->employment_status(a.row) == EMPLOYMENT_STATUS_RETIRED;
    return std::max(0, stations->CountOf(id) + 1 - StationLimit(retired));
  };
  rules_.push_back({.gate = v1::GATE_ACADEMICIAN_QUOTA,
                    .basis = "中央关于院士的意见;科发学部函字〔2019〕234号",
                    .needed = "未退休院士至多 1 个工作站,退休院士至多 3 个",
                    .unit = v1::GateResult::STATION,
                    .passes = [over](const Applicant& a) { return over(a) == 0; },
                    .actual = [stations](const Applicant& a) -> std::string {
                      if (!a.store->academician(a.row)) return "非院士";
                      return absl::StrCat(
                          "院士,现有 ", stations == nullptr ? 0 : stations->CountOf(a.id()), " 个");
                    },
                    .shortfall = over});
}

void GateList::AddRestrictionGate(const Subject& subject) {
  const population::Host host = subject.host;
  const int first = subject.first_day();
  // Days from the first one on that are barred; 0 or less: none.
  const auto barred_days = [host, first](const Applicant& a) -> int64_t {
    const std::optional<int> until = a.store->BarredUntil(a.row, host);
    return until.has_value() ? *until - first + 1 : 0;
  };
  rules_.push_back({.gate = v1::GATE_SERVICE_RESTRICTION,
                    .basis = "劳动合同法第二十三条、第二十四条;公务员法第一百零七条",
                    .needed = absl::StrCat(DayText(first), " 起不受竞业限制或离职从业限制"),
                    .unit = v1::GateResult::DAY,
                    .passes = [barred_days](const Applicant& a) { return barred_days(a) <= 0; },
                    .actual = [barred_days, first](const Applicant& a) -> std::string {
                      const int64_t days = barred_days(a);
                      return days <= 0 ? "无"
                                       : absl::StrCat("限制至 ",
                                                      DayText(first + static_cast<int>(days) - 1));
                    },
                    .shortfall = barred_days});
}

void GateList::AddStatusGates(const Subject& subject) {
  std::vector<uint16_t> allowed;
  for (int status = 0; status <= EmploymentStatus_MAX; ++status) {
    allowed.push_back(AllowedForms(subject.demand, status));
  }
  const auto allowed_for = [allowed](const Applicant& a) -> uint16_t {
    const size_t status = static_cast<size_t>(a.store->employment_status(a.row));
    return status < allowed.size() ? allowed[status] : 0;
  };
  rules_.push_back(
      {.gate = v1::GATE_STATUS_ALLOWED,
       .basis = "公务员法第四十四条;银龄人才办法",
       .needed = absl::StrCat("身份允许其一: ", FormsText(FormsOf(subject.demand)),
                              ";付酬方式: ", FeeModelText(subject.demand.fee_model())),
       .passes = [allowed_for](const Applicant& a) { return allowed_for(a) != 0; },
       .actual = [](const Applicant& a) { return StatusText(a.store->employment_status(a.row)); }});
  rules_.push_back(
      {.gate = v1::GATE_FORM_ACCEPTED,
       .basis = "柔性引才以合同为据: 本人条件",
       .needed = absl::StrCat("接受其一: ", FormsText(FormsOf(subject.demand))),
       .passes = [allowed_for](
                     const Applicant& a) { return (a.store->forms(a.row) & allowed_for(a)) != 0; },
       .actual =
           [](const Applicant& a) {
             return absl::StrCat("接受: ", FormsText(a.store->forms(a.row)));
           }});
}

void GateList::AddDayGates(const Subject& subject) {
  if (!subject.window.has_value() || subject.needed_half_days == 0) return;
  const int needed = subject.needed_half_days;
  rules_.push_back(
      {.gate = v1::GATE_SEASON,
       .basis = "本人条件: 可服务的季节和日子",
       .needed = DaysText(needed),
       .unit = v1::GateResult::HALF_DAY,
       .passes = [this, needed](const Applicant& a) { return SeasonHalfDays(a) >= needed; },
       .actual =
           [this](const Applicant& a) {
             return absl::StrCat("本人可来 ", DaysText(SeasonHalfDays(a)));
           },
       .shortfall = [this, needed](const Applicant& a) -> int64_t {
         return needed - SeasonHalfDays(a);
       }});
  rules_.push_back(
      {.gate = v1::GATE_REMAINING_DAYS,
       .basis = "已预订和已确认的日子不再可用;本人每年天数上限",
       .needed = DaysText(needed),
       .unit = v1::GateResult::HALF_DAY,
       .passes = [this, needed](const Applicant& a) { return RemainingHalfDays(a) >= needed; },
       .actual =
           [this](const Applicant& a) {
             return absl::StrCat("剩余 ", DaysText(RemainingHalfDays(a)));
           },
       .shortfall = [this, needed](const Applicant& a) -> int64_t {
         return needed - RemainingHalfDays(a);
       }});
}

void GateList::AddTermGates(const Subject& subject) {
  const v1::Demand& demand = subject.demand;
  constexpr char kOwnTerms[] = "本人条件";
  if (!subject.regions.empty()) {
    std::vector<uint32_t> keys;
    std::vector<std::string> names;
    for (const std::string& code : subject.regions) {
      const auto key = population::ParseRegionKey(code);
      if (key.ok()) keys.push_back(*key);
      if (names.size() < 5) names.push_back(RegionName(code));
    }
    // Met if one lies within the other: service somewhere in both is possible.
    const auto serves = [keys](const Applicant& a) {
      const population::Words served = a.store->lists(a.row).served_regions();
      if (served.size == 0) return true;
      for (const uint32_t had : served) {
        for (const uint32_t wanted : keys) {
          if (population::InRange(population::RegionRange(had), wanted) ||
              population::InRange(population::RegionRange(wanted), had)) {
            return true;
          }
        }
      }
      return false;
    };
    rules_.push_back({.gate = v1::GATE_REGION,
                      .basis = kOwnTerms,
                      .needed = absl::StrCat("服务地: ", absl::StrJoin(names, "、")),
                      .passes = serves,
                      .actual = [serves](const Applicant& a) {
                        return serves(a) ? "愿意前往" : "不在本人愿意服务的地区";
                      }});
  }
  if (demand.fee_model() != FEE_MODEL_UNSPECIFIED) {
    const uint16_t bit = Bit(demand.fee_model());
    const auto accepts = [bit](const Applicant& a) {
      const uint16_t models = a.store->fee_models(a.row);
      return models == 0 || (models & bit) != 0;
    };
    rules_.push_back(
        {.gate = v1::GATE_FEE_MODEL,
         .basis = kOwnTerms,
         .needed = FeeModelText(demand.fee_model()),
         .passes = accepts,
         .actual = [accepts](const Applicant& a) { return accepts(a) ? "接受" : "不接受"; }});
  }
  if (const int64_t most = MostDayFee(demand); most > 0) {
    rules_.push_back(
        {.gate = v1::GATE_FEE,
         .basis = kOwnTerms,
         .needed = absl::StrCat("每天不高于 ", FenText(most),
                                IsPaidByProject(demand) ? " (项目总价按天折算)" : ""),
         .unit = v1::GateResult::FEN,
         .passes = [most](const Applicant& a) { return a.store->day_fee_fen(a.row) <= most; },
         .actual =
             [](const Applicant& a) {
               const int64_t fee = a.store->day_fee_fen(a.row);
               return fee == 0 ? std::string("未注明") : absl::StrCat("每天 ", FenText(fee));
             },
         .shortfall = [most](const Applicant& a) { return a.store->day_fee_fen(a.row) - most; }});
  }
  if (demand.on_site_share_bp() > 0) {
    const int asked = demand.on_site_share_bp();
    const auto most = [](const Applicant& a) { return 10000 - a.store->remote_share_bp(a.row); };
    rules_.push_back(
        {.gate = v1::GATE_ON_SITE_SHARE,
         .basis = kOwnTerms,
         .needed = absl::StrCat("到场不少于 ", PercentText(asked)),
         .unit = v1::GateResult::BASIS_POINT,
         .passes = [most, asked](const Applicant& a) { return most(a) >= asked; },
         .actual =
             [most](const Applicant& a) { return absl::StrCat("至多到场 ", PercentText(most(a))); },
         .shortfall = [most, asked](const Applicant& a) -> int64_t { return asked - most(a); }});
  }
}

}  // namespace houniao::recruitment
