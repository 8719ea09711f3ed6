#include "common/titles/title.h"

#include <algorithm>

#include "common/titles/units.h"

namespace houniao::titles {
namespace {

struct Segment {
  size_t from = 0;
  size_t to = 0;
  const Term* term = nullptr;
};

constexpr int kPlainRank = 2;
constexpr int kCoreShare = 20;   // of the word next to the head
constexpr int kOtherShare = 11;  // of what stands before it
constexpr int kCoreWeight = 6;   // words that say less than this are never the core

// A Latin word says as much as two characters.
int LengthOf(const Units& units, size_t from, size_t to) {
  int length = 0;
  for (size_t i = from; i < to; ++i) length += units.IsLatin(i) ? 2 : 1;
  return length;
}

// From left to right; of equal cuts the one whose last words are longer.
std::vector<Segment> Cut(const Units& units, const Lexicon& lexicon) {
  std::vector<int> best(units.size() + 1, 0);
  std::vector<Segment> last(units.size() + 1);
  for (size_t to = 1; to <= units.size(); ++to) {
    best[to] = best[to - 1];
    last[to] = {to - 1, to, nullptr};
    for (size_t from = to > lexicon.longest_term() ? to - lexicon.longest_term() : 0; from < to;
         ++from) {
      const Term* term = lexicon.Find(units.Span(from, to));
      if (term == nullptr) continue;
      const int length = LengthOf(units, from, to);
      if (best[from] + length * length > best[to]) {
        best[to] = best[from] + length * length;
        last[to] = {from, to, term};
      }
    }
  }
  std::vector<Segment> segments;
  for (size_t to = units.size(); to > 0; to = last[to].from) segments.push_back(last[to]);
  std::reverse(segments.begin(), segments.end());
  return segments;
}

// A single character beside unknown ones is a piece of an unknown word.
bool IsFragment(const std::vector<Segment>& segments, size_t i, const Units& units) {
  const Segment& segment = segments[i];
  if (segment.to - segment.from > 1 || units.IsLatin(segment.from)) return false;
  const auto unknown = [&](size_t other) {
    return segments[other].term == nullptr && !units.IsLatin(segments[other].from);
  };
  return (i > 0 && unknown(i - 1)) || (i + 1 < segments.size() && unknown(i + 1));
}

void AddPart(const Term& term, const Lexicon& lexicon, Title& title) {
  TitlePart part;
  int weight = 0;
  for (const ConceptId sense : term.senses) {
    part.senses[part.sense_count++] = sense;
    weight = std::max(weight, lexicon.Get(sense).weight);
  }
  part.weight = static_cast<uint8_t>(weight);
  // Said twice is not more: the later one stands nearer to the head.
  std::erase_if(title.parts, [&](const TitlePart& other) { return other.senses == part.senses; });
  title.parts.push_back(part);
}

// The last word that says enough is what the title is about.
void WeighParts(const Lexicon& lexicon, Title& title) {
  size_t core = title.parts.size();
  for (size_t i = title.parts.size(); i-- > 0 && core == title.parts.size();) {
    const TitlePart& part = title.parts[i];
    if (part.weight >= kCoreWeight && !lexicon.Get(part.senses[0]).is_field) core = i;
  }
  for (size_t i = 0; i < title.parts.size(); ++i) {
    TitlePart& part = title.parts[i];
    part.is_core = i == core;
    part.weight = static_cast<uint8_t>(part.weight * (part.is_core ? kCoreShare : kOtherShare));
    title.part_weight += part.weight;
  }
}

uint64_t Fingerprint(absl::string_view text) {  // FNV-1a
  uint64_t print = 14695981039346656037u;
  for (const char c : text) print = (print ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return print;
}

void AddGrams(const Units& units, const Lexicon& lexicon, Title& title) {
  for (size_t i = 0; i < units.size(); ++i) {
    for (size_t to = i + 1; to <= std::min(i + 2, units.size()); ++to) {
      const absl::string_view gram = units.Span(i, to);
      const uint64_t print = Fingerprint(gram);
      title.grams.push_back({static_cast<uint32_t>(print ^ print >> 32),
                             static_cast<uint32_t>(lexicon.GramWeight(gram))});
    }
  }
  std::sort(title.grams.begin(), title.grams.end(),
            [](const Gram& a, const Gram& b) { return a.print < b.print; });
  title.grams.erase(std::unique(title.grams.begin(), title.grams.end(),
                                [](const Gram& a, const Gram& b) { return a.print == b.print; }),
                    title.grams.end());
  for (const Gram& gram : title.grams) title.gram_weight += static_cast<int>(gram.weight);
}

}  // namespace

Title ParseTitle(absl::string_view text, const Lexicon& lexicon) {
  Title title;
  const Units units(text);
  title.print = Fingerprint(units.all());
  const std::vector<Segment> segments = Cut(units, lexicon);
  int shift = 0;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Term* term = segments[i].term;
    if (term == nullptr || IsFragment(segments, i, units)) continue;
    if (term->is_level) shift += term->rank;
    if (term->head != kNoHead && !(term->is_level && i + 1 < segments.size())) {
      title.head = term->head;
    }
    if (!term->senses.empty() && !(term->is_level && i + 1 < segments.size())) {
      AddPart(*term, lexicon, title);
    }
  }
  title.rank = shift + (title.head == kNoHead
                            ? kPlainRank
                            : lexicon.occupations().heads()[static_cast<size_t>(title.head)].rank);
  WeighParts(lexicon, title);
  AddGrams(units, lexicon, title);
  return title;
}

}  // namespace houniao::titles
