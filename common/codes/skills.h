// Skills and posts of new energy (新能源) and cultural tourism (文旅), as versioned data.
//
// A skill is named by its key (`energy-storage-pcs`), which never changes. Inside the program it is
// a SkillId: dense, in the order of the file, to which rows are only ever added.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::codes {

using SkillId = int;

enum class SkillKind {
  kSkill,  // something a person can do
  kPost,   // a post to fill; its neighbours are the skills it needs
};

struct Skill {
  std::string key;      // kebab-case, at most 64 bytes
  std::string name_zh;  // 储能变流器
  std::string name_en;  // Power conversion system
  SkillKind kind = SkillKind::kSkill;
  std::string sector;                   // "new-energy" or "cultural-tourism"
  std::string subsector;                // key of a Subsector
  std::vector<std::string> industries;  // canonical codes of GB/T 4754-2017, at least one
  std::optional<SkillId> parent;        // the wider skill of which this is a part
  std::vector<SkillId> neighbours;      // near enough to count for something; ascending, symmetric
  std::vector<std::string> synonyms;    // Chinese and English
};

struct Subsector {
  std::string key;  // "energy-storage"
  std::string name_zh;
  std::string name_en;
  std::string sector;
  std::vector<std::string> industries;  // canonical codes
};

// Immutable once made.
class SkillTable {
 public:
  // The table that is compiled in.
  static const SkillTable& BuiltIn();
  // From the text of a skills.csv, whose first line is `# version ...`. InvalidArgument, with the
  // line, for a broken row, a key or a name used twice, an unknown parent, neighbour, sub-sector or
  // industry, or a circle of parents.
  static absl::StatusOr<SkillTable> Parse(absl::string_view text);

  const std::string& version() const { return version_; }
  int size() const { return static_cast<int>(skills_.size()); }
  const std::vector<Skill>& skills() const { return skills_; }
  // `id` must be in [0, size()).
  const Skill& Get(SkillId id) const { return skills_.at(static_cast<size_t>(id)); }

  // By key, exactly.
  std::optional<SkillId> Find(absl::string_view key) const;
  // By key, Chinese or English name, or synonym, in any case and width, with or without spaces and
  // hyphens.
  std::optional<SkillId> FindByName(absl::string_view name) const;
  std::optional<SkillId> parent(SkillId id) const { return Get(id).parent; }
  const std::vector<SkillId>& neighbours(SkillId id) const { return Get(id).neighbours; }
  // True if `id` is `ancestor` or a part of it, however deep.
  bool IsWithin(SkillId id, SkillId ancestor) const;
  // Ascending; empty for an unknown sub-sector.
  std::vector<SkillId> InSubsector(absl::string_view subsector) const;

 private:
  absl::Status AddName(absl::string_view name, SkillId id, int line);
  absl::Status CheckParents() const;

  std::string version_;
  std::vector<Skill> skills_;
  absl::flat_hash_map<std::string, SkillId> by_key_;
  absl::flat_hash_map<std::string, SkillId> by_name_;
};

// The 21 sub-sectors, new energy first.
const std::vector<Subsector>& AllSubsectors();
// Null if unknown.
const Subsector* FindSubsector(absl::string_view key);

}  // namespace houniao::codes
