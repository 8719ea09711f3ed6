#include "tests/unit/common/population/oracle.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/industries.h"

namespace houniao::population {
namespace {

int YearOf(int day) { return static_cast<int>(DayFromNumber(day).year()); }

// "350900" and "3509" are one region.
std::string Short(std::string region) {
  if (region.size() == 6 && region.substr(4) == "00") region.resize(4);
  if (region.size() == 4 && region.substr(2) == "00") region.resize(2);
  return region;
}

bool RegionCovers(const std::string& wide, const std::string& narrow) {
  const std::string prefix = Short(wide);
  return Short(narrow).substr(0, prefix.size()) == prefix;
}

template <typename List, typename Function>
bool Any(const List& list, Function function) {
  return std::any_of(list.begin(), list.end(), function);
}

bool HasSkill(const TalentFacts& facts, const SkillNeed& need) {
  // Of a skill that is given twice the higher level counts, and its years.
  std::map<int, SkillFact> best;
  for (const SkillFact& fact : facts.skills) {
    const auto [it, added] = best.try_emplace(fact.skill, fact);
    if (!added && std::pair(fact.level, fact.years) > std::pair(it->second.level, it->second.years))
      it->second = fact;
  }
  return Any(need.any_of, [&](const SkillOption& option) {
    const auto it = best.find(option.skill);
    return it != best.end() && it->second.level >= option.min_level &&
           it->second.years >= option.min_years;
  });
}

bool IndustriesMeet(const TalentFacts& facts, const Query& query) {
  return Any(query.industries, [&](const std::string& wanted) {
    return Any(facts.industries, [&](const std::string& had) {
      return codes::IsWithinIndustry(had, wanted) || codes::IsWithinIndustry(wanted, had);
    });
  });
}

}  // namespace

Halves Oracle::BookedOn(const std::string& talent, int day) const {
  Halves booked = 0;
  for (const auto& [engagement, bookings] : engagements) {
    for (const TalentBooking& booking : bookings) {
      if (booking.talent == talent && booking.day.day == day) booked |= booking.day.halves;
    }
  }
  return booked;
}

bool Oracle::Allows(const TalentFacts& facts, int day) const {
  if (facts.weekend_only && !rest_days.IsRest(day)) return false;
  return facts.seasons.empty() || Any(facts.seasons, [day](const SeasonWindow& season) {
           return calendar::Contains(season, DayFromNumber(day));
         });
}

bool Oracle::Wanted(const ServiceWindow& window, int day) const {
  if (window.season.has_value() && !calendar::Contains(*window.season, DayFromNumber(day))) {
    return false;
  }
  return window.wanted == WantedDays::kAny ||
         rest_days.IsRest(day) == (window.wanted == WantedDays::kRestDays);
}

int Oracle::BookedInYear(const std::string& talent, int year) const {
  std::map<int, Halves> days;
  for (const auto& [engagement, bookings] : engagements) {
    for (const TalentBooking& booking : bookings) {
      if (booking.talent == talent && YearOf(booking.day.day) == year) {
        days[booking.day.day] |= booking.day.halves;
      }
    }
  }
  int count = 0;
  for (const auto& [day, halves] : days) count += CountHalves(halves);
  return count;
}

DayByDay Oracle::Ask(const TalentFacts& facts, const ServiceWindow& window) const {
  std::map<int, int> free_by_year;
  for (int day = window.from; day <= window.to; ++day) {
    if (!Wanted(window, day) || !Allows(facts, day)) continue;
    free_by_year[YearOf(day)] += 2 - CountHalves(BookedOn(facts.id, day));
  }
  DayByDay answer;
  for (const auto& [year, free] : free_by_year) {
    answer.free += free;
    int remaining = free;
    if (facts.days_per_year.has_value()) {
      remaining =
          std::min(free, std::max(0, 2 * *facts.days_per_year - BookedInYear(facts.id, year)));
    }
    answer.remaining += remaining;
  }
  return answer;
}

std::vector<DayHalves> Oracle::FirstBookable(const TalentFacts& facts, const ServiceWindow& window,
                                             int half_days) const {
  std::vector<DayHalves> days;
  std::map<int, int> taken;  // by year
  for (int day = window.from; day <= window.to; ++day) {
    if (!Wanted(window, day) || !Allows(facts, day)) continue;
    const int year = YearOf(day);
    Halves granted = 0;
    for (const Halves half : {kMorning, kAfternoon}) {
      const bool capped = facts.days_per_year.has_value() &&
                          BookedInYear(facts.id, year) + taken[year] >= 2 * *facts.days_per_year;
      if (half_days == 0 || capped || (BookedOn(facts.id, day) & half) != 0) continue;
      granted |= half;
      ++taken[year];
      --half_days;
    }
    if (granted != 0) days.push_back({day, granted});
  }
  return days;
}

uint32_t Oracle::FailedGates(const TalentFacts& facts, const Query& query) const {
  uint32_t failed = 0;
  const auto require = [&failed](bool met, Gate gate) {
    if (!met) failed |= gate;
  };
  const auto over = [&](const std::optional<int>& last) {
    return last.has_value() && *last < query.on_day;
  };
  if (query.needs_matchable) {
    require(facts.share_consent && !facts.manual_matching_only && !facts.paused, kGateMatchable);
  }
  if (query.statuses != 0)
    require((query.statuses >> facts.employment_status & 1) != 0, kGateStatus);
  if (query.forms != 0) require((query.forms & facts.forms) != 0, kGateForm);
  if (query.needs_home_unit_consent) {
    require(facts.home_unit_consent == HomeUnitConsent::kNotNeeded ||
                (facts.home_unit_consent == HomeUnitConsent::kGiven &&
                 !over(facts.home_unit_consent_until)),
            kGateHomeUnitConsent);
  }
  require(!Any(query.conflicts,
               [&](uint64_t unit) {
                 return unit != 0 && (unit == facts.home_unit ||
                                      Any(facts.interests, [&](uint64_t i) { return i == unit; }));
               }),
          kGateConflict);
  if (query.needs_clean_integrity) {
    require(!facts.integrity_until.has_value() || over(facts.integrity_until), kGateIntegrity);
  }
  if (query.window.has_value() && query.min_half_days > 0) {
    require(Ask(facts, *query.window).remaining >= query.min_half_days, kGateAvailability);
  }
  require(!Any(query.skills, [&](const SkillNeed& need) { return !HasSkill(facts, need); }),
          kGateSkill);
  if (!query.industries.empty()) require(IndustriesMeet(facts, query), kGateIndustry);
  if (!query.majors.empty()) {
    require(Any(query.majors,
                [&](const std::string& name) {
                  return Any(facts.majors, [&](const std::string& had) { return had == name; });
                }),
            kGateMajor);
  }
  if (!query.home_regions.empty()) {
    require(!facts.region.empty() &&
                Any(query.home_regions,
                    [&](const std::string& region) { return RegionCovers(region, facts.region); }),
            kGateHomeRegion);
  }
  if (!query.served_region.empty() && !facts.served_regions.empty()) {
    require(Any(facts.served_regions,
                [&](const std::string& r) { return RegionCovers(r, query.served_region); }),
            kGateServedRegion);
  }
  require(facts.education_rank >= query.min_education_rank, kGateEducation);
  require(facts.title_rank >= query.min_title_rank, kGateTitle);
  if (query.max_tier_rank > 0) {
    require(
        facts.tier_rank > 0 && facts.tier_rank <= query.max_tier_rank && !over(facts.tier_until),
        kGateTier);
  }
  require(facts.experience_years >= query.min_experience_years, kGateExperience);
  if (query.fee_model != 0 && facts.fee_models != 0) {
    require((facts.fee_models >> query.fee_model & 1) != 0, kGateFeeModel);
  }
  if (query.max_day_fee_fen.has_value() && facts.day_fee_fen != 0) {
    require(facts.day_fee_fen <= *query.max_day_fee_fen, kGateDayFee);
  }
  require(facts.remote_share_bp + query.on_site_share_bp <= 10000, kGateOnSite);
  return failed;
}

std::vector<std::string> Oracle::Candidates(const Query& query) const {
  std::vector<std::string> ids;
  for (const auto& [id, facts] : talents) {
    if (FailedGates(facts, query) == 0) ids.push_back(id);
  }
  return ids;
}

}  // namespace houniao::population
