#include "services/recruitment/demands/demand_register.h"

#include "common/base/dates.h"

namespace houniao::recruitment {
namespace {

bool IsKept(const v1::Demand& demand) {
  return !demand.has_delete_time() && demand.state() != v1::Demand::EXPIRED;
}

bool IsInTable(const v1::Demand& demand) {
  return IsKept(demand) && demand.state() == v1::Demand::OPEN && demand.kind() != v1::Demand::TEAM;
}

}  // namespace

struct DemandRegister::State {
  State(std::vector<CompiledPtr> demands, const population::RestDays& rest_days,
        absl::CivilDay today)
      : table(std::make_unique<DemandTable>(std::move(demands), rest_days, DayNumber(today))),
        made_on(today) {}

  struct Entry {
    std::string bytes;  // of the demand
    std::string employer;
    bool open = false;
  };
  struct Facts {
    v1::Employer employer;  // what matching looks at, and no more
    std::set<std::string> demands;
  };

  void Forget(const std::string& name) {
    const auto it = entries.find(name);
    if (it == entries.end()) return;
    const auto facts = employers.find(it->second.employer);
    if (facts != employers.end()) facts->second.demands.erase(name);
    if (!it->second.open) --others;
    entries.erase(it);
  }

  // False if there is no room for one more that is not open.
  bool Keep(const v1::Demand& demand) {
    const bool open = IsInTable(demand);
    Forget(demand.name());
    if (!open && others >= kMostOthers) return false;
    Entry& entry = entries[demand.name()];
    entry.bytes = demand.SerializeAsString();
    entry.employer = demand.employer();
    entry.open = open;
    if (!open) ++others;
    employers[demand.employer()].demands.insert(demand.name());
    return true;
  }

  void Keep(const v1::Employer& employer) {
    v1::Employer& kept = employers[employer.name()].employer;
    kept.Clear();
    kept.set_name(employer.name());
    kept.set_credit_code(employer.credit_code());
    kept.set_industry(employer.industry());
    kept.set_region(employer.region());
  }

  absl::flat_hash_map<std::string, Entry> entries;
  absl::flat_hash_map<std::string, Facts> employers;
  size_t others = 0;
  std::unique_ptr<DemandTable> table;
  absl::CivilDay made_on;
};

// Lets the readers who are inside go on and keeps others out; what is shown changes.
class DemandRegister::WriteLock {
 public:
  explicit WriteLock(DemandRegister& owner) : gate_(owner.gate_), lock_(owner.state_mutex_) {
    ++owner.version_;
  }

 private:
  MutexLock gate_;
  std::unique_lock<std::shared_mutex> lock_;
};

DemandRegister::DemandRegister(const population::RestDays& rest_days, const Clock& clock)
    : rest_days_(rest_days),
      clock_(clock),
      shown_(std::make_unique<State>(std::vector<CompiledPtr>(), rest_days, clock.Today())) {}
DemandRegister::~DemandRegister() = default;

void DemandRegister::BeginSnapshot() {
  loading_ = std::make_unique<State>(std::vector<CompiledPtr>(), rest_days_, clock_.Today());
  loaded_.clear();
}

void DemandRegister::EndSnapshot() {
  if (loading_ == nullptr) return;
  loading_->table =
      std::make_unique<DemandTable>(std::move(loaded_), rest_days_, DayNumber(clock_.Today()));
  loaded_.clear();
  {
    const WriteLock lock(*this);
    shown_.swap(loading_);
    MutexLock subjects_lock(subjects_mutex_);
    subjects_.clear();
  }
  loading_.reset();
}

void DemandRegister::Apply(const v1::Employer& employer) {
  if (loading_ != nullptr) {
    loading_->Keep(employer);
    return;
  }
  std::vector<v1::Demand> demands;
  {
    const WriteLock lock(*this);
    shown_->Keep(employer);
    MutexLock subjects_lock(subjects_mutex_);
    for (const std::string& name : shown_->employers[employer.name()].demands) {
      subjects_.erase(name);
      v1::Demand demand;
      if (demand.ParseFromString(shown_->entries[name].bytes)) demands.push_back(std::move(demand));
    }
  }
  for (const v1::Demand& demand : demands) Put(demand);
}

void DemandRegister::Apply(const v1::Demand& demand) {
  if (loading_ == nullptr) return Put(demand);
  if (!IsKept(demand)) return;
  loading_->Keep(demand);
  if (IsInTable(demand)) loaded_.push_back(CompileOf(*loading_, demand));
}

void DemandRegister::RemoveDemand(const std::string& name) {
  v1::Demand gone;
  gone.set_name(name);
  gone.set_state(v1::Demand::EXPIRED);
  Apply(gone);
}

// Only the feed writes, so it may read what is shown without a lock.
CompiledPtr DemandRegister::CompileOf(const State& state, const v1::Demand& demand) {
  const auto facts = state.employers.find(demand.employer());
  v1::Employer employer;
  if (facts != state.employers.end()) employer = facts->second.employer;
  employer.set_name(demand.employer());
  return Compile(MakeSubject(demand, employer, clock_.Today()), pool_);
}

void DemandRegister::Put(const v1::Demand& demand) {
  CompiledPtr compiled = IsInTable(demand) ? CompileOf(*shown_, demand) : nullptr;
  bool room = true;
  {
    const WriteLock lock(*this);
    if (IsKept(demand)) {
      shown_->Keep(demand);
    } else {
      shown_->Forget(demand.name());
    }
    if (compiled == nullptr) {
      shown_->table->Remove(demand.name());
    } else {
      room = shown_->table->Add(compiled);
    }
    MutexLock subjects_lock(subjects_mutex_);
    subjects_.erase(demand.name());
  }
  const DemandTable& table = *shown_->table;
  const bool wasteful = table.used() > 2 * table.size() + DemandTable::kSpareSlots;
  if (room && !wasteful && shown_->made_on.year() == clock_.Today().year()) return;
  std::vector<CompiledPtr> demands = table.demands();
  if (!room) demands.push_back(std::move(compiled));
  const absl::CivilDay today = clock_.Today();
  auto made = std::make_unique<DemandTable>(std::move(demands), rest_days_, DayNumber(today));
  const WriteLock lock(*this);
  shown_->table.swap(made);
  shown_->made_on = today;
}

DemandRegister::View DemandRegister::view() const {
  MutexLock gate(gate_);
  return View(std::shared_lock<std::shared_mutex>(state_mutex_), *this);
}

const DemandTable& DemandRegister::View::table() const { return *owner_.shown_->table; }

uint64_t DemandRegister::View::version() const { return owner_.version_; }

KeptMatches& DemandRegister::View::kept_matches() const { return owner_.kept_matches_; }

std::shared_ptr<const Subject> DemandRegister::View::SubjectOf(const std::string& name) const {
  return owner_.SubjectIn(*owner_.shown_, name);
}

// The caller holds a View, so nothing is erased between the look at the text and the insertion.
std::shared_ptr<const Subject> DemandRegister::SubjectIn(const State& state,
                                                         const std::string& name) const {
  const absl::CivilDay today = clock_.Today();
  {
    MutexLock lock(subjects_mutex_);
    const auto it = subjects_.find(name);
    if (it != subjects_.end() && it->second->today == today) return it->second;
  }
  const auto entry = state.entries.find(name);
  if (entry == state.entries.end()) return nullptr;
  const auto facts = state.employers.find(entry->second.employer);
  v1::Demand demand;
  if (facts == state.employers.end() || facts->second.employer.name().empty() ||
      !demand.ParseFromString(entry->second.bytes)) {
    return nullptr;
  }
  auto subject = std::make_shared<const Subject>(
      MakeSubject(std::move(demand), facts->second.employer, today));
  MutexLock lock(subjects_mutex_);
  if (subjects_.size() >= kMostSubjects) subjects_.clear();
  subjects_[name] = subject;
  return subject;
}

size_t DemandRegister::size() const {
  const View held = view();
  return shown_->entries.size();
}

}  // namespace houniao::recruitment
