// The data files of this folder as they were compiled in; see data/PROVENANCE.md.
#pragma once

#include "absl/strings/string_view.h"

namespace houniao::codes::embedded {

absl::string_view Provinces();
absl::string_view Cities();
absl::string_view Areas();
absl::string_view HongKongMacaoTaiwan();
absl::string_view Industries();
absl::string_view Majors();
absl::string_view EducationLevels();
absl::string_view Titles();
absl::string_view Subsectors();
absl::string_view Skills();
absl::string_view OccupationFamilies();
absl::string_view Occupations();
absl::string_view TitleHeads();
absl::string_view TitleWords();

}  // namespace houniao::codes::embedded
