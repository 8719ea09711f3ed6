#include "common/titles/title_query.h"

#include <algorithm>
#include <cstdlib>

namespace houniao::titles {
namespace {

// Of the quality: what both are about, and what they are called.
constexpr int kOccupationShare = 70;
constexpr int kWordingShare = 30;
// Of the occupation: what stays if the heads do not go together at all.
constexpr int kWithoutHead = 80;
constexpr int kHeadShare = 20;
constexpr int kRankStep = 200;
// Of what one title is about and the other only mentions: 会计 and 会计讲师.
constexpr int kAcrossRoles = 90;
// If one of them is unknown, wording has to do.
constexpr int kWordingAlone = 60;
constexpr int kMostUnlessSame = 9990;

}  // namespace

TitleQuery::TitleQuery(absl::string_view wanted, const Lexicon& lexicon)
    : lexicon_(lexicon), wanted_(ParseTitle(wanted, lexicon)) {
  for (const TitlePart& part : wanted_.parts) {
    std::vector<int16_t>& row = closeness_.emplace_back(lexicon.concept_count(), 0);
    for (size_t i = 0; i < part.sense_count; ++i) {
      for (size_t id = 0; id < row.size(); ++id) {
        const int near = lexicon.Closeness(part.senses[i], static_cast<ConceptId>(id));
        row[id] = std::max(row[id], static_cast<int16_t>(near));
      }
    }
  }
}

int TitleQuery::PartCloseness(size_t part, const TitlePart& other) const {
  int best = 0;
  for (size_t i = 0; i < other.sense_count; ++i) {
    best = std::max<int>(best, closeness_[part][static_cast<size_t>(other.senses[i])]);
  }
  return wanted_.parts[part].is_core == other.is_core ? best : best * kAcrossRoles / 100;
}

// Each part of either title with the nearest of the other, by weight.
int TitleQuery::Occupation(const TitleView& title) const {
  int64_t mine = 0;
  for (size_t i = 0; i < wanted_.parts.size(); ++i) {
    int best = 0;
    for (const TitlePart& other : title.parts) best = std::max(best, PartCloseness(i, other));
    mine += int64_t{best} * wanted_.parts[i].weight;
  }
  int64_t theirs = 0;
  for (const TitlePart& other : title.parts) {
    int best = 0;
    for (size_t i = 0; i < wanted_.parts.size(); ++i) {
      best = std::max(best, PartCloseness(i, other));
    }
    theirs += int64_t{best} * other.weight;
  }
  return static_cast<int>((mine / wanted_.part_weight + theirs / title.part_weight) / 2);
}

// Twice what is shared of all that is there, by weight.
int TitleQuery::Wording(const TitleView& title) const {
  const int all = wanted_.gram_weight + title.gram_weight;
  if (all == 0) return 0;
  int64_t shared = 0;
  auto own = wanted_.grams.begin();
  for (const Gram& gram : title.grams) {
    while (own != wanted_.grams.end() && own->print < gram.print) ++own;
    if (own == wanted_.grams.end()) break;
    if (own->print == gram.print) shared += gram.weight;
  }
  return static_cast<int>(2 * kFull * shared / all);
}

int TitleQuery::Quality(const TitleView& title) const {
  if (title.print == wanted_.print) return title.grams.empty() ? 0 : kFull;
  const int wording = Wording(title);
  if (wanted_.part_weight == 0 || title.part_weight == 0) return wording * kWordingAlone / 100;
  const int head = std::max(0, lexicon_.HeadFit(wanted_.head, title.head) -
                                   kRankStep * std::abs(wanted_.rank - title.rank));
  const int occupation = Occupation(title) * (100 * kWithoutHead + kHeadShare * head / 100) / kFull;
  return std::min(kMostUnlessSame, (kOccupationShare * occupation + kWordingShare * wording) / 100);
}

TitleFit TitleQuery::Fit(const TitleView& title) const {
  if (title.print == wanted_.print) return title.grams.empty() ? TitleFit::kNone : TitleFit::kSame;
  int best = 0;
  for (size_t i = 0; i < wanted_.parts.size(); ++i) {
    for (const TitlePart& other : title.parts) best = std::max(best, PartCloseness(i, other));
  }
  if (best >= kFull) return TitleFit::kOccupation;
  if (best >= 5000) return TitleFit::kFamily;
  if (best >= 2000) return TitleFit::kField;
  return Wording(title) > 0 ? TitleFit::kWording : TitleFit::kNone;
}

}  // namespace houniao::titles
