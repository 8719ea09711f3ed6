// The demands of this service's own database, ready to be matched: from the journal, in commit
// order, so that a question about a stored demand reads no row.
#pragma once

#include <memory>
#include <set>
#include <shared_mutex>
#include <string>

#include "absl/container/flat_hash_map.h"

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/population/days.h"
#include "services/recruitment/demands/demand_table.h"
#include "services/recruitment/demands/kept_matches.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// Reading is thread-safe at any time; the feed writes from one thread.
//
// Kept are all open demands for persons as a table (MatchDemands), and the text of these and of up
// to kMostOthers others, none of them expired or deleted. What is not kept is for the store to say.
class DemandRegister {
  struct State;

 public:
  static constexpr size_t kMostOthers = 100000;
  // Demands that were asked about last, taken apart and completed.
  static constexpr size_t kMostSubjects = 4096;

  // Both must outlive the register.
  DemandRegister(const population::RestDays& rest_days, const Clock& clock);
  ~DemandRegister();

  // Between these two every employer and then every demand is applied; what was not is gone
  // afterwards. Until the end the state of before is shown.
  void BeginSnapshot();
  void EndSnapshot();

  void Apply(const v1::Employer& employer);
  void Apply(const v1::Demand& demand);
  // The row is gone.
  void RemoveDemand(const std::string& name);

  // A consistent state. Hold it briefly: the feed waits. A thread holds at most one at a time.
  class View {
   public:
    const DemandTable& table() const;
    // Grows with every change of what is shown.
    uint64_t version() const;
    // Answers that rest on the demands of some version.
    KeptMatches& kept_matches() const;
    // The demand with what its employer adds, for today; null if it is not kept.
    std::shared_ptr<const Subject> SubjectOf(const std::string& name) const;

   private:
    friend class DemandRegister;
    View(std::shared_lock<std::shared_mutex> lock, const DemandRegister& owner)
        : lock_(std::move(lock)), owner_(owner) {}

    std::shared_lock<std::shared_mutex> lock_;
    const DemandRegister& owner_;
  };
  View view() const;
  // The same for one demand alone.
  std::shared_ptr<const Subject> Find(const std::string& name) const {
    return view().SubjectOf(name);
  }

  // Demands whose text is kept.
  size_t size() const;

 private:
  class WriteLock;

  std::shared_ptr<const Subject> SubjectIn(const State& state, const std::string& name) const;
  CompiledPtr CompileOf(const State& state, const v1::Demand& demand);
  void Put(const v1::Demand& demand);

  const population::RestDays& rest_days_;
  const Clock& clock_;
  // A reader passes the gate before it takes its share; a writer keeps it shut while it waits.
  mutable Mutex gate_;
  mutable std::shared_mutex state_mutex_;
  std::unique_ptr<State> shown_;  // guarded by state_mutex_; written by the feed alone
  uint64_t version_ = 0;          // guarded by state_mutex_
  mutable KeptMatches kept_matches_;

  // Of the feed alone.
  std::unique_ptr<State> loading_;
  std::vector<CompiledPtr> loaded_;
  SignaturePool pool_;

  mutable Mutex subjects_mutex_;
  mutable absl::flat_hash_map<std::string, std::shared_ptr<const Subject>> subjects_
      HOUNIAO_GUARDED_BY(subjects_mutex_);
};

}  // namespace houniao::recruitment
