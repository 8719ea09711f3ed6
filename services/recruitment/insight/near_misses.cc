#include "services/recruitment/insight/near_misses.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/skill_options.h"

namespace houniao::recruitment {
namespace {

constexpr int64_t kAllOfIt = 10000;
constexpr int64_t kOfAStep = 2500;  // the scales have four steps
constexpr uint32_t kRowsBetweenQuestions = 4096;

// Rows by how many of the bitmaps they are not in; those who are not in more are not kept.
using MissLevels = std::array<Roaring, kMostMissedGates + 1>;

population::Query OneCondition(const Subject& subject) {
  population::Query query;
  query.on_day = DayNumber(subject.today);
  query.needs_home_unit_consent = false;
  query.needs_clean_integrity = false;
  query.needs_matchable = false;
  return query;
}

// A query that everybody passes who meets the must; nothing if bitmaps do not know it.
std::optional<population::Query> QueryOf(const v1::Requirement& requirement,
                                         const Subject& subject) {
  population::Query query = OneCondition(subject);
  if (requirement.has_skill()) {
    population::SkillNeed need;
    const SkillOptions options(requirement.skill());
    for (const int id : options.Full()) {
      need.any_of.push_back({id, requirement.skill().min_level()});
    }
    query.skills.push_back(std::move(need));
  } else if (requirement.has_industry_experience()) {
    const auto& codes = requirement.industry_experience().industries();
    query.industries = {codes.begin(), codes.end()};
  } else if (requirement.has_major()) {
    query.majors = {requirement.major().majors().begin(), requirement.major().majors().end()};
  } else if (requirement.has_work_region()) {
    const auto& codes = requirement.work_region().regions();
    query.home_regions = {codes.begin(), codes.end()};
  } else if (requirement.has_tier()) {
    query.max_tier_rank = requirement.tier().max_rank();
  } else {
    return std::nullopt;
  }
  return query;
}

absl::StatusOr<std::vector<Roaring>> MustSets(const Subject& subject,
                                              const population::View& view) {
  std::vector<Roaring> sets;
  for (const v1::Requirement& requirement : subject.demand.requirements()) {
    if (!IsMust(requirement)) continue;
    const auto query = QueryOf(requirement, subject);
    if (!query.has_value()) continue;
    ASSIGN_OR_RETURN(Roaring rows, view.Candidates(*query));
    sets.push_back(std::move(rows));
  }
  population::Query forms = OneCondition(subject);
  for (int status = 0; status <= houniao::type::v1::EmploymentStatus_MAX; ++status) {
    forms.forms |= AllowedForms(subject.demand, status);
  }
  if (forms.forms != 0) {
    ASSIGN_OR_RETURN(Roaring rows, view.Candidates(forms));
    sets.push_back(std::move(rows));
  }
  return sets;
}

absl::StatusOr<MissLevels> LevelsOf(const Subject& subject, const population::View& view) {
  population::Query shown = OneCondition(subject);
  shown.needs_matchable = true;
  MissLevels levels;
  ASSIGN_OR_RETURN(levels[0], view.Candidates(shown));
  ASSIGN_OR_RETURN(const std::vector<Roaring> sets, MustSets(subject, view));
  for (const Roaring& set : sets) {
    for (size_t level = levels.size(); level-- > 0;) {
      Roaring next = levels[level] & set;
      if (level > 0) next |= levels[level - 1] - set;
      levels[level] = std::move(next);
    }
  }
  return levels;
}

bool IsOfDays(v1::Gate gate) { return gate == v1::GATE_SEASON || gate == v1::GATE_REMAINING_DAYS; }

class Scanner {
 public:
  Scanner(const Subject& subject, const population::View& view, const GateList& gates, size_t most,
          size_t depth)
      : subject_(subject), view_(view), rules_(gates.rules()), most_(most), depth_(depth) {
    scan_.alone.resize(rules_.size());
    // What takes people out at once comes first, what costs most last.
    const auto add = [this](auto wanted) {
      for (size_t i = 0; i < rules_.size(); ++i) {
        if (wanted(rules_[i].gate)) order_.push_back(i);
      }
    };
    add([](v1::Gate gate) { return !CanGiveWay(gate); });
    add([](v1::Gate gate) { return CanGiveWay(gate) && !IsOfDays(gate); });
    add([](v1::Gate gate) { return IsOfDays(gate); });
  }

  void Look(uint32_t row) {
    const Applicant applicant{&*view_, row};
    failed_.clear();
    int count = 0;
    bool season = false;
    for (const size_t i : order_) {
      const GateRule& rule = rules_[i];
      if (rule.passes(applicant)) continue;
      if (!CanGiveWay(rule.gate)) return;
      failed_.push_back(i);
      if (rule.gate == v1::GATE_REMAINING_DAYS && season) continue;
      season |= rule.gate == v1::GATE_SEASON;
      if (++count > kMostMissedGates) return;
    }
    if (count == 0) return;
    if (count == 1) NoteAlone(applicant);
    NoteNear(applicant, count);
  }

  // True if nobody who fails `gates` or more can come nearer.
  bool IsFull(int gates) const {
    return scan_.nearest.size() == most_ && (most_ == 0 || scan_.nearest.back().gates < gates);
  }

  MissScan Take() { return std::move(scan_); }

 private:
  void NoteAlone(const Applicant& applicant) {
    MissedAlone& alone = scan_.alone[failed_.front()];
    ++alone.count;
    int64_t shortfall = 0, years = 0;
    // Two rules of days fail as one: then the greater shortfall is what lacks.
    for (const size_t i : failed_) {
      const GateRule& rule = rules_[i];
      if (rule.shortfall == nullptr) return;
      shortfall = std::max(shortfall, rule.shortfall(applicant));
      if (shortfall == 0 && rule.lacking_years != nullptr) years = rule.lacking_years(applicant);
    }
    if (shortfall > 0) Keep(alone.shortfalls, shortfall);
    if (years > 0) Keep(alone.years, years);
  }

  void Keep(std::vector<int64_t>& smallest, int64_t shortfall) const {
    if (smallest.size() == depth_ && (depth_ == 0 || smallest.back() <= shortfall)) return;
    smallest.insert(std::upper_bound(smallest.begin(), smallest.end(), shortfall), shortfall);
    if (smallest.size() > depth_) smallest.pop_back();
  }

  void NoteNear(const Applicant& applicant, int count) {
    NearMiss miss{applicant.row, count, 0, {}};
    if (IsFull(count)) return;
    int64_t of_days = 0;
    for (const size_t i : failed_) {
      const int64_t distance = DistanceOf(rules_[i], applicant);
      if (IsOfDays(rules_[i].gate)) {
        of_days = std::max(of_days, distance);
      } else {
        miss.distance += distance;
      }
    }
    miss.distance += of_days;
    auto& nearest = scan_.nearest;
    if (nearest.size() == most_ && (most_ == 0 || !Before(miss, nearest.back()))) return;
    miss.failed = failed_;
    std::sort(miss.failed.begin(), miss.failed.end());
    nearest.insert(
        std::upper_bound(nearest.begin(), nearest.end(), miss,
                         [this](const NearMiss& a, const NearMiss& b) { return Before(a, b); }),
        std::move(miss));
    if (nearest.size() > most_) nearest.pop_back();
  }

  bool Before(const NearMiss& a, const NearMiss& b) const {
    if (a.gates != b.gates) return a.gates < b.gates;
    if (a.distance != b.distance) return a.distance < b.distance;
    return view_->id(a.row) < view_->id(b.row);
  }

  // In basis points of what is asked for; all of it where it is not a matter of numbers.
  int64_t DistanceOf(const GateRule& rule, const Applicant& applicant) const {
    if (rule.shortfall == nullptr) return kAllOfIt;
    int64_t shortfall = rule.shortfall(applicant);
    v1::GateResult::Unit unit = rule.unit;
    if (shortfall == 0 && rule.lacking_years != nullptr) {
      shortfall = rule.lacking_years(applicant);
      unit = v1::GateResult::YEAR;
    }
    switch (unit) {
      case v1::GateResult::HALF_DAY:
        return Share(shortfall, subject_.needed_half_days);
      case v1::GateResult::FEN:
        return Share(shortfall, MostDayFee(subject_.demand));
      case v1::GateResult::YEAR:
        return std::min(kAllOfIt, shortfall * kAllOfIt / 10);
      case v1::GateResult::BASIS_POINT:
        return std::min(kAllOfIt, shortfall);
      default:
        return std::min(kAllOfIt, shortfall * kOfAStep);
    }
  }

  static int64_t Share(int64_t part, int64_t whole) {
    if (whole <= 0) return kAllOfIt;
    return part >= whole ? kAllOfIt : part * kAllOfIt / whole;
  }

  const Subject& subject_;
  const population::View& view_;
  const std::vector<GateRule>& rules_;
  const size_t most_;
  const size_t depth_;
  std::vector<size_t> order_;
  std::vector<size_t> failed_;
  MissScan scan_;
};

}  // namespace

bool CanGiveWay(v1::Gate gate) {
  switch (gate) {
    case v1::GATE_FORM_ACCEPTED:
    case v1::GATE_SEASON:
    case v1::GATE_REMAINING_DAYS:
    case v1::GATE_MUST_HAVE_SKILL:
    case v1::GATE_TITLE_RANK:
    case v1::GATE_EDUCATION:
    case v1::GATE_TIER:
    case v1::GATE_INDUSTRY:
    case v1::GATE_EXPERIENCE:
    case v1::GATE_MAJOR:
    case v1::GATE_WORK_REGION:
    case v1::GATE_REGION:
    case v1::GATE_FEE_MODEL:
    case v1::GATE_FEE:
    case v1::GATE_ON_SITE_SHARE:
      return true;
    default:
      return false;
  }
}

absl::StatusOr<MissScan> ScanMisses(const Subject& subject, const population::View& view,
                                    const GateList& gates, size_t most, size_t depth,
                                    const std::function<absl::Status()>& keep_going) {
  ASSIGN_OR_RETURN(const MissLevels levels, LevelsOf(subject, view));
  Scanner scanner(subject, view, gates, most, depth);
  uint32_t looked_at = 0;
  for (size_t level = 0; level < levels.size(); ++level) {
    // Who fails on one rule alone is in the first two; later ones only hold who may be near.
    if (level > 1 && scanner.IsFull(static_cast<int>(level))) break;
    for (const uint32_t row : levels[level]) {
      if (++looked_at % kRowsBetweenQuestions == 0) RETURN_IF_ERROR(keep_going());
      scanner.Look(row);
    }
  }
  return scanner.Take();
}

}  // namespace houniao::recruitment
