#include "deploy/demo/generator/service_terms.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/base/dates.h"
#include "common/codes/regions.h"

namespace houniao::demo {
namespace {

using Cells = std::map<std::string, std::string, std::less<>>;

std::vector<std::string> FormsOf(Random& random, Work work) {
  switch (work) {
    case Work::kRetired:
      return random.Chance(50) ? std::vector<std::string>{"候鸟服务", "退休特聘", "顾问指导"}
                               : std::vector<std::string>{"退休特聘", "候鸟服务", "项目合作"};
    case Work::kInstitution:
      return random.Chance(60) ? std::vector<std::string>{"顾问指导", "候鸟服务", "项目合作"}
                               : std::vector<std::string>{"短期兼职", "周末工程师", "挂职"};
    case Work::kFirm:
      return random.Chance(50) ? std::vector<std::string>{"短期兼职", "周末工程师", "项目合作"}
                               : std::vector<std::string>{"候鸟服务", "短期兼职", "技术入股"};
    case Work::kAbroad:
      return {"候鸟服务", "飞地引才", "项目合作"};
    case Work::kCivilService:
      return {"对口支援"};
    case Work::kFreelance:
      return {"短期兼职", "项目合作", "候鸟服务", "周末工程师"};
  }
  return {};
}

std::string SeasonsOf(Random& random, Work work) {
  if (work == Work::kFreelance) return "";
  const std::vector<std::string> seasons = {
      "12-01~03-31", "11-15~03-15", "01-10~02-28", "06-01~08-31", "12-01~03-31；06-01~08-31", ""};
  if (work == Work::kRetired) return seasons[random.PickWeighted({52, 16, 6, 8, 8, 10})];
  return seasons[random.PickWeighted({26, 6, 18, 22, 10, 18})];
}

std::string DaysOf(Random& random, Work work) {
  switch (work) {
    case Work::kRetired:
      return absl::StrCat(random.Between(9, 20) * 7);
    case Work::kFreelance:
      return absl::StrCat(random.Between(8, 24) * 7);
    default:
      return absl::StrCat(random.Between(3, 13) * 7);
  }
}

std::string PlacesOf(Random& random) {
  const std::vector<std::string> places = {"3509",       "3509；3501", "3509；3505；3507", "35", "",
                                           "3501；3505", "350902"};
  return places[random.PickWeighted({40, 14, 8, 12, 10, 9, 7})];
}

void TellFee(Random& random, Person& person) {
  Cells& cells = person.cells;
  const Expertise& expertise = *person.expertise;
  const int span = expertise.day_fee_max - expertise.day_fee_min;
  // The higher the title the dearer, by halves of the span.
  const int fee = expertise.day_fee_min + span * person.title_rank / 8 + random.Below(span / 2 + 1);
  cells["day_fee"] = absl::StrCat(fee / 50 * 50);
  const std::vector<std::string> models = {"按日", "按日；按项目", "按项目", "按日；按项目；股权"};
  cells["fee_models"] = models[random.PickWeighted({45, 40, 8, 7})];
}

}  // namespace

void TellTerms(Random& random, const Life& life, Person& person) {
  Cells& cells = person.cells;
  const std::vector<std::string> forms = FormsOf(random, life.work);
  cells["forms"] = absl::StrJoin(forms, "；");
  cells["days_per_year"] = DaysOf(random, life.work);
  cells["seasons"] = SeasonsOf(random, life.work);
  cells["service_regions"] = PlacesOf(random);
  const bool weekends = absl::StrContains(cells["forms"], "周末工程师") && random.Chance(50);
  cells["weekend_only"] = weekends ? "是" : "否";
  cells["remote_share"] = absl::StrCat(random.Pick(std::vector<int>{0, 0, 0, 10, 20, 20, 40, 50}));
  cells["trips_per_year"] = absl::StrCat(random.Between(2, 12));
  cells["host_pays_fare"] = random.Chance(75) ? "是" : "否";
  cells["host_provides_lodging"] = random.Chance(65) ? "是" : "否";
  if (life.work == Work::kCivilService) {
    cells["fee_models"] = "无偿";
    return;
  }
  TellFee(random, person);
}

void TellTies(Random& random, Person& person) {
  if (!random.Chance(32)) return;
  static const std::vector<std::string>* const counties = [] {
    auto* codes = new std::vector<std::string>();
    for (const codes::Region& region : codes::AllRegions()) {
      if (region.level() == 3 && region.parent == "3509") codes->push_back(region.code);
    }
    return codes;
  }();
  const std::vector<std::string> relations = {"祖籍", "成长", "工作", "亲属"};
  const std::vector<std::string> intentions = {"柔性", "开放", "计划", "不愿", ""};
  person.cells["tie_region"] = random.Pick(*counties);
  person.cells["tie_relation"] = relations[random.PickWeighted({45, 30, 12, 13})];
  person.cells["tie_evidence"] = "本人陈述";
  person.cells["return_intention"] = intentions[random.PickWeighted({50, 20, 6, 8, 16})];
}

void TellRecognition(Random& random, Person& person) {
  if (!random.Chance(person.title_rank >= 3 ? 48 : 18)) return;
  Cells& cells = person.cells;
  const bool ningde = random.Chance(85);
  const std::vector<std::string> tiers = {"1", "2", "3", "4", "5"};
  const std::vector<int> senior = {1, 4, 20, 45, 30};
  const std::vector<int> junior = {0, 0, 2, 28, 70};
  cells["recognition_scheme"] = ningde ? "ningde-2020" : "quanzhou";
  cells["recognition_tier"] = tiers[random.PickWeighted(person.title_rank >= 4 ? senior : junior)];
  const absl::CivilDay from(random.Between(2020, 2025), random.Between(1, 10), 1);
  cells["recognition_from"] = FormatDay(from);
  cells["recognition_to"] =
      FormatDay(absl::CivilDay(from.year() + 5, from.month(), from.day()) - 1);
  cells["recognition_route"] = random.Chance(80) ? "目录认定" : "同行评价";
  cells["recognition_issuer"] = ningde ? "宁德市人才办（演示）" : "泉州市人才办（演示）";
}

void TellConsents(Random& random, const Life& life, Person& person) {
  Cells& cells = person.cells;
  bool unit_consents = true;
  if (life.work == Work::kInstitution) {
    unit_consents = random.Chance(75);
    cells["home_unit_consent_needed"] = "是";
    cells["home_unit_consent_given"] = unit_consents ? "是" : "否";
    if (unit_consents && random.Chance(60)) cells["home_unit_consent_until"] = "2026-12-31";
  }
  const bool shares = random.Chance(88);
  const std::string date =
      FormatDay(absl::CivilDay(2025, random.Between(3, 10), random.Between(1, 28)));
  cells["consent_notice"] = "2025-01";
  if (shares) cells["share_consent_date"] = date;
  if (cells.contains("tie_region") && random.Chance(80)) cells["outreach_consent_date"] = date;
  if (random.Chance(60)) cells["push_consent_date"] = date;
  if (random.Chance(15)) cells["automated_consent_date"] = date;
  cells["sensitive_consent_date"] = date;
  const bool misconduct = random.Below(500) == 0;
  if (misconduct) cells["integrity_until"] = "2026-12-31";
  person.teachable = shares && unit_consents && !misconduct && life.work != Work::kCivilService;
}

}  // namespace houniao::demo
