#include "services/recruitment/insight/shortage_catalogue.h"

#include <algorithm>
#include <set>

#include "common/codes/education.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"

namespace houniao::recruitment {
namespace {

constexpr size_t kMostEntries = 2000;
constexpr int64_t kFeeStepFen = 100 * 100;

// The lower one of two in the middle.
template <typename T>
T Median(std::vector<T> values) {
  if (values.empty()) return T{};
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The value with the most weight, the first of equal ones in the order of the map.
template <typename T>
T Heaviest(const std::map<T, int64_t>& weights, T otherwise) {
  int64_t most = 0;
  for (const auto& [value, weight] : weights) {
    if (weight <= most) continue;
    most = weight;
    otherwise = value;
  }
  return otherwise;
}

void SetEducation(const v1::Demand& demand, StatedNeed& need) {
  for (const v1::Requirement& requirement : demand.requirements()) {
    if (!requirement.has_education()) continue;
    const auto* level = codes::FindEducationLevel(requirement.education().min_education());
    const int part = EducationPart(level == nullptr ? 0 : level->rank, IsMust(requirement));
    if (part < need.education_part || level == nullptr) continue;
    need.education_part = part;
    need.education = level->code;
  }
}

int ExperienceYears(const v1::Demand& demand) {
  int years = 0;
  for (const v1::Requirement& requirement : demand.requirements()) {
    if (requirement.has_experience()) {
      years = std::max(years, requirement.experience().min_years());
    } else if (requirement.has_skill()) {
      years = std::max(years, requirement.skill().min_years());
    }
  }
  return years;
}

// Rounded down; 0 if too few employers state a fee.
int64_t ShownFee(const ShortageGroup& group, int least) {
  std::vector<int64_t> fees;
  std::set<std::string> employers;
  for (const StatedNeed& need : group.needs) {
    if (need.day_fee_fen == 0) continue;
    fees.push_back(need.day_fee_fen);
    employers.insert(need.employer);
  }
  if (static_cast<int>(employers.size()) < least) return 0;
  return Median(fees) / kFeeStepFen * kFeeStepFen;
}

// Mean over the seats.
int WeightedPart(const ShortageGroup& group, int (*part)(const StatedNeed&)) {
  int64_t sum = 0;
  for (const StatedNeed& need : group.needs) sum += need.seats * part(need);
  return static_cast<int>(sum / std::max<int64_t>(1, group.seats()));
}

v1::Demand::ShortageType TypeOf(const ShortageGroup& group, const SupplyCounts& supply) {
  std::map<int, int64_t> stated;
  for (const StatedNeed& need : group.needs) {
    if (need.type != v1::Demand::SHORTAGE_TYPE_UNSPECIFIED) stated[need.type] += need.seats;
  }
  if (stated.empty()) return DeriveShortageType(supply, group.empty_seats());
  return static_cast<v1::Demand::ShortageType>(Heaviest(stated, 0));
}

class Catalogue {
 public:
  Catalogue(const std::vector<ShortageGroup>& groups, const std::vector<bool>& hidden, int least)
      : groups_(groups), hidden_(hidden), least_(least) {
    for (size_t i = 0; i < groups.size(); ++i) {
      if (hidden[i]) continue;
      ++shown_;
      seats_ += groups[i].seats();
      const int64_t fee = ShownFee(groups[i], least);
      if (fee > 0) ++paid_;
      fees_ += fee;
    }
  }

  v1::GetShortageCatalogueResponse Make() const {
    v1::GetShortageCatalogueResponse response;
    std::vector<v1::ShortageEntry> entries;
    std::set<std::string> hidden_employers;
    int64_t hidden_demands = 0, demands = 0;
    for (size_t i = 0; i < groups_.size(); ++i) {
      const ShortageGroup& group = groups_[i];
      const int64_t count = static_cast<int64_t>(group.needs.size());
      if (!hidden_[i]) {
        entries.push_back(EntryOf(group));
        demands += count;
        continue;
      }
      response.set_suppressed_count(response.suppressed_count() + 1);
      hidden_demands += count;
      for (const StatedNeed& need : group.needs) hidden_employers.insert(need.employer);
    }
    const bool sum_is_safe = static_cast<int>(hidden_employers.size()) >= least_;
    response.set_demand_count(demands + (sum_is_safe ? hidden_demands : 0));
    std::sort(entries.begin(), entries.end(), Before);
    if (entries.size() > kMostEntries) entries.resize(kMostEntries);
    for (v1::ShortageEntry& entry : entries) *response.add_entries() = std::move(entry);
    return response;
  }

 private:
  static bool Before(const v1::ShortageEntry& a, const v1::ShortageEntry& b) {
    if (a.stars() != b.stars()) return a.stars() > b.stars();
    if (a.index() != b.index()) return a.index() > b.index();
    if (a.industry() != b.industry()) return a.industry() < b.industry();
    return a.post() < b.post();
  }

  v1::ShortageEntry EntryOf(const ShortageGroup& group) const {
    SupplyCounts supply = group.supply;
    const bool small = supply.supply > 0 && supply.supply < least_;
    if (small) supply.supply = least_ / 2;
    const int64_t fee = ShownFee(group, least_);
    ShortageParts parts;
    parts.supply = SupplyPart(supply.supply, group.empty_seats());
    parts.demand = PartAgainstMean(group.seats(), seats_, shown_);
    parts.education =
        WeightedPart(group, [](const StatedNeed& need) { return need.education_part; });
    parts.experience = WeightedPart(
        group, [](const StatedNeed& need) { return ExperiencePart(need.experience_years); });
    parts.pay = fee == 0 ? kMiddlePart : PartAgainstMean(fee, fees_, paid_);

    v1::ShortageEntry entry;
    entry.set_industry(group.industry);
    entry.set_post(group.post.label);
    entry.set_shortage_type(TypeOf(group, supply));
    entry.set_index(ShortageIndex(parts));
    entry.set_stars(StarsOf(entry.index()));
    entry.set_supply_part(parts.supply);
    entry.set_demand_part(parts.demand);
    entry.set_education_part(parts.education);
    entry.set_experience_part(parts.experience);
    entry.set_pay_part(parts.pay);
    entry.set_seat_count(group.seats());
    entry.set_empty_seat_count(group.empty_seats());
    entry.set_demand_count(static_cast<int64_t>(group.needs.size()));
    entry.set_employer_count(group.employers());
    entry.set_supply_count(small ? -1 : supply.supply);
    entry.set_day_fee_fen(fee);
    AddWhatIsAskedMost(group, entry);
    return entry;
  }

  static void AddWhatIsAskedMost(const ShortageGroup& group, v1::ShortageEntry& entry) {
    std::map<int, int64_t> classes;
    std::map<std::string, int64_t> educations;
    std::vector<int> years;
    for (const StatedNeed& need : group.needs) {
      if (need.post_class != v1::Demand::POST_CLASS_UNSPECIFIED) {
        classes[need.post_class] += need.seats;
      }
      educations[need.education] += need.seats;
      years.push_back(need.experience_years);
      entry.set_urgency(std::max(entry.urgency(), need.urgency));
    }
    entry.set_post_class(static_cast<v1::Demand::PostClass>(Heaviest(classes, 0)));
    entry.set_education(Heaviest(educations, std::string()));
    entry.set_experience_years(Median(years));
  }

  const std::vector<ShortageGroup>& groups_;
  const std::vector<bool>& hidden_;
  const int least_;
  int64_t shown_ = 0, seats_ = 0, paid_ = 0, fees_ = 0;
};

}  // namespace

StatedNeed NeedOf(const Subject& subject, bool major) {
  const v1::Demand& demand = subject.demand;
  StatedNeed need;
  need.employer = demand.employer();
  need.post_class = demand.post_class();
  need.type = demand.shortage_type();
  if (major && need.type == v1::Demand::SHORTAGE_TYPE_UNSPECIFIED) need.type = v1::Demand::DYNAMIC;
  need.seats = demand.headcount();
  need.empty_seats = std::max(0, demand.headcount() - demand.filled_count());
  SetEducation(demand, need);
  need.experience_years = ExperienceYears(demand);
  need.day_fee_fen = MostDayFee(demand);
  need.urgency = demand.urgency();
  return need;
}

int64_t ShortageGroup::seats() const {
  int64_t sum = 0;
  for (const StatedNeed& need : needs) sum += need.seats;
  return sum;
}

int64_t ShortageGroup::empty_seats() const {
  int64_t sum = 0;
  for (const StatedNeed& need : needs) sum += need.empty_seats;
  return sum;
}

int ShortageGroup::employers() const {
  std::set<std::string> distinct;
  for (const StatedNeed& need : needs) distinct.insert(need.employer);
  return static_cast<int>(distinct.size());
}

bool ShortageGroup::needs_reasons() const {
  return std::all_of(needs.begin(), needs.end(), [](const StatedNeed& need) {
    return need.type == v1::Demand::SHORTAGE_TYPE_UNSPECIFIED;
  });
}

std::vector<bool> HiddenGroups(const std::vector<ShortageGroup>& groups, int least) {
  std::vector<bool> hidden;
  for (const ShortageGroup& group : groups) hidden.push_back(group.employers() < least);
  return hidden;
}

v1::GetShortageCatalogueResponse MakeCatalogue(const std::vector<ShortageGroup>& groups,
                                               const std::vector<bool>& hidden, int least) {
  return Catalogue(groups, hidden, least).Make();
}

}  // namespace houniao::recruitment
