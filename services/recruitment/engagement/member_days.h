// When the members of an engagement can be booked, decided on what is stored.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "common/population/availability.h"
#include "common/population/bookings.h"
#include "common/population/facts.h"
#include "common/population/terms.h"
#include "services/recruitment/domain/recruitment_errors.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

// A booking of somebody, as the database has it.
struct StoredBooking {
  int day = 0;
  population::Halves halves = 0;
  std::string engagement;
  bool held = false;  // by a hold; otherwise by an agreed engagement
};

// One member: the terms that were read before the mutation, the bookings that are read inside it.
class MemberDays {
 public:
  MemberDays(std::string talent, const population::TalentFacts& facts);

  void Add(const StoredBooking& booking);
  population::Availability availability() const;
  const std::string& talent() const { return talent_; }
  bool weekend_only() const { return terms_.weekend_only; }
  // What holds any of the halves on the day; only if something does.
  bool IsHeldOn(int day, population::Halves halves) const;

 private:
  std::string talent_;  // talents/{talent}
  population::Terms terms_;
  int days_per_year_ = -1;
  population::BookedDays booked_;
  std::vector<bool> held_;  // by handle in booked_
};

// Those of `days` that some member cannot be booked on, by day and member. Empty: all can.
std::vector<UnavailableDay> RefusedFor(const std::vector<MemberDays>& members,
                                       const std::vector<population::DayHalves>& days,
                                       const population::RestDays& rest_days);

// Days of the window on which all members are free together, and the halves that are. Caps of years
// are not asked.
std::vector<population::DayHalves> FreeDays(const std::vector<MemberDays>& members,
                                            const population::ServiceWindow& window,
                                            const population::RestDays& rest_days);

// The first days of the window on which all members can be booked together, up to `half_days`; a
// half of a wholly free day is its morning. Fewer if there are no more.
std::vector<population::DayHalves> PickDays(const std::vector<MemberDays>& members,
                                            const population::ServiceWindow& window, int half_days,
                                            const population::RestDays& rest_days);

}  // namespace houniao::recruitment
