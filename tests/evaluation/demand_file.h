// The golden demands: lines of demands.csv.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "services/recruitment/matching/subject.h"

namespace houniao::evaluation {

inline constexpr char kSeat[] = "350902";  // where every employer of the kit sits

struct SkillWanted {
  std::string key;
  int level = 0;
  int years = 0;
};

struct GoldenDemand {
  std::string id;
  std::string title;
  std::string post;  // key of posts.csv: what a clerk understands by the title
  std::string unit;  // credit code of the employer
  std::string industry;
  std::vector<SkillWanted> musts;
  std::vector<SkillWanted> nices;
  // Further musts: `education>=14`, `title>=3`, `tier<=5`, `years>=4`, `industry=3841|38`,
  // `major=a|b`.
  std::vector<std::string> other_musts;
  std::vector<std::string> forms;  // empty: any
  absl::CivilDay first;
  absl::CivilDay last;
  int days = 0;
  std::string season;    // empty: all year
  std::string day_kind;  // ANY, WORKDAY, REST_DAY
  std::vector<std::string> regions;
  std::string fee_model;  // empty: not stated
  int day_fee_yuan = 0;
  int on_site_percent = 0;
};

std::vector<GoldenDemand> ReadDemands();

// As the recruitment service would match it on kToday.
recruitment::Subject SubjectOf(const GoldenDemand& golden);

}  // namespace houniao::evaluation
