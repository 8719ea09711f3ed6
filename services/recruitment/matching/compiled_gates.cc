#include "services/recruitment/matching/compiled_gates.h"

#include <algorithm>
#include <bit>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/codes/education.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/gates.h"

namespace houniao::recruitment {
namespace {

using namespace houniao::type::v1;
using population::Bit;
using population::IndexKind;
using population::PageBits;
using population::RowFacts;
using v1::Requirement;

bool Any(population::Words had, const GateCheck& check) {
  return std::any_of(had.begin(), had.end(), [&check](uint32_t key) {
    return std::any_of(
               check.ranges.begin(), check.ranges.end(),
               [key](population::KeyRange range) { return population::InRange(range, key); }) ||
           std::binary_search(check.keys.begin(), check.keys.end(), key);
  });
}

bool HasSkill(population::Words skills, const GateCheck& check) {
  return std::any_of(skills.begin(), skills.end(), [&check](population::SkillWord word) {
    if (check.skills->FitOf(static_cast<int>(word >> 12)) != SkillFit::kFull) return false;
    const population::SkillFact fact = population::UnpackSkill(word);
    return fact.level >= check.min_level && fact.years >= check.min_years;
  });
}

constexpr int kMostFormBitmaps = 5;  // looking at more takes out too few
constexpr int kWhole = 10000;        // basis points

void SortUnique(std::vector<uint32_t>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

}  // namespace

void GateCheck::AddBitmap(const population::IndexedRows* bitmap) {
  has_bitmaps = true;
  if (bitmap == nullptr) return;
  any_of.push_back(bitmap);
  rows += bitmap->count;
}

CompiledGates::CompiledGates(const Subject& subject, const population::Store& store,
                             const Stations* stations, population::AvailabilityTable* availability)
    : store_(store),
      stations_(stations),
      availability_(availability),
      employer_(subject.employer),
      employer_key_(subject.employer_key),
      host_(subject.host),
      first_day_(subject.first_day()),
      today_packed_(DayNumber(subject.today) - population::kFirstLastDay + 1),
      matchable_(store.bitmaps().Find(IndexKind::kMatchable, 0)) {}

absl::StatusOr<CompiledGates> CompiledGates::Make(const Subject& subject,
                                                  const population::Store& store,
                                                  const Stations* stations,
                                                  population::AvailabilityTable* availability) {
  CompiledGates gates(subject, store, stations, availability);
  gates.AddLawGates(subject.demand);
  if (subject.window.has_value() && subject.needed_half_days > 0) {
    gates.needed_half_days_ = subject.needed_half_days;
    gates.Add(v1::GATE_SEASON, subject.needed_half_days);
    gates.Add(v1::GATE_REMAINING_DAYS, subject.needed_half_days);
  }
  RETURN_IF_ERROR(gates.AddMusts(subject.demand));
  gates.AddTermGates(subject);
  gates.Finish();
  return gates;
}

GateCheck& CompiledGates::Add(v1::Gate gate, int64_t limit) {
  GateCheck& check = checks_.emplace_back();
  check.gate = gate;
  check.limit = limit;
  return check;
}

void CompiledGates::AddLawGates(const v1::Demand& demand) {
  for (int status = 0; status <= EmploymentStatus_MAX; ++status) {
    allowed_forms_[static_cast<size_t>(status)] = AllowedForms(demand, status);
  }
  for (const v1::Gate gate :
       {v1::GATE_SHARE_CONSENT, v1::GATE_AUTOMATED_MATCHING, v1::GATE_PROFILE_ACTIVE,
        v1::GATE_STATUS_ALLOWED, v1::GATE_FORM_ACCEPTED, v1::GATE_HOME_UNIT_CONSENT,
        v1::GATE_CONFLICT_OF_INTEREST, v1::GATE_SERVICE_RESTRICTION, v1::GATE_INTEGRITY_RECORD,
        v1::GATE_ACADEMICIAN_QUOTA}) {
    GateCheck& check = Add(gate);
    if (gate == v1::GATE_PROFILE_ACTIVE) AddMatchable(check);
    if (gate == v1::GATE_FORM_ACCEPTED) AddForms(check);
  }
}

// Who is left by the gates before this one passes it if he is matchable.
void CompiledGates::AddMatchable(GateCheck& check) const {
  check.exact = true;
  check.AddBitmap(store_.bitmaps().Find(IndexKind::kMatchable, 0));
}

// Who accepts any of the forms; whether his status allows it too, is seen row by row.
void CompiledGates::AddForms(GateCheck& check) const {
  uint16_t forms = 0;
  for (const uint16_t allowed : allowed_forms_) forms |= allowed;
  if (std::popcount(forms) > kMostFormBitmaps) return;
  check.has_bitmaps = true;
  for (uint32_t form = 0; form < 16; ++form) {
    if ((forms >> form & 1) != 0) check.AddBitmap(store_.bitmaps().Find(IndexKind::kForm, form));
  }
}

absl::Status CompiledGates::AddMusts(const v1::Demand& demand) {
  // In the order in which GateList has them.
  for (const Requirement::KindCase kind :
       {Requirement::kSkill, Requirement::kTitleRank, Requirement::kEducation, Requirement::kTier,
        Requirement::kIndustryExperience, Requirement::kExperience, Requirement::kMajor,
        Requirement::kWorkRegion}) {
    for (const Requirement& requirement : demand.requirements()) {
      if (!IsMust(requirement) || requirement.kind_case() != kind) continue;
      RETURN_IF_ERROR(AddMust(requirement));
    }
  }
  return absl::OkStatus();
}

absl::Status CompiledGates::AddMust(const Requirement& requirement) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      AddSkill(requirement.skill());
      break;
    case Requirement::kTitleRank:
      Add(v1::GATE_TITLE_RANK, requirement.title_rank().min_rank());
      break;
    case Requirement::kEducation: {
      const auto* level = codes::FindEducationLevel(requirement.education().min_education());
      Add(v1::GATE_EDUCATION, level == nullptr ? 0 : level->rank);
      break;
    }
    case Requirement::kTier:
      AddTier(requirement.tier().max_rank());
      break;
    case Requirement::kIndustryExperience:
      return AddIndustry(requirement.industry_experience());
    case Requirement::kExperience:
      Add(v1::GATE_EXPERIENCE, requirement.experience().min_years());
      break;
    case Requirement::kMajor:
      AddMajor(requirement.major());
      break;
    case Requirement::kWorkRegion:
      return AddWorkRegion(requirement.work_region());
    default:
      break;
  }
  return absl::OkStatus();
}

void CompiledGates::AddSkill(const v1::SkillRequirement& skill) {
  GateCheck& check = Add(v1::GATE_MUST_HAVE_SKILL);
  check.skills = SkillOptions::Of(skill);
  check.min_level = skill.min_level();
  check.min_years = skill.min_years();
  check.has_bitmaps = true;
  check.exact = skill.min_years() <= 0;
  for (const int id : check.skills->Full()) {
    for (int level = std::max(0, check.min_level); level <= 3; ++level) {
      check.AddBitmap(
          store_.bitmaps().Find(IndexKind::kSkill, static_cast<uint32_t>(id << 2 | level)));
    }
  }
}

absl::Status CompiledGates::AddIndustry(const v1::IndustryRequirement& industry) {
  GateCheck& check = Add(v1::GATE_INDUSTRY);
  for (const std::string& code : industry.industries()) {
    ASSIGN_OR_RETURN(const uint32_t key, population::ParseIndustryKey(code));
    check.ranges.push_back(population::IndustryRange(key));
    for (const uint32_t above : population::IndustryAncestors(key)) check.keys.push_back(above);
  }
  SortUnique(check.keys);
  check.has_bitmaps = true;
  check.exact = true;
  const auto add = [&check](const population::IndexedRows& bitmap) { check.AddBitmap(&bitmap); };
  for (const population::KeyRange& range : check.ranges) {
    store_.bitmaps().ForEachWithinIndustry(range.first, add);
  }
  for (const uint32_t key : check.keys) {
    check.AddBitmap(store_.bitmaps().Find(IndexKind::kIndustry, key));
  }
  return absl::OkStatus();
}

void CompiledGates::AddMajor(const v1::MajorRequirement& major) {
  GateCheck& check = Add(v1::GATE_MAJOR);
  check.has_bitmaps = true;
  check.exact = true;
  for (const std::string& name : major.majors()) {
    const auto number = store_.majors().Find(name);
    if (number.has_value()) check.keys.push_back(*number);
  }
  SortUnique(check.keys);
  for (const uint32_t number : check.keys) {
    check.AddBitmap(store_.bitmaps().Find(IndexKind::kMajor, number));
  }
}

absl::Status CompiledGates::AddWorkRegion(const v1::WorkRegionRequirement& region) {
  GateCheck& check = Add(v1::GATE_WORK_REGION);
  check.has_bitmaps = true;
  check.exact = true;
  const auto add = [&check](uint32_t, const population::IndexedRows& bitmap) {
    check.AddBitmap(&bitmap);
  };
  for (const std::string& code : region.regions()) {
    ASSIGN_OR_RETURN(const uint32_t key, population::ParseRegionKey(code));
    check.ranges.push_back(population::RegionRange(key));
    store_.bitmaps().ForEachIn(IndexKind::kHomeRegion, check.ranges.back(), add);
  }
  return absl::OkStatus();
}

void CompiledGates::AddTier(int lowest) {
  GateCheck& check = Add(v1::GATE_TIER, lowest);
  check.has_bitmaps = true;  // not exact: a tier may be over
  for (int rank = 1; rank <= std::min(lowest, 255); ++rank) {
    check.AddBitmap(store_.bitmaps().Find(IndexKind::kTier, static_cast<uint32_t>(rank)));
  }
}

void CompiledGates::AddServedRegions(const std::vector<std::string>& regions) {
  GateCheck& check = Add(v1::GATE_REGION);
  for (const std::string& code : regions) {
    const auto key = population::ParseRegionKey(code);
    if (!key.ok()) continue;
    check.ranges.push_back(population::RegionRange(*key));
    for (const uint32_t above : population::RegionAncestors(*key)) check.keys.push_back(above);
  }
  SortUnique(check.keys);
  check.exact = true;
  const population::BitmapIndex& bitmaps = store_.bitmaps();
  check.AddBitmap(bitmaps.Find(IndexKind::kServedRegion, 0));  // anywhere
  const auto add = [&check](uint32_t, const population::IndexedRows& bitmap) {
    check.AddBitmap(&bitmap);
  };
  for (const population::KeyRange& range : check.ranges) {
    bitmaps.ForEachIn(IndexKind::kServedRegion, range, add);
  }
  for (const uint32_t key : check.keys) {
    check.AddBitmap(bitmaps.Find(IndexKind::kServedRegion, key));
  }
}

void CompiledGates::AddTermGates(const Subject& subject) {
  const v1::Demand& demand = subject.demand;
  if (!subject.regions.empty()) AddServedRegions(subject.regions);
  if (demand.fee_model() != FEE_MODEL_UNSPECIFIED) {
    Add(v1::GATE_FEE_MODEL, Bit(demand.fee_model()));
  }
  if (MostDayFee(demand) > 0) Add(v1::GATE_FEE, MostDayFee(demand));
  if (demand.on_site_share_bp() > 0) {
    Add(v1::GATE_ON_SITE_SHARE, 10000 - demand.on_site_share_bp());
  }
}

// Pointers into checks_, once it grows no more.
void CompiledGates::Finish() {
  for (const GateCheck& check : checks_) {
    if (check.has_bitmaps) narrowing_.push_back(&check);
    const auto raise = [&check](int& least) {
      least = static_cast<int>(std::max<int64_t>(least, check.limit));
    };
    switch (check.gate) {
      case v1::GATE_EDUCATION:
        raise(min_education_);
        break;
      case v1::GATE_TITLE_RANK:
        raise(min_title_);
        break;
      case v1::GATE_EXPERIENCE:
        raise(min_experience_);
        break;
      case v1::GATE_FEE:
        most_fee_ = std::min(most_fee_, check.limit);
        break;
      case v1::GATE_ON_SITE_SHARE:
        most_remote_ = static_cast<int>(std::min<int64_t>(most_remote_, check.limit));
        break;
      case v1::GATE_FEE_MODEL:
        fee_model_ = static_cast<uint8_t>(check.limit);
        break;
      case v1::GATE_TIER:
      case v1::GATE_WORK_REGION:
        column_checks_.push_back(&check);
        break;
      case v1::GATE_MUST_HAVE_SKILL:
      case v1::GATE_INDUSTRY:
      case v1::GATE_MAJOR:
      case v1::GATE_REGION:
        list_checks_.push_back(&check);
        break;
      default:
        break;
    }
  }
  std::stable_sort(narrowing_.begin(), narrowing_.end(),
                   [](const GateCheck* a, const GateCheck* b) { return a->rows < b->rows; });
}

bool CompiledGates::ConsentHolds(const RowFacts& facts) const {
  using population::HomeUnitConsent;
  const auto consent = static_cast<HomeUnitConsent>(facts.home_unit_consent);
  return consent == HomeUnitConsent::kNotNeeded ||
         (consent == HomeUnitConsent::kGiven &&
          (facts.consent_until == 0 || today_packed_ <= facts.consent_until));
}

bool CompiledGates::PassesColumns(const RowFacts& facts, uint32_t row) const {
  constexpr uint8_t kWanted = population::kFlagLive | population::kFlagShareConsent;
  constexpr uint8_t kUnwanted = population::kFlagPaused | population::kFlagManualOnly;
  if ((facts.flags & (kWanted | kUnwanted)) != kWanted) return false;
  if ((allowed_forms_[facts.status] & facts.forms) == 0) return false;
  if (facts.education_rank < min_education_ || facts.title_rank < min_title_ ||
      facts.experience_years < min_experience_) {
    return false;
  }
  if (facts.fee_models != 0 && (facts.fee_models & fee_model_) == 0) return false;
  if (!ConsentHolds(facts)) return false;
  if (facts.integrity_until != 0 && today_packed_ <= facts.integrity_until) return false;
  if ((facts.day_fee > most_fee_ || facts.day_fee == population::kLongFee) &&
      store_.day_fee_fen(row) > most_fee_) {
    return false;
  }
  for (const GateCheck* check : column_checks_) {
    if (!PassesColumn(*check, facts, row)) return false;
  }
  return most_remote_ >= kWhole || store_.remote_share_bp(row) <= most_remote_;
}

bool CompiledGates::PassesColumn(const GateCheck& check, const RowFacts& facts,
                                 uint32_t row) const {
  switch (check.gate) {
    case v1::GATE_SHARE_CONSENT:
      return (facts.flags & population::kFlagShareConsent) != 0;
    case v1::GATE_AUTOMATED_MATCHING:
      return (facts.flags & population::kFlagManualOnly) == 0;
    case v1::GATE_PROFILE_ACTIVE:
      return (facts.flags & population::kFlagPaused) == 0;
    case v1::GATE_STATUS_ALLOWED:
      return allowed_forms_[facts.status] != 0;
    case v1::GATE_FORM_ACCEPTED:
      return (allowed_forms_[facts.status] & facts.forms) != 0;
    case v1::GATE_HOME_UNIT_CONSENT:
      return ConsentHolds(facts);
    case v1::GATE_INTEGRITY_RECORD:
      return facts.integrity_until == 0 || today_packed_ > facts.integrity_until;
    case v1::GATE_TITLE_RANK:
      return facts.title_rank >= check.limit;
    case v1::GATE_EDUCATION:
      return facts.education_rank >= check.limit;
    case v1::GATE_EXPERIENCE:
      return facts.experience_years >= check.limit;
    case v1::GATE_TIER:
      return facts.tier_rank > 0 && facts.tier_rank <= check.limit &&
             (facts.tier_until == 0 || today_packed_ <= facts.tier_until);
    case v1::GATE_WORK_REGION:
      return facts.region != 0 && std::any_of(check.ranges.begin(), check.ranges.end(),
                                              [&facts](const population::KeyRange& range) {
                                                return population::InRange(range, facts.region);
                                              });
    case v1::GATE_FEE_MODEL:
      return facts.fee_models == 0 || (facts.fee_models & check.limit) != 0;
    case v1::GATE_FEE:
      return store_.day_fee_fen(row) <= check.limit;
    case v1::GATE_ON_SITE_SHARE:
      return store_.remote_share_bp(row) <= check.limit;
    default:
      return true;
  }
}

bool CompiledGates::Conflicts(uint32_t row) const {
  if (employer_key_ == 0) return false;
  const population::ListsView lists = store_.lists(row);
  if (lists.home_unit() == employer_key_) return true;
  for (int i = 0; i < lists.interest_count(); ++i) {
    if (lists.interest(i) == employer_key_) return true;
  }
  return false;
}

bool CompiledGates::IsBarred(uint32_t row) const {
  // Here already: nearly nobody has any.
  if ((store_.facts_of(row).flags & population::kFlagRestricted) == 0) return false;
  const std::optional<int> until = store_.BarredUntil(row, host_);
  return until.has_value() && first_day_ <= *until;
}

bool CompiledGates::PassesLists(uint32_t row) const {
  for (const GateCheck* check : list_checks_) {
    if (!Passes(*check, row)) return false;
  }
  return !Conflicts(row) && !IsBarred(row);
}

bool CompiledGates::PassesStations(uint32_t row) const {
  if (stations_ == nullptr || !store_.academician(row)) return true;
  if (stations_->IsHostedBy(store_.id(row), employer_)) return true;
  const bool retired = store_.employment_status(row) == EMPLOYMENT_STATUS_RETIRED;
  return stations_->CountOf(store_.id(row)) + 1 <= StationLimit(retired);
}

bool CompiledGates::Passes(const GateCheck& check, uint32_t row) const {
  switch (check.gate) {
    case v1::GATE_CONFLICT_OF_INTEREST:
      return !Conflicts(row);
    case v1::GATE_SERVICE_RESTRICTION:
      return !IsBarred(row);
    case v1::GATE_ACADEMICIAN_QUOTA:
      return PassesStations(row);
    case v1::GATE_SEASON:
      return availability_->AllowedHalfDays(row) >= check.limit;
    case v1::GATE_REMAINING_DAYS:
      return availability_->RemainingHalfDays(row) >= check.limit;
    case v1::GATE_MUST_HAVE_SKILL:
      return HasSkill(store_.lists(row).skills(), check);
    case v1::GATE_INDUSTRY:
      return Any(store_.lists(row).industries(), check);
    case v1::GATE_MAJOR: {
      const population::Words had = store_.lists(row).majors();
      return std::any_of(had.begin(), had.end(), [&check](uint32_t number) {
        return std::binary_search(check.keys.begin(), check.keys.end(), number);
      });
    }
    case v1::GATE_REGION: {
      const population::Words served = store_.lists(row).served_regions();
      return served.size == 0 || Any(served, check);
    }
    default:
      return PassesColumn(check, store_.facts_of(row), row);
  }
}

void CompiledGates::Narrow(const GateCheck& check, uint32_t page, PageBits& rows) {
  PageBits any;
  population::AddPageRows(check.any_of, page, any);
  rows &= any;
}

PageBits CompiledGates::Eligible(uint32_t page) const {
  PageBits rows;
  if (matchable_ == nullptr) return rows;
  population::AddPageRows(*matchable_, page, rows);
  for (const GateCheck* check : narrowing_) {
    if (rows.Count() <= kRowsPerBitmap * static_cast<int>(check->any_of.size())) continue;
    Narrow(*check, page, rows);
  }
  const population::ColumnPage& columns = store_.column_page(page);
  rows.ForEach([&](uint32_t slot) {
    const uint32_t row = page << population::kPageRowBits | slot;
    if (!PassesColumns(columns.rows[slot], row) || !PassesDays(row) || !PassesLists(row) ||
        !PassesStations(row)) {
      rows.Remove(slot);
    }
  });
  return rows;
}

// Takes those of the few out who do not pass.
void CompiledGates::KeepOfFew(const GateCheck& check, const Roaring& few, uint32_t page,
                              PageBits& rows) const {
  PageBits in_question;
  population::AddPageRows(few, page, in_question);
  in_question &= rows;
  in_question.ForEach([&](uint32_t slot) {
    if (!Passes(check, page << population::kPageRowBits | slot)) rows.Remove(slot);
  });
}

void CompiledGates::Keep(const GateCheck& check, uint32_t page, PageBits& rows) const {
  if (check.gate == v1::GATE_AUTOMATED_MATCHING) {
    return KeepOfFew(check, store_.manual_only_rows(), page, rows);
  }
  if (check.gate == v1::GATE_SERVICE_RESTRICTION) {
    return KeepOfFew(check, store_.restricted_rows(), page, rows);
  }
  if (check.gate == v1::GATE_ACADEMICIAN_QUOTA && stations_ == nullptr) return;
  if (check.gate == v1::GATE_CONFLICT_OF_INTEREST && employer_key_ == 0) return;
  // A few lists are read sooner than many bitmaps are cut.
  if (check.has_bitmaps &&
      (check.any_of.empty() ||
       rows.Count() > kRowsPerBitmap * static_cast<int>(check.any_of.size()))) {
    Narrow(check, page, rows);
    if (check.exact) return;
  }
  const uint32_t first = page << population::kPageRowBits;
  rows.ForEach([&](uint32_t slot) {
    if (!Passes(check, first + slot)) rows.Remove(slot);
  });
}

}  // namespace houniao::recruitment
