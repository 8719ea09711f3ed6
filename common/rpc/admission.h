// Room for calls, one semaphore for each class, so that no class starves another.
//
// gRPC's own thread limit refuses calls at random near the limit and without our details; it is
// only a backstop for memory. We admit first.
#pragma once

#include <array>
#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/base/mutex.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::rpc {

struct AdmissionLimits {
  // Calls at once in each class.
  int interactive = 32;
  int money = 8;
  int batch = 4;
  // Server streams of the interactive class (watches), which last for hours.
  int watch = 64;
  // How long a call waits for room, at most; never beyond its deadline.
  absl::Duration patience = absl::Milliseconds(200);

  int total() const { return interactive + money + batch + watch; }
};

enum class Room { kInteractive, kMoney, kBatch, kWatch };
inline constexpr int kRooms = 4;
Room RoomOf(api::v1::Admission admission, bool server_streams);
absl::string_view RoomName(Room room);

// Thread-safe.
class Admission {
 public:
  // Gives the place back when it goes.
  class Permit {
   public:
    Permit() = default;
    Permit(Permit&& other) noexcept;
    Permit& operator=(Permit&& other) noexcept;
    ~Permit() { Release(); }

   private:
    friend class Admission;
    Permit(Admission* admission, Room room) : admission_(admission), room_(room) {}
    void Release();

    Admission* admission_ = nullptr;
    Room room_ = Room::kInteractive;
  };

  explicit Admission(const AdmissionLimits& limits);

  // OVERLOADED (UNAVAILABLE with RetryInfo) if no place became free in `patience` of the limits or
  // in `remaining`, whichever is shorter.
  absl::StatusOr<Permit> Enter(Room room, absl::Duration remaining);
  // Calls inside now.
  int inside(Room room) const;

 private:
  struct Place {
    int limit = 0;
    int inside = 0;
    CondVar freed;
  };

  void Leave(Room room);

  const absl::Duration patience_;
  mutable Mutex mutex_;
  std::array<Place, kRooms> places_ HOUNIAO_GUARDED_BY(mutex_);
};

}  // namespace houniao::rpc
