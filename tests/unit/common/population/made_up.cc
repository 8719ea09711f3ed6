#include "tests/unit/common/population/made_up.h"

#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "common/population/codes_as_keys.h"

namespace houniao::population {
namespace {

constexpr int kDayFees[] = {0, 50'000, 200'000, 1'000'000};

int FirstDay() { return DayNumber(absl::CivilDay(2027, 10, 1)); }

}  // namespace

int MadeUp::Below(int end) {
  // Not a standard distribution: those differ between libraries.
  return static_cast<int>(random_() % static_cast<uint32_t>(end));
}

std::string MadeUp::Id(int people) {
  const int number = Below(people);
  return number % 7 == 0 ? absl::StrCat("t-with-an-id-of-many-letters-", number)
                         : absl::StrCat("t", number);
}

SeasonWindow MadeUp::Season() {
  static constexpr SeasonWindow kSeasons[] = {{12, 1, 3, 31}, {2, 29, 2, 29}, {3, 1, 2, 29},
                                              {2, 29, 4, 30}, {7, 1, 8, 31},  {11, 15, 2, 29},
                                              {1, 1, 12, 31}, {5, 5, 5, 5},   {2, 28, 3, 1}};
  if (OneIn(3)) return {1 + Below(12), 1 + Below(28), 1 + Below(12), 1 + Below(28)};
  return kSeasons[Below(9)];
}

std::string MadeUp::Industry() {
  static constexpr const char* kCodes[] = {"3841", "3849", "384", "38",   "C",  "C3849", "3842",
                                           "D44",  "4416", "441", "8810", "88", "R",     "9030"};
  return kCodes[Below(14)];
}

std::string MadeUp::Region() {
  static constexpr const char* kCodes[] = {"350902", "350903", "3509",   "350900", "35",
                                           "350000", "350100", "460200", "46",     "110103"};
  return kCodes[Below(10)];
}

std::string MadeUp::Major() {
  static constexpr const char* kNames[] = {"新能源科学与工程", "储能科学与工程", "旅游管理",
                                           "电气工程及其自动化", "酒店管理"};
  return kNames[Below(5)];
}

std::string MadeUp::Post() { return absl::StrCat("职务", Below(20)); }

uint64_t MadeUp::Unit() { return OneIn(3) ? 0 : EmployerKey(absl::StrCat("unit-", Below(6))); }

int MadeUp::Day() { return FirstDay() + Below(548); }

RestrictionFact MadeUp::Restriction() {
  RestrictionFact restriction;
  restriction.until = Day();
  for (int n = Below(3); n > 0; --n) restriction.units.push_back(Unit());
  if (OneIn(2)) restriction.industries.push_back(*ParseIndustryKey(Industry()));
  return restriction;
}

TalentFacts MadeUp::Facts(std::string id) {
  TalentFacts facts;
  facts.id = std::move(id);
  for (int n = Below(6); n > 0; --n) {
    facts.skills.push_back({Below(12), Below(4), Below(12), OneIn(2)});
  }
  for (int n = Below(4); n > 0; --n) facts.industries.push_back(Industry());
  for (int n = Below(3); n > 0; --n) facts.majors.push_back(Major());
  for (int n = OneIn(8) ? Below(16) : Below(3); n > 0; --n) facts.posts.push_back(Post());
  for (int n = Below(3); n > 0; --n) facts.served_regions.push_back(Region());
  for (int n = OneIn(3) ? 0 : 1 + Below(3); n > 0; --n) facts.seasons.push_back(Season());
  for (int n = Below(3); n > 0; --n) facts.interests.push_back(Unit());
  if (!OneIn(5)) facts.region = Region();
  facts.education_rank = Below(5);
  facts.title_rank = Below(5);
  facts.tier_rank = Below(4);
  if (OneIn(2)) facts.tier_until = OneIn(20) ? DayNumber(absl::CivilDay(9999, 12, 31)) : Day();
  facts.experience_years = Below(30);
  facts.academician = OneIn(10);
  facts.station_count = Below(4);
  facts.employment_status = Below(8);
  facts.forms = static_cast<uint16_t>(Below(1 << 11));
  facts.fee_models = static_cast<uint16_t>(OneIn(3) ? 0 : Below(32));
  facts.day_fee_fen = OneIn(10) ? 40'000'000'000 + Below(5) : kDayFees[Below(4)];
  if (OneIn(2)) facts.days_per_year = OneIn(2) ? Below(5) : Below(367);
  facts.weekend_only = OneIn(4);
  facts.remote_share_bp = Below(3) * 5000;
  facts.home_unit_consent = static_cast<HomeUnitConsent>(Below(3));
  if (OneIn(2)) facts.home_unit_consent_until = OneIn(20) ? -5000 : Day();
  facts.share_consent = !OneIn(6);
  if (OneIn(4)) facts.integrity_until = Day();
  facts.paused = OneIn(8);
  facts.home_unit = Unit();
  facts.manual_matching_only = OneIn(10);
  for (int n = OneIn(4) ? 1 + Below(2) : 0; n > 0; --n) facts.restrictions.push_back(Restriction());
  return facts;
}

ServiceWindow MadeUp::Window(int longest) {
  const int from = Day();
  ServiceWindow window{from, from - 2 + Below(longest), static_cast<WantedDays>(Below(3))};
  if (OneIn(4)) window.season = Season();
  return window;
}

EngagementBookings MadeUp::Bookings(int people, int engagements) {
  EngagementBookings change;
  change.engagement = absl::StrCat("e", Below(engagements));
  if (OneIn(3)) return change;  // released
  std::string talent = Id(people);
  int day = Day();
  for (int n = 1 + Below(12); n > 0; --n) {
    if (OneIn(6)) talent = Id(people);  // a team
    change.bookings.push_back({talent, {day, static_cast<Halves>(1 + Below(3))}});
    day += Below(3);
  }
  return change;
}

Query MadeUp::MakeQuery() {
  Query query;
  query.on_day = Day();
  const auto some = [this] { return OneIn(4); };
  for (int n = some() ? 1 + Below(2) : 0; n > 0; --n) {
    SkillNeed need;
    for (int m = Below(8) == 0 ? 0 : 1 + Below(3); m > 0; --m) {
      need.any_of.push_back({Below(14) - 1, Below(4), OneIn(2) ? 0 : Below(8)});
    }
    query.skills.push_back(need);
  }
  for (int n = some() ? 1 + Below(2) : 0; n > 0; --n) query.industries.push_back(Industry());
  for (int n = some() ? 1 + Below(2) : 0; n > 0; --n) query.home_regions.push_back(Region());
  if (some()) query.majors = {OneIn(4) ? "考古学" : Major(), Major()};
  if (some()) query.served_region = Region();
  if (some()) query.min_education_rank = Below(5);
  if (some()) query.min_title_rank = Below(5);
  if (some()) query.max_tier_rank = 1 + Below(4);
  if (some()) query.min_experience_years = Below(20);
  if (some()) query.forms = static_cast<uint16_t>(Below(1 << 11));
  if (some()) query.statuses = static_cast<uint16_t>(Below(1 << 8));
  if (some()) query.fee_model = 1 + Below(4);
  if (some()) query.max_day_fee_fen = OneIn(5) ? -1 : kDayFees[Below(4)];
  if (some()) query.on_site_share_bp = Below(3) * 5000;
  query.needs_home_unit_consent = some();
  query.needs_clean_integrity = some();
  query.needs_matchable = some();
  if (some()) query.conflicts = {Unit(), Unit()};
  if (some()) {
    query.window = Window(200);
    query.min_half_days = Below(60);
  }
  return query;
}

}  // namespace houniao::population
