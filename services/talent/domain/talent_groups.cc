#include "services/talent/domain/talent_groups.h"

#include <algorithm>
#include <utility>

namespace houniao::talent {
namespace {

constexpr std::array<absl::string_view, 3> kSexes = {"female", "male", "unknown"};
constexpr std::array<absl::string_view, 6> kBands = {"under-35", "35-44",   "45-54",
                                                     "55-64",    "65-over", "unknown"};

size_t SexIndex(int sex) {
  if (sex == v1::Talent::FEMALE) return 0;
  if (sex == v1::Talent::MALE) return 1;
  return 2;
}

size_t BandIndex(std::optional<absl::CivilDay> birth, absl::CivilDay day) {
  if (!birth.has_value() || *birth > day) return 5;
  const bool before_birthday =
      std::make_pair(day.month(), day.day()) < std::make_pair(birth->month(), birth->day());
  const int64_t years = day.year() - birth->year() - (before_birthday ? 1 : 0);
  if (years < 35) return 0;
  return std::min<size_t>(4, static_cast<size_t>((years - 35) / 10 + 1));
}

}  // namespace

absl::string_view SexGroup(int sex) { return kSexes[SexIndex(sex)]; }

absl::string_view AgeBand(std::optional<absl::CivilDay> birth, absl::CivilDay day) {
  return kBands[BandIndex(birth, day)];
}

void TalentGroupCounts::Add(int sex, std::optional<absl::CivilDay> birth) {
  ++sexes_[SexIndex(sex)];
  ++bands_[BandIndex(birth, day_)];
}

v1::CountTalentGroupsResponse TalentGroupCounts::ToProto() const {
  v1::CountTalentGroupsResponse response;
  const auto add = [&response](absl::string_view dimension, absl::string_view value,
                               int64_t count) {
    v1::TalentGroupCount* const group = response.add_counts();
    group->set_dimension(std::string(dimension));
    group->set_value(std::string(value));
    group->set_count(count);
  };
  int64_t total = 0;
  for (size_t i = 0; i < kSexes.size(); ++i) {
    add("sex", kSexes[i], sexes_[i]);
    total += sexes_[i];
  }
  for (size_t i = 0; i < kBands.size(); ++i) add("age_band", kBands[i], bands_[i]);
  response.set_talent_count(total);
  return response;
}

}  // namespace houniao::talent
