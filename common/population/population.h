// The facts about every talent as columns and bitmaps in memory (ARCHITECTURE.md, "The one idea").
//
// Writers apply committed changes; each costs O(its own size), never O(all talents). Readers hold a
// View: nothing changes while it lives, so every answer drawn from it is of one moment. Writers
// wait for views that exist and go before views that are asked for later, so neither starves.
//
// Rows are dense numbers; a row belongs to one talent until it is removed, then the smallest free
// row is used again. Rows mean nothing outside one View: keep ids, not rows.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "roaring/roaring.hh"

#include "common/base/mutex.h"
#include "common/population/availability.h"
#include "common/population/compiled_query.h"
#include "common/population/facts.h"
#include "common/population/query.h"
#include "common/population/stats.h"
#include "common/population/store.h"

namespace houniao::population {

// A change of one talent: new facts, or none if the talent is gone.
struct TalentChange {
  std::string id;
  std::optional<TalentFacts> facts;  // facts->id == id
};

// Everything that an engagement holds now, in place of what it held. No bookings: released.
struct EngagementBookings {
  std::string engagement;  // the {engagement} of engagements/{engagement}
  std::vector<TalentBooking> bookings;
};

// A consistent, read-only state. Movable, not copyable; lives and dies in the thread that made it.
// Hold it briefly: writers wait. A thread holds at most one at a time (a second would deadlock with
// a waiting writer), and calls no writing method while it does.
class View {
 public:
  const Store& operator*() const { return *store_; }
  const Store* operator->() const { return store_; }

  // As CompiledQuery::Make; the answer must not outlive the view.
  absl::StatusOr<CompiledQuery> Compile(const Query& query) const {
    return CompiledQuery::Make(query, *store_);
  }
  // Rows that pass every gate of the query.
  absl::StatusOr<Roaring> Candidates(const Query& query) const;

 private:
  friend class Population;
  View(std::shared_lock<std::shared_mutex> lock, const Store* store)
      : lock_(std::move(lock)), store_(store) {}

  std::shared_lock<std::shared_mutex> lock_;
  const Store* store_;
};

// Thread-safe.
class Population {
 public:
  // `rest_days` says which days a talent who serves on days of rest only can come.
  explicit Population(RestDays rest_days = RestDays());

  // Changes of a feed come in commit order. One with a revision below what the feed has applied is
  // a replay and ignored. One that is applied moves the feed's revision to its own, also if the
  // facts are refused: then the talent leaves the population, because unknown facts cannot be
  // matched, and InvalidArgument names the talent and the field.
  absl::Status Upsert(TalentFacts facts, int64_t revision);
  void Remove(absl::string_view id, int64_t revision);
  // The same for many at once, under one lock. The status is that of the first refused talent; the
  // others are applied.
  absl::Status ApplyTalents(std::vector<TalentChange> changes, int64_t revision);
  // Bookings of talents who are not known yet are kept until they are.
  void ApplyBookings(std::vector<EngagementBookings> changes, int64_t revision);
  // Everything up to `revision` is applied, whatever it was (heartbeats, changes of other kinds).
  void MarkApplied(Feed feed, int64_t revision);

  // A snapshot of a feed replaces what was there: between the two calls the changes are taken in
  // any order and with any revision; at the end, what was not in it is removed, in small steps, and
  // the feed stands at `revision`. Talents that filled an empty population are put in an order that
  // is good to match in, which takes about a second for three million of them.
  void BeginSnapshot(Feed feed);
  void EndSnapshot(Feed feed, int64_t revision);

  // Blocks while a writer writes or waits.
  View view() const;

  // Of the whole state; an answer of the same version is an answer of now. Never blocks.
  uint64_t version() const { return store_.change_log().version(); }

  // -1 before anything was applied.
  int64_t applied_revision(Feed feed) const;
  // OK once the feed has applied `min_revision`; DeadlineExceeded if `timeout` passes first.
  // Must not be called while the thread holds a View.
  absl::Status WaitForRevision(Feed feed, int64_t min_revision, absl::Duration timeout) const;

  // O(talents with bookings + bitmaps + pages of columns).
  PopulationStats stats() const;

  // New calendar, as when the State Council announces the next year. O(its days).
  void SetRestDays(RestDays rest_days);

 private:
  class WriteLock;
  bool Accepts(Feed feed, int64_t revision) const;
  void Advance(Feed feed, int64_t revision);
  bool RemoveSomeUnseen(Feed feed);

  // A reader passes the gate before it takes its share; a writer keeps it shut while it waits.
  mutable Mutex gate_;
  mutable std::shared_mutex state_mutex_;
  Store store_;                        // guarded by state_mutex_
  std::array<bool, kFeeds> loading_;   // guarded by state_mutex_
  bool loading_from_nothing_ = false;  // guarded by state_mutex_; talents

  mutable Mutex progress_mutex_;
  mutable CondVar progress_;
  std::array<int64_t, kFeeds> applied_ HOUNIAO_GUARDED_BY(progress_mutex_);
};

}  // namespace houniao::population
