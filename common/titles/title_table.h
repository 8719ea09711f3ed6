// The distinct titles of posts that anybody has, by number, read once each.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

#include "common/base/mutex.h"
#include "common/titles/title_query.h"

namespace houniao::titles {

// Basis points by number.
using TitleQualities = std::vector<int>;

// Numbers are given in the order in which titles are seen, and kept. Const calls are thread-safe
// among themselves.
class TitleTable {
 public:
  explicit TitleTable(const Lexicon& lexicon = Lexicon::BuiltIn());

  uint32_t Intern(absl::string_view name);
  std::optional<uint32_t> Find(absl::string_view name) const;
  // `number` must be below size().
  const std::string& Name(uint32_t number) const { return names_[number]; }
  TitleView View(uint32_t number) const;

  size_t size() const { return names_.size(); }
  size_t bytes() const;

  // Of every title of the table for the one wanted. The answers for the titles wanted last are
  // kept; when the table has grown since, only what is new is worked out.
  std::shared_ptr<const TitleQualities> QualitiesFor(absl::string_view wanted) const;

 private:
  struct Row {
    uint64_t print = 0;
    uint32_t parts_begin = 0;
    uint32_t grams_begin = 0;
    uint8_t part_count = 0;
    uint8_t gram_count = 0;
    int8_t head = kNoHead;
    int8_t rank = 0;
    uint16_t part_weight = 0;
    uint16_t gram_weight = 0;
  };
  struct Answer {
    std::string wanted;
    std::shared_ptr<const TitleQuery> query;
    std::shared_ptr<const TitleQualities> qualities;
    uint64_t used = 0;
  };
  Answer& Remember(absl::string_view wanted) const HOUNIAO_REQUIRES(mutex_);

  const Lexicon& lexicon_;
  std::deque<std::string> names_;  // never move: numbers_ points into them
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
  std::vector<Row> rows_;
  std::vector<TitlePart> parts_;
  std::vector<Gram> grams_;
  mutable Mutex mutex_;
  mutable std::vector<Answer> answers_ HOUNIAO_GUARDED_BY(mutex_);
  mutable uint64_t clock_ HOUNIAO_GUARDED_BY(mutex_) = 0;
};

}  // namespace houniao::titles
