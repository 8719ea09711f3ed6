// Brings what the talent service says about talents, recognitions and consents into the population,
// whatever order it comes in.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/base/mutex.h"
#include "common/population/population.h"
#include "services/recruitment/matching/talent_facts.h"

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::recruitment {

// Thread-safe. Holds no more of a person than the population does: beside it only which tiers and
// consents there are, by name.
class TalentRegister {
 public:
  // Must outlive the register.
  TalentRegister(population::Population& population, absl::CivilDay today)
      : population_(population), today_(today) {}

  // Between these two every resource that there is is applied, in any order and with any revision;
  // what was not is gone afterwards. A snapshot that breaks off is begun again.
  void BeginSnapshot();
  void EndSnapshot(int64_t revision);

  void Apply(const talent::v1::Talent& talent, int64_t revision);
  void Apply(const talent::v1::Recognition& recognition, int64_t revision);
  void Apply(const talent::v1::Consent& consent, int64_t revision);
  // Everything up to here is applied.
  void MarkApplied(int64_t revision);

  // Tiers begin and end with days; nobody feeds a change when the day comes.
  void SetToday(absl::CivilDay today);

  // Talents whose facts the population refused; they cannot be matched.
  int64_t refused_count() const;

 private:
  using Names = std::map<std::string, std::set<std::string>>;
  // What is beside the profile, by talent id.
  struct Beside {
    std::map<std::string, std::map<std::string, TierFact>> tiers;  // by recognition
    Names consents;     // to be shown to employers: those in force
    Names manual_only;  // to be matched by people alone: those in force
  };

  bool Gave(const std::string& id, Names Beside::*kind) const HOUNIAO_REQUIRES(mutex_);
  void Complete(population::TalentFacts& facts) HOUNIAO_REQUIRES(mutex_);
  void Write(population::TalentFacts facts, int64_t revision) HOUNIAO_REQUIRES(mutex_);
  // Facts of a talent whom the population knows, again.
  void Refresh(const std::string& id, int64_t revision) HOUNIAO_REQUIRES(mutex_);
  void PlanRefresh(const std::string& id, const TierFact& tier) HOUNIAO_REQUIRES(mutex_);

  population::Population& population_;
  mutable Mutex mutex_;
  absl::CivilDay today_ HOUNIAO_GUARDED_BY(mutex_);
  Beside now_ HOUNIAO_GUARDED_BY(mutex_);
  // During a snapshot what was known before: it holds until the snapshot has said otherwise.
  Beside before_ HOUNIAO_GUARDED_BY(mutex_);
  bool loading_ HOUNIAO_GUARDED_BY(mutex_) = false;
  std::set<std::string> seen_ HOUNIAO_GUARDED_BY(mutex_);  // talents of the snapshot
  std::map<std::string, int> death_days_ HOUNIAO_GUARDED_BY(mutex_);
  std::map<int, std::set<std::string>> due_ HOUNIAO_GUARDED_BY(mutex_);  // day -> talents
  int64_t refused_ HOUNIAO_GUARDED_BY(mutex_) = 0;
};

}  // namespace houniao::recruitment
