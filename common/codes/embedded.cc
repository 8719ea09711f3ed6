#include "common/codes/embedded.h"

#define HOUNIAO_EMBEDDED(Function, symbol)                                                        \
  extern "C" {                                                                                    \
  extern const char symbol##_begin[];                                                             \
  extern const char symbol##_end[];                                                               \
  }                                                                                               \
  namespace houniao::codes::embedded {                                                            \
  absl::string_view Function() {                                                                  \
    return absl::string_view(symbol##_begin, static_cast<size_t>(symbol##_end - symbol##_begin)); \
  }                                                                                               \
  }

HOUNIAO_EMBEDDED(Provinces, houniao_data_provinces)
HOUNIAO_EMBEDDED(Cities, houniao_data_cities)
HOUNIAO_EMBEDDED(Areas, houniao_data_areas)
HOUNIAO_EMBEDDED(HongKongMacaoTaiwan, houniao_data_hk_mo_tw)
HOUNIAO_EMBEDDED(Industries, houniao_data_industries)
HOUNIAO_EMBEDDED(Majors, houniao_data_majors)
HOUNIAO_EMBEDDED(EducationLevels, houniao_data_education_levels)
HOUNIAO_EMBEDDED(Titles, houniao_data_titles)
HOUNIAO_EMBEDDED(Subsectors, houniao_data_subsectors)
HOUNIAO_EMBEDDED(Skills, houniao_data_skills)
HOUNIAO_EMBEDDED(OccupationFamilies, houniao_data_occupation_families)
HOUNIAO_EMBEDDED(Occupations, houniao_data_occupations)
HOUNIAO_EMBEDDED(TitleHeads, houniao_data_title_heads)
HOUNIAO_EMBEDDED(TitleWords, houniao_data_title_words)

#undef HOUNIAO_EMBEDDED
