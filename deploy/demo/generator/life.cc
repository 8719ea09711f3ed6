#include "deploy/demo/generator/life.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/regions.h"
#include "deploy/demo/generator/numbers.h"

namespace houniao::demo {
namespace {

constexpr int kRetirementAge = 60;  // of men, for whom nothing else is said here
constexpr int kRetirementAgeOfWomen = 55;

absl::CivilDay MakeBirth(Random& random) {
  // Ages 28-39, 40-49, 50-59, 60-71: a register of migratory talents is an old one.
  const int youngest[] = {28, 40, 50, 60};
  const int oldest[] = {39, 49, 59, 71};
  const size_t bracket = random.PickWeighted({20, 20, 22, 38});
  const absl::CivilDay latest(kDemoDay.year() - youngest[bracket], kDemoDay.month(),
                              kDemoDay.day());
  const absl::CivilDay earliest(kDemoDay.year() - oldest[bracket] - 1, kDemoDay.month(),
                                kDemoDay.day() + 1);
  return earliest + random.Below(static_cast<int>(latest - earliest) + 1);
}

int AgeOn(absl::CivilDay birth, absl::CivilDay day) {
  const bool before_birthday =
      day.month() < birth.month() || (day.month() == birth.month() && day.day() < birth.day());
  return static_cast<int>(day.year() - birth.year()) - (before_birthday ? 1 : 0);
}

Work MakeWork(Random& random, const Life& life) {
  if (life.retirement <= kDemoDay && random.Chance(88)) return Work::kRetired;
  constexpr Work kKinds[] = {Work::kInstitution, Work::kFirm, Work::kFreelance, Work::kCivilService,
                             Work::kAbroad};
  return kKinds[random.PickWeighted({38, 44, 10, 3, 5})];
}

std::string MakeHome(Random& random, const Tables& tables) {
  std::vector<int> weights;
  for (const Weighted& home : tables.homes) weights.push_back(home.weight);
  const std::string& prefix = tables.homes[random.PickWeighted(weights)].text;
  std::vector<std::string> counties;
  for (const codes::Region& region : codes::AllRegions()) {
    if (region.level() == 3 && absl::StartsWith(region.code, prefix)) {
      counties.push_back(region.code);
    }
  }
  return random.Pick(counties);
}

// The city's own name, 宁德; for the units that stand in it.
std::string CityName(absl::string_view county) {
  const codes::Region* city = codes::FindRegion(county.substr(0, 4));
  if (city == nullptr || city->name == "市辖区" || city->name == "县") {
    city = codes::FindRegion(county.substr(0, 2));
  }
  std::string name = city->name;
  if (absl::EndsWith(name, "市")) name.resize(name.size() - absl::string_view("市").size());
  return name;
}

absl::string_view EducationWord(int rank) {
  switch (rank) {
    case codes::kRankDoctor:
      return "博士研究生毕业";
    case codes::kRankMaster:
      return "硕士研究生毕业";
    case codes::kRankBachelor:
      return "大学本科毕业";
    default:
      return "大学专科毕业";
  }
}

absl::string_view DegreeWord(int rank) {
  switch (rank) {
    case codes::kRankDoctor:
      return "博士";
    case codes::kRankMaster:
      return "硕士";
    case codes::kRankBachelor:
      return "学士";
    default:
      return "无";
  }
}

struct Unit {
  std::string name;
  std::string credit_code;
};

Unit MakeUnit(Random& random, const Life& life, const Expertise& expertise) {
  const std::string city = CityName(life.home);
  const bool retired_from_firm = life.work == Work::kRetired && random.Chance(40);
  if (life.work == Work::kCivilService) {
    return {absl::StrCat(city, "市发展和改革局（演示）"), ""};
  }
  const bool firm = life.work == Work::kFirm || life.work == Work::kAbroad || retired_from_firm;
  const std::string name =
      absl::StrCat(city, random.Pick(firm ? expertise.firms : expertise.institutes), "（演示）");
  if (life.work == Work::kAbroad) return {absl::StrCat("境外机构: ", name), ""};
  return {name, MadeUpCreditCode(firm ? "91" : "12", life.home, name)};
}

std::string PostWord(const Person& person) {
  return codes::SkillTable::BuiltIn().Get(person.post).name_zh;
}

void TellSchool(Random& random, const Life& life, const Tables& tables, Person& person) {
  auto& cells = person.cells;
  cells["education_level"] = std::string(EducationWord(life.education_rank));
  cells["degree"] = std::string(DegreeWord(life.education_rank));
  cells["school"] = random.Pick(tables.schools);
  cells["major"] = random.Pick(person.expertise->majors);
  cells["graduation_date"] = FormatDay(life.graduation);
}

void TellWork(Random& random, const Life& life, Person& person) {
  auto& cells = person.cells;
  cells["employment_status"] = std::string(Word(life.work));
  if (life.work == Work::kFreelance) {
    cells["post"] = PostWord(person);
    return;
  }
  const Unit unit = MakeUnit(random, life, *person.expertise);
  cells["unit"] = unit.name;
  cells["unit_credit_code"] = unit.credit_code;
  cells["post"] = life.work == Work::kCivilService ? "四级调研员" : PostWord(person);
  const absl::CivilDay start(life.graduation.year(), 8, 1);
  cells["employment_start_date"] = FormatDay(start);
  cells["retire_date"] = FormatDay(life.retirement);
  const bool over = life.work == Work::kRetired;
  cells["experiences"] = absl::StrCat(unit.name, "|", cells["post"], "|", FormatDay(start), "~",
                                      over ? FormatDay(life.retirement) : "");
}

}  // namespace

absl::string_view Word(Work work) {
  switch (work) {
    case Work::kInstitution:
      return "事业单位";
    case Work::kCivilService:
      return "公务员";
    case Work::kFirm:
      return "企业";
    case Work::kRetired:
      return "退休";
    case Work::kAbroad:
      return "境外";
    case Work::kFreelance:
      return "自由职业";
  }
  return "";
}

Life MakeLife(Random& random, const Tables& tables) {
  Life life;
  life.male = random.Chance(58);
  life.birth = MakeBirth(random);
  life.age = AgeOn(life.birth, kDemoDay);
  constexpr int kRanks[] = {codes::kRankCollege, codes::kRankBachelor, codes::kRankMaster,
                            codes::kRankDoctor};
  constexpr int kGraduationAges[] = {21, 22, 25, 28};
  const size_t schooling = random.PickWeighted({7, 33, 38, 22});
  life.education_rank = kRanks[schooling];
  life.graduation = absl::CivilDay(
      std::min<int64_t>(life.birth.year() + kGraduationAges[schooling], kDemoDay.year() - 1), 6,
      30);
  life.retirement =
      absl::CivilDay(life.birth.year() + (life.male ? kRetirementAge : kRetirementAgeOfWomen),
                     life.birth.month(), life.birth.day());
  life.work = MakeWork(random, life);
  if (life.work != Work::kRetired && life.retirement <= kDemoDay) {
    life.retirement = absl::CivilDay(kDemoDay.year() + 1, 12, 31);  // kept on
  }
  const absl::CivilDay last = std::min(life.retirement, kDemoDay);
  life.years = static_cast<int>(last.year() - life.graduation.year());
  life.home = MakeHome(random, tables);
  return life;
}

void TellLife(Random& random, const Life& life, const Tables& tables, Person& person) {
  person.cells["sex"] = life.male ? "男" : "女";
  person.cells["birth_date"] = FormatDay(life.birth);
  person.cells["region"] = life.home;
  TellSchool(random, life, tables, person);
  TellWork(random, life, person);
}

}  // namespace houniao::demo
