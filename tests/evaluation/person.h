// A made-up person of the kit, as a line of people.csv says it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/population/bookings.h"
#include "common/population/facts.h"

namespace houniao::evaluation {

// The day on which every question of the kit is asked.
inline const absl::CivilDay kToday(2025, 11, 20);

struct HeldSkill {
  std::string key;
  int level = 0;  // type.v1.SkillLevel
  int years = 0;
  bool verified = false;
};

// Days that are booked already, both ends included; mornings alone or whole days.
struct Booked {
  absl::CivilDay first;
  absl::CivilDay last;
  bool mornings = false;
};

// Days of the year, `12-01` and `03-31`, both included; wraps over New Year if the end is earlier.
struct YearPart {
  int start_month = 1, start_day = 1, end_month = 12, end_day = 31;
  bool Has(absl::CivilDay day) const;
};
YearPart ParseYearPart(const std::string& text);  // `12-01~03-31`

struct Person {
  std::string id;
  std::vector<std::string> posts;   // keys of posts.csv: what the titles mean
  std::vector<std::string> titles;  // as the profile writes them, the present one first
  std::vector<HeldSkill> skills;
  std::vector<std::string> industries;
  std::vector<std::string> majors;
  std::string education;  // GB/T 4658
  int title_rank = 0;
  int tier = 0;
  std::string region;
  std::string status;           // of type.v1.EmploymentStatus without its prefix
  std::string unit;             // credit code of the home unit
  std::string consent_of_unit;  // not-needed, missing, given, expired
  std::vector<std::string> forms;
  std::vector<std::string> fee_models;
  int day_fee_yuan = 0;
  std::optional<int> days_per_year;
  std::vector<std::string> seasons;
  bool weekend_only = false;
  int remote_percent = 0;
  std::vector<std::string> served_regions;
  bool shares = true;
  bool suspended = false;
  std::string record_until;  // YYYY-MM-DD; empty without a record
  std::vector<Booked> booked;

  int ExperienceYears() const;  // the longest use of a skill, at most 30
};

std::string FormatPeople(const std::vector<Person>& people);
std::vector<Person> ReadPeople();

// What the office would know of the person, through the same door as in service: profile, consent,
// recognition.
population::TalentFacts FactsOf(const Person& person);
std::vector<population::TalentBooking> BookingsOf(const Person& person);

}  // namespace houniao::evaluation
