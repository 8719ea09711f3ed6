// A post title read once: 高级储能系统工程师 is a level, an occupation and a head.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "common/titles/lexicon.h"

namespace houniao::titles {

// Something in a title that names an occupation or a field.
struct TitlePart {
  std::array<ConceptId, kMostSenses> senses = {};
  uint8_t sense_count = 0;
  uint8_t weight = 0;    // the core weighs most
  bool is_core = false;  // what the title is about: the last word that says enough
};

// A run of one or two units, by its fingerprint.
struct Gram {
  uint32_t print = 0;
  uint32_t weight = 0;
};

// Does not own its parts and grams.
struct TitleView {
  uint64_t print = 0;                 // of the folded text: equal titles have equal prints
  absl::Span<const TitlePart> parts;  // in the order of the title
  absl::Span<const Gram> grams;       // ascending by print, each once
  int part_weight = 0;                // sum
  int gram_weight = 0;                // sum
  int head = kNoHead;
  int rank = 0;  // of the head with its levels, 2 if there is none
};

struct Title {
  std::vector<TitlePart> parts;
  std::vector<Gram> grams;
  uint64_t print = 0;
  int part_weight = 0;
  int gram_weight = 0;
  int head = kNoHead;
  int rank = 0;

  TitleView view() const { return {print, parts, grams, part_weight, gram_weight, head, rank}; }
  bool empty() const { return grams.empty(); }
};

// Total: any bytes in. The longest names win: titles are cut so that the squares of the lengths of
// known words sum to the most; what nobody knows counts by its letters alone.
Title ParseTitle(absl::string_view text, const Lexicon& lexicon = Lexicon::BuiltIn());

}  // namespace houniao::titles
