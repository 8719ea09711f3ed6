#include "tests/evaluation/demand_file.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

#include "common/base/dates.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "tests/evaluation/files.h"
#include "tests/evaluation/person.h"

namespace houniao::evaluation {
namespace {

namespace pb = ::houniao::recruitment::v1;

std::vector<SkillWanted> ParseWanted(absl::string_view text) {
  std::vector<SkillWanted> wanted;
  for (const std::string& part : Parts(text)) {
    const std::vector<std::string> words = Parts(part, ':');
    wanted.push_back({words.at(0), Number(words.at(1)), Number(words.at(2))});
  }
  return wanted;
}

void AddSkill(const SkillWanted& wanted, bool must, pb::Demand* demand) {
  pb::Requirement* requirement = demand->add_requirements();
  requirement->set_necessity(must ? pb::Requirement::MUST : pb::Requirement::NICE);
  auto* skill = requirement->mutable_skill();
  skill->set_skill(wanted.key);
  skill->set_min_level(static_cast<type::v1::SkillLevel>(wanted.level));
  skill->set_min_years(wanted.years);
}

void AddOther(absl::string_view text, pb::Demand* demand) {
  pb::Requirement* requirement = demand->add_requirements();
  requirement->set_necessity(pb::Requirement::MUST);
  if (absl::ConsumePrefix(&text, "education>=")) {
    requirement->mutable_education()->set_min_education(std::string(text));
  } else if (absl::ConsumePrefix(&text, "title>=")) {
    requirement->mutable_title_rank()->set_min_rank(static_cast<pb::TitleRank>(Number(text)));
  } else if (absl::ConsumePrefix(&text, "tier<=")) {
    requirement->mutable_tier()->set_max_rank(Number(text));
  } else if (absl::ConsumePrefix(&text, "years>=")) {
    requirement->mutable_experience()->set_min_years(Number(text));
  } else if (absl::ConsumePrefix(&text, "industry=")) {
    for (const std::string& code : Parts(text, '|')) {
      requirement->mutable_industry_experience()->add_industries(code);
    }
  } else if (absl::ConsumePrefix(&text, "major=")) {
    for (const std::string& major : Parts(text, '|')) {
      requirement->mutable_major()->add_majors(major);
    }
  } else {
    std::cerr << "demands.csv: no such must: " << text << "\n";
    std::exit(1);
  }
}

template <typename Enum>
Enum Named(absl::string_view prefix, const std::string& word) {
  const auto* found =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByName(absl::StrCat(prefix, word));
  return found == nullptr ? Enum{} : static_cast<Enum>(found->number());
}

void SetTerms(const GoldenDemand& golden, pb::Demand* demand) {
  for (const std::string& form : golden.forms) {
    demand->add_forms(Named<type::v1::EngagementForm>("ENGAGEMENT_FORM_", form));
  }
  *demand->mutable_period()->mutable_start_date() = ToDate(golden.first);
  *demand->mutable_period()->mutable_end_date() = ToDate(golden.last);
  demand->set_day_count(golden.days);
  if (!golden.season.empty()) {
    const YearPart part = ParseYearPart(golden.season);
    demand->mutable_season()->set_start_month(part.start_month);
    demand->mutable_season()->set_start_day(part.start_day);
    demand->mutable_season()->set_end_month(part.end_month);
    demand->mutable_season()->set_end_day(part.end_day);
  }
  demand->set_day_kind(Named<pb::DayKind>("DAY_KIND_", golden.day_kind));
  for (const std::string& region : golden.regions) demand->add_regions(region);
  demand->set_fee_model(Named<type::v1::FeeModel>("FEE_MODEL_", golden.fee_model));
  demand->set_day_fee_fen(int64_t{100} * golden.day_fee_yuan);
  demand->set_on_site_share_bp(100 * golden.on_site_percent);
}

}  // namespace

std::vector<GoldenDemand> ReadDemands() {
  const auto table =
      ReadTable("demands.csv", {"demand", "title", "post", "unit", "industry", "must", "nice",
                                "other_musts", "forms", "period", "days", "season", "day_kind",
                                "regions", "fee_model", "day_fee_yuan", "on_site_percent"});
  std::vector<GoldenDemand> demands;
  for (size_t row = 0; row < table.size(); ++row) {
    const auto get = [&](absl::string_view column) { return table.Get(row, column); };
    GoldenDemand& demand = demands.emplace_back();
    demand.id = std::string(get("demand"));
    demand.title = std::string(get("title"));
    demand.post = std::string(get("post"));
    demand.unit = std::string(get("unit"));
    demand.industry = std::string(get("industry"));
    demand.musts = ParseWanted(get("must"));
    demand.nices = ParseWanted(get("nice"));
    demand.other_musts = Parts(get("other_musts"));
    demand.forms = Parts(get("forms"));
    const std::vector<std::string> ends = Parts(get("period"), '~');
    demand.first = *ParseDay(ends.at(0));
    demand.last = *ParseDay(ends.at(1));
    demand.days = Number(get("days"));
    demand.season = std::string(get("season"));
    demand.day_kind = std::string(get("day_kind"));
    demand.regions = Parts(get("regions"));
    demand.fee_model = std::string(get("fee_model"));
    if (!get("day_fee_yuan").empty()) demand.day_fee_yuan = Number(get("day_fee_yuan"));
    demand.on_site_percent = Number(get("on_site_percent"));
  }
  return demands;
}

recruitment::Subject SubjectOf(const GoldenDemand& golden) {
  pb::Demand demand;
  demand.set_name(absl::StrCat("demands/", golden.id));
  demand.set_employer("employers/e-1");
  demand.set_title(golden.title);
  demand.set_headcount(1);
  demand.set_kind(pb::Demand::PERSON);
  demand.set_industry(golden.industry);
  for (const SkillWanted& skill : golden.musts) AddSkill(skill, true, &demand);
  for (const SkillWanted& skill : golden.nices) AddSkill(skill, false, &demand);
  for (const std::string& other : golden.other_musts) AddOther(other, &demand);
  recruitment::FillRequirementKeys(demand);
  SetTerms(golden, &demand);
  pb::Employer employer;
  employer.set_name("employers/e-1");
  employer.set_credit_code(golden.unit);
  employer.set_industry(golden.industry);
  employer.set_region(kSeat);
  return recruitment::MakeSubject(demand, employer, kToday);
}

}  // namespace houniao::evaluation
