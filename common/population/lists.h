// Lists of a talent (skills, industries, regions, majors, posts, units) as one run of 32-bit words.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "common/population/facts.h"

namespace houniao::population {

// One skill in a word: 20 bits id, 2 level, 7 years, 1 verified; ordered by id.
using SkillWord = uint32_t;
inline SkillWord PackSkill(const SkillFact& fact) {
  return static_cast<uint32_t>(fact.skill) << 12 | static_cast<uint32_t>(fact.level) << 10 |
         static_cast<uint32_t>(fact.years) << 3 | (fact.verified ? 1u : 0u);
}
inline SkillFact UnpackSkill(SkillWord word) {
  return {static_cast<int>(word >> 12), static_cast<int>(word >> 10 & 3),
          static_cast<int>(word >> 3 & 127), (word & 1) != 0};
}

// Words that somebody else owns.
struct Words {
  const uint32_t* data = nullptr;
  int size = 0;

  const uint32_t* begin() const { return data; }
  const uint32_t* end() const { return data + size; }
  uint32_t operator[](int i) const { return data[i]; }
};

// The lists in packed form: a word of sizes, then each list. Units take two words each. The word
// has room for two posts; if there are more, their number is in a second word.
struct ListsView {
  static constexpr uint32_t kManyPosts = 3;

  const uint32_t* words = nullptr;

  Words skills() const { return {words + header_size(), skill_count()}; }
  Words industries() const { return {skills().end(), industry_count()}; }
  Words majors() const { return {industries().end(), major_count()}; }
  Words posts() const { return {majors().end(), post_count()}; }
  Words served_regions() const { return {posts().end(), region_count()}; }
  int interest_count() const { return static_cast<int>(words[0] >> 23 & 63); }
  bool has_home_unit() const { return (words[0] >> 29 & 1) != 0; }
  // 0 if there is none.
  uint64_t home_unit() const { return has_home_unit() ? Unit(0) : 0; }
  uint64_t interest(int i) const { return Unit(i + (has_home_unit() ? 1 : 0)); }
  int size() const {
    return header_size() + skill_count() + industry_count() + major_count() + post_count() +
           region_count() + 2 * (interest_count() + (has_home_unit() ? 1 : 0));
  }
  // The word of the skill, or null.
  const SkillWord* FindSkill(int skill) const;

 private:
  int skill_count() const { return static_cast<int>(words[0] & 127); }
  int industry_count() const { return static_cast<int>(words[0] >> 7 & 31); }
  int major_count() const { return static_cast<int>(words[0] >> 12 & 31); }
  int post_count() const {
    return static_cast<int>(words[0] >> 30 == kManyPosts ? words[1] : words[0] >> 30);
  }
  int header_size() const { return words[0] >> 30 == kManyPosts ? 2 : 1; }
  int region_count() const { return static_cast<int>(words[0] >> 17 & 63); }
  uint64_t Unit(int i) const {
    const uint32_t* at = served_regions().end() + 2 * i;
    return static_cast<uint64_t>(at[0]) << 32 | at[1];
  }
};

// Keys must be sorted; counts within the limits of facts.h.
std::vector<uint32_t> PackLists(const std::vector<SkillFact>& skills,
                                const std::vector<uint32_t>& industries,
                                const std::vector<uint32_t>& majors,
                                const std::vector<uint32_t>& posts,
                                const std::vector<uint32_t>& served_regions, uint64_t home_unit,
                                const std::vector<uint64_t>& interests);

// Where the words of all talents live. Pages never move, freed runs are used again for lists of the
// same length (rounded up to even), so memory follows the largest number of talents seen.
class ListArena {
 public:
  // A reference that stays good until freed.
  uint32_t Store(Words words);
  void Free(uint32_t reference);
  ListsView Get(uint32_t reference) const {
    return {pages_[reference >> kPageBits].get() + (reference & (kPageWords - 1))};
  }
  // Of lists in use.
  size_t used_bytes() const { return used_words_ * sizeof(uint32_t); }

 private:
  static constexpr int kPageBits = 16;
  static constexpr uint32_t kPageWords = 1u << kPageBits;

  std::vector<std::unique_ptr<uint32_t[]>> pages_;
  uint32_t next_ = kPageWords;                    // in the last page
  std::vector<std::vector<uint32_t>> free_runs_;  // by half the length
  size_t used_words_ = 0;
};

}  // namespace houniao::population
