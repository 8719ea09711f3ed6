#include "common/rpc/admission.h"

#include "common/errors/errors.h"

namespace houniao::rpc {

Room RoomOf(api::v1::Admission admission, bool server_streams) {
  if (admission == api::v1::ADMISSION_MONEY) return Room::kMoney;
  if (admission == api::v1::ADMISSION_BATCH) return Room::kBatch;
  return server_streams ? Room::kWatch : Room::kInteractive;
}

absl::string_view RoomName(Room room) {
  switch (room) {
    case Room::kInteractive:
      return "interactive";
    case Room::kMoney:
      return "money";
    case Room::kBatch:
      return "batch";
    case Room::kWatch:
      return "watch";
  }
  return "";
}

Admission::Permit::Permit(Permit&& other) noexcept
    : admission_(std::exchange(other.admission_, nullptr)), room_(other.room_) {}

Admission::Permit& Admission::Permit::operator=(Permit&& other) noexcept {
  if (this != &other) {
    Release();
    admission_ = std::exchange(other.admission_, nullptr);
    room_ = other.room_;
  }
  return *this;
}

void Admission::Permit::Release() {
  if (admission_ != nullptr) std::exchange(admission_, nullptr)->Leave(room_);
}

Admission::Admission(const AdmissionLimits& limits) : patience_(limits.patience) {
  MutexLock lock(mutex_);
  places_[static_cast<size_t>(Room::kInteractive)].limit = limits.interactive;
  places_[static_cast<size_t>(Room::kMoney)].limit = limits.money;
  places_[static_cast<size_t>(Room::kBatch)].limit = limits.batch;
  places_[static_cast<size_t>(Room::kWatch)].limit = limits.watch;
}

absl::StatusOr<Admission::Permit> Admission::Enter(Room room, absl::Duration remaining) {
  MutexLock lock(mutex_);
  Place& place = places_[static_cast<size_t>(room)];
  if (place.inside >= place.limit) {
    const absl::Duration wait = std::max(std::min(patience_, remaining), absl::ZeroDuration());
    const bool free = place.freed.WaitFor(mutex_, absl::ToChronoMilliseconds(wait),
                                          [&place] { return place.inside < place.limit; });
    if (!free) return errors::Overloaded();
  }
  ++place.inside;
  return Permit(this, room);
}

void Admission::Leave(Room room) {
  MutexLock lock(mutex_);
  Place& place = places_[static_cast<size_t>(room)];
  --place.inside;
  place.freed.NotifyOne();
}

int Admission::inside(Room room) const {
  MutexLock lock(mutex_);
  return places_[static_cast<size_t>(room)].inside;
}

}  // namespace houniao::rpc
