#include "common/titles/lexicon.h"

#include <algorithm>

#include "common/titles/units.h"

namespace houniao::titles {
namespace {

using codes::FamilyId;

// How near two occupations are by what they share.
constexpr int kSameFamily = 6500;
constexpr int kFurtherFamily = 5000;
constexpr int kNearFamily = 3000;
constexpr int kNearFurther = 2000;
constexpr int kSameSector = 800;

constexpr int kNearHead = 8500;
constexpr int kSameGroup = 8000;
constexpr int kOtherGroup = 6500;
constexpr int kUnknownHead = 8000;

bool Has(const std::vector<int>& sorted, int id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

bool Meet(const std::vector<int>& a, const std::vector<int>& b) {
  return std::any_of(a.begin(), a.end(), [&b](int id) { return Has(b, id); });
}

// 16 times the logarithm to the base 2, in integers, so that it is the same everywhere.
int Log2Sixteenths(uint64_t value) {
  if (value == 0) return 0;
  int whole = 63 - __builtin_clzll(value);
  uint64_t mantissa = value << (63 - whole) >> 32;  // 1.0 is 2^31
  int result = whole * 16;
  for (int bit = 8; bit > 0; bit /= 2) {
    mantissa = mantissa * mantissa >> 31;
    if (mantissa >> 32 != 0) {
      result += bit;
      mantissa >>= 1;
    }
  }
  return result;
}

}  // namespace

const Lexicon& Lexicon::BuiltIn() {
  static const Lexicon* const lexicon =
      new Lexicon(codes::OccupationTable::BuiltIn(), codes::SkillTable::BuiltIn());
  return *lexicon;
}

Lexicon::Lexicon(const codes::OccupationTable& occupations, const codes::SkillTable& skills)
    : occupations_(occupations) {
  AddHeads();
  AddWords();
  AddOccupations();
  AddPosts(skills);
  EndTermsInHeads();
  CountGrams();
  CompareFamilies();
}

Term& Lexicon::Entry(absl::string_view words) {
  const Units units(words);
  longest_term_ = std::max(longest_term_, units.size());
  return terms_[std::string(units.all())];
}

void Lexicon::AddName(absl::string_view name, ConceptId id) {
  auto& senses = Entry(name).senses;
  if (senses.size() < kMostSenses && (senses.empty() || senses.back() != id)) senses.push_back(id);
}

void Lexicon::AddHeads() {
  for (size_t head = 0; head < occupations_.heads().size(); ++head) {
    for (const std::string& word : occupations_.heads()[head].words) {
      Entry(word).head = static_cast<int>(head);
    }
  }
}

void Lexicon::AddWords() {
  for (const codes::TitleWord& word : occupations_.words()) {
    Term& term = Entry(word.word);
    term.is_level = word.is_level;
    term.is_filler = !word.is_level;
    term.rank = word.rank;
  }
}

void Lexicon::AddOccupations() {
  for (const codes::Occupation& occupation : occupations_.occupations()) {
    const auto id = static_cast<ConceptId>(concepts_.size());
    concepts_.push_back({occupation.name_zh, occupation.family, occupation.also, occupation.weight,
                         occupation.is_field});
    AddName(occupation.name_zh, id);
    AddName(occupation.name_en, id);
    for (const std::string& term : occupation.terms) AddName(term, id);
  }
}

// The posts of the district's own fields, as far as the occupations do not have their names.
void Lexicon::AddPosts(const codes::SkillTable& skills) {
  absl::flat_hash_map<std::string, FamilyId> family_of;
  for (size_t i = 0; i < occupations_.families().size(); ++i) {
    for (const std::string& subsector : occupations_.families()[i].subsectors) {
      family_of.emplace(subsector, static_cast<FamilyId>(i));
    }
  }
  for (const codes::Skill& post : skills.skills()) {
    const auto family = family_of.find(post.subsector);
    if (post.kind != codes::SkillKind::kPost || family == family_of.end()) continue;
    const auto id = static_cast<ConceptId>(concepts_.size());
    concepts_.push_back({post.name_zh, family->second, {}, 10, false});
    std::vector<std::string> names = post.synonyms;
    names.push_back(post.name_zh);
    names.push_back(post.name_en);
    for (const std::string& name : names) {
      // A single word as short as IP means other things elsewhere.
      const Units units(name);
      if (units.size() < 2 || Find(units.all()) != nullptr) continue;
      AddName(name, id);
    }
  }
}

// Each name that is not a head itself gets the longest one that it ends with, or an English one the
// longest that it begins with.
void Lexicon::EndTermsInHeads() {
  absl::flat_hash_map<std::string, int> heads;
  for (const auto& [text, term] : terms_) {
    if (term.head != kNoHead) heads.emplace(text, term.head);
  }
  for (auto& [text, term] : terms_) {
    if (term.senses.empty() || term.head != kNoHead) continue;
    const Units units(text);
    for (size_t from = 1; from < units.size() && term.head == kNoHead; ++from) {
      const auto end = heads.find(units.Span(from, units.size()));
      if (end != heads.end()) term.head = end->second;
    }
    // Director of sales, VP marketing.
    for (size_t to = units.size(); to-- > 1 && term.head == kNoHead;) {
      const auto front = heads.find(units.Span(0, to));
      if (units.IsLatin(0) && front != heads.end()) term.head = front->second;
    }
  }
}

void Lexicon::CountGrams() {
  for (const auto& [text, term] : terms_) {
    if (term.senses.empty()) continue;
    const Units units(text);
    for (size_t i = 0; i < units.size(); ++i) {
      ++gram_counts_[std::string(units.Span(i, i + 1))];
      if (i + 1 < units.size()) ++gram_counts_[std::string(units.Span(i, i + 2))];
    }
  }
}

const Term* Lexicon::Find(absl::string_view words) const {
  const auto found = terms_.find(words);
  return found == terms_.end() ? nullptr : &found->second;
}

int Lexicon::Closeness(ConceptId a, ConceptId b) const {
  if (a == b) return kFull;
  const Concept& one = Get(a);
  const Concept& other = Get(b);
  if (one.family == other.family) return kSameFamily;
  if (Has(one.also, other.family) || Has(other.also, one.family)) return kFurtherFamily;
  int near = family_closeness_[static_cast<size_t>(one.family) * occupations_.families().size() +
                               static_cast<size_t>(other.family)];
  if (one.also.empty() && other.also.empty()) return near;
  if (Meet(one.also, other.also)) near = std::max(near, kNearFamily);
  if (Meet(one.also, occupations_.Family(other.family).near) ||
      Meet(other.also, occupations_.Family(one.family).near)) {
    near = std::max(near, kNearFurther);
  }
  return near;
}

void Lexicon::CompareFamilies() {
  for (const codes::OccupationFamily& one : occupations_.families()) {
    for (size_t id = 0; id < occupations_.families().size(); ++id) {
      const bool near = Has(one.near, static_cast<FamilyId>(id));
      const bool related = one.sector == occupations_.Family(static_cast<FamilyId>(id)).sector;
      family_closeness_.push_back(static_cast<int16_t>(near      ? kNearFamily
                                                       : related ? kSameSector
                                                                 : 0));
    }
  }
}

int Lexicon::HeadFit(int a, int b) const {
  if (a == b && a != kNoHead) return kFull;
  if (a == kNoHead || b == kNoHead) return kUnknownHead;
  const codes::TitleHead& head = occupations_.heads()[static_cast<size_t>(a)];
  if (Has(head.near, b)) return kNearHead;
  return head.group == occupations_.heads()[static_cast<size_t>(b)].group ? kSameGroup
                                                                          : kOtherGroup;
}

int Lexicon::GramWeight(absl::string_view gram) const {
  const auto found = gram_counts_.find(gram);
  const uint64_t count = found == gram_counts_.end() ? 0 : static_cast<uint64_t>(found->second);
  return std::max(1, Log2Sixteenths(terms_.size() / (count + 1)));
}

}  // namespace houniao::titles
