// The table of booked halves of days. Its primary key (talent, day, half) is what makes a double
// booking impossible, whoever writes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/db/database.h"
#include "common/population/days.h"
#include "services/recruitment/engagement/member_days.h"

namespace houniao::recruitment {

// Everything that is booked of a talent on [first_day, last_day], by anybody.
absl::StatusOr<std::vector<StoredBooking>> ReadBookings(db::Session& session,
                                                        absl::string_view talent, int first_day,
                                                        int last_day);

// Books the days for every member. AlreadyExists (of the database, constraint PRIMARY) if a half is
// taken: nothing may be assumed of the rows then, the mutation must fail.
absl::Status InsertBookings(db::Session& session, absl::string_view engagement,
                            const std::vector<std::string>& talents,
                            const std::vector<population::DayHalves>& days);

// Frees everything that the engagement books.
absl::Status DeleteBookings(db::Session& session, absl::string_view engagement);
// Frees what it books on one day, of everybody.
absl::Status DeleteBookingsOn(db::Session& session, absl::string_view engagement, int day);

// Engagements that book, or booked and recorded, days of a talent.
absl::StatusOr<std::vector<std::string>> EngagementsOf(db::Session& session,
                                                       absl::string_view talent);

// Other employers whom the talent serves now, by live engagements.
absl::StatusOr<int> CountOtherHosts(db::Session& session, absl::string_view talent,
                                    absl::string_view employer);

}  // namespace houniao::recruitment
