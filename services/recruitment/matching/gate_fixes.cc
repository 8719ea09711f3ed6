#include "services/recruitment/matching/gate_fixes.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/requirement_fixes.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using population::Bit;
using population::TalentFacts;

constexpr int kWholeYear = 366;

// The least of [low + 1, high] that does; high if nothing does. What does goes on doing.
int LeastThatDoes(int low, int high, const std::function<bool(int)>& does) {
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (does(middle) ? high : low) = middle;
  }
  return high;
}

std::string DaysPerYearText(int days) { return absl::StrCat("每年至多 ", days, " 天"); }

void FixForm(const MatchState& state, std::vector<Change>& fixes) {
  const v1::Demand& demand = state.subject.demand;
  const uint16_t had = state.facts.forms;
  const auto wanted = FirstForm(demand, state.facts.employment_status, 0xFFFF);
  if (wanted.has_value()) {
    const uint16_t bit = Bit(*wanted);
    fixes.push_back(TalentChange(v1::GATE_FORM_ACCEPTED, "", absl::StrCat("接受: ", FormsText(had)),
                                 absl::StrCat("接受: ", FormsText(had | bit)),
                                 [bit](TalentFacts& facts) { facts.forms |= bit; }));
  }
  if (demand.forms().empty()) return;
  // A form that the talent accepts and the status allows, were it asked for.
  v1::Demand any = demand;
  any.clear_forms();
  const auto open = FirstForm(any, state.facts.employment_status, had);
  if (!open.has_value()) return;
  uint16_t asked = 0;
  for (const int form : demand.forms()) asked |= Bit(form);
  const auto form = *open;
  fixes.push_back(DemandChange(v1::GATE_FORM_ACCEPTED, "",
                               absl::StrCat("接受其一: ", FormsText(asked)),
                               absl::StrCat("接受其一: ", FormsText(asked | Bit(form))),
                               [form](Subject& subject) { subject.demand.add_forms(form); }));
}

void FixConsents(v1::Gate gate, std::vector<Change>& fixes) {
  if (gate == v1::GATE_SHARE_CONSENT) {
    fixes.push_back(TalentChange(gate, "", "未同意或已撤回", "同意向用人单位展示",
                                 [](TalentFacts& facts) { facts.share_consent = true; }));
  } else if (gate == v1::GATE_AUTOMATED_MATCHING) {
    fixes.push_back(TalentChange(gate, "", "本人拒绝自动匹配", "本人撤回拒绝",
                                 [](TalentFacts& facts) { facts.manual_matching_only = false; }));
  } else {
    fixes.push_back(TalentChange(gate, "", "派出单位未同意或已过期", "派出单位同意且在有效期内",
                                 [](TalentFacts& facts) {
                                   facts.home_unit_consent = population::HomeUnitConsent::kGiven;
                                   facts.home_unit_consent_until.reset();
                                 }));
  }
}

// The demand begins when the restriction is over. No talent can shorten it.
void FixRestriction(const MatchState& state, std::vector<Change>& fixes) {
  int over = state.subject.first_day();
  for (const population::RestrictionFact& restriction : state.facts.restrictions) {
    if (Bars(restriction, state.subject.host)) over = std::max(over, restriction.until + 1);
  }
  if (!state.subject.window.has_value() || over > state.subject.window->to) return;
  fixes.push_back(DemandChange(
      v1::GATE_SERVICE_RESTRICTION, "", absl::StrCat(DayText(state.subject.first_day()), " 开始"),
      absl::StrCat(DayText(over), " 开始"), [over](Subject& subject) {
        subject.window->from = over;
        *subject.demand.mutable_period()->mutable_start_date() = ToDate(DayFromNumber(over));
      }));
}

void FixDays(v1::Gate gate, const MatchState& state, const Judgement& judgement,
             const population::RestDays& rest_days, Replay& replay, std::vector<Change>& fixes) {
  const bool season = gate == v1::GATE_SEASON;
  const auto measure = [season](const Judgement& j) {
    return season ? j.season_half_days : j.remaining_half_days;
  };
  const int needed = state.subject.needed_half_days, now = measure(judgement);
  const auto enough = [&](const Judgement& j) { return measure(j) >= needed; };
  const auto keep = [&](std::optional<Change> change) {
    // One that brings nothing would be left out in the end.
    if (change.has_value() && measure(replay.Judge(With(state, {*change}))) > now) {
      fixes.push_back(*std::move(change));
    }
  };
  if (!season) keep(DaysPerYearChange(gate, state, replay, enough));
  keep(SeasonChange(gate, state, rest_days, replay, enough));
  if (state.facts.weekend_only) {
    TalentFacts all = state.facts;
    all.weekend_only = false;
    keep(TalentChange(gate, "", SeasonsText(state.facts), SeasonsText(all),
                      [](TalentFacts& facts) { facts.weekend_only = false; }));
  }
  const int days = now / 2;
  if (days == 0) return;
  fixes.push_back(DemandChange(gate, "", DaysText(needed), DaysText(2 * days),
                               [days](Subject& subject) { SetDayCount(subject, days); }));
}

void FixRegion(const MatchState& state, std::vector<Change>& fixes) {
  if (state.subject.regions.empty()) return;
  const std::string asked = state.subject.regions.front();
  const auto texts = [](std::vector<std::string> codes) {
    for (std::string& code : codes) code = RegionName(code);
    if (codes.size() > 5) codes.resize(5);
    return absl::StrCat("服务地: ", absl::StrJoin(codes, "、"));
  };
  std::vector<std::string> served = state.facts.served_regions;
  served.insert(served.begin(), asked);
  fixes.push_back(
      TalentChange(v1::GATE_REGION, "", texts(state.facts.served_regions), texts(served),
                   [asked](TalentFacts& facts) { facts.served_regions.push_back(asked); }));
  if (state.facts.served_regions.empty()) return;
  const std::string added = state.facts.served_regions.front();
  std::vector<std::string> regions = state.subject.regions;
  regions.insert(regions.begin(), added);
  fixes.push_back(DemandChange(v1::GATE_REGION, "", texts(state.subject.regions), texts(regions),
                               [added](Subject& subject) {
                                 // With the first region of its own the demand no longer stands in
                                 // for its employer's, so those come along.
                                 subject.regions.push_back(added);
                                 subject.demand.clear_regions();
                                 for (const std::string& region : subject.regions) {
                                   subject.demand.add_regions(region);
                                 }
                               }));
}

void FixFeeModel(const MatchState& state, std::vector<Change>& fixes) {
  const auto asked = state.subject.demand.fee_model();
  const auto texts = [](uint16_t models) {
    std::vector<std::string> names;
    for (int model = 1; model <= houniao::type::v1::FeeModel_MAX; ++model) {
      if ((models & Bit(model)) != 0) names.push_back(FeeModelText(model));
    }
    return absl::StrCat("接受: ", absl::StrJoin(names, "、"));
  };
  const uint16_t had = state.facts.fee_models;
  fixes.push_back(TalentChange(v1::GATE_FEE_MODEL, "", texts(had), texts(had | Bit(asked)),
                               [asked](TalentFacts& facts) { facts.fee_models |= Bit(asked); }));
  for (int model = 1; model <= houniao::type::v1::FeeModel_MAX; ++model) {
    if ((had & Bit(model)) == 0) continue;
    fixes.push_back(DemandChange(v1::GATE_FEE_MODEL, "", FeeModelText(asked), FeeModelText(model),
                                 [model](Subject& subject) {
                                   subject.demand.set_fee_model(
                                       static_cast<houniao::type::v1::FeeModel>(model));
                                 }));
    return;
  }
}

void FixFee(const MatchState& state, std::vector<Change>& fixes) {
  const int64_t most = MostDayFee(state.subject.demand), asked = state.facts.day_fee_fen;
  fixes.push_back(TalentChange(v1::GATE_FEE, "", absl::StrCat("每天 ", FenText(asked)),
                               absl::StrCat("每天 ", FenText(most)),
                               [most](TalentFacts& facts) { facts.day_fee_fen = most; }));
  fixes.push_back(
      DemandChange(v1::GATE_FEE, "", absl::StrCat("每天至多 ", FenText(most)),
                   absl::StrCat("每天至多 ", FenText(asked)),
                   [asked](Subject& subject) { SetMostDayFee(asked, subject.demand); }));
}

void FixOnSite(const MatchState& state, std::vector<Change>& fixes) {
  const int asked = state.subject.demand.on_site_share_bp();
  const int most = 10000 - state.facts.remote_share_bp;
  fixes.push_back(
      TalentChange(v1::GATE_ON_SITE_SHARE, "", absl::StrCat("至多到场 ", PercentText(most)),
                   absl::StrCat("至多到场 ", PercentText(asked)),
                   [asked](TalentFacts& facts) { facts.remote_share_bp = 10000 - asked; }));
  fixes.push_back(
      DemandChange(v1::GATE_ON_SITE_SHARE, "", absl::StrCat("到场不少于 ", PercentText(asked)),
                   absl::StrCat("到场不少于 ", PercentText(most)),
                   [most](Subject& subject) { subject.demand.set_on_site_share_bp(most); }));
}

}  // namespace

std::optional<Change> SeasonChange(v1::Gate gate, const MatchState& state,
                                   const population::RestDays& rest_days, Replay& replay,
                                   const std::function<bool(const Judgement&)>& enough) {
  const std::vector<int> days = DaysOutOfSeason(state, rest_days);
  if (days.empty()) return std::nullopt;
  const auto with = [&](int count) {
    return TalentChange(gate, "", "", "",
                        [span = SeasonSpan{days.front(), days[static_cast<size_t>(count - 1)]}](
                            TalentFacts& facts) { AddSeason(facts, span); });
  };
  const int count = LeastThatDoes(0, static_cast<int>(days.size()), [&](int n) {
    return enough(replay.Judge(With(state, {with(n)})));
  });
  Change change = with(count);
  change.message.set_now(SeasonsText(state.facts));
  change.message.set_wanted(SeasonsText(With(state, {change}).facts));
  return change;
}

std::optional<Change> DaysPerYearChange(v1::Gate gate, const MatchState& state, Replay& replay,
                                        const std::function<bool(const Judgement&)>& enough) {
  if (!state.facts.days_per_year.has_value() || *state.facts.days_per_year >= kWholeYear) {
    return std::nullopt;
  }
  const auto with = [&](int days) {
    return TalentChange(gate, "", DaysPerYearText(*state.facts.days_per_year),
                        DaysPerYearText(days),
                        [days](TalentFacts& facts) { facts.days_per_year = days; });
  };
  return with(LeastThatDoes(*state.facts.days_per_year, kWholeYear, [&](int days) {
    return enough(replay.Judge(With(state, {with(days)})));
  }));
}

std::vector<Change> FixesOf(const Judgement::Failed& failed, const MatchState& state,
                            const Judgement& judgement, const population::RestDays& rest_days,
                            Replay& replay) {
  std::vector<Change> fixes;
  switch (failed.gate) {
    case v1::GATE_SHARE_CONSENT:
    case v1::GATE_AUTOMATED_MATCHING:
    case v1::GATE_HOME_UNIT_CONSENT:
      FixConsents(failed.gate, fixes);
      break;
    case v1::GATE_SERVICE_RESTRICTION:
      FixRestriction(state, fixes);
      break;
    case v1::GATE_FORM_ACCEPTED:
      FixForm(state, fixes);
      break;
    case v1::GATE_SEASON:
    case v1::GATE_REMAINING_DAYS:
      FixDays(failed.gate, state, judgement, rest_days, replay, fixes);
      break;
    case v1::GATE_REGION:
      FixRegion(state, fixes);
      break;
    case v1::GATE_FEE_MODEL:
      FixFeeModel(state, fixes);
      break;
    case v1::GATE_FEE:
      FixFee(state, fixes);
      break;
    case v1::GATE_ON_SITE_SHARE:
      FixOnSite(state, fixes);
      break;
    default:
      AddRequirementFixes(failed, state, fixes);
  }
  return fixes;
}

}  // namespace houniao::recruitment
