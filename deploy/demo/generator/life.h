// The course of a made-up life: birth, school, work, retirement.
#pragma once

#include <string>

#include "absl/time/civil_time.h"

#include "deploy/demo/generator/person.h"
#include "deploy/demo/generator/random.h"

namespace houniao::demo {

enum class Work { kInstitution, kCivilService, kFirm, kRetired, kAbroad, kFreelance };

// Word of the column employment_status.
absl::string_view Word(Work work);

struct Life {
  bool male = false;
  absl::CivilDay birth;  // 28 to 72 years before kDemoDay
  int age = 0;
  int education_rank = 0;  // codes::kRankCollege to kRankDoctor
  absl::CivilDay graduation;
  Work work = Work::kFirm;
  absl::CivilDay retirement;  // past for the retired, else planned
  int years = 0;              // of work, up to retirement
  std::string home;           // region code, six digits
};

Life MakeLife(Random& random, const Tables& tables);

// Cells of sex, birth, home, school and work.
void TellLife(Random& random, const Life& life, const Tables& tables, Person& person);

}  // namespace houniao::demo
