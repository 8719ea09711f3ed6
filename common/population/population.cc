#include "common/population/population.h"

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"

namespace houniao::population {
namespace {

// How much of a snapshot's leftovers one lock removes: under a millisecond.
constexpr int kRemovalsPerLock = 256;

size_t Index(Feed feed) { return static_cast<size_t>(feed); }

}  // namespace

// Shuts the gate, waits for the readers inside, and opens the gate again at once: whoever queues
// there next waits for the state itself.
class Population::WriteLock {
 public:
  explicit WriteLock(const Population& population) : mutex_(population.state_mutex_) {
    MutexLock gate(population.gate_);
    mutex_.lock();
  }
  ~WriteLock() { mutex_.unlock(); }
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  std::shared_mutex& mutex_;
};

Population::Population(RestDays rest_days) : store_(std::move(rest_days)) {
  loading_.fill(false);
  applied_.fill(-1);
}

absl::StatusOr<Roaring> View::Candidates(const Query& query) const {
  ASSIGN_OR_RETURN(const CompiledQuery compiled, Compile(query));
  return compiled.Candidates();
}

View Population::view() const {
  MutexLock gate(gate_);
  return View(std::shared_lock(state_mutex_), &store_);
}

bool Population::Accepts(Feed feed, int64_t revision) const {
  return loading_[Index(feed)] || revision >= applied_revision(feed);
}

void Population::Advance(Feed feed, int64_t revision) {
  if (!loading_[Index(feed)]) MarkApplied(feed, revision);
}

void Population::MarkApplied(Feed feed, int64_t revision) {
  MutexLock lock(progress_mutex_);
  int64_t& applied = applied_[Index(feed)];
  applied = std::max(applied, revision);
  progress_.NotifyAll();
}

absl::Status Population::Upsert(TalentFacts facts, int64_t revision) {
  std::vector<TalentChange> changes(1);
  changes[0].id = facts.id;
  changes[0].facts = std::move(facts);
  return ApplyTalents(std::move(changes), revision);
}

void Population::Remove(absl::string_view id, int64_t revision) {
  // Removals are never refused.
  ApplyTalents({TalentChange{std::string(id), std::nullopt}}, revision).IgnoreError();
}

absl::Status Population::ApplyTalents(std::vector<TalentChange> changes, int64_t revision) {
  absl::Status refused;
  WriteLock lock(*this);
  if (!Accepts(Feed::kTalents, revision)) return absl::OkStatus();
  for (TalentChange& change : changes) {
    absl::Status status;
    if (change.facts.has_value()) {
      status = change.facts->id == change.id
                   ? store_.Upsert(*std::move(change.facts))
                   : absl::InvalidArgumentError(absl::StrCat("facts are of ", change.facts->id));
    }
    if (!change.facts.has_value() || !status.ok()) store_.Remove(change.id);
    if (refused.ok() && !status.ok()) {
      refused = absl::InvalidArgumentError(
          absl::StrCat("talent \"", change.id, "\": ", status.message()));
    }
  }
  Advance(Feed::kTalents, revision);
  return refused;
}

void Population::ApplyBookings(std::vector<EngagementBookings> changes, int64_t revision) {
  WriteLock lock(*this);
  if (!Accepts(Feed::kBookings, revision)) return;
  for (const EngagementBookings& change : changes) {
    store_.SetBookings(change.engagement, change.bookings);
  }
  Advance(Feed::kBookings, revision);
}

void Population::BeginSnapshot(Feed feed) {
  WriteLock lock(*this);
  loading_[Index(feed)] = true;
  if (feed == Feed::kTalents) {
    loading_from_nothing_ = store_.size() == 0;
    store_.BeginTalentSnapshot();
  } else {
    store_.BeginBookingSnapshot();
  }
}

bool Population::RemoveSomeUnseen(Feed feed) {
  WriteLock lock(*this);
  return feed == Feed::kTalents ? store_.RemoveUnseenTalents(kRemovalsPerLock)
                                : store_.RemoveUnseenEngagements(kRemovalsPerLock);
}

void Population::EndSnapshot(Feed feed, int64_t revision) {
  while (RemoveSomeUnseen(feed)) {
  }
  WriteLock lock(*this);
  loading_[Index(feed)] = false;
  if (feed == Feed::kTalents && loading_from_nothing_) store_.SortRows();
  MutexLock progress(progress_mutex_);
  // A snapshot is the truth, also where it is older: a database restored from a backup.
  applied_[Index(feed)] = revision;
  progress_.NotifyAll();
}

int64_t Population::applied_revision(Feed feed) const {
  MutexLock lock(progress_mutex_);
  return applied_[Index(feed)];
}

absl::Status Population::WaitForRevision(Feed feed, int64_t min_revision,
                                         absl::Duration timeout) const {
  MutexLock lock(progress_mutex_);
  const auto reached = [&] { return applied_[Index(feed)] >= min_revision; };
  // Beyond an hour nobody waits; it also keeps InfiniteDuration from overflowing.
  const absl::Duration bounded = std::min(std::max(timeout, absl::ZeroDuration()), absl::Hours(1));
  if (progress_.WaitFor(progress_mutex_, absl::ToChronoNanoseconds(bounded), reached)) {
    return absl::OkStatus();
  }
  return absl::DeadlineExceededError(absl::StrCat(
      "the population stands at revision ", applied_[Index(feed)], ", not yet at ", min_revision));
}

PopulationStats Population::stats() const {
  PopulationStats stats;
  const View state = view();
  state->AddTo(stats);
  return stats;
}

void Population::SetRestDays(RestDays rest_days) {
  WriteLock lock(*this);
  store_.SetRestDays(std::move(rest_days));
}

}  // namespace houniao::population
