// The open demands as columns: for each value that a gate may look at, the set of demands that a
// talent with that value passes, so that one talent is put through the gates of all at once.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

#include "common/population/codes_as_keys.h"
#include "services/recruitment/demands/bits.h"
#include "services/recruitment/demands/compiled_demand.h"
#include "services/recruitment/demands/day_needs.h"

namespace houniao::recruitment {

using CompiledPtr = std::shared_ptr<const CompiledDemand>;

// Demands of equal days stand together; those that are added later stand at the end, until a new
// table is made. Const calls are thread-safe as long as nobody writes.
class DemandTable {
 public:
  // Slots for additions behind those that there are.
  static constexpr size_t kSpareSlots = 2048;

  // `today`: days before it are over for all that the table is asked.
  DemandTable(std::vector<CompiledPtr> demands, const population::RestDays& rest_days, int today);

  // False if there is no room: then a new table must be made.
  bool Add(CompiledPtr demand);
  // Nothing happens if the demand is not here.
  void Remove(absl::string_view name);

  size_t size() const { return slots_.size(); }
  // Slots in use, those of removed demands included.
  size_t used() const { return demands_.size(); }
  size_t room() const { return room_; }
  std::vector<CompiledPtr> demands() const;
  const CompiledDemand& at(Slot slot) const { return *demands_[slot]; }

  // --- What the gates look at.
  const Bits& open() const { return open_; }
  // Demands of which a talent of the status may serve one form, or this one.
  const Bits& AnyForm(size_t status) const { return any_form_[status]; }
  const Bits& Form(size_t status, int form) const {
    return forms_[status][static_cast<size_t>(form)];
  }
  // Null if there is none.
  const SlotSet* OfEmployerKey(uint64_t key) const;
  const SlotSet* OfEmployer(absl::string_view employer) const;
  const DayNeeds& days() const { return days_; }
  // Demands that ask for more than `value`; null if none does.
  const Bits* AsksForMore(Scale scale, int value) const;
  const Bits& NoFeeModel() const { return fee_models_[0]; }
  const Bits& FeeModel(int model) const { return fee_models_[static_cast<size_t>(model)]; }
  const Bits& NoRegions() const { return no_regions_; }
  // Demands of an industry within the range.
  void AddIndustry(population::KeyRange range, Bits& target) const;

  // --- Musts. The first of a kind in a demand is in layer 0, the next in layer 1, and so on.
  size_t layer_count(SignatureKind kind) const { return layers_[Index(kind)].size(); }
  // Demands that have nothing in the layer.
  const Bits& NothingIn(SignatureKind kind, size_t layer) const {
    return layers_[Index(kind)][layer];
  }

  // --- Signatures by number.
  struct Entry {
    SignaturePtr signature;
    std::vector<SlotSet> layers;  // demands that have it as a must; for kRegions in layer 0
  };
  size_t signature_count() const { return signatures_.size(); }
  const Entry& signature(uint32_t number) const { return signatures_[number]; }
  uint32_t NumberOf(const Signature* signature) const { return numbers_.at(signature); }
  using Numbers = std::vector<uint32_t>;
  // Signatures that are musts, by what they look for. Null if there is none.
  const Numbers* WithSkill(int skill) const;
  const Numbers* WithMajor(absl::string_view name) const;
  const std::map<uint32_t, Numbers>& ByKey(SignatureKind kind) const {
    return by_key_[Index(kind)];
  }

  // --- Points: the parts of a demand with signatures by number.
  struct Part {
    uint16_t criterion;
    uint16_t max_points;
    uint32_t detail;  // number of the signature, or the least of the scale
  };
  const Part* parts_begin(Slot slot) const { return parts_.data() + part_ends_[slot]; }
  const Part* parts_end(Slot slot) const { return parts_.data() + part_ends_[slot + 1]; }
  // Have what is scored of the slot fetched from memory: first the columns, a little later, when
  // these are there, the parts.
  void PrefetchColumns(Slot slot) const {
    __builtin_prefetch(&part_ends_[slot]);
    __builtin_prefetch(&day_fees_[slot]);
    __builtin_prefetch(&max_scores_[slot]);
  }
  void PrefetchParts(Slot slot) const {
    const Part* const parts = parts_begin(slot);
    __builtin_prefetch(parts);
    __builtin_prefetch(parts + 64 / sizeof(Part));
  }
  int64_t day_fee_fen(Slot slot) const { return day_fees_[slot]; }
  int on_site_share_bp(Slot slot) const { return on_site_[slot]; }
  int urgency(Slot slot) const { return urgencies_[slot]; }
  int needed_half_days(Slot slot) const { return needed_[slot]; }
  int max_score(Slot slot) const { return max_scores_[slot]; }

 private:
  static size_t Index(SignatureKind kind) { return static_cast<size_t>(kind); }
  void Insert(CompiledPtr demand);
  void InsertLaw(Slot slot, const CompiledDemand& demand);
  void InsertMusts(Slot slot, const CompiledDemand& demand);
  void InsertParts(Slot slot, const CompiledDemand& demand);
  uint32_t Number(const SignaturePtr& signature);
  void IndexMust(uint32_t number);

  const size_t room_;
  std::vector<CompiledPtr> demands_;
  absl::flat_hash_map<std::string, Slot> slots_;
  Bits open_;
  std::vector<Bits> any_form_;            // by status
  std::vector<std::vector<Bits>> forms_;  // by status, by form
  std::vector<Bits> fee_models_;          // [0]: not stated
  Bits no_regions_;
  std::array<std::vector<Bits>, kScales> more_;  // by value: those that ask for more
  std::array<std::vector<Bits>, kSignatureKinds> layers_;
  absl::flat_hash_map<uint64_t, SlotSet> by_employer_key_;
  absl::flat_hash_map<std::string, SlotSet> by_employer_;
  std::map<uint32_t, SlotSet> by_industry_;
  DayNeeds days_;

  std::vector<Entry> signatures_;
  absl::flat_hash_map<const Signature*, uint32_t> numbers_;
  std::vector<bool> indexed_;  // by signature: it is a must of some demand
  std::vector<Numbers> by_skill_;
  absl::flat_hash_map<std::string, Numbers> by_major_;
  std::array<std::map<uint32_t, Numbers>, kSignatureKinds> by_key_;

  std::vector<Part> parts_;
  std::vector<uint32_t> part_ends_{0};
  std::vector<int64_t> day_fees_;
  std::vector<uint16_t> on_site_;
  std::vector<uint8_t> urgencies_;
  std::vector<uint16_t> needed_;
  std::vector<uint16_t> max_scores_;
};

}  // namespace houniao::recruitment
