// How well other titles do for one that is wanted.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/titles/title.h"

namespace houniao::titles {

// Why two titles are alike, the strongest reason.
enum class TitleFit : uint8_t {
  kNone,        // nothing in common
  kWording,     // letters alone
  kField,       // a field near the one wanted
  kFamily,      // the same family of occupations
  kOccupation,  // the same occupation
  kSame,        // the same title
};

// Pure and in integers: the same on every machine. Prepared once for a wanted title, it answers in
// well under a microsecond.
class TitleQuery {
 public:
  explicit TitleQuery(absl::string_view wanted, const Lexicon& lexicon = Lexicon::BuiltIn());

  const Title& wanted() const { return wanted_; }
  // Basis points: 10000 for the same title but for width, case, signs and plural; 0 if nothing is
  // shared. Symmetric.
  int Quality(const TitleView& title) const;
  TitleFit Fit(const TitleView& title) const;

 private:
  int PartCloseness(size_t part, const TitlePart& other) const;
  int Occupation(const TitleView& title) const;
  int Wording(const TitleView& title) const;

  const Lexicon& lexicon_;
  Title wanted_;
  // Of each part of the wanted title, how near each concept is.
  std::vector<std::vector<int16_t>> closeness_;
};

}  // namespace houniao::titles
