#include "common/population/bookings.h"

#include <algorithm>

namespace houniao::population {

std::vector<BookedDays::Entry>::const_iterator BookedDays::LowerBound(int day) const {
  return std::lower_bound(entries_.begin(), entries_.end(), day,
                          [](const Entry& entry, int wanted) { return entry.day < wanted; });
}

void BookedDays::Book(int day, Halves halves, uint32_t engagement) {
  if ((halves & kWholeDay) == 0) return;
  auto it = LowerBound(day);
  while (it != entries_.end() && it->day == day && it->engagement < engagement) ++it;
  const auto at = entries_.begin() + (it - entries_.cbegin());
  if (at != entries_.end() && at->day == day && at->engagement == engagement) {
    at->halves |= halves & kWholeDay;
  } else {
    entries_.insert(at, Entry{day, engagement, static_cast<uint32_t>(halves & kWholeDay)});
  }
}

void BookedDays::Unbook(int day, Halves halves, uint32_t engagement) {
  for (auto it = entries_.begin() + (LowerBound(day) - entries_.cbegin());
       it != entries_.end() && it->day == day; ++it) {
    if (it->engagement != engagement) continue;
    it->halves &= ~halves & kWholeDay;
    if (it->halves == 0) entries_.erase(it);
    return;
  }
}

void BookedDays::UnbookAll(uint32_t engagement) {
  std::erase_if(entries_,
                [engagement](const Entry& entry) { return entry.engagement == engagement; });
}

Halves BookedDays::BookedOn(int day) const {
  Halves booked = 0;
  ForEachDay(day, day, [&booked](int, Halves halves) { booked = halves; });
  return booked;
}

uint32_t BookedDays::HolderOn(int day, Halves halves) const {
  for (auto it = LowerBound(day); it != entries_.end() && it->day == day; ++it) {
    if ((it->halves & halves) != 0) return it->engagement;
  }
  return 0;
}

int BookedDays::CountBooked(int from, int to) const {
  int count = 0;
  ForEachDay(from, to, [&count](int, Halves halves) { count += CountHalves(halves); });
  return count;
}

uint32_t BookingLedger::HandleOf(absl::string_view engagement) {
  const auto [it, added] = handles_.try_emplace(std::string(engagement), 0);
  if (added) {
    if (free_handles_.empty()) {
      free_handles_.push_back(static_cast<uint32_t>(engagements_.size()));
      engagements_.emplace_back();
    }
    it->second = free_handles_.back();
    free_handles_.pop_back();
    engagements_[it->second].id = std::string(engagement);
  }
  return it->second;
}

std::vector<std::string> BookingLedger::Set(absl::string_view engagement,
                                            const std::vector<TalentBooking>& bookings) {
  std::vector<std::string> touched;
  if (bookings.empty() && !handles_.contains(engagement)) return touched;
  const uint32_t handle = HandleOf(engagement);
  Engagement& record = engagements_[handle];
  touched = std::move(record.talents);
  std::vector<std::string> now;
  for (const std::string& talent : touched) talents_[talent]->UnbookAll(handle);
  for (const TalentBooking& booking : bookings) {
    if ((booking.day.halves & kWholeDay) == 0) continue;
    std::unique_ptr<BookedDays>& days = talents_[booking.talent];
    if (days == nullptr) days = std::make_unique<BookedDays>();
    days->Book(booking.day.day, booking.day.halves, handle);
    if (now.empty() || now.back() != booking.talent) now.push_back(booking.talent);
  }
  std::sort(now.begin(), now.end());
  now.erase(std::unique(now.begin(), now.end()), now.end());
  record.talents.assign(now.begin(), now.end());  // no more room than needed
  touched.insert(touched.end(), record.talents.begin(), record.talents.end());
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const std::string& talent : touched) {
    const auto it = talents_.find(talent);
    if (it->second->empty()) talents_.erase(it);
  }
  record.snapshot = snapshot_;
  if (record.talents.empty()) {
    handles_.erase(record.id);
    record = Engagement();
    free_handles_.push_back(handle);
  }
  return touched;
}

const BookedDays* BookingLedger::Find(absl::string_view talent) const {
  const auto it = talents_.find(talent);
  return it == talents_.end() ? nullptr : it->second.get();
}

std::vector<TalentBooking> BookingLedger::BookingsOf(absl::string_view engagement) const {
  std::vector<TalentBooking> bookings;
  const auto it = handles_.find(engagement);
  if (it == handles_.end()) return bookings;
  for (const std::string& talent : engagements_[it->second].talents) {
    for (const BookedDays::Entry& entry : Find(talent)->entries()) {
      if (entry.engagement != it->second) continue;
      bookings.push_back({talent, {entry.day, static_cast<Halves>(entry.halves)}});
    }
  }
  return bookings;
}

void BookingLedger::BeginSnapshot() {
  ++snapshot_;
  unseen_from_ = 0;
}

std::string BookingLedger::UnseenEngagement() {
  for (; unseen_from_ < engagements_.size(); ++unseen_from_) {
    const Engagement& record = engagements_[unseen_from_];
    if (!record.talents.empty() && record.snapshot != snapshot_) return record.id;
  }
  return "";
}

size_t BookingLedger::bytes() const {
  size_t bytes = talents_.capacity() * (sizeof(*talents_.begin()) + 1) +
                 handles_.capacity() * (sizeof(*handles_.begin()) + 1) +
                 engagements_.size() * sizeof(Engagement) +
                 free_handles_.capacity() * sizeof(uint32_t);
  for (const auto& [talent, days] : talents_) {
    bytes += sizeof(BookedDays) + days->entries().capacity() * sizeof(BookedDays::Entry) +
             talent.capacity();
  }
  for (const Engagement& record : engagements_) {
    bytes += 2 * record.id.capacity() + record.talents.capacity() * sizeof(std::string);
  }
  return bytes;
}

}  // namespace houniao::population
