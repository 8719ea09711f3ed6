// A picture of a talent's days: months as rows, days as cells.
//
//            1       5         10        15        20        25        30    FREE BOOK
//   2025-12 [· · · · · ░ ░ ■ ■ ■ ■ ■ ░ ░ · · · · · ░ ░ · · · · · ░ ░ · · ·   18    5
//   2026-01  ...
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/calendar/season.h"
#include "services/talentctl/terminal.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talentctl {

// Bits of recruitment.v1.DayHalf by day.
using HalvesOfDays = std::map<absl::CivilDay, int>;

struct CalendarPicture {
  // What is shown; both ends included, at most 1098 days. Empty if the end is before the start.
  absl::CivilDay first;
  absl::CivilDay last;
  HalvesOfDays booked;
  // Days of the engagement that the picture is about; those of `booked` are then of others.
  HalvesOfDays own;
  // When the talent comes; no seasons: all year.
  std::vector<calendar::SeasonWindow> seasons;
  bool weekend_only = false;
  // Days that somebody asks for, marked by brackets; none: nothing is marked and all days count.
  std::vector<calendar::DaySpan> window;
  // Of the window, the days that count as FREE.
  recruitment::v1::DayKind day_kind = recruitment::v1::DAY_KIND_ANY;
};

// Rows, then a legend of the marks that occur. At most 80 columns; below 80 the days stand close
// together, without brackets. ASCII where the terminal has no Unicode.
std::string RenderCalendar(const CalendarPicture& picture, const Terminal& terminal);

// Takes the booked days over; those of `own_engagement` (may be empty) apart from the others.
void AddBookings(const recruitment::v1::GetAvailabilityResponse& reply,
                 const std::string& own_engagement, CalendarPicture* picture);
void AddTerms(const talent::v1::FlexibleTerms& terms, CalendarPicture* picture);
// The demand's days: period, season and kind. Shows the months of the period if it has one.
void AddDemand(const recruitment::v1::Demand& demand, CalendarPicture* picture);

}  // namespace houniao::talentctl
