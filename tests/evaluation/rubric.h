// The grades of the kit, by rule: tests/golden/evaluation/README.md says them in words. Written
// apart from services/recruitment/matching, the slow and plain way, and knows nothing of points.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/evaluation/demand_file.h"
#include "tests/evaluation/person.h"
#include "tests/evaluation/post_table.h"

namespace houniao::evaluation {

class Rubric {
 public:
  explicit Rubric(const PostTable& posts) : posts_(posts) {}

  // 3 excellent, 2 good, 1 possible, 0 may not be matched.
  int Grade(const Person& person, const GoldenDemand& demand) const;

  bool MayBeMatched(const Person& person, const GoldenDemand& demand) const;

 private:
  bool Has(const Person& person, const SkillWanted& wanted) const;
  bool MeetsOther(const Person& person, const std::string& must) const;
  bool IsDeep(const Person& person, const GoldenDemand& demand) const;
  bool KnowsThePost(const Person& person, const GoldenDemand& demand) const;
  bool KnowsTheField(const Person& person, const GoldenDemand& demand) const;
  bool IsBroad(const Person& person, const GoldenDemand& demand) const;

  const PostTable& posts_;
};

// Demand -> person -> grade, those above 0.
using Grades = std::map<std::string, std::map<std::string, int>>;

Grades GradeAll(const Rubric& rubric, const std::vector<Person>& people,
                const std::vector<GoldenDemand>& demands);
std::string FormatGrades(const Grades& grades);
Grades ReadGrades();

}  // namespace houniao::evaluation
