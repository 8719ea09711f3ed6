#include "common/codes/occupations.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/base/status_macros.h"
#include "common/codes/csv.h"
#include "common/codes/embedded.h"

namespace houniao::codes {
namespace {

constexpr size_t kLongestKey = 64;

absl::Status WrongAt(absl::string_view file, int line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(file, ", line ", line, ": ", what));
}

bool IsKey(absl::string_view key) {
  if (key.empty() || key.size() > kLongestKey || key.front() == '-' || key.back() == '-') {
    return false;
  }
  return std::all_of(key.begin(), key.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

std::vector<std::string> SplitList(absl::string_view text) {
  return absl::StrSplit(text, ';', absl::SkipEmpty());
}

struct Versioned {
  std::string version;
  CsvTable rows;
};

absl::StatusOr<Versioned> ReadFile(absl::string_view file, absl::string_view text,
                                   const std::vector<std::string>& columns) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  if (!absl::ConsumePrefix(&text, "# version ")) {
    return WrongAt(file, 1, "the file begins with a line \"# version ...\".");
  }
  const size_t line_end = std::min(text.find('\n'), text.size());
  const std::string version(absl::StripAsciiWhitespace(text.substr(0, line_end)));
  if (version.empty()) return WrongAt(file, 1, "the version is empty.");
  text.remove_prefix(line_end);  // the line end stays, so that lines are counted right
  ASSIGN_OR_RETURN(CsvTable rows, CsvTable::Parse(text, columns));
  return Versioned{version, std::move(rows)};
}

absl::StatusOr<int> ReadNumber(absl::string_view file, int line, absl::string_view text, int least,
                               int most) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return WrongAt(file, line, absl::StrCat("a number from ", least, " to ", most, " is needed."));
  }
  return number;
}

void Insert(std::vector<int>& list, int id) {
  const auto place = std::lower_bound(list.begin(), list.end(), id);
  if (place == list.end() || *place != id) list.insert(place, id);
}

// Neighbours by key, made symmetric.
template <typename Row>
absl::Status Connect(absl::string_view file, const CsvTable& rows,
                     const absl::flat_hash_map<std::string, int>& by_key, std::vector<Row>& list) {
  for (size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& key : SplitList(rows.Get(i, "near"))) {
      const auto found = by_key.find(key);
      if (found == by_key.end()) {
        return WrongAt(file, rows.LineOf(i), absl::StrCat("there is no ", key, "."));
      }
      if (found->second == static_cast<int>(i)) continue;
      Insert(list[i].near, found->second);
      Insert(list[static_cast<size_t>(found->second)].near, static_cast<int>(i));
    }
  }
  return absl::OkStatus();
}

}  // namespace

const OccupationTable& OccupationTable::BuiltIn() {
  static const OccupationTable* const table = [] {
    auto parsed = Parse({embedded::OccupationFamilies(), embedded::Occupations(),
                         embedded::TitleHeads(), embedded::TitleWords()});
    if (!parsed.ok()) DieOfBrokenTable("occupations.csv", parsed.status());
    return new OccupationTable(*std::move(parsed));
  }();
  return *table;
}

absl::StatusOr<OccupationTable> OccupationTable::Parse(const OccupationFiles& files) {
  OccupationTable table;
  RETURN_IF_ERROR(table.ReadFamilies(files.families));
  RETURN_IF_ERROR(table.ReadOccupations(files.occupations));
  RETURN_IF_ERROR(table.ReadHeads(files.heads));
  RETURN_IF_ERROR(table.ReadWords(files.words));
  return table;
}

absl::Status OccupationTable::ReadFamilies(absl::string_view text) {
  constexpr absl::string_view kFile = "occupation_families.csv";
  ASSIGN_OR_RETURN(
      const Versioned file,
      ReadFile(kFile, text, {"key", "name_zh", "name_en", "sector", "near", "subsectors"}));
  const CsvTable& rows = file.rows;
  for (size_t i = 0; i < rows.size(); ++i) {
    OccupationFamily family;
    family.key = std::string(rows.Get(i, "key"));
    family.name_zh = std::string(rows.Get(i, "name_zh"));
    family.name_en = std::string(rows.Get(i, "name_en"));
    family.sector = std::string(rows.Get(i, "sector"));
    family.subsectors = SplitList(rows.Get(i, "subsectors"));
    if (!IsKey(family.key) || !IsKey(family.sector) || family.name_zh.empty()) {
      return WrongAt(kFile, rows.LineOf(i), "the key, the sector or the name is wrong.");
    }
    if (!family_by_key_.emplace(family.key, static_cast<FamilyId>(i)).second) {
      return WrongAt(kFile, rows.LineOf(i), "the key is used twice.");
    }
    families_.push_back(std::move(family));
  }
  return Connect(kFile, rows, family_by_key_, families_);
}

absl::Status OccupationTable::ReadOccupations(absl::string_view text) {
  constexpr absl::string_view kFile = "occupations.csv";
  ASSIGN_OR_RETURN(Versioned file, ReadFile(kFile, text,
                                            {"key", "family", "name_zh", "name_en", "kind",
                                             "weight", "also", "terms"}));
  version_ = std::move(file.version);
  const CsvTable& rows = file.rows;
  for (size_t i = 0; i < rows.size(); ++i) {
    const int line = rows.LineOf(i);
    Occupation occupation;
    occupation.key = std::string(rows.Get(i, "key"));
    occupation.name_zh = std::string(rows.Get(i, "name_zh"));
    occupation.name_en = std::string(rows.Get(i, "name_en"));
    if (!IsKey(occupation.key) || occupation.name_zh.empty() || occupation.name_en.empty()) {
      return WrongAt(kFile, line, "the key or a name is wrong.");
    }
    if (!by_key_.emplace(occupation.key, static_cast<OccupationId>(i)).second) {
      return WrongAt(kFile, line, "the key is used twice.");
    }
    const auto family = FindFamily(rows.Get(i, "family"));
    if (!family) return WrongAt(kFile, line, "there is no such family.");
    occupation.family = *family;
    const absl::string_view kind = rows.Get(i, "kind");
    if (kind != "post" && kind != "field") {
      return WrongAt(kFile, line, "the kind is not post or field.");
    }
    occupation.is_field = kind == "field";
    ASSIGN_OR_RETURN(occupation.weight, ReadNumber(kFile, line, rows.Get(i, "weight"), 1, 10));
    for (const std::string& key : SplitList(rows.Get(i, "also"))) {
      const auto other = FindFamily(key);
      if (!other) return WrongAt(kFile, line, absl::StrCat("there is no family ", key, "."));
      Insert(occupation.also, *other);
    }
    occupation.terms = SplitList(rows.Get(i, "terms"));
    occupations_.push_back(std::move(occupation));
  }
  return absl::OkStatus();
}

absl::Status OccupationTable::ReadHeads(absl::string_view text) {
  constexpr absl::string_view kFile = "title_heads.csv";
  ASSIGN_OR_RETURN(const Versioned file,
                   ReadFile(kFile, text, {"key", "group", "rank", "near", "words"}));
  const CsvTable& rows = file.rows;
  absl::flat_hash_map<std::string, HeadId> by_key;
  for (size_t i = 0; i < rows.size(); ++i) {
    TitleHead head;
    head.key = std::string(rows.Get(i, "key"));
    head.group = std::string(rows.Get(i, "group"));
    if (!IsKey(head.key) || !IsKey(head.group) ||
        !by_key.emplace(head.key, static_cast<HeadId>(i)).second) {
      return WrongAt(kFile, rows.LineOf(i), "the key or the group is wrong, or used twice.");
    }
    ASSIGN_OR_RETURN(head.rank, ReadNumber(kFile, rows.LineOf(i), rows.Get(i, "rank"), 0, 6));
    head.words = SplitList(rows.Get(i, "words"));
    heads_.push_back(std::move(head));
  }
  return Connect(kFile, rows, by_key, heads_);
}

absl::Status OccupationTable::ReadWords(absl::string_view text) {
  constexpr absl::string_view kFile = "title_words.csv";
  ASSIGN_OR_RETURN(const Versioned file, ReadFile(kFile, text, {"word", "kind", "rank"}));
  const CsvTable& rows = file.rows;
  for (size_t i = 0; i < rows.size(); ++i) {
    TitleWord word;
    word.word = std::string(rows.Get(i, "word"));
    const absl::string_view kind = rows.Get(i, "kind");
    if (word.word.empty() || (kind != "level" && kind != "filler")) {
      return WrongAt(kFile, rows.LineOf(i), "the word is empty or the kind not level or filler.");
    }
    word.is_level = kind == "level";
    ASSIGN_OR_RETURN(word.rank, ReadNumber(kFile, rows.LineOf(i), rows.Get(i, "rank"), -2, 2));
    words_.push_back(std::move(word));
  }
  return absl::OkStatus();
}

std::optional<OccupationId> OccupationTable::Find(absl::string_view key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

std::optional<FamilyId> OccupationTable::FindFamily(absl::string_view key) const {
  const auto found = family_by_key_.find(key);
  if (found == family_by_key_.end()) return std::nullopt;
  return found->second;
}

}  // namespace houniao::codes
