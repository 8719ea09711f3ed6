#include "tests/faults/hold_books.h"

#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/db/database.h"
#include "tests/support/call.h"

namespace houniao::testing {
namespace {

using recruitment::v1::DemandService;
using recruitment::v1::Engagement;
using recruitment::v1::EngagementService;

constexpr absl::Duration kPatience = absl::Seconds(60);

// talent, day, half
using Half = std::tuple<std::string, int, int>;

std::vector<Half> HalvesOf(const Engagement& engagement) {
  std::vector<Half> halves;
  for (const recruitment::v1::BookedDay& booked : engagement.booked_days()) {
    const auto day = ToCivilDay(booked.date());
    for (const int half : {1, 2}) {
      if (!day.has_value() || (booked.half() & half) == 0) continue;
      for (const std::string& member : engagement.members()) {
        halves.emplace_back(member, DayNumber(*day), half);
      }
    }
  }
  return halves;
}

bool IsLive(const Engagement& engagement) {
  return engagement.state() == Engagement::HELD || engagement.state() == Engagement::CONFIRMED;
}

void CheckBookings(const HoldOffice& office, const Engagements& stored, BooksReport& report) {
  std::set<Half> taken;
  std::map<std::pair<std::string, int>, int> halves_of_year;
  std::map<std::string, std::set<std::string>> employers;
  for (const auto& [name, engagement] : stored) {
    for (const Half& half : HalvesOf(engagement)) {
      ++report.booked_halves;
      if (!taken.insert(half).second) ++report.double_bookings;
      const auto year = DayFromNumber(std::get<1>(half)).year();
      ++halves_of_year[{std::get<0>(half), static_cast<int>(year)}];
    }
    if (!IsLive(engagement)) continue;
    for (const std::string& member : engagement.members()) {
      employers[member].insert(engagement.employer());
    }
  }
  for (const auto& [talent_and_year, halves] : halves_of_year) {
    if (halves > office.half_days_per_year.at(talent_and_year.first)) ++report.over_cap;
  }
  for (const auto& [talent, most] : office.stations) {
    if (static_cast<int>(employers[talent].size()) > most) ++report.over_stations;
  }
}

void CompareWithAcknowledged(const Engagements& stored, const Engagements& acknowledged,
                             BooksReport& report) {
  for (const auto& [name, engagement] : acknowledged) {
    const auto found = stored.find(name);
    if (found != stored.end() && found->second.state() == engagement.state() &&
        HalvesOf(found->second) == HalvesOf(engagement)) {
      continue;
    }
    ++report.lost;
    report.lost_confirms += engagement.state() == Engagement::CONFIRMED ? 1 : 0;
  }
  for (const auto& [name, engagement] : stored) {
    report.surplus += acknowledged.count(name) == 0 ? 1 : 0;
  }
}

absl::Status CheckCounts(const std::shared_ptr<grpc::Channel>& channel, const Engagements& stored,
                         BooksReport& report) {
  std::map<std::string, int> confirmed;
  for (const auto& [name, engagement] : stored) {
    confirmed[engagement.demand()] += engagement.state() == Engagement::CONFIRMED ? 1 : 0;
  }
  const auto stub = DemandService::NewStub(channel);
  for (const auto& [name, count] : confirmed) {
    recruitment::v1::GetDemandRequest request;
    request.set_name(name);
    ASSIGN_OR_RETURN(const auto demand,
                     Call(*stub, &DemandService::Stub::GetDemand, request, kPatience));
    report.wrong_counts += demand.filled_count() != count ? 1 : 0;
  }
  return absl::OkStatus();
}

}  // namespace

bool BooksReport::IsClean() const {
  return double_bookings + lost + surplus + over_cap + over_stations + wrong_counts + rows_astray ==
         0;
}

std::string BooksReport::ToString() const {
  return absl::StrCat("engagements ", engagements, ", booked halves ", booked_halves,
                      ", double bookings ", double_bookings, ", lost confirms ", lost_confirms,
                      ", lost answers ", lost, ", surplus ", surplus, ", over the year's cap ",
                      over_cap, ", over the stations ", over_stations, ", wrong counts ",
                      wrong_counts, ", rows astray ", rows_astray);
}

absl::StatusOr<Engagements> ReadEngagements(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = EngagementService::NewStub(channel);
  Engagements stored;
  recruitment::v1::ListEngagementsRequest request;
  request.set_page_size(500);
  do {
    ASSIGN_OR_RETURN(const auto page,
                     Call(*stub, &EngagementService::Stub::ListEngagements, request, kPatience));
    for (const Engagement& engagement : page.engagements()) stored[engagement.name()] = engagement;
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return stored;
}

absl::StatusOr<BooksReport> CheckBooks(const std::shared_ptr<grpc::Channel>& channel,
                                       const HoldOffice& office, const Engagements& acknowledged) {
  BooksReport report;
  ASSIGN_OR_RETURN(const Engagements stored, ReadEngagements(channel));
  report.engagements = static_cast<int>(stored.size());
  CheckBookings(office, stored, report);
  CompareWithAcknowledged(stored, acknowledged, report);
  RETURN_IF_ERROR(CheckCounts(channel, stored, report));
  return report;
}

absl::StatusOr<int> CountRowsAstray(const std::string& db_url, const Engagements& stored) {
  std::set<std::pair<Half, std::string>> said, kept;
  for (const auto& [name, engagement] : stored) {
    for (const Half& half : HalvesOf(engagement)) said.emplace(half, name);
  }
  db::Options options;
  options.url = db_url;
  ASSIGN_OR_RETURN(const auto database, db::Open(options));
  RETURN_IF_ERROR(database->Query(
      "SELECT talent, day, half, engagement FROM booked_days", {},
      [&](const db::Row& row) {
        kept.emplace(Half(row.Bytes(0), static_cast<int>(row.Int(1)), static_cast<int>(row.Int(2))),
                     row.Bytes(3));
        return true;
      },
      absl::Now() + kPatience));
  int astray = 0;
  for (const auto& row : said) astray += kept.count(row) == 0 ? 1 : 0;
  for (const auto& row : kept) astray += said.count(row) == 0 ? 1 : 0;
  return astray;
}

}  // namespace houniao::testing
