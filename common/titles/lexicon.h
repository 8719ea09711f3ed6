// What the words of titles mean: the occupations and heads of common/codes/occupations.h, together
// with the posts of skills.h, by every name that they have.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

#include "common/codes/occupations.h"
#include "common/codes/skills.h"

namespace houniao::titles {

inline constexpr int kFull = 10000;  // basis points

// An occupation or a post; dense, occupations first.
using ConceptId = int16_t;
inline constexpr int kNoHead = -1;

struct Concept {
  std::string name_zh;
  codes::FamilyId family = 0;
  std::vector<codes::FamilyId> also;  // ascending
  int weight = 10;
  bool is_field = false;
};

// One entry; a word may be several things at once.
struct Term {
  std::vector<ConceptId> senses;  // ascending, at most kMostSenses
  int head = kNoHead;             // that it is, or ends with
  bool is_level = false;
  bool is_filler = false;
  int rank = 0;  // of a level
};

inline constexpr size_t kMostSenses = 3;

// Immutable once made.
class Lexicon {
 public:
  static const Lexicon& BuiltIn();
  // Both tables must outlive it.
  Lexicon(const codes::OccupationTable& occupations, const codes::SkillTable& skills);

  // `words` is a span of Units. Null if nobody knows it.
  const Term* Find(absl::string_view words) const;
  size_t longest_term() const { return longest_term_; }  // in units

  size_t concept_count() const { return concepts_.size(); }
  const Concept& Get(ConceptId id) const { return concepts_[static_cast<size_t>(id)]; }
  const codes::OccupationTable& occupations() const { return occupations_; }

  // How near two occupations are, 0 to kFull (itself); symmetric.
  int Closeness(ConceptId a, ConceptId b) const;
  // How well two heads go together, 0 to kFull; symmetric. kNoHead goes with all.
  int HeadFit(int a, int b) const;
  // How telling a run of one or two units is, by the share of names that have it; 1 at least.
  int GramWeight(absl::string_view gram) const;

 private:
  Term& Entry(absl::string_view words);
  void AddName(absl::string_view name, ConceptId id);
  void AddHeads();
  void AddWords();
  void AddOccupations();
  void AddPosts(const codes::SkillTable& skills);
  void EndTermsInHeads();
  void CountGrams();
  void CompareFamilies();

  const codes::OccupationTable& occupations_;
  std::vector<Concept> concepts_;
  absl::flat_hash_map<std::string, Term> terms_;
  absl::flat_hash_map<std::string, int> gram_counts_;
  std::vector<int16_t> family_closeness_;  // by pair of families
  size_t longest_term_ = 0;
};

}  // namespace houniao::titles
