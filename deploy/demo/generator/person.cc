#include "deploy/demo/generator/person.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "common/codes/education.h"
#include "deploy/demo/generator/life.h"
#include "deploy/demo/generator/numbers.h"
#include "deploy/demo/generator/service_terms.h"

namespace houniao::demo {
namespace {

std::string MakeName(Random& random, const Tables& tables, bool male) {
  const auto& characters = male ? tables.male_characters : tables.female_characters;
  std::string name = tables.surnames[random.PickWeighted(tables.surname_weights)];
  const std::string first = random.Pick(characters);
  name += first;
  if (random.Chance(82)) {
    std::string second = random.Pick(characters);
    while (second == first) second = random.Pick(characters);
    name += second;
  }
  return name;
}

// Years of work and schooling carry a title; not everybody gets there.
int MakeTitleRank(Random& random, const Life& life) {
  const int head_start = life.education_rank >= codes::kRankDoctor ? 4 : 0;
  const int years = life.years + head_start;
  if (years < 5) return random.Chance(60) ? 1 : 0;
  if (years < 11) return random.Chance(70) ? 2 : 1;
  if (years < 20) return random.Chance(55) ? 3 : 2;
  return static_cast<int>(random.PickWeighted({0, 2, 18, 42, 38}));
}

std::string TitleOf(const Expertise& expertise, int rank) {
  if (rank >= 2) return expertise.titles[static_cast<size_t>(rank - 2)];
  return rank == 1 ? "助理级" : "";
}

// What the post needs first, then what is common in the sub-sector and some more; a skill once.
std::vector<codes::SkillId> ChooseSkills(Random& random, const Person& person) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  std::vector<codes::SkillId> chosen;
  const auto add = [&](codes::SkillId id) {
    const bool skill = table.Get(id).kind == codes::SkillKind::kSkill;
    if (skill && std::find(chosen.begin(), chosen.end(), id) == chosen.end()) chosen.push_back(id);
  };
  for (const codes::SkillId id : table.neighbours(person.post)) add(id);
  for (const codes::SkillId id : person.expertise->common_skills) {
    if (random.Chance(65)) add(id);
  }
  const int more = random.Between(1, 3);
  for (int i = 0; i < more; ++i) add(random.Pick(person.expertise->skills));
  if (random.Chance(20)) {
    for (const codes::SkillId id : table.neighbours(chosen.front())) add(id);
  }
  return chosen;
}

// Nobody but the heroine of the story has mastered the two skills that it turns on.
bool IsOfTheStory(const codes::Skill& skill) {
  return skill.key == "energy-storage-pcs" || skill.key == "energy-storage-ems";
}

std::string TellSkill(Random& random, const codes::Skill& skill, int work_years) {
  const int most = std::clamp(work_years, 1, IsOfTheStory(skill) ? 12 : 30);
  const int years = std::max(1, most * random.Between(35, 100) / 100);
  const size_t step = years >= 10  ? random.PickWeighted({5, 40, 55})
                      : years >= 4 ? random.PickWeighted({12, 68, 20})
                                   : random.PickWeighted({62, 36, 2});
  constexpr std::array<absl::string_view, 3> kLevels = {"一般", "熟练", "精通"};
  const size_t level = IsOfTheStory(skill) ? std::min<size_t>(step, 1) : step;
  const std::string& name = random.Chance(75) ? skill.key : skill.name_zh;
  return absl::StrCat(name, ":", kLevels[level], ":", years, ":",
                      kDemoDay.year() - random.Between(0, 2));
}

void TellExpertise(Random& random, const Life& life, Person& person) {
  std::vector<std::string> skills;
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  std::vector<std::string> fields;
  for (const codes::SkillId id : ChooseSkills(random, person)) {
    skills.push_back(TellSkill(random, table.Get(id), life.years));
    if (fields.size() < 2) fields.push_back(table.Get(id).name_zh);
  }
  person.cells["skills"] = absl::StrJoin(skills, "；");
  person.cells["research_fields"] = absl::StrJoin(fields, "；");
  std::vector<std::string> industries = person.expertise->subsector->industries;
  if (industries.size() > 3) industries.resize(3);
  person.cells["industries"] = absl::StrJoin(industries, "；");
  person.cells["title"] = TitleOf(*person.expertise, person.title_rank);
  const bool eminent = person.title_rank == 4 && life.age >= 55;
  person.cells["academician"] = eminent && random.Below(60) == 0 ? "是" : "否";
  if (eminent && random.Chance(25)) {
    person.cells["honours"] = absl::StrCat("行业科技进步奖（演示）|行业协会（演示）|",
                                           random.Between(2008, 2024), "-12-01");
  }
}

void TellNumbers(Random& random, const Life& life, int number, std::set<std::string>& taken,
                 Person& person) {
  std::string id_number = MadeUpIdNumber(random, life.birth, life.male);
  while (!taken.insert(id_number).second) {
    id_number = MadeUpIdNumber(random, life.birth, life.male);
  }
  auto& cells = person.cells;
  cells["id_type"] = "居民身份证";
  cells["id_number"] = id_number;
  cells["nationality"] = "CHN";
  cells["phone"] = MadeUpPhone(number);
  cells["email"] = absl::StrCat(person.id, "@example.com");
}

}  // namespace

const std::vector<std::string>& Columns() {
  static const auto* const columns = new std::vector<std::string>{"external_id",
                                                                  "talent_id",
                                                                  "display_name",
                                                                  "sex",
                                                                  "birth_date",
                                                                  "nationality",
                                                                  "id_type",
                                                                  "id_number",
                                                                  "phone",
                                                                  "email",

                                                                  "region",
                                                                  "employment_status",
                                                                  "unit",
                                                                  "unit_credit_code",
                                                                  "post",
                                                                  "employment_start_date",
                                                                  "retire_date",
                                                                  "home_unit_consent_needed",
                                                                  "home_unit_consent_given",
                                                                  "home_unit_consent_until",
                                                                  "academician",
                                                                  "education_level",
                                                                  "degree",
                                                                  "school",
                                                                  "major",
                                                                  "graduation_date",
                                                                  "title",
                                                                  "research_fields",
                                                                  "skills",
                                                                  "industries",
                                                                  "experiences",
                                                                  "honours",
                                                                  "forms",
                                                                  "days_per_year",
                                                                  "seasons",
                                                                  "weekend_only",
                                                                  "remote_share",
                                                                  "fee_models",
                                                                  "day_fee",
                                                                  "service_regions",
                                                                  "trips_per_year",
                                                                  "host_pays_fare",
                                                                  "host_provides_lodging",
                                                                  "tie_region",
                                                                  "tie_relation",
                                                                  "tie_evidence",
                                                                  "return_intention",
                                                                  "integrity_until",
                                                                  "source",
                                                                  "recognition_scheme",
                                                                  "recognition_tier",
                                                                  "recognition_from",
                                                                  "recognition_to",
                                                                  "recognition_route",
                                                                  "recognition_issuer",
                                                                  "consent_notice",
                                                                  "share_consent_date",
                                                                  "outreach_consent_date",
                                                                  "push_consent_date",
                                                                  "automated_consent_date",
                                                                  "sensitive_consent_date"};
  return *columns;
}

Person MakePerson(uint64_t seed, int number, std::set<std::string>& taken) {
  const Tables& tables = Tables::BuiltIn();
  Random random(seed, static_cast<uint64_t>(number));
  Person person;
  person.id = absl::StrFormat("hn-%04d", number);
  person.expertise = &tables.expertise[random.PickWeighted(tables.expertise_weights)];
  person.post = random.Pick(person.expertise->posts);
  const Life life = MakeLife(random, tables);
  person.title_rank = MakeTitleRank(random, life);
  person.cells["external_id"] = person.id;
  person.cells["talent_id"] = person.id;
  person.cells["display_name"] = MakeName(random, tables, life.male);
  person.cells["source"] = "候鸟人才演示名册";
  TellNumbers(random, life, number, taken, person);
  TellLife(random, life, tables, person);
  TellExpertise(random, life, person);
  TellTerms(random, life, person);
  TellTies(random, person);
  TellRecognition(random, person);
  TellConsents(random, life, person);
  return person;
}

}  // namespace houniao::demo
