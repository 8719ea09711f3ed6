#include "common/population/compiled_query.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"

namespace houniao::population {
namespace {

// Asking a row costs about as much as joining this many rows of bitmaps.
constexpr uint64_t kRowsPerLookup = 16;

// In order of reporting; those that need lists come after those that need a column only where that
// is the same order.
constexpr Gate kGates[] = {kGateMatchable, kGateStatus,    kGateForm,         kGateHomeUnitConsent,
                           kGateConflict,  kGateIntegrity, kGateAvailability, kGateSkill,
                           kGateIndustry,  kGateMajor,     kGateHomeRegion,   kGateServedRegion,
                           kGateEducation, kGateTitle,     kGateTier,         kGateExperience,
                           kGateFeeModel,  kGateDayFee,    kGateOnSite};

bool Contains(Words words, uint32_t word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Roaring Join(const std::vector<const Roaring*>& bitmaps) {
  if (bitmaps.size() == 1) return *bitmaps[0];
  return Roaring::fastunion(bitmaps.size(), const_cast<const Roaring**>(bitmaps.data()));
}

}  // namespace

void CompiledQuery::Condition::Add(const Roaring* bitmap) {
  if (bitmap == nullptr) return;
  any_of.push_back(bitmap);
  rows += bitmap->cardinality();
}

absl::StatusOr<CompiledQuery> CompiledQuery::Make(const Query& query, const Store& store) {
  CompiledQuery compiled(query, &store);
  RETURN_IF_ERROR(compiled.ParseCodes());
  if (query.window.has_value()) compiled.plan_.emplace(*query.window, store.rest_days());
  compiled.PlanBitmaps();
  compiled.PlanColumns();
  std::stable_sort(compiled.conditions_.begin(), compiled.conditions_.end(),
                   [](const Condition& a, const Condition& b) { return a.rows < b.rows; });
  return compiled;
}

absl::Status CompiledQuery::ParseCodes() {
  if (query_.fee_model < 0 || query_.fee_model > 7) {
    return absl::InvalidArgumentError(absl::StrCat("fee_model is ", query_.fee_model));
  }
  if (query_.on_site_share_bp < 0 || query_.on_site_share_bp > 10000) {
    return absl::InvalidArgumentError(
        absl::StrCat("on_site_share_bp is ", query_.on_site_share_bp, ", must be 0 to 10000"));
  }
  for (const std::string& code : query_.industries) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseIndustryKey(code));
    industries_.push_back({IndustryRange(key), IndustryAncestors(key)});
  }
  for (const std::string& code : query_.home_regions) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseRegionKey(code));
    home_regions_.push_back(RegionRange(key));
  }
  if (!query_.served_region.empty()) {
    ASSIGN_OR_RETURN(const uint32_t key, ParseRegionKey(query_.served_region));
    served_keys_ = RegionAncestors(key);
    served_keys_.push_back(key);
  }
  for (const std::string& name : query_.majors) {
    if (const auto number = store_->majors().Find(name)) majors_.push_back(*number);
  }
  return absl::OkStatus();
}

CompiledQuery::Condition& CompiledQuery::AddCondition(Gate gate) {
  conditions_.push_back({gate, {}, 0});
  return conditions_.back();
}

void CompiledQuery::PlanBitmaps() {
  const BitmapIndex& index = store_->bitmaps();
  PlanSkillBitmaps();
  PlanTermsBitmaps();
  if (!industries_.empty()) {
    Condition& condition = AddCondition(kGateIndustry);
    for (const WantedIndustry& wanted : industries_) {
      index.ForEachWithinIndustry(wanted.within.first,
                                  [&](const IndexedRows& rows) { condition.Add(&rows); });
      for (const uint32_t key : wanted.ancestors) {
        condition.Add(index.Find(IndexKind::kIndustry, key));
      }
    }
  }
  if (!home_regions_.empty()) {
    Condition& condition = AddCondition(kGateHomeRegion);
    std::vector<const Roaring*> found;
    for (const KeyRange& range : home_regions_) {
      index.FindRange(IndexKind::kHomeRegion, range, found);
    }
    for (const Roaring* bitmap : found) condition.Add(bitmap);
  }
  if (!served_keys_.empty()) {
    Condition& condition = AddCondition(kGateServedRegion);
    condition.Add(index.Find(IndexKind::kServedRegion, 0));
    for (const uint32_t key : served_keys_) {
      condition.Add(index.Find(IndexKind::kServedRegion, key));
    }
  }
  if (!query_.majors.empty()) {
    Condition& condition = AddCondition(kGateMajor);
    for (const uint32_t number : majors_) condition.Add(index.Find(IndexKind::kMajor, number));
  }
}

void CompiledQuery::PlanSkillBitmaps() {
  const BitmapIndex& index = store_->bitmaps();
  for (const SkillNeed& need : query_.skills) {
    Condition& condition = AddCondition(kGateSkill);
    for (const SkillOption& option : need.any_of) {
      if (option.skill < 0 || option.skill >= kSkillIdEnd) continue;  // nobody has it
      for (int level = std::max(0, option.min_level); level <= 3; ++level) {
        condition.Add(
            index.Find(IndexKind::kSkill, static_cast<uint32_t>(option.skill << 2 | level)));
      }
      if (option.min_years > 0) column_gates_ |= kGateSkill;
    }
  }
}

void CompiledQuery::PlanTermsBitmaps() {
  const BitmapIndex& index = store_->bitmaps();
  const auto add_bits = [&](Gate gate, IndexKind kind, uint16_t bits) {
    if (bits == 0) return;
    Condition& condition = AddCondition(gate);
    for (uint32_t value = 0; value < 16; ++value) {
      if ((bits >> value & 1) != 0) condition.Add(index.Find(kind, value));
    }
  };
  if (query_.needs_matchable) {
    AddCondition(kGateMatchable).Add(index.Find(IndexKind::kMatchable, 0));
  }
  add_bits(kGateForm, IndexKind::kForm, query_.forms);
  add_bits(kGateStatus, IndexKind::kStatus, query_.statuses);
  if (query_.max_tier_rank > 0) {
    Condition& condition = AddCondition(kGateTier);
    for (int tier = 1; tier <= std::min(query_.max_tier_rank, 255); ++tier) {
      condition.Add(index.Find(IndexKind::kTier, static_cast<uint32_t>(tier)));
    }
    column_gates_ |= kGateTier;  // the last day of the tier
  }
}

void CompiledQuery::PlanColumns() {
  const auto need = [this](bool needed, Gate gate) {
    if (needed) column_gates_ |= gate;
  };
  need(query_.min_education_rank > 0, kGateEducation);
  need(query_.min_title_rank > 0, kGateTitle);
  need(query_.min_experience_years > 0, kGateExperience);
  need(query_.fee_model != 0, kGateFeeModel);
  need(query_.max_day_fee_fen.has_value(), kGateDayFee);
  need(query_.on_site_share_bp > 0, kGateOnSite);
  need(query_.needs_home_unit_consent, kGateHomeUnitConsent);
  need(query_.needs_clean_integrity, kGateIntegrity);
  need(!query_.conflicts.empty(), kGateConflict);
  need(plan_.has_value() && query_.min_half_days > 0, kGateAvailability);
}

Roaring CompiledQuery::Candidates() const {
  uint32_t to_check = column_gates_;
  Roaring result;
  bool first = true;
  for (const Condition& condition : conditions_) {
    if (condition.any_of.empty()) return Roaring();
    if (first) {
      result = Join(condition.any_of);
      first = false;
    } else if (condition.any_of.size() == 1) {
      result &= *condition.any_of[0];
    } else if (result.cardinality() * kRowsPerLookup < condition.rows) {
      to_check |= condition.gate;
    } else {
      result &= Join(condition.any_of);
    }
    if (result.isEmpty()) return result;
  }
  if (first) result = store_->live();
  if (to_check == 0) return result;
  std::vector<uint32_t> rows(result.cardinality());
  result.toUint32Array(rows.data());
  std::erase_if(rows, [&](uint32_t row) { return Failed(row, to_check, true) != 0; });
  return Roaring(rows.size(), rows.data());
}

uint32_t CompiledQuery::Failed(uint32_t row, uint32_t mask, bool first_only) const {
  uint32_t failed = 0;
  for (const Gate gate : kGates) {
    if ((mask & gate) == 0) continue;
    if (!FailsColumn(row, gate) && !FailsList(row, gate)) continue;
    failed |= gate;
    if (first_only) break;
  }
  return failed;
}

bool CompiledQuery::FailsColumn(uint32_t row, Gate gate) const {
  const Store& store = *store_;
  switch (gate) {
    case kGateMatchable:
      return query_.needs_matchable && !store.MatchableRow(row);
    case kGateStatus:
      return query_.statuses != 0 && (query_.statuses & Bit(store.employment_status(row))) == 0;
    case kGateForm:
      return query_.forms != 0 && (query_.forms & store.forms(row)) == 0;
    case kGateHomeUnitConsent:
      return query_.needs_home_unit_consent && !store.HomeUnitConsentsOn(row, query_.on_day);
    case kGateIntegrity:
      return query_.needs_clean_integrity && store.IntegrityRecordOn(row, query_.on_day);
    case kGateAvailability:
      return query_.min_half_days > 0 && plan_.has_value() &&
             RemainingHalfDays(row) < query_.min_half_days;
    case kGateEducation:
      return store.education_rank(row) < query_.min_education_rank;
    case kGateTitle:
      return store.title_rank(row) < query_.min_title_rank;
    case kGateTier: {
      if (query_.max_tier_rank <= 0) return false;
      const int tier = store.TierRankOn(row, query_.on_day);
      return tier == 0 || tier > query_.max_tier_rank;
    }
    case kGateExperience:
      return store.experience_years(row) < query_.min_experience_years;
    case kGateFeeModel: {
      const uint16_t accepted = store.fee_models(row);
      return query_.fee_model != 0 && accepted != 0 && (accepted & Bit(query_.fee_model)) == 0;
    }
    case kGateDayFee:
      return query_.max_day_fee_fen.has_value() &&
             store.day_fee_fen(row) > std::max<int64_t>(0, *query_.max_day_fee_fen);
    case kGateOnSite:
      return store.remote_share_bp(row) > 10000 - query_.on_site_share_bp;
    default:
      return false;
  }
}

bool CompiledQuery::FailsList(uint32_t row, Gate gate) const {
  const auto none = [](const auto& list, auto meets) {
    return !list.empty() && std::none_of(list.begin(), list.end(), meets);
  };
  switch (gate) {
    case kGateConflict:
      return Conflicts(row);
    case kGateSkill:
      return !std::all_of(query_.skills.begin(), query_.skills.end(),
                          [&](const SkillNeed& need) { return HasSkill(row, need); });
    case kGateIndustry: {
      const Words had = store_->lists(row).industries();
      return none(industries_, [&](const WantedIndustry& wanted) {
        return std::any_of(had.begin(), had.end(), [&](uint32_t key) {
          return InRange(wanted.within, key) ||
                 std::find(wanted.ancestors.begin(), wanted.ancestors.end(), key) !=
                     wanted.ancestors.end();
        });
      });
    }
    case kGateMajor: {
      const Words had = store_->lists(row).majors();
      return !query_.majors.empty() &&
             std::none_of(majors_.begin(), majors_.end(),
                          [&](uint32_t number) { return Contains(had, number); });
    }
    case kGateHomeRegion:
      return none(home_regions_,
                  [&](KeyRange range) { return InRange(range, store_->region_key(row)); });
    case kGateServedRegion: {
      const Words served = store_->lists(row).served_regions();
      return served.size > 0 &&
             none(served_keys_, [&](uint32_t key) { return Contains(served, key); });
    }
    default:
      return false;
  }
}

bool CompiledQuery::HasSkill(uint32_t row, const SkillNeed& need) const {
  return std::any_of(need.any_of.begin(), need.any_of.end(), [&](const SkillOption& option) {
    const std::optional<SkillFact> fact = store_->Skill(row, option.skill);
    return fact.has_value() && fact->level >= option.min_level && fact->years >= option.min_years;
  });
}

bool CompiledQuery::Conflicts(uint32_t row) const {
  if (query_.conflicts.empty()) return false;
  const ListsView lists = store_->lists(row);
  return std::any_of(query_.conflicts.begin(), query_.conflicts.end(), [&](uint64_t unit) {
    if (unit == 0) return false;
    if (lists.home_unit() == unit) return true;
    for (int i = 0; i < lists.interest_count(); ++i) {
      if (lists.interest(i) == unit) return true;
    }
    return false;
  });
}

int CompiledQuery::RemainingHalfDays(uint32_t row) const {
  return plan_.has_value() ? plan_->RemainingHalfDays(store_->availability(row)) : 0;
}

}  // namespace houniao::population
