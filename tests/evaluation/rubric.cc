#include "tests/evaluation/rubric.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

#include "common/base/dates.h"
#include "common/calendar/working_calendar.h"
#include "tests/evaluation/files.h"

namespace houniao::evaluation {
namespace {

bool Holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// One place or industry lies within the other.
bool Touches(const std::string& a, const std::string& b) {
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

bool IsRest(absl::CivilDay day) {
  return calendar::WorkingCalendar::Announced().KindOf(day) == calendar::DayKind::kOff;
}

bool LawAllows(const Person& person, const GoldenDemand& demand) {
  if (!person.shares || person.suspended) return false;
  if (!person.record_until.empty() && *ParseDay(person.record_until) >= kToday) return false;
  if (person.unit == demand.unit) return false;
  if (person.status == "CIVIL_SERVANT" && demand.fee_model != "UNPAID") return false;
  const bool asked = person.consent_of_unit != "not-needed" ||
                     person.status == "PUBLIC_INSTITUTION" || person.status == "CIVIL_SERVANT";
  return !asked || person.consent_of_unit == "given";
}

bool AgreesOnForm(const Person& person, const GoldenDemand& demand) {
  return std::any_of(person.forms.begin(), person.forms.end(), [&](const std::string& form) {
    if (form == "RETIREE" && person.status != "RETIRED") return false;
    return demand.forms.empty() || Holds(demand.forms, form);
  });
}

bool AgreesOnTerms(const Person& person, const GoldenDemand& demand) {
  std::vector<std::string> places = demand.regions;
  if (places.empty()) places.push_back(kSeat);
  const bool comes =
      person.served_regions.empty() ||
      std::any_of(places.begin(), places.end(), [&](const std::string& place) {
        return std::any_of(person.served_regions.begin(), person.served_regions.end(),
                           [&](const std::string& served) { return Touches(place, served); });
      });
  const bool paid = demand.fee_model.empty() || person.fee_models.empty() ||
                    Holds(person.fee_models, demand.fee_model);
  const bool affordable = demand.day_fee_yuan == 0 || person.day_fee_yuan <= demand.day_fee_yuan;
  const bool present =
      demand.on_site_percent == 0 || 100 - person.remote_percent >= demand.on_site_percent;
  return comes && paid && affordable && present;
}

// Half days of a day that are booked.
int BookedHalves(const Person& person, absl::CivilDay day) {
  bool morning = false, afternoon = false;
  for (const Booked& booked : person.booked) {
    if (day < booked.first || booked.last < day) continue;
    morning = true;
    afternoon = afternoon || !booked.mornings;
  }
  return (morning ? 1 : 0) + (afternoon ? 1 : 0);
}

bool IsWanted(const GoldenDemand& demand, absl::CivilDay day) {
  if (!demand.season.empty() && !ParseYearPart(demand.season).Has(day)) return false;
  if (demand.day_kind == "WORKDAY") return !IsRest(day);
  return demand.day_kind != "REST_DAY" || IsRest(day);
}

bool CanCome(const Person& person, absl::CivilDay day) {
  if (person.weekend_only && !IsRest(day)) return false;
  if (person.seasons.empty()) return true;
  return std::any_of(person.seasons.begin(), person.seasons.end(),
                     [day](const std::string& s) { return ParseYearPart(s).Has(day); });
}

int BookedInYear(const Person& person, int year) {
  int halves = 0;
  for (absl::CivilDay day(year, 1, 1); day.year() == year; ++day) {
    halves += BookedHalves(person, day);
  }
  return halves;
}

bool HasTheDays(const Person& person, const GoldenDemand& demand) {
  if (demand.days == 0) return true;
  int terms_allow = 0;
  std::map<int, int> free;  // half days by year
  for (absl::CivilDay day = std::max(demand.first, kToday); day <= demand.last; ++day) {
    if (!IsWanted(demand, day) || !CanCome(person, day)) continue;
    terms_allow += 2;
    free[static_cast<int>(day.year())] += 2 - BookedHalves(person, day);
  }
  int left = 0;
  for (const auto& [year, halves] : free) {
    int allowed = halves;
    if (person.days_per_year.has_value()) {
      allowed = std::min(allowed, 2 * *person.days_per_year - BookedInYear(person, year));
    }
    left += std::max(0, allowed);
  }
  return terms_allow >= 2 * demand.days && left >= 2 * demand.days;
}

// 11 doctor, 14 master, 21 bachelor, 31 college: the lower the code the higher the education.
bool EducatedTo(const std::string& has, absl::string_view wanted) {
  return !has.empty() && has <= wanted;
}

}  // namespace

bool Rubric::Has(const Person& person, const SkillWanted& wanted) const {
  return std::any_of(person.skills.begin(), person.skills.end(), [&](const HeldSkill& held) {
    return posts_.IsWithin(held.key, wanted.key) && held.level >= wanted.level &&
           held.years >= wanted.years;
  });
}

bool Rubric::MeetsOther(const Person& person, const std::string& must) const {
  absl::string_view text = must;
  if (absl::ConsumePrefix(&text, "education>=")) return EducatedTo(person.education, text);
  if (absl::ConsumePrefix(&text, "title>=")) return person.title_rank >= Number(text);
  if (absl::ConsumePrefix(&text, "tier<=")) return person.tier > 0 && person.tier <= Number(text);
  if (absl::ConsumePrefix(&text, "years>=")) return person.ExperienceYears() >= Number(text);
  const bool industry = absl::ConsumePrefix(&text, "industry=");
  if (!industry) absl::ConsumePrefix(&text, "major=");
  for (const std::string& wanted : Parts(text, '|')) {
    for (const std::string& has : industry ? person.industries : person.majors) {
      if (industry ? Touches(has, wanted) : has == wanted) return true;
    }
  }
  return false;
}

bool Rubric::MayBeMatched(const Person& person, const GoldenDemand& demand) const {
  if (!LawAllows(person, demand) || !AgreesOnForm(person, demand)) return false;
  if (!AgreesOnTerms(person, demand)) return false;
  for (const SkillWanted& must : demand.musts) {
    if (!Has(person, must)) return false;
  }
  for (const std::string& must : demand.other_musts) {
    if (!MeetsOther(person, must)) return false;
  }
  return HasTheDays(person, demand);
}

bool Rubric::IsDeep(const Person& person, const GoldenDemand& demand) const {
  std::vector<SkillWanted> first = demand.musts;
  if (first.empty()) first.push_back(demand.nices.front());
  return std::all_of(first.begin(), first.end(), [&](const SkillWanted& skill) {
    return Has(person, {skill.key, type::v1::SKILL_LEVEL_EXPERT, skill.years + 2});
  });
}

bool Rubric::KnowsThePost(const Person& person, const GoldenDemand& demand) const {
  return Holds(person.posts, demand.post);
}

bool Rubric::KnowsTheField(const Person& person, const GoldenDemand& demand) const {
  const std::string& field = posts_.Get(demand.post).field;
  for (const Post& post : posts_.posts) {
    if (post.field != field) continue;
    for (const std::string& code : post.industries) {
      if (Holds(person.industries, code)) return true;
    }
  }
  return false;
}

bool Rubric::IsBroad(const Person& person, const GoldenDemand& demand) const {
  const auto met = std::count_if(demand.nices.begin(), demand.nices.end(),
                                 [&](const SkillWanted& nice) { return Has(person, nice); });
  return 2 * met >= static_cast<std::ptrdiff_t>(demand.nices.size());
}

int Rubric::Grade(const Person& person, const GoldenDemand& demand) const {
  if (!MayBeMatched(person, demand)) return 0;
  const int signs = (IsDeep(person, demand) ? 1 : 0) + (KnowsThePost(person, demand) ? 1 : 0) +
                    (KnowsTheField(person, demand) ? 1 : 0) + (IsBroad(person, demand) ? 1 : 0);
  return signs >= 3 ? 3 : signs == 2 ? 2 : 1;
}

Grades GradeAll(const Rubric& rubric, const std::vector<Person>& people,
                const std::vector<GoldenDemand>& demands) {
  Grades grades;
  for (const GoldenDemand& demand : demands) {
    auto& of_demand = grades[demand.id];
    for (const Person& person : people) {
      const int grade = rubric.Grade(person, demand);
      if (grade > 0) of_demand[person.id] = grade;
    }
  }
  return grades;
}

std::string FormatGrades(const Grades& grades) {
  std::string text = "demand,person,grade\n";
  for (const auto& [demand, people] : grades) {
    for (const auto& [person, grade] : people) {
      absl::StrAppend(&text, demand, ",", person, ",", grade, "\n");
    }
  }
  return text;
}

Grades ReadGrades() {
  const auto table = ReadTable("grades.csv", {"demand", "person", "grade"});
  Grades grades;
  for (size_t row = 0; row < table.size(); ++row) {
    grades[std::string(table.Get(row, "demand"))][std::string(table.Get(row, "person"))] =
        Number(table.Get(row, "grade"));
  }
  return grades;
}

}  // namespace houniao::evaluation
