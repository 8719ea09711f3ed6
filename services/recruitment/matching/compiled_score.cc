#include "services/recruitment/matching/compiled_score.h"

#include <algorithm>
#include <map>
#include <set>

#include "common/population/codes_as_keys.h"
#include "services/recruitment/matching/qualities.h"

namespace houniao::recruitment {
namespace {

using population::IndexKind;

constexpr size_t kMostBitmaps = 192;  // of a slot; looking at more costs more than it saves
constexpr int kMostSkillSlots = 64;
constexpr int kMostYears = 127;

int PointsOf(const ScoreSlot& slot, int quality) { return slot.max_points * quality / 10000; }

}  // namespace

// Bitmaps by the most points that their rows can get, gathered into levels.
class CompiledScore::LevelsMaker {
 public:
  void Add(int points, const population::IndexedRows* bitmap) {
    if (bitmap != nullptr && points > 0) by_points_[points].push_back(bitmap);
  }
  // The best levels as long as there are not too many bitmaps; what is below them is the rest.
  BoundedSlot Make() const {
    BoundedSlot bounded;
    size_t bitmaps = 0;
    for (auto it = by_points_.rbegin(); it != by_points_.rend(); ++it) {
      bitmaps += it->second.size();
      if (bitmaps > kMostBitmaps) {
        bounded.rest = it->first;
        break;
      }
      BoundLevel& level = bounded.levels.emplace_back();
      level.points = it->first;
      for (const population::IndexedRows* bitmap : it->second) {
        level.bitmaps.push_back(bitmap);
        level.rows += bitmap->count;
      }
    }
    return bounded;
  }

 private:
  std::map<int, std::vector<const population::IndexedRows*>> by_points_;
};

CompiledScore::CompiledScore(const Score& score, const population::Store& store, int today)
    : store_(store), today_packed_(today - population::kFirstLastDay + 1) {
  std::vector<const ScoreSlot*> ranks;
  for (const ScoreSlot& slot : score.slots()) {
    switch (slot.source) {
      case SlotSource::kEducation:
      case SlotSource::kTitle:
      case SlotSource::kTier:
      case SlotSource::kExperience:
        ranks.push_back(&slot);
        break;
      default:
        AddSlot(slot);
    }
  }
  FillRankTables(ranks);
}

void CompiledScore::AddSlot(const ScoreSlot& slot) {
  switch (slot.source) {
    case SlotSource::kRegion:
      regions_.push_back(&slot);
      for (const uint32_t key : slot.keys) provinces_[key / 10000] = true;
      most_terms_ += slot.max_points;
      break;
    case SlotSource::kFee:
      fees_.push_back(&slot);
      most_terms_ += slot.max_points;
      break;
    case SlotSource::kAvailability:
      AddAvailability(slot);
      break;
    case SlotSource::kIndustries:
      AddIndustries(slot);
      break;
    case SlotSource::kMajors:
      AddNumbers(slot, IndexKind::kMajor, majors_);
      break;
    case SlotSource::kPosts:
      AddNumbers(slot, IndexKind::kPost, posts_);
      break;
    case SlotSource::kSkills:
      AddSkills(slot);
      break;
    default:
      others_.push_back(&slot);
      most_other_ += slot.max_points;
  }
}

void CompiledScore::FillRankTables(const std::vector<const ScoreSlot*>& slots) {
  const population::Zone& all = store_.zone_of_all();
  for (const ScoreSlot* slot : slots) {
    std::array<int, 256>* table = &education_;
    int most = all.education_rank;
    if (slot->source == SlotSource::kTitle) {
      table = &title_;
      most = all.title_rank;
    } else if (slot->source == SlotSource::kExperience) {
      table = &experience_;
      most = all.experience_years;
    } else if (slot->source == SlotSource::kTier) {
      table = &tier_;
      most = 255;
    }
    for (int value = 0; value <= most; ++value) {
      (*table)[static_cast<size_t>(value)] += PointsOf(*slot, slot->quality_of(value));
    }
  }
  const auto rising = [](const std::array<int, 256>& points, std::array<int, 256>& most) {
    int so_far = 0;
    for (size_t value = 0; value < points.size(); ++value) {
      so_far = std::max(so_far, points[value]);
      most[value] = so_far;
    }
  };
  rising(education_, most_education_);
  rising(title_, most_title_);
  rising(experience_, most_experience_);
  // Of tiers the zone has this one or worse ones, or none.
  int so_far = tier_[0];
  for (size_t rank = 255; rank > 0; --rank) {
    most_tier_[rank] = so_far = std::max(so_far, tier_[rank]);
  }
  static_assert(population::Zone::kNoTier == 255);
}

void CompiledScore::AddIndustries(const ScoreSlot& slot) {
  ListSlot list{&slot, 0, {}};
  // Points come from the sections and divisions that wanted keys lie in.
  std::set<uint32_t> places;
  for (const uint32_t key : slot.keys) {
    list.sections |= 1u << (key >> 15);
    places.insert(population::IndustrySection(key));
    places.insert(population::IndustryDivision(key));
  }
  const std::set<uint32_t> wanted(slot.keys.begin(), slot.keys.end());
  LevelsMaker levels;
  for (const uint32_t place : places) {
    const uint32_t section = population::IndustrySection(place);
    if (place != section && wanted.count(section) > 0) continue;
    if (wanted.count(place) > 0) {
      levels.Add(slot.max_points, store_.bitmaps().Find(IndexKind::kWithinIndustry, place));
    } else if (place == section) {
      levels.Add(slot.max_points, store_.bitmaps().Find(IndexKind::kIndustry, section));
    } else {
      AddDivision(slot, place, levels);
    }
  }
  bounded_.push_back(levels.Make());
  industries_.push_back(std::move(list));
}

// Of a division that is not wanted as a whole: what all within it bring, and those that bring more.
void CompiledScore::AddDivision(const ScoreSlot& slot, uint32_t division,
                                LevelsMaker& levels) const {
  std::vector<std::pair<int, const population::IndexedRows*>> codes;
  int least = slot.max_points;
  store_.bitmaps().ForEachIn(IndexKind::kIndustry, population::IndustryRange(division),
                             [&](uint32_t key, const population::IndexedRows& rows) {
                               const int points = PointsOf(slot, slot.quality_of(key));
                               codes.emplace_back(points, &rows);
                               least = std::min(least, points);
                             });
  for (const auto& [points, rows] : codes) {
    if (points > least) levels.Add(points, rows);
  }
  levels.Add(least, store_.bitmaps().Find(IndexKind::kWithinIndustry, division));
}

void CompiledScore::AddNumbers(const ScoreSlot& slot, IndexKind kind, std::vector<ListSlot>& to) {
  ListSlot list{&slot, 0, {}};
  LevelsMaker levels;
  list.of_number.reserve(slot.qualities->size());
  for (uint32_t number = 0; number < slot.qualities->size(); ++number) {
    const int points = PointsOf(slot, (*slot.qualities)[number]);
    list.of_number.push_back(points);
    if (points > 0) levels.Add(points, store_.bitmaps().Find(kind, number));
  }
  bounded_.push_back(levels.Make());
  to.push_back(std::move(list));
}

void CompiledScore::AddSkills(const ScoreSlot& slot) {
  if (skills_.size() >= kMostSkillSlots) {
    others_.push_back(&slot);
    most_other_ += slot.max_points;
    return;
  }
  skills_.push_back(&slot);
  LevelsMaker levels;
  const auto add = [&](const std::vector<int>& skills, bool near) {
    for (int level = 0; level <= 3; ++level) {
      int most = 0;
      // Only whether the least years are reached and how many count up to ten matters.
      for (const int years : {0, 10, kMostYears}) {
        const population::SkillFact fact{0, level, years, true};
        most = std::max(most, PointsOf(slot, SkillQuality(fact, slot.skill, near)));
      }
      for (const int skill : skills) {
        levels.Add(most, store_.bitmaps().Find(IndexKind::kSkill,
                                               static_cast<uint32_t>(skill << 2 | level)));
      }
    }
  };
  for (const std::vector<int>* skills :
       {&slot.skill_options->Full(), &slot.skill_options->Near()}) {
    for (const int skill : *skills) {
      const size_t id = static_cast<size_t>(skill);
      if (any_skill_.size() <= id) any_skill_.resize(id + 1);
      any_skill_[id] = true;
    }
  }
  add(slot.skill_options->Full(), false);
  add(slot.skill_options->Near(), true);
  bounded_.push_back(levels.Make());
}

void CompiledScore::AddAvailability(const ScoreSlot& slot) {
  std::vector<int> points;
  for (int remaining = 0; remaining <= slot.enough; ++remaining) {
    points.push_back(PointsOf(slot, slot.quality_of(remaining)));
  }
  availability_ = std::move(points);
  most_availability_ = *std::max_element(availability_.begin(), availability_.end());
}

int CompiledScore::AvailabilityPoints(int remaining) const {
  if (availability_.empty()) return 0;
  return availability_[std::min(static_cast<size_t>(remaining), availability_.size() - 1)];
}

int CompiledScore::TermsPoints(const population::RowFacts& facts, uint32_t row) const {
  int points = 0;
  if (!regions_.empty() && provinces_[facts.region / 10000]) {
    for (const ScoreSlot* region : regions_) {
      points += PointsOf(*region, region->quality_of(facts.region));
    }
  }
  for (const ScoreSlot* fee : fees_) {
    points += PointsOf(*fee, fee->quality_of(store_.day_fee_fen(row)));
  }
  return points;
}

int CompiledScore::ListPoints(population::ListsView lists) const {
  int points = SkillPoints(lists.skills());
  for (const ListSlot& slot : industries_) {
    int best = 0;
    for (const uint32_t key : lists.industries()) {
      if ((slot.sections >> (key >> 15) & 1) == 0) continue;
      best = std::max(best, slot.slot->quality_of(key));
    }
    points += PointsOf(*slot.slot, best);
  }
  const auto best_number = [](const ListSlot& slot, population::Words numbers) {
    int best = 0;
    for (const uint32_t number : numbers) best = std::max(best, slot.of_number[number]);
    return best;
  };
  for (const ListSlot& slot : majors_) points += best_number(slot, lists.majors());
  for (const ListSlot& slot : posts_) points += best_number(slot, lists.posts());
  return points;
}

int CompiledScore::SkillPoints(population::Words words) const {
  std::array<int, kMostSkillSlots> best;
  for (size_t i = 0; i < skills_.size(); ++i) best[i] = 0;
  for (const population::SkillWord word : words) {
    if (word >> 12 >= any_skill_.size() || !any_skill_[word >> 12]) continue;
    for (size_t i = 0; i < skills_.size(); ++i) {
      const SkillFit fit = skills_[i]->skill_options->FitOf(static_cast<int>(word >> 12));
      if (fit == SkillFit::kNone) continue;
      best[i] = std::max(best[i], SkillQuality(population::UnpackSkill(word), skills_[i]->skill,
                                               fit == SkillFit::kNear));
    }
  }
  int points = 0;
  for (size_t i = 0; i < skills_.size(); ++i) points += PointsOf(*skills_[i], best[i]);
  return points;
}

int CompiledScore::OtherPoints(uint32_t row) const {
  int points = 0;
  for (const ScoreSlot* slot : others_) points += slot->Points({&store_, row});
  return points;
}

}  // namespace houniao::recruitment
