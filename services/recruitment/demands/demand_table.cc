#include "services/recruitment/demands/demand_table.h"

#include <algorithm>

#include "common/codes/skills.h"
#include "common/population/facts.h"

namespace houniao::recruitment {
namespace {

using houniao::type::v1::EmploymentStatus_MAX;
using houniao::type::v1::EngagementForm_MAX;
using houniao::type::v1::FeeModel_MAX;

std::optional<DayNeed> NeedOf(const CompiledDemand& demand) {
  if (!demand.window.has_value() || demand.needed_half_days <= 0) return std::nullopt;
  return DayNeed{*demand.window, demand.needed_half_days};
}

// Nobody has more years than fit.
DemandTable::SkillMust MustOf(uint32_t number, const Signature& signature) {
  const auto fitting = [](int value) {
    return static_cast<uint16_t>(std::clamp(value, 0, 0xFFFF));
  };
  return {number, fitting(signature.skill.min_level()), fitting(signature.skill.min_years())};
}

bool SortsBefore(const CompiledPtr& a, const CompiledPtr& b) {
  const auto x = NeedOf(*a), y = NeedOf(*b);
  if (x.has_value() != y.has_value()) return !x.has_value();
  if (x.has_value() && !(*x == *y)) return Before(*x, *y);
  return a->name < b->name;
}

}  // namespace

DemandTable::DemandTable(std::vector<CompiledPtr> demands, const population::RestDays& rest_days,
                         int today)
    : room_((demands.size() + kSpareSlots + 63) / 64 * 64),
      open_(room_),
      any_form_(EmploymentStatus_MAX + 1, Bits(room_)),
      forms_(EmploymentStatus_MAX + 1, std::vector<Bits>(EngagementForm_MAX + 1, Bits(room_))),
      fee_models_(FeeModel_MAX + 1, Bits(room_)),
      no_regions_(room_),
      days_(rest_days, today),
      fits_(static_cast<size_t>(codes::SkillTable::BuiltIn().size())),
      by_skill_(fits_.size()) {
  asking_.fill(std::vector<std::vector<SkillMust>>(fits_.size()));
  std::sort(demands.begin(), demands.end(), SortsBefore);
  demands_.reserve(room_);
  rows_.reserve(room_);
  for (CompiledPtr& demand : demands) Insert(std::move(demand));
}

bool DemandTable::Add(CompiledPtr demand) {
  Remove(demand->name);
  if (demands_.size() == room_) return false;
  Insert(std::move(demand));
  return true;
}

void DemandTable::Remove(absl::string_view name) {
  const auto it = slots_.find(name);
  if (it == slots_.end()) return;
  open_.Clear(it->second);
  slots_.erase(it);
}

std::vector<CompiledPtr> DemandTable::demands() const {
  std::vector<CompiledPtr> demands;
  open_.ForEach([&](Slot slot) { demands.push_back(demands_[slot]); });
  return demands;
}

const SlotSet* DemandTable::OfEmployerKey(uint64_t key) const {
  const auto it = by_employer_key_.find(key);
  return it == by_employer_key_.end() ? nullptr : &it->second;
}

const SlotSet* DemandTable::OfEmployer(absl::string_view employer) const {
  const auto it = by_employer_.find(employer);
  return it == by_employer_.end() ? nullptr : &it->second;
}

const Bits* DemandTable::AsksForMore(Scale scale, int value) const {
  const std::vector<Bits>& more = more_[static_cast<size_t>(scale)];
  return static_cast<size_t>(value) < more.size() ? &more[static_cast<size_t>(value)] : nullptr;
}

void DemandTable::AddIndustry(population::KeyRange range, Bits& target) const {
  for (auto it = by_industry_.lower_bound(range.first);
       it != by_industry_.end() && it->first <= range.second; ++it) {
    it->second.AddTo(target);
  }
}

const std::vector<DemandTable::SkillMust>* DemandTable::WithSkill(int skill) const {
  return static_cast<size_t>(skill) < by_skill_.size() ? &by_skill_[static_cast<size_t>(skill)]
                                                       : nullptr;
}

const std::vector<DemandTable::SkillMust>* DemandTable::AskingFor(int skill, size_t layer) const {
  const auto& asking = asking_[layer];
  return static_cast<size_t>(skill) < asking.size() ? &asking[static_cast<size_t>(skill)] : nullptr;
}

const DemandTable::Fits* DemandTable::FitsOf(int skill) const {
  return static_cast<size_t>(skill) < fits_.size() ? &fits_[static_cast<size_t>(skill)] : nullptr;
}

const DemandTable::Numbers* DemandTable::WithMajor(absl::string_view name) const {
  const auto it = by_major_.find(name);
  return it == by_major_.end() ? nullptr : &it->second;
}

void DemandTable::Insert(CompiledPtr added) {
  const CompiledDemand& demand = *added;
  const Slot slot = static_cast<Slot>(demands_.size());
  demands_.push_back(std::move(added));
  slots_[demand.name] = slot;
  open_.Set(slot);
  InsertLaw(slot, demand);
  days_.Add(slot, NeedOf(demand));
  InsertMusts(slot, demand);
  InsertRow(slot, demand);
}

// After InsertMusts, which gives the signatures their numbers, and after the days.
void DemandTable::InsertRow(Slot slot, const CompiledDemand& demand) {
  Row& row = rows_.emplace_back();
  row.day_fee_fen = demand.day_fee_fen;
  row.musts = static_cast<uint32_t>(musts_.size());
  size_t skills = 0;
  for (const SignaturePtr& must : demand.musts) {
    if (must->kind == SignatureKind::kSkill && skills++ < kSkillLayers) continue;
    musts_.push_back(numbers_.at(must.get()));
  }
  row.must_count = static_cast<uint16_t>(musts_.size() - row.musts);
  std::stable_sort(musts_.begin() + row.musts, musts_.end(),
                   [this](uint32_t a, uint32_t b) { return kinds_[a] < kinds_[b]; });
  row.parts = static_cast<uint32_t>(parts_.size());
  row.part_count = static_cast<uint16_t>(demand.parts.size());
  InsertParts(demand);
  if (demand.regions != nullptr) row.regions = numbers_.at(demand.regions.get());
  for (size_t scale = 0; scale < kScales; ++scale) {
    row.least[scale] = static_cast<uint16_t>(demand.least[scale]);
  }
  row.on_site_share_bp = static_cast<uint16_t>(demand.on_site_share_bp);
  row.needed_half_days = static_cast<uint16_t>(demand.needed_half_days);
  row.max_score = static_cast<uint16_t>(demand.max_score);
  if (row.needed_half_days > 0) row.window = days_.WindowOf(slot);
  row.fee_model = static_cast<uint8_t>(demand.fee_model);
  row.urgency = static_cast<uint8_t>(demand.urgency);
}

void DemandTable::InsertLaw(Slot slot, const CompiledDemand& demand) {
  for (size_t status = 0; status < demand.forms.size(); ++status) {
    if (demand.forms[status] != 0) any_form_[status].Set(slot);
    for (size_t form = 0; form < forms_[status].size(); ++form) {
      if ((demand.forms[status] >> form & 1) != 0) forms_[status][form].Set(slot);
    }
  }
  fee_models_[static_cast<size_t>(demand.fee_model)].Set(slot);
  if (demand.employer_key != 0) by_employer_key_[demand.employer_key].Add(slot, room_);
  by_employer_[demand.employer].Add(slot, room_);
  if (demand.industry != 0) by_industry_[demand.industry].Add(slot, room_);
}

void DemandTable::InsertMusts(Slot slot, const CompiledDemand& demand) {
  for (size_t scale = 0; scale < kScales; ++scale) {
    std::vector<Bits>& more = more_[scale];
    const auto least = static_cast<size_t>(demand.least[scale]);
    while (more.size() < least) more.emplace_back(room_);
    for (size_t value = 0; value < least; ++value) more[value].Set(slot);
  }
  std::array<size_t, kSignatureKinds> layer_of{};
  const auto add = [&](const SignaturePtr& signature, size_t layer) {
    const uint32_t number = Number(signature);
    IndexMust(number);
    if (signature->kind == SignatureKind::kSkill && layer < kSkillLayers) {
      return InsertSkill(slot, *signature, layer);
    }
    std::vector<SlotSet>& sets = signatures_[number].layers;
    if (sets.size() <= layer) sets.resize(layer + 1);
    sets[layer].Add(slot, room_);
  };
  for (const SignaturePtr& must : demand.musts) {
    const size_t kind = Index(must->kind);
    const size_t layer = layer_of[kind]++;
    if (layers_[kind].size() <= layer) {
      layers_[kind].emplace_back(room_);
      layers_[kind].back().Fill(~uint64_t{0});
    }
    layers_[kind][layer].Clear(slot);
    add(must, layer);
  }
  if (demand.regions == nullptr) {
    no_regions_.Set(slot);
  } else {
    add(demand.regions, 0);
  }
}

void DemandTable::InsertParts(const CompiledDemand& demand) {
  // CompiledDemand holds each signature of a part once for every part that has it.
  for (const SignaturePtr& signature : demand.of_parts) Number(signature);
  for (const ScorePart& part : demand.parts) {
    const uint32_t detail =
        part.signature == nullptr ? static_cast<uint32_t>(part.least) : numbers_.at(part.signature);
    parts_.push_back({static_cast<uint16_t>(part.criterion), static_cast<uint16_t>(part.max_points),
                      QualityNumber({part.criterion, detail})});
  }
}

void DemandTable::InsertSkill(Slot slot, const Signature& signature, size_t layer) {
  const SkillMust must = MustOf(slot, signature);
  for (const int skill : signature.options->Full()) {
    asking_[layer][static_cast<size_t>(skill)].push_back(must);
  }
}

uint32_t DemandTable::QualityNumber(QualityKey key) {
  const auto [it, added] =
      quality_numbers_.try_emplace(key, static_cast<uint32_t>(quality_keys_.size()));
  if (added) quality_keys_.push_back(key);
  return it->second;
}

uint32_t DemandTable::Number(const SignaturePtr& signature) {
  const auto [it, added] =
      numbers_.try_emplace(signature.get(), static_cast<uint32_t>(signatures_.size()));
  if (added) {
    signatures_.push_back({signature, {}});
    indexed_.push_back(false);
    kinds_.push_back(signature->kind);
    options_of_.push_back(signature->options == nullptr ? kNothing
                                                        : OptionsNumber(*signature->options));
  }
  return it->second;
}

// The signatures keep their options.
uint32_t DemandTable::OptionsNumber(const SkillOptions& options) {
  const auto number = static_cast<uint32_t>(options_numbers_.size());
  const auto [it, added] = options_numbers_.try_emplace(&options, number);
  if (!added) return it->second;
  const auto add = [this, number](const std::vector<int>& skills, SkillFit fit) {
    for (const int skill : skills) fits_[static_cast<size_t>(skill)].push_back({number, fit});
  };
  add(options.Full(), SkillFit::kFull);
  add(options.Near(), SkillFit::kNear);
  return number;
}

void DemandTable::IndexMust(uint32_t number) {
  if (indexed_[number]) return;
  indexed_[number] = true;
  const Signature& signature = *signatures_[number].signature;
  if (signature.kind == SignatureKind::kSkill) {
    const SkillMust must = MustOf(number, signature);
    for (const int skill : signature.options->Full()) {
      by_skill_[static_cast<size_t>(skill)].push_back(must);
    }
  }
  for (const uint32_t key : signature.keys) by_key_[Index(signature.kind)][key].push_back(number);
  for (const std::string& name : signature.names) by_major_[name].push_back(number);
}

}  // namespace houniao::recruitment
