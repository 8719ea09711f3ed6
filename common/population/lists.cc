#include "common/population/lists.h"

#include <algorithm>
#include <cstring>

namespace houniao::population {
namespace {

uint32_t RoundedLength(int size) { return static_cast<uint32_t>(size + 1) & ~1u; }

}  // namespace

const SkillWord* ListsView::FindSkill(int skill) const {
  if (skill < 0 || skill >= kSkillIdEnd) return nullptr;
  const uint32_t wanted = static_cast<uint32_t>(skill);
  const Words all = skills();
  const uint32_t* const found = std::lower_bound(all.begin(), all.end(), wanted << 12);
  return found != all.end() && *found >> 12 == wanted ? found : nullptr;
}

std::vector<uint32_t> PackLists(const std::vector<SkillFact>& skills,
                                const std::vector<uint32_t>& industries,
                                const std::vector<uint32_t>& majors,
                                const std::vector<uint32_t>& posts,
                                const std::vector<uint32_t>& served_regions, uint64_t home_unit,
                                const std::vector<uint64_t>& interests) {
  std::vector<uint32_t> words;
  const size_t post_bits = std::min<size_t>(posts.size(), ListsView::kManyPosts);
  words.push_back(static_cast<uint32_t>(
      skills.size() | industries.size() << 7 | majors.size() << 12 | served_regions.size() << 17 |
      interests.size() << 23 | static_cast<size_t>(home_unit != 0) << 29 | post_bits << 30));
  if (post_bits == ListsView::kManyPosts) words.push_back(static_cast<uint32_t>(posts.size()));
  for (const SkillFact& fact : skills) words.push_back(PackSkill(fact));
  words.insert(words.end(), industries.begin(), industries.end());
  words.insert(words.end(), majors.begin(), majors.end());
  words.insert(words.end(), posts.begin(), posts.end());
  words.insert(words.end(), served_regions.begin(), served_regions.end());
  const auto push_unit = [&words](uint64_t unit) {
    words.push_back(static_cast<uint32_t>(unit >> 32));
    words.push_back(static_cast<uint32_t>(unit));
  };
  if (home_unit != 0) push_unit(home_unit);
  for (const uint64_t unit : interests) push_unit(unit);
  return words;
}

uint32_t ListArena::Store(Words words) {
  const uint32_t length = RoundedLength(words.size);
  uint32_t reference;
  if (length / 2 < free_runs_.size() && !free_runs_[length / 2].empty()) {
    reference = free_runs_[length / 2].back();
    free_runs_[length / 2].pop_back();
  } else {
    if (next_ + length > kPageWords) {
      pages_.push_back(std::make_unique<uint32_t[]>(kPageWords));
      next_ = 0;
    }
    reference = static_cast<uint32_t>(pages_.size() - 1) << kPageBits | next_;
    next_ += length;
  }
  std::memcpy(pages_[reference >> kPageBits].get() + (reference & (kPageWords - 1)), words.data,
              static_cast<size_t>(words.size) * sizeof(uint32_t));
  used_words_ += length;
  return reference;
}

void ListArena::Free(uint32_t reference) {
  const uint32_t length = RoundedLength(Get(reference).size());
  if (length / 2 >= free_runs_.size()) free_runs_.resize(length / 2 + 1);
  free_runs_[length / 2].push_back(reference);
  used_words_ -= length;
}

}  // namespace houniao::population
