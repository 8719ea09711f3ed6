#include "common/titles/title_table.h"

#include <algorithm>
#include <limits>

#include "common/titles/units.h"

namespace houniao::titles {
namespace {

constexpr size_t kMostAnswers = 64;

template <typename Small>
Small Fit(int value) {
  return static_cast<Small>(
      std::clamp<int>(value, std::numeric_limits<Small>::min(), std::numeric_limits<Small>::max()));
}

}  // namespace

TitleTable::TitleTable(const Lexicon& lexicon) : lexicon_(lexicon) {}

uint32_t TitleTable::Intern(absl::string_view name) {
  const auto it = numbers_.find(name);
  if (it != numbers_.end()) return it->second;
  const auto number = static_cast<uint32_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), number);
  const Title title = ParseTitle(name, lexicon_);
  // A title has at most kMostUnits parts and twice as many grams.
  static_assert(2 * kMostUnits <= std::numeric_limits<uint8_t>::max());
  rows_.push_back({title.print, static_cast<uint32_t>(parts_.size()),
                   static_cast<uint32_t>(grams_.size()), static_cast<uint8_t>(title.parts.size()),
                   static_cast<uint8_t>(title.grams.size()), Fit<int8_t>(title.head),
                   Fit<int8_t>(title.rank), Fit<uint16_t>(title.part_weight),
                   Fit<uint16_t>(title.gram_weight)});
  parts_.insert(parts_.end(), title.parts.begin(), title.parts.end());
  grams_.insert(grams_.end(), title.grams.begin(), title.grams.end());
  return number;
}

std::optional<uint32_t> TitleTable::Find(absl::string_view name) const {
  const auto it = numbers_.find(name);
  if (it == numbers_.end()) return std::nullopt;
  return it->second;
}

TitleView TitleTable::View(uint32_t number) const {
  const Row& row = rows_[number];
  return {row.print,
          {parts_.data() + row.parts_begin, row.part_count},
          {grams_.data() + row.grams_begin, row.gram_count},
          row.part_weight,
          row.gram_weight,
          row.head,
          row.rank};
}

size_t TitleTable::bytes() const {
  size_t bytes = numbers_.capacity() * (sizeof(*numbers_.begin()) + 1) +
                 rows_.capacity() * sizeof(Row) + parts_.capacity() * sizeof(TitlePart) +
                 grams_.capacity() * sizeof(Gram);
  for (const std::string& name : names_) bytes += sizeof(name) + name.capacity();
  return bytes;
}

TitleTable::Answer& TitleTable::Remember(absl::string_view wanted) const {
  const auto known = std::find_if(answers_.begin(), answers_.end(),
                                  [&](const Answer& answer) { return answer.wanted == wanted; });
  if (known != answers_.end()) return *known;
  if (answers_.size() >= kMostAnswers) {
    answers_.erase(
        std::min_element(answers_.begin(), answers_.end(),
                         [](const Answer& a, const Answer& b) { return a.used < b.used; }));
  }
  answers_.push_back({std::string(wanted), std::make_shared<const TitleQuery>(wanted, lexicon_),
                      std::make_shared<const TitleQualities>(), 0});
  return answers_.back();
}

std::shared_ptr<const TitleQualities> TitleTable::QualitiesFor(absl::string_view wanted) const {
  static const auto& kNothing =
      *new std::shared_ptr<const TitleQualities>(std::make_shared<const TitleQualities>());
  if (size() == 0) return kNothing;
  const MutexLock lock(mutex_);
  Answer& answer = Remember(wanted);
  answer.used = ++clock_;
  if (answer.qualities->size() < size()) {
    TitleQualities grown = *answer.qualities;
    grown.reserve(size());
    for (auto number = static_cast<uint32_t>(grown.size()); number < size(); ++number) {
      grown.push_back(answer.query->Quality(View(number)));
    }
    answer.qualities = std::make_shared<const TitleQualities>(std::move(grown));
  }
  return answer.qualities;
}

}  // namespace houniao::titles
