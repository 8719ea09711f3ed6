#include "deploy/demo/generator/cast.h"

#include "common/base/dates.h"
#include "deploy/demo/generator/numbers.h"

namespace houniao::demo {
namespace {

// What the three have in common: storage experts who come in winter.
Person MakeStorageExpert(int number, std::string name, bool male, absl::CivilDay birth,
                         std::set<std::string>& taken) {
  const Tables& tables = Tables::BuiltIn();
  Person person;
  person.id = absl::StrFormat("hn-%04d", number);
  for (const Expertise& expertise : tables.expertise) {
    if (expertise.subsector->key == "energy-storage") person.expertise = &expertise;
  }
  person.post = *codes::SkillTable::BuiltIn().Find("storage-integration-engineer");
  person.title_rank = 4;
  Random random(0, static_cast<uint64_t>(number));
  const std::string id_number = MadeUpIdNumber(random, birth, male);
  taken.insert(id_number);
  person.cells = {
      {"external_id", person.id},
      {"talent_id", person.id},
      {"display_name", std::move(name)},
      {"sex", male ? "男" : "女"},
      {"birth_date", FormatDay(birth)},
      {"nationality", "CHN"},
      {"id_type", "居民身份证"},
      {"id_number", id_number},
      {"phone", MadeUpPhone(number)},
      {"email", absl::StrCat(person.id, "@example.com")},
      {"education_level", "博士研究生毕业"},
      {"degree", "博士"},
      {"school", "浙江大学"},
      {"major", "电气工程及其自动化"},
      {"title", "正高级工程师"},
      {"academician", "否"},
      {"industries", "3849；3824；3823"},
      {"research_fields", "储能变流器；能量管理系统"},
      {"seasons", "12-01~03-31"},
      {"weekend_only", "否"},
      {"service_regions", "3509"},
      {"fee_models", "按日；按项目"},
      {"host_pays_fare", "是"},
      {"host_provides_lodging", "是"},
      {"source", "候鸟人才演示名册"},
      {"recognition_scheme", "ningde-2020"},
      {"recognition_route", "目录认定"},
      {"recognition_issuer", "宁德市人才办（演示）"},
      {"consent_notice", "2025-01"},
      {"share_consent_date", "2025-09-08"},
      {"push_consent_date", "2025-09-08"},
      {"sensitive_consent_date", "2025-09-08"},
  };
  return person;
}

void Fill(Person& person,
          std::initializer_list<std::pair<absl::string_view, absl::string_view>> cells) {
  for (const auto& [column, cell] : cells) {
    person.cells[std::string(column)] = std::string(cell);
  }
}

Person MakeHeroine(std::set<std::string>& taken) {
  Person person = MakeStorageExpert(1, "沈月华", false, absl::CivilDay(1962, 5, 18), taken);
  constexpr absl::string_view kUnit = "上海电力电子研究院（演示）";
  const std::string code = MadeUpCreditCode("12", "310112", kUnit);
  Fill(person,
       {{"region", "310112"},
        {"employment_status", "退休"},
        {"unit", kUnit},
        {"unit_credit_code", code},
        {"post", "首席专家"},
        {"employment_start_date", "1990-07-01"},
        {"retire_date", "2022-05-18"},
        {"experiences",
         "上海电力电子研究院（演示）|变流技术研究室主任|1990-07-01~2008-12-31；"
         "上海电力电子研究院（演示）|首席专家|2009-01-01~2022-05-18"},
        {"graduation_date", "1990-06-30"},
        {"skills",
         "energy-storage-pcs:精通:22:2025；energy-storage-ems:精通:18:2025；"
         "energy-storage-integration:精通:15:2025；energy-storage-grid-test:精通:14:2025；"
         "energy-storage-pcs-embedded:精通:20:2024；energy-storage-grid-forming:熟练:6:2025"},
        {"honours", "电力科技进步一等奖（演示）|行业协会（演示）|2016-12-01"},
        {"forms", "候鸟服务；退休特聘；顾问指导"},
        {"days_per_year", "120"},
        {"remote_share", "10"},
        {"day_fee", "800"},
        {"trips_per_year", "6"},
        {"tie_region", "350902"},
        {"tie_relation", "祖籍"},
        {"tie_evidence", "父亲为蕉城区人"},
        {"return_intention", "柔性"},
        {"recognition_tier", "3"},
        {"recognition_from", "2025-09-01"},
        {"recognition_to", "2030-08-31"},
        {"outreach_consent_date", "2025-09-08"}});
  return person;
}

Person MakeRunnerUp(std::set<std::string>& taken) {
  Person person = MakeStorageExpert(2, "陈国栋", true, absl::CivilDay(1974, 3, 9), taken);
  constexpr absl::string_view kUnit = "福州储能技术研究所（演示）";
  const std::string code = MadeUpCreditCode("12", "350102", kUnit);
  Fill(person, {{"region", "350102"},
                {"employment_status", "事业单位"},
                {"unit", kUnit},
                {"unit_credit_code", code},
                {"post", "研究室主任"},
                {"employment_start_date", "2002-08-01"},
                {"experiences", "福州储能技术研究所（演示）|研究室主任|2002-08-01~"},
                {"graduation_date", "2002-06-30"},
                {"home_unit_consent_needed", "是"},
                {"home_unit_consent_given", "否"},
                {"skills",
                 "energy-storage-pcs:精通:16:2025；energy-storage-ems:精通:14:2025；"
                 "energy-storage-integration:熟练:10:2025；energy-storage-grid-test:熟练:8:2025"},
                {"forms", "候鸟服务；顾问指导；短期兼职"},
                {"days_per_year", "90"},
                {"remote_share", "20"},
                {"day_fee", "1000"},
                {"recognition_tier", "3"},
                {"recognition_from", "2024-03-01"},
                {"recognition_to", "2029-02-28"}});
  return person;
}

Person MakeCivilServant(std::set<std::string>& taken) {
  Person person = MakeStorageExpert(3, "周明远", true, absl::CivilDay(1972, 11, 21), taken);
  Fill(person, {{"region", "330106"},
                {"employment_status", "公务员"},
                {"unit", "杭州市能源局（演示）"},
                {"post", "二级调研员"},
                {"employment_start_date", "2001-08-01"},
                {"experiences", "杭州市能源局（演示）|二级调研员|2001-08-01~"},
                {"graduation_date", "2001-06-30"},
                {"home_unit_consent_needed", "是"},
                {"home_unit_consent_given", "是"},
                {"skills",
                 "energy-storage-pcs:精通:15:2025；energy-storage-ems:精通:15:2025；"
                 "energy-storage-integration:熟练:9:2025；energy-storage-grid-test:熟练:7:2025"},
                {"forms", "候鸟服务；顾问指导"},
                {"days_per_year", "80"},
                {"remote_share", "20"},
                {"day_fee", "1000"},
                {"recognition_tier", "3"},
                {"recognition_from", "2024-05-01"},
                {"recognition_to", "2029-04-30"}});
  return person;
}

}  // namespace

std::vector<Person> MakeCast(std::set<std::string>& taken) {
  std::vector<Person> cast;
  cast.push_back(MakeHeroine(taken));
  cast.push_back(MakeRunnerUp(taken));
  cast.push_back(MakeCivilServant(taken));
  return cast;
}

}  // namespace houniao::demo
