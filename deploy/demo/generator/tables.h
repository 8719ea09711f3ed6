// The tables that made-up people are put together from (deploy/demo/data).
#pragma once

#include <string>
#include <vector>

#include "common/codes/skills.h"

namespace houniao::demo {

// What somebody of a sub-sector is like.
struct Expertise {
  const codes::Subsector* subsector = nullptr;
  int weight = 1;
  std::vector<codes::SkillId> common_skills;  // most of its people have them
  std::vector<std::string> majors;
  std::vector<std::string> titles;  // intermediate, associate senior, senior
  int day_fee_min = 0;              // yuan
  int day_fee_max = 0;
  std::vector<std::string> institutes;  // kinds of public units, 电力电子研究院
  std::vector<std::string> firms;
  std::vector<codes::SkillId> skills;  // of the sub-sector, posts left out
  std::vector<codes::SkillId> posts;
};

struct Weighted {
  std::string text;
  int weight = 1;
};

struct Tables {
  std::vector<std::string> surnames;
  std::vector<int> surname_weights;
  std::vector<std::string> male_characters;  // with those for either sex
  std::vector<std::string> female_characters;
  std::vector<std::string> schools;
  std::vector<Weighted> homes;  // region prefixes
  std::vector<Expertise> expertise;
  std::vector<int> expertise_weights;

  // Compiled in. Lives as long as the program; a broken table ends it.
  static const Tables& BuiltIn();
};

}  // namespace houniao::demo
