#include "tests/bench/bench_match_people.h"

#include <algorithm>
#include <iostream>

#include "absl/strings/str_format.h"

#include "common/base/dates.h"
#include "common/codes/industries.h"
#include "common/codes/majors.h"
#include "common/codes/regions.h"
#include "common/codes/skills.h"

namespace houniao::bench {
namespace {

using population::SkillFact;
using population::TalentFacts;

constexpr calendar::SeasonWindow kSeasons[] = {
    {10, 1, 3, 31}, {11, 1, 4, 15}, {12, 1, 2, 29}, {11, 15, 3, 15}, {1, 5, 4, 30},
    {7, 1, 8, 31},  {1, 10, 2, 20}, {5, 1, 9, 30},  {3, 1, 6, 30},   {9, 1, 12, 31}};

uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

}  // namespace

class MadeUpTalents::Dice {
 public:
  explicit Dice(uint64_t seed) : state_(Mix(seed)) {}

  int Below(size_t end) {
    state_ = Mix(state_);
    return static_cast<int>((state_ >> 32) * end >> 32);
  }
  bool OneIn(int n) { return Below(static_cast<size_t>(n)) == 0; }
  bool Percent(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& Of(const std::vector<T>& list) {
    return list[static_cast<size_t>(Below(list.size()))];
  }
  // Index of a part of `parts`, which sum to 1000.
  int Among(std::initializer_list<int> parts) {
    int left = Below(1000), index = 0;
    for (const int part : parts) {
      if (left < part) return index;
      left -= part;
      ++index;
    }
    return 0;
  }

 private:
  uint64_t state_;
};

MadeUpTalents::MadeUpTalents(uint64_t seed) : seed_(seed) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  for (const codes::Subsector& subsector : codes::AllSubsectors()) {
    SubsectorData& data = subsectors_.emplace_back();
    data.industries = subsector.industries;
    for (const codes::SkillId id : table.InSubsector(subsector.key)) {
      if (table.Get(id).kind == codes::SkillKind::kSkill) data.skills.push_back(id);
    }
  }
  for (const codes::Industry& industry : codes::AllIndustries()) {
    if (industry.level == 4) classes_.push_back(industry.code);
  }
  for (const codes::Major& major : codes::AllMajors()) majors_.push_back(major.name);
  for (const codes::Region& region : codes::AllRegions()) {
    if (region.level() == 3) areas_.push_back(region.code);
  }
}

// In no order, as ids of a register are.
std::string MadeUpTalents::IdOf(uint64_t number) const {
  return absl::StrFormat("%016x", Mix(seed_ ^ number << 20));
}

void MadeUpTalents::AddSkills(const SubsectorData& own, Dice& dice, TalentFacts& facts) const {
  for (int n = 4 + dice.Below(5); n > 0; --n) {
    const SubsectorData& from = dice.Percent(75) ? own : dice.Of(subsectors_);
    SkillFact fact;
    fact.skill = dice.Of(from.skills);
    fact.level = dice.Among({100, 400, 320, 180});
    fact.years = dice.Below(10) + dice.Below(15);
    fact.verified = dice.OneIn(3);
    facts.experience_years = std::clamp(fact.years, facts.experience_years, 30);
    facts.skills.push_back(fact);
  }
}

void MadeUpTalents::AddTerms(Dice& dice, TalentFacts& facts) const {
  facts.employment_status = 1 + dice.Below(7);
  for (int form = 1; form <= 10; ++form) {
    if (dice.Percent(40)) facts.forms |= population::Bit(form);
  }
  if (dice.OneIn(2)) facts.fee_models = static_cast<uint16_t>(dice.Below(16) << 1);
  if (!dice.OneIn(3)) facts.day_fee_fen = 10'000 * (5 + dice.Below(45));
  if (!dice.OneIn(5)) facts.days_per_year = 10 + 5 * dice.Below(23);
  if (dice.Percent(40)) facts.seasons.push_back(kSeasons[dice.Below(std::size(kSeasons))]);
  if (dice.OneIn(8)) facts.seasons.push_back(kSeasons[dice.Below(std::size(kSeasons))]);
  facts.weekend_only = dice.Percent(12);
  facts.remote_share_bp = 2500 * dice.Below(4);
  if (dice.OneIn(2)) {
    const std::string& area = dice.OneIn(2) ? facts.region : dice.Of(areas_);
    facts.served_regions.push_back(dice.OneIn(2) ? area.substr(0, 2) : area.substr(0, 4));
  }
  facts.home_unit_consent = static_cast<population::HomeUnitConsent>(dice.Among({700, 80, 220}));
  if (facts.home_unit_consent == population::HomeUnitConsent::kGiven && dice.OneIn(2)) {
    facts.home_unit_consent_until =
        DayNumber(absl::CivilDay(kServiceYear - 1, 7, 1)) + dice.Below(700);
  }
  facts.share_consent = dice.Percent(94);
  facts.paused = dice.Percent(3);
  if (dice.Percent(1)) {
    facts.integrity_until = DayNumber(absl::CivilDay(kServiceYear - 1, 1, 1)) + dice.Below(1000);
  }
  facts.home_unit = 1 + static_cast<uint64_t>(dice.Below(200'000));
}

TalentFacts MadeUpTalents::Get(uint64_t number) const {
  Dice dice(seed_ * 0x10001 + number);
  TalentFacts facts;
  facts.id = IdOf(number);
  const SubsectorData& own = dice.Of(subsectors_);
  AddSkills(own, dice, facts);
  for (int n = 1 + dice.Below(2); n > 0; --n) {
    facts.industries.push_back(dice.Percent(70) ? dice.Of(own.industries) : dice.Of(classes_));
  }
  if (!dice.OneIn(6)) facts.majors.push_back(dice.Of(majors_));
  for (int n = dice.Below(3); n > 0; --n) {
    facts.posts.push_back(absl::StrCat("职务", std::min(dice.Below(3000), dice.Below(3000))));
  }
  facts.region = dice.Of(areas_);
  facts.education_rank = dice.Among({80, 200, 440, 200, 80});
  facts.title_rank = dice.Among({340, 140, 270, 170, 80});
  static constexpr int kTiers[] = {0, 6, 5, 4, 3, 2, 1};
  facts.tier_rank = kTiers[dice.Among({880, 50, 30, 20, 12, 6, 2})];
  if (facts.tier_rank != 0 && dice.OneIn(2)) {
    facts.tier_until = DayNumber(absl::CivilDay(kServiceYear - 1, 7, 1)) + dice.Below(1000);
  }
  AddTerms(dice, facts);
  return facts;
}

population::EngagementBookings MadeUpTalents::BookingsOf(uint64_t number) const {
  population::EngagementBookings bookings;
  if (number % 20 != 0) return bookings;
  Dice dice(~seed_ * 0x10001 + number);
  bookings.engagement = absl::StrCat("e", number);
  int day = DayNumber(absl::CivilDay(kServiceYear, 1, 1)) + dice.Below(200);
  for (int n = 5 + dice.Below(15); n > 0; --n) {
    const auto halves = static_cast<population::Halves>(1 + dice.Below(3));
    bookings.bookings.push_back({IdOf(number), {day, halves}});
    day += 1 + dice.Below(3);
  }
  return bookings;
}

std::unique_ptr<population::Population> LoadPopulation(const MadeUpTalents& talents,
                                                       uint64_t count) {
  constexpr uint64_t kAtOnce = 4096;
  auto people = std::make_unique<population::Population>();
  people->BeginSnapshot(population::Feed::kTalents);
  for (uint64_t from = 0; from < count; from += kAtOnce) {
    std::vector<population::TalentChange> changes;
    std::vector<population::EngagementBookings> bookings;
    for (uint64_t number = from; number < std::min(count, from + kAtOnce); ++number) {
      TalentFacts facts = talents.Get(number);
      std::string id = facts.id;
      changes.push_back({std::move(id), std::move(facts)});
      population::EngagementBookings booked = talents.BookingsOf(number);
      if (!booked.bookings.empty()) bookings.push_back(std::move(booked));
    }
    const absl::Status status = people->ApplyTalents(std::move(changes), 1);
    if (!status.ok()) {
      std::cerr << status << "\n";
      std::abort();
    }
    people->ApplyBookings(std::move(bookings), 1);
    if (from > 0 && from % (1u << 20) == 0) std::cerr << "loaded " << from << " talents\n";
  }
  people->EndSnapshot(population::Feed::kTalents, 1);
  return people;
}

}  // namespace houniao::bench
