// Which halves of which days are booked, by which engagement.
//
// The database refuses double bookings; this is the copy that answers questions. It holds whatever
// it is told and keeps overlaps apart: when replayed changes come in another order than they were
// made, it ends in the same state all the same.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

#include "common/population/days.h"

namespace houniao::population {

// Bookings of one talent, sorted by day.
class BookedDays {
 public:
  struct Entry {
    int day;
    uint32_t engagement : 30;
    uint32_t halves : 2;

    bool operator==(const Entry&) const = default;
  };

  // Adds to what `engagement` holds on the day.
  void Book(int day, Halves halves, uint32_t engagement);
  // Takes from what it holds there; what it does not hold is ignored.
  void Unbook(int day, Halves halves, uint32_t engagement);
  // Everything the engagement holds.
  void UnbookAll(uint32_t engagement);

  // Halves that somebody holds.
  Halves BookedOn(int day) const;
  // A handle that holds any of `halves`; the lowest, if several do. Only if BookedOn(day) & halves.
  uint32_t HolderOn(int day, Halves halves) const;
  // Half days booked in [from, to].
  int CountBooked(int from, int to) const;
  // Calls fn(day, booked halves) once for each day in [from, to] with a booking, in order.
  template <typename Function>
  void ForEachDay(int from, int to, Function fn) const {
    for (auto it = LowerBound(from); it != entries_.end() && it->day <= to;) {
      const int day = it->day;
      Halves halves = 0;
      for (; it != entries_.end() && it->day == day; ++it) halves |= it->halves;
      fn(day, halves);
    }
  }

  bool empty() const { return entries_.empty(); }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry>::const_iterator LowerBound(int day) const;

  std::vector<Entry> entries_;  // by (day, engagement)
};

// Something that an engagement books.
struct TalentBooking {
  std::string talent;  // the {talent} of talents/{talent}
  DayHalves day;

  bool operator==(const TalentBooking&) const = default;
};

// Bookings of all talents, known or not, by talent id and by engagement id.
class BookingLedger {
 public:
  // Replaces what the engagement holds. Returns the ids of the talents it held and holds now.
  std::vector<std::string> Set(absl::string_view engagement,
                               const std::vector<TalentBooking>& bookings);
  // Null if nothing is booked. Valid until the next change.
  const BookedDays* Find(absl::string_view talent) const;
  // Engagement id of a handle in an Entry or a RefusedDay.
  const std::string& EngagementId(uint32_t handle) const { return engagements_[handle].id; }
  // What it holds, sorted by talent and day; empty if it is not known.
  std::vector<TalentBooking> BookingsOf(absl::string_view engagement) const;

  // Snapshot: engagements that are not Set after this are given by UnseenEngagement, one at a time,
  // until they are Set; empty when there are no more.
  void BeginSnapshot();
  std::string UnseenEngagement();

  size_t engagement_count() const { return handles_.size(); }
  size_t talent_count() const { return talents_.size(); }
  size_t bytes() const;

 private:
  struct Engagement {
    std::string id;
    std::vector<std::string> talents;
    uint32_t snapshot = 0;  // number of the snapshot it was last set in or after
  };
  uint32_t HandleOf(absl::string_view engagement);

  absl::flat_hash_map<std::string, std::unique_ptr<BookedDays>> talents_;
  absl::flat_hash_map<std::string, uint32_t> handles_;
  std::deque<Engagement> engagements_;  // by handle
  std::vector<uint32_t> free_handles_;
  uint32_t snapshot_ = 0;
  size_t unseen_from_ = 0;  // handles below are seen
};

}  // namespace houniao::population
