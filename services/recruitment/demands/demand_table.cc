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
      by_skill_(static_cast<size_t>(codes::SkillTable::BuiltIn().size())) {
  std::sort(demands.begin(), demands.end(), SortsBefore);
  demands_.reserve(room_);
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

const DemandTable::Numbers* DemandTable::WithSkill(int skill) const {
  return static_cast<size_t>(skill) < by_skill_.size() ? &by_skill_[static_cast<size_t>(skill)]
                                                       : nullptr;
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
  InsertParts(slot, demand);
  day_fees_.push_back(demand.day_fee_fen);
  on_site_.push_back(static_cast<uint16_t>(demand.on_site_share_bp));
  urgencies_.push_back(static_cast<uint8_t>(demand.urgency));
  needed_.push_back(static_cast<uint16_t>(demand.needed_half_days));
  max_scores_.push_back(static_cast<uint16_t>(demand.max_score));
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

void DemandTable::InsertParts(Slot, const CompiledDemand& demand) {
  // CompiledDemand holds each signature of a part once for every part that has it.
  for (const SignaturePtr& signature : demand.of_parts) Number(signature);
  for (const ScorePart& part : demand.parts) {
    const uint32_t detail =
        part.signature == nullptr ? static_cast<uint32_t>(part.least) : numbers_.at(part.signature);
    parts_.push_back(
        {static_cast<uint16_t>(part.criterion), static_cast<uint16_t>(part.max_points), detail});
  }
  part_ends_.push_back(static_cast<uint32_t>(parts_.size()));
}

uint32_t DemandTable::Number(const SignaturePtr& signature) {
  const auto [it, added] =
      numbers_.try_emplace(signature.get(), static_cast<uint32_t>(signatures_.size()));
  if (added) {
    signatures_.push_back({signature, {}});
    indexed_.push_back(false);
  }
  return it->second;
}

void DemandTable::IndexMust(uint32_t number) {
  if (indexed_[number]) return;
  indexed_[number] = true;
  const Signature& signature = *signatures_[number].signature;
  if (signature.kind == SignatureKind::kSkill) {
    for (const int skill : signature.options.Full()) {
      by_skill_[static_cast<size_t>(skill)].push_back(number);
    }
  }
  for (const uint32_t key : signature.keys) by_key_[Index(signature.kind)][key].push_back(number);
  for (const std::string& name : signature.names) by_major_[name].push_back(number);
}

}  // namespace houniao::recruitment
