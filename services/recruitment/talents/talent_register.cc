#include "services/recruitment/talents/talent_register.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/observe/log.h"

namespace houniao::recruitment {

using population::Feed;
using population::TalentFacts;
namespace tpb = ::houniao::talent::v1;

void TalentRegister::BeginSnapshot() {
  MutexLock lock(mutex_);
  // One that broke off has said too little to stand by itself.
  if (!loading_) before_ = std::move(now_);
  now_ = Beside();
  seen_.clear();
  loading_ = true;
  population_.BeginSnapshot(Feed::kTalents);
}

void TalentRegister::EndSnapshot(int64_t revision) {
  MutexLock lock(mutex_);
  loading_ = false;
  std::set<std::string> changed;
  for (const auto& [id, tiers] : before_.tiers) {
    if (now_.tiers.count(id) == 0) changed.insert(id);
  }
  for (Names Beside::*const kind : {&Beside::consents, &Beside::manual_only}) {
    for (const auto& [id, consents] : before_.*kind) {
      if ((now_.*kind).count(id) == 0) changed.insert(id);
    }
  }
  before_ = Beside();
  for (const std::string& id : changed) {
    if (seen_.count(id) > 0) Refresh(id, revision);
  }
  seen_.clear();
  population_.EndSnapshot(Feed::kTalents, revision);
}

void TalentRegister::Apply(const tpb::Talent& talent, int64_t revision) {
  const std::string id = TalentIdOf(talent.name());
  MutexLock lock(mutex_);
  if (talent.has_delete_time()) {
    population_.Remove(id, revision);
    seen_.erase(id);
    return;
  }
  death_days_.erase(id);
  if (const auto died = ToCivilDay(talent.death_date())) {
    death_days_[id] = DayNumber(*died);
    due_[DayNumber(*died)].insert(id);
  }
  if (loading_) seen_.insert(id);
  TalentFacts facts = FactsOfTalent(talent, today_);
  Complete(facts);
  Write(std::move(facts), revision);
}

void TalentRegister::Apply(const tpb::Recognition& recognition, int64_t revision) {
  const std::string id = TalentIdOf(recognition.name());
  MutexLock lock(mutex_);
  if (recognition.has_delete_time()) {
    const auto it = now_.tiers.find(id);
    if (it == now_.tiers.end()) return;
    it->second.erase(recognition.name());
    if (it->second.empty()) now_.tiers.erase(it);
  } else {
    const TierFact tier = FactOfRecognition(recognition);
    now_.tiers[id][recognition.name()] = tier;
    PlanRefresh(id, tier);
  }
  Refresh(id, revision);
}

void TalentRegister::Apply(const tpb::Consent& consent, int64_t revision) {
  Names Beside::*kind = nullptr;
  if (consent.purpose() == tpb::Consent::SHARE_WITH_EMPLOYERS) kind = &Beside::consents;
  if (consent.purpose() == tpb::Consent::MANUAL_MATCHING_ONLY) kind = &Beside::manual_only;
  if (kind == nullptr) return;
  const std::string id = TalentIdOf(consent.name());
  MutexLock lock(mutex_);
  Names& given = now_.*kind;
  if (consent.state() == tpb::Consent::GIVEN) {
    given[id].insert(consent.name());
  } else if (const auto it = given.find(id); it != given.end()) {
    it->second.erase(consent.name());
    if (it->second.empty()) given.erase(it);
  }
  // A withdrawal that the snapshot brings ends what was known before it.
  if (loading_ && given.count(id) == 0) (before_.*kind).erase(id);
  Refresh(id, revision);
}

void TalentRegister::MarkApplied(int64_t revision) {
  population_.MarkApplied(Feed::kTalents, revision);
}

void TalentRegister::SetToday(absl::CivilDay today) {
  MutexLock lock(mutex_);
  if (today == today_) return;
  today_ = today;
  const int64_t revision = population_.applied_revision(Feed::kTalents);
  const auto end = due_.upper_bound(DayNumber(today));
  std::set<std::string> ids;
  for (auto it = due_.begin(); it != end; ++it) ids.insert(it->second.begin(), it->second.end());
  due_.erase(due_.begin(), end);
  for (const std::string& id : ids) Refresh(id, revision);
}

int64_t TalentRegister::refused_count() const {
  MutexLock lock(mutex_);
  return refused_;
}

bool TalentRegister::Gave(const std::string& id, Names Beside::*kind) const {
  return (now_.*kind).count(id) > 0 || (before_.*kind).count(id) > 0;
}

void TalentRegister::Complete(TalentFacts& facts) {
  std::vector<TierFact> tiers;
  for (const Beside* beside : {&now_, &before_}) {
    const auto it = beside->tiers.find(facts.id);
    if (it == beside->tiers.end()) continue;
    for (const auto& [name, tier] : it->second) tiers.push_back(tier);
    break;
  }
  ApplyTiers(tiers, DayNumber(today_), facts);
  facts.share_consent = Gave(facts.id, &Beside::consents);
  facts.manual_matching_only = Gave(facts.id, &Beside::manual_only);
  const auto died = death_days_.find(facts.id);
  if (died != death_days_.end() && died->second <= DayNumber(today_)) facts.paused = true;
}

void TalentRegister::Write(TalentFacts facts, int64_t revision) {
  const std::string id = facts.id;
  const absl::Status written = population_.Upsert(std::move(facts), revision);
  if (written.ok()) return;
  ++refused_;
  observe::Log(observe::Severity::kWarning, "A talent cannot be matched: its facts are refused.",
               {{"resource", absl::StrCat("talents/", id)}, {"reason", written.message()}});
}

void TalentRegister::Refresh(const std::string& id, int64_t revision) {
  // During a snapshot only those that it has brought: others may be gone.
  if (loading_ && seen_.count(id) == 0) return;
  std::optional<TalentFacts> facts;
  {
    const population::View view = population_.view();
    if (const auto row = view->RowOf(id)) facts = view->Facts(*row);
  }
  if (!facts.has_value()) return;
  Complete(*facts);
  Write(*std::move(facts), revision);
}

void TalentRegister::PlanRefresh(const std::string& id, const TierFact& tier) {
  const int today = DayNumber(today_);
  if (tier.first_day > today) due_[tier.first_day].insert(id);
  if (tier.last_day.has_value() && *tier.last_day >= today) due_[*tier.last_day + 1].insert(id);
}

}  // namespace houniao::recruitment
