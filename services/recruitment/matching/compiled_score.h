// A score as tables over the columns of one state of the population: the same points, without a
// call for each slot of each row, and bounds that tell which rows need not be looked at.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "roaring/roaring.hh"

#include "common/population/zones.h"
#include "services/recruitment/matching/score.h"

namespace houniao::recruitment {

// Rows that can get at most `points` in a slot, by bitmap.
struct BoundLevel {
  int points = 0;
  std::vector<const Roaring*> bitmaps;
  uint64_t rows = 0;  // in them, at most
};

// A slot that bitmaps bound. Who is in no level gets `rest` at most.
struct BoundedSlot {
  std::vector<BoundLevel> levels;  // most points first, all above `rest`
  int rest = 0;

  int most() const { return levels.empty() ? rest : levels.front().points; }
};

// Good while the View and the Score live that it was made from. Const calls are thread-safe.
class CompiledScore {
 public:
  CompiledScore(const Score& score, const population::Store& store, int today);

  // Points that education, title, tier and experience bring: of a row exactly, of a zone at most.
  int RankPoints(const population::RowFacts& row) const {
    return education_[row.education_rank] + title_[row.title_rank] +
           experience_[row.experience_years] + tier_[TierHolds(row.tier_until) ? row.tier_rank : 0];
  }
  int RankBound(const population::Zone& zone) const {
    return most_education_[zone.education_rank] + most_title_[zone.title_rank] +
           most_experience_[zone.experience_years] + most_tier_[zone.tier_rank];
  }

  // Region and fee.
  int TermsPoints(const population::RowFacts& facts, uint32_t row) const;
  int most_terms() const { return most_terms_; }

  // Industries, majors, posts, skills.
  int ListPoints(population::ListsView lists) const;
  const std::vector<BoundedSlot>& bounded_slots() const { return bounded_; }

  // By remaining half days.
  int AvailabilityPoints(int remaining) const;
  bool judges_availability() const { return !availability_.empty(); }
  int most_availability() const { return most_availability_; }

  // Slots that only their function knows.
  int OtherPoints(uint32_t row) const;
  int most_other() const { return most_other_; }

 private:
  class LevelsMaker;
  struct ListSlot {
    const ScoreSlot* slot;
    uint32_t sections = 0;       // of industries: bit of each section that can bring points
    std::vector<int> of_number;  // points by number: majors, posts
  };

  bool TierHolds(uint16_t tier_until) const {
    return tier_until == 0 || today_packed_ <= tier_until;
  }
  void AddSlot(const ScoreSlot& slot);
  void FillRankTables(const std::vector<const ScoreSlot*>& slots);
  void AddIndustries(const ScoreSlot& slot);
  void AddDivision(const ScoreSlot& slot, uint32_t division, LevelsMaker& levels) const;
  void AddNumbers(const ScoreSlot& slot, population::IndexKind kind, std::vector<ListSlot>& to);
  void AddSkills(const ScoreSlot& slot);
  void AddAvailability(const ScoreSlot& slot);
  int SkillPoints(population::Words words) const;

  const population::Store& store_;
  const int today_packed_;
  std::array<int, 256> education_{}, title_{}, experience_{}, tier_{};
  std::array<int, 256> most_education_{}, most_title_{}, most_experience_{}, most_tier_{};
  std::vector<const ScoreSlot*> regions_, fees_, others_;
  std::array<bool, 100> provinces_{};  // where regions can bring points
  std::vector<ListSlot> industries_, majors_, posts_;
  std::vector<const ScoreSlot*> skills_;
  std::vector<bool> any_skill_;  // by id: it can bring points in some slot
  std::vector<BoundedSlot> bounded_;
  std::vector<int> availability_;  // by remaining half days; the last for more
  int most_terms_ = 0;
  int most_availability_ = 0;
  int most_other_ = 0;
};

}  // namespace houniao::recruitment
