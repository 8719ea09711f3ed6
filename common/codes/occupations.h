// Occupations of the whole labour market and the words that post titles are made of, as versioned
// data: 职业 in families after the national classification (职业分类大典, 2022) and ISCO-08, with
// the names that job advertisements use in Chinese and English.
//
// An occupation is named by its key (`tax-accountant`), which never changes. Inside the program it
// is an OccupationId: its place in the file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::codes {

using OccupationId = int;
using FamilyId = int;
using HeadId = int;

// Occupations that do much the same, 税务.
struct OccupationFamily {
  std::string key;
  std::string name_zh;
  std::string name_en;
  std::string sector;                   // "finance"
  std::vector<FamilyId> near;           // ascending, symmetric
  std::vector<std::string> subsectors;  // of skills.h, whose posts belong here
};

struct Occupation {
  std::string key;  // kebab-case, at most 64 bytes
  FamilyId family = 0;
  std::string name_zh;    // 税务会计
  std::string name_en;    // tax accountant
  bool is_field = false;  // a field of business, 建筑, and no occupation by itself
  int weight = 10;        // 1 to 10: how much its words say of an occupation; 经理 says little
  std::vector<FamilyId> also;      // further families, ascending
  std::vector<std::string> terms;  // synonyms, and words that stand for it within a title: 税务
};

// What somebody is within a field, 工程师: the end of a Chinese title, mostly.
struct TitleHead {
  std::string key;           // "engineer"
  std::string group;         // "tech"
  int rank = 0;              // 0 intern to 6 executive
  std::vector<HeadId> near;  // ascending, symmetric
  std::vector<std::string> words;
};

// A word that says nothing of the occupation: a level (高级) or a filler (全国).
struct TitleWord {
  std::string word;
  bool is_level = false;
  int rank = 0;  // steps that a level is above or below the plain title, -2 to 2
};

// The texts of the four files, each with a first line `# version ...` of its own.
struct OccupationFiles {
  absl::string_view families;
  absl::string_view occupations;
  absl::string_view heads;
  absl::string_view words;
};

// Immutable once made.
class OccupationTable {
 public:
  // The table that is compiled in.
  static const OccupationTable& BuiltIn();
  // InvalidArgument, with file and line, for a broken row, a key used twice, or a family or head
  // that is not there.
  static absl::StatusOr<OccupationTable> Parse(const OccupationFiles& files);

  // Of occupations.csv.
  const std::string& version() const { return version_; }
  int size() const { return static_cast<int>(occupations_.size()); }
  const std::vector<OccupationFamily>& families() const { return families_; }
  const std::vector<Occupation>& occupations() const { return occupations_; }
  const std::vector<TitleHead>& heads() const { return heads_; }
  const std::vector<TitleWord>& words() const { return words_; }

  std::optional<OccupationId> Find(absl::string_view key) const;
  std::optional<FamilyId> FindFamily(absl::string_view key) const;
  // `id` must be in [0, size()).
  const Occupation& Get(OccupationId id) const { return occupations_.at(static_cast<size_t>(id)); }
  const OccupationFamily& Family(FamilyId id) const {
    return families_.at(static_cast<size_t>(id));
  }

 private:
  absl::Status ReadFamilies(absl::string_view text);
  absl::Status ReadOccupations(absl::string_view text);
  absl::Status ReadHeads(absl::string_view text);
  absl::Status ReadWords(absl::string_view text);

  std::string version_;
  std::vector<OccupationFamily> families_;
  std::vector<Occupation> occupations_;
  std::vector<TitleHead> heads_;
  std::vector<TitleWord> words_;
  absl::flat_hash_map<std::string, FamilyId> family_by_key_;
  absl::flat_hash_map<std::string, OccupationId> by_key_;
};

}  // namespace houniao::codes
