#include "services/recruitment/engagement/booking_table.h"

#include "common/base/status_macros.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {
namespace {

constexpr char kSqlBookingsSelect[] =
    "SELECT b.day, b.half, b.engagement, e.state FROM booked_days b "
    "LEFT JOIN engagements e ON e.name = b.engagement "
    "WHERE b.talent = ? AND b.day >= ? AND b.day <= ? ORDER BY b.day, b.half";
constexpr char kSqlBookingInsert[] =
    "INSERT INTO booked_days (talent, day, half, engagement) VALUES (?, ?, ?, ?)";
constexpr char kSqlBookingsDelete[] = "DELETE FROM booked_days WHERE engagement = ?";
constexpr char kSqlBookingsDeleteDay[] = "DELETE FROM booked_days WHERE engagement = ? AND day = ?";
constexpr char kSqlEngagementsOf[] =
    "SELECT DISTINCT engagement FROM booked_days WHERE talent = ? ORDER BY engagement";
constexpr char kSqlOtherHosts[] =
    "SELECT COUNT(DISTINCT e.employer) FROM booked_days b "
    "JOIN engagements e ON e.name = b.engagement "
    "WHERE b.talent = ? AND e.employer <> ? AND e.state IN (1, 2, 3)";

}  // namespace

absl::StatusOr<std::vector<StoredBooking>> ReadBookings(db::Session& session,
                                                        absl::string_view talent, int first_day,
                                                        int last_day) {
  std::vector<StoredBooking> bookings;
  RETURN_IF_ERROR(
      session.Query(kSqlBookingsSelect, {talent, first_day, last_day}, [&](const db::Row& row) {
        bookings.push_back({static_cast<int>(row.Int(0)),
                            static_cast<population::Halves>(row.Int(1)), row.Bytes(2),
                            row.Int(3) == v1::Engagement::HELD});
        return true;
      }));
  return bookings;
}

absl::Status InsertBookings(db::Session& session, absl::string_view engagement,
                            const std::vector<std::string>& talents,
                            const std::vector<population::DayHalves>& days) {
  for (const std::string& talent : talents) {
    for (const population::DayHalves& day : days) {
      for (const population::Halves half : {population::kMorning, population::kAfternoon}) {
        if ((day.halves & half) == 0) continue;
        RETURN_IF_ERROR(
            session
                .Execute(kSqlBookingInsert, {talent, day.day, static_cast<int>(half), engagement})
                .status());
      }
    }
  }
  return absl::OkStatus();
}

absl::Status DeleteBookings(db::Session& session, absl::string_view engagement) {
  return session.Execute(kSqlBookingsDelete, {engagement}).status();
}

absl::Status DeleteBookingsOn(db::Session& session, absl::string_view engagement, int day) {
  return session.Execute(kSqlBookingsDeleteDay, {engagement, day}).status();
}

absl::StatusOr<std::vector<std::string>> EngagementsOf(db::Session& session,
                                                       absl::string_view talent) {
  std::vector<std::string> names;
  RETURN_IF_ERROR(session.Query(kSqlEngagementsOf, {talent}, [&](const db::Row& row) {
    names.push_back(row.Bytes(0));
    return true;
  }));
  return names;
}

absl::StatusOr<int> CountOtherHosts(db::Session& session, absl::string_view talent,
                                    absl::string_view employer) {
  ASSIGN_OR_RETURN(const auto count, session.QueryInt(kSqlOtherHosts, {talent, employer}));
  return static_cast<int>(count.value_or(0));
}

}  // namespace houniao::recruitment
