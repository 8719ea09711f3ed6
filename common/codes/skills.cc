#include "common/codes/skills.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/base/status_macros.h"
#include "common/codes/csv.h"
#include "common/codes/embedded.h"
#include "common/codes/industries.h"
#include "common/codes/normalize.h"

namespace houniao::codes {
namespace {

constexpr size_t kLongestKey = 64;

absl::Status WrongAt(int line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("Skill table, line ", line, ": ", what));
}

bool IsKebab(absl::string_view key) {
  if (key.empty() || key.size() > kLongestKey) return false;
  char before = '-';
  for (const char c : key) {
    const bool plain = absl::ascii_islower(c) || absl::ascii_isdigit(c);
    if (!plain && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

std::vector<std::string> SplitList(absl::string_view text) {
  return absl::StrSplit(text, ';', absl::SkipEmpty());
}

// What stands in a row by itself, without other rows.
absl::StatusOr<Skill> ReadSkill(const CsvTable& rows, size_t i, int line) {
  Skill skill;
  skill.key = std::string(rows.Get(i, "key"));
  skill.name_zh = std::string(rows.Get(i, "name_zh"));
  skill.name_en = std::string(rows.Get(i, "name_en"));
  skill.subsector = std::string(rows.Get(i, "subsector"));
  skill.sector = std::string(rows.Get(i, "sector"));
  if (!IsKebab(skill.key)) return WrongAt(line, "the key is not kebab-case of at most 64 bytes.");
  if (skill.name_zh.empty() || skill.name_en.empty()) return WrongAt(line, "a name is empty.");
  const absl::string_view kind = rows.Get(i, "kind");
  if (kind != "skill" && kind != "post") return WrongAt(line, "the kind is not skill or post.");
  skill.kind = kind == "post" ? SkillKind::kPost : SkillKind::kSkill;
  const Subsector* subsector = FindSubsector(skill.subsector);
  if (subsector == nullptr || subsector->sector != skill.sector) {
    return WrongAt(line, "there is no such sub-sector in that sector.");
  }
  for (const std::string& code : SplitList(rows.Get(i, "industries"))) {
    auto canonical = CanonicalIndustry(code);
    if (!canonical.ok()) return WrongAt(line, canonical.status().message());
    skill.industries.push_back(*std::move(canonical));
  }
  if (skill.industries.empty()) return WrongAt(line, "an industry is needed.");
  skill.synonyms = SplitList(rows.Get(i, "synonyms"));
  return skill;
}

void Connect(std::vector<Skill>& skills, SkillId a, SkillId b) {
  auto add = [&skills](SkillId from, SkillId to) {
    auto& list = skills[static_cast<size_t>(from)].neighbours;
    const auto place = std::lower_bound(list.begin(), list.end(), to);
    if (place == list.end() || *place != to) list.insert(place, to);
  };
  if (a == b) return;
  add(a, b);
  add(b, a);
}

}  // namespace

const SkillTable& SkillTable::BuiltIn() {
  static const SkillTable* const table = [] {
    auto parsed = Parse(embedded::Skills());
    if (!parsed.ok()) DieOfBrokenTable("skills.csv", parsed.status());
    return new SkillTable(*std::move(parsed));
  }();
  return *table;
}

absl::StatusOr<SkillTable> SkillTable::Parse(absl::string_view text) {
  SkillTable table;
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  if (!absl::ConsumePrefix(&text, "# version ")) {
    return absl::InvalidArgumentError("A skill table begins with a line \"# version ...\".");
  }
  const size_t line_end = std::min(text.find('\n'), text.size());
  table.version_ = std::string(absl::StripAsciiWhitespace(text.substr(0, line_end)));
  if (table.version_.empty()) return absl::InvalidArgumentError("The version is empty.");
  text.remove_prefix(line_end);  // the line end stays, so that lines are counted right
  ASSIGN_OR_RETURN(
      const CsvTable rows,
      CsvTable::Parse(text, {"key", "name_zh", "name_en", "kind", "sector", "subsector",
                             "industries", "parent", "neighbours", "synonyms"}));
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSIGN_OR_RETURN(Skill skill, ReadSkill(rows, i, rows.LineOf(i)));
    const SkillId id = static_cast<SkillId>(i);
    if (!table.by_key_.emplace(skill.key, id).second) {
      return WrongAt(rows.LineOf(i), "the key is used twice.");
    }
    RETURN_IF_ERROR(table.AddName(skill.key, id, rows.LineOf(i)));
    RETURN_IF_ERROR(table.AddName(skill.name_zh, id, rows.LineOf(i)));
    RETURN_IF_ERROR(table.AddName(skill.name_en, id, rows.LineOf(i)));
    for (const std::string& synonym : skill.synonyms) {
      RETURN_IF_ERROR(table.AddName(synonym, id, rows.LineOf(i)));
    }
    table.skills_.push_back(std::move(skill));
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    const absl::string_view parent = rows.Get(i, "parent");
    if (!parent.empty()) {
      table.skills_[i].parent = table.Find(parent);
      if (!table.skills_[i].parent) return WrongAt(rows.LineOf(i), "the parent is unknown.");
    }
    for (const std::string& key : SplitList(rows.Get(i, "neighbours"))) {
      const auto neighbour = table.Find(key);
      if (!neighbour) return WrongAt(rows.LineOf(i), "a neighbour is unknown.");
      Connect(table.skills_, static_cast<SkillId>(i), *neighbour);
    }
  }
  RETURN_IF_ERROR(table.CheckParents());
  return table;
}

absl::Status SkillTable::AddName(absl::string_view name, SkillId id, int line) {
  const std::string key = NameKey(name);
  if (key.empty()) return WrongAt(line, "a name or synonym has no letter in it.");
  const auto [entry, fresh] = by_name_.emplace(key, id);
  if (!fresh && entry->second != id) {
    return WrongAt(line, "a name or synonym already means another skill.");
  }
  return absl::OkStatus();
}

absl::Status SkillTable::CheckParents() const {
  for (const Skill& skill : skills_) {
    int steps = 0;
    for (auto at = skill.parent; at; at = Get(*at).parent) {
      if (++steps > size()) {
        return absl::InvalidArgumentError("Skill table: the parents of a skill go in a circle.");
      }
    }
  }
  return absl::OkStatus();
}

std::optional<SkillId> SkillTable::Find(absl::string_view key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

std::optional<SkillId> SkillTable::FindByName(absl::string_view name) const {
  const auto found = by_name_.find(NameKey(name));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

bool SkillTable::IsWithin(SkillId id, SkillId ancestor) const {
  for (std::optional<SkillId> at = id; at; at = Get(*at).parent) {
    if (*at == ancestor) return true;
  }
  return false;
}

std::vector<SkillId> SkillTable::InSubsector(absl::string_view subsector) const {
  std::vector<SkillId> ids;
  for (int id = 0; id < size(); ++id) {
    if (Get(id).subsector == subsector) ids.push_back(id);
  }
  return ids;
}

const std::vector<Subsector>& AllSubsectors() {
  static const auto* const subsectors = [] {
    auto* list = new std::vector<Subsector>;
    const CsvTable rows =
        CsvTable::ParseBuiltIn("subsectors.csv", embedded::Subsectors(),
                               {"key", "name_zh", "name_en", "sector", "industries"});
    for (size_t i = 0; i < rows.size(); ++i) {
      Subsector subsector;
      subsector.key = std::string(rows.Get(i, "key"));
      subsector.name_zh = std::string(rows.Get(i, "name_zh"));
      subsector.name_en = std::string(rows.Get(i, "name_en"));
      subsector.sector = std::string(rows.Get(i, "sector"));
      subsector.industries = SplitList(rows.Get(i, "industries"));
      list->push_back(std::move(subsector));
    }
    return list;
  }();
  return *subsectors;
}

const Subsector* FindSubsector(absl::string_view key) {
  for (const Subsector& subsector : AllSubsectors()) {
    if (subsector.key == key) return &subsector;
  }
  return nullptr;
}

}  // namespace houniao::codes
