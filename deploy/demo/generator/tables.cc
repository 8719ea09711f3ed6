#include "deploy/demo/generator/tables.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/codes/csv.h"

extern "C" {
extern const char houniao_demo_surnames_begin[];
extern const char houniao_demo_surnames_end[];
extern const char houniao_demo_given_names_begin[];
extern const char houniao_demo_given_names_end[];
extern const char houniao_demo_schools_begin[];
extern const char houniao_demo_schools_end[];
extern const char houniao_demo_homes_begin[];
extern const char houniao_demo_homes_end[];
extern const char houniao_demo_expertise_begin[];
extern const char houniao_demo_expertise_end[];
}

namespace houniao::demo {
namespace {

absl::string_view Text(const char* begin, const char* end) {
  return absl::string_view(begin, static_cast<size_t>(end - begin));
}

int Number(absl::string_view name, absl::string_view text) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number <= 0) {
    codes::DieOfBrokenTable(name, absl::InvalidArgumentError(absl::StrCat("not a number: ", text)));
  }
  return number;
}

// Frequencies have up to two decimals.
int Frequency(absl::string_view text) {
  double frequency = 0;
  if (!absl::SimpleAtod(text, &frequency) || frequency <= 0) {
    codes::DieOfBrokenTable("surnames.csv",
                            absl::InvalidArgumentError(absl::StrCat("not a number: ", text)));
  }
  return static_cast<int>(frequency * 100 + 0.5);
}

std::vector<std::string> List(absl::string_view text) {
  return absl::StrSplit(text, ';', absl::SkipEmpty());
}

// All of them are of three bytes in UTF-8.
std::vector<std::string> Characters(absl::string_view text) {
  std::vector<std::string> characters;
  for (size_t at = 0; at + 3 <= text.size(); at += 3) {
    characters.emplace_back(text.substr(at, 3));
  }
  return characters;
}

void LoadNames(Tables& tables) {
  const auto surnames = codes::CsvTable::ParseBuiltIn(
      "surnames.csv", Text(houniao_demo_surnames_begin, houniao_demo_surnames_end),
      {"NameB", "TF"});
  for (size_t row = 0; row < surnames.size(); ++row) {
    tables.surnames.emplace_back(surnames.Get(row, "NameB"));
    tables.surname_weights.push_back(Frequency(surnames.Get(row, "TF")));
  }
  const auto given = codes::CsvTable::ParseBuiltIn(
      "given_names.csv", Text(houniao_demo_given_names_begin, houniao_demo_given_names_end),
      {"sex", "characters"});
  for (size_t row = 0; row < given.size(); ++row) {
    for (const std::string& character : Characters(given.Get(row, "characters"))) {
      if (given.Get(row, "sex") != "female") tables.male_characters.push_back(character);
      if (given.Get(row, "sex") != "male") tables.female_characters.push_back(character);
    }
  }
}

void LoadPlaces(Tables& tables) {
  const auto schools = codes::CsvTable::ParseBuiltIn(
      "schools.csv", Text(houniao_demo_schools_begin, houniao_demo_schools_end), {"name"});
  for (size_t row = 0; row < schools.size(); ++row) {
    tables.schools.emplace_back(schools.Get(row, "name"));
  }
  const auto homes = codes::CsvTable::ParseBuiltIn(
      "homes.csv", Text(houniao_demo_homes_begin, houniao_demo_homes_end), {"region", "weight"});
  for (size_t row = 0; row < homes.size(); ++row) {
    tables.homes.push_back(
        {std::string(homes.Get(row, "region")), Number("homes.csv", homes.Get(row, "weight"))});
  }
}

std::vector<codes::SkillId> Skills(absl::string_view name, absl::string_view text) {
  std::vector<codes::SkillId> ids;
  for (const std::string& key : List(text)) {
    const auto id = codes::SkillTable::BuiltIn().Find(key);
    if (!id) {
      codes::DieOfBrokenTable(name, absl::InvalidArgumentError(absl::StrCat("no skill ", key)));
    }
    ids.push_back(*id);
  }
  return ids;
}

void SortSkills(Expertise& expertise) {
  const codes::SkillTable& skills = codes::SkillTable::BuiltIn();
  for (const codes::SkillId id : skills.InSubsector(expertise.subsector->key)) {
    const bool post = skills.Get(id).kind == codes::SkillKind::kPost;
    (post ? expertise.posts : expertise.skills).push_back(id);
  }
}

void LoadExpertise(Tables& tables) {
  constexpr absl::string_view kName = "expertise.csv";
  const auto rows = codes::CsvTable::ParseBuiltIn(
      kName, Text(houniao_demo_expertise_begin, houniao_demo_expertise_end),
      {"subsector", "weight", "common_skills", "majors", "titles", "day_fee_min", "day_fee_max",
       "institutes", "firms"});
  for (size_t row = 0; row < rows.size(); ++row) {
    Expertise expertise;
    expertise.subsector = codes::FindSubsector(rows.Get(row, "subsector"));
    if (expertise.subsector == nullptr) {
      codes::DieOfBrokenTable(kName, absl::InvalidArgumentError(absl::StrCat(
                                         "no sub-sector ", rows.Get(row, "subsector"))));
    }
    expertise.weight = Number(kName, rows.Get(row, "weight"));
    expertise.common_skills = Skills(kName, rows.Get(row, "common_skills"));
    expertise.majors = List(rows.Get(row, "majors"));
    expertise.titles = List(rows.Get(row, "titles"));
    expertise.day_fee_min = Number(kName, rows.Get(row, "day_fee_min"));
    expertise.day_fee_max = Number(kName, rows.Get(row, "day_fee_max"));
    expertise.institutes = List(rows.Get(row, "institutes"));
    expertise.firms = List(rows.Get(row, "firms"));
    SortSkills(expertise);
    tables.expertise_weights.push_back(expertise.weight);
    tables.expertise.push_back(std::move(expertise));
  }
}

Tables Load() {
  Tables tables;
  LoadNames(tables);
  LoadPlaces(tables);
  LoadExpertise(tables);
  return tables;
}

}  // namespace

const Tables& Tables::BuiltIn() {
  static const Tables* const tables = new Tables(Load());
  return *tables;
}

}  // namespace houniao::demo
