// The books after a load of holds: what every engagement says that it books, against the rows of
// the table that refuses double bookings and against what was answered.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"

#include "tests/faults/hold_office.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"

namespace houniao::testing {

using Engagements = std::map<std::string, recruitment::v1::Engagement>;

// All that the service has.
absl::StatusOr<Engagements> ReadEngagements(const std::shared_ptr<grpc::Channel>& channel);

struct BooksReport {
  int engagements = 0;
  int booked_halves = 0;    // of all members
  int double_bookings = 0;  // halves of a day of a talent in two engagements
  int lost = 0;             // acknowledged, and missing or in another state or on other days
  int lost_confirms = 0;    // of these: acknowledged as confirmed
  int surplus = 0;          // stored, and never acknowledged
  int over_cap = 0;         // talents with more half days in a year than they serve
  int over_stations = 0;    // academicians with more stations than they may hold
  int wrong_counts = 0;     // demands whose filled_count is not the number of their engagements
  int rows_astray = 0;      // rows of the table that no engagement says, and the reverse

  bool IsClean() const;
  std::string ToString() const;
};

// All but rows_astray.
absl::StatusOr<BooksReport> CheckBooks(const std::shared_ptr<grpc::Channel>& channel,
                                       const HoldOffice& office, const Engagements& acknowledged);

// Compares the rows of booked_days in the database of the service, which must be stopped if it is a
// file, with what the engagements say.
absl::StatusOr<int> CountRowsAstray(const std::string& db_url, const Engagements& stored);

}  // namespace houniao::testing
