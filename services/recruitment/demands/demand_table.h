// The open demands as columns: for each value that a gate may look at, the set of demands that a
// talent with that value passes, so that one talent is put through the gates of all at once.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
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
    // Demands that have it as a must; for kRegions in layer 0. Not for skills in kSkillLayers.
    std::vector<SlotSet> layers;
  };
  size_t signature_count() const { return signatures_.size(); }
  const Entry& signature(uint32_t number) const { return signatures_[number]; }
  uint32_t NumberOf(const Signature* signature) const { return numbers_.at(signature); }
  using Numbers = std::vector<uint32_t>;
  SignatureKind kind_of(uint32_t number) const { return kinds_[number]; }
  // What a must asks of a skill that can meet it.
  struct SkillMust {
    uint32_t number = 0;  // of the signature, or the slot that has it
    uint16_t min_level = 0;
    uint16_t min_years = 0;
  };
  // Most demands ask for few skills: musts of so many layers are also kept side by side, by slot.
  static constexpr size_t kSkillLayers = 2;
  // Of slots. Null if there is none.
  const std::vector<SkillMust>* AskingFor(int skill, size_t layer) const;
  // Signatures that are musts, by what they look for. Null if there is none.
  const std::vector<SkillMust>* WithSkill(int skill) const;
  const Numbers* WithMajor(absl::string_view name) const;
  const std::map<uint32_t, Numbers>& ByKey(SignatureKind kind) const {
    return by_key_[Index(kind)];
  }

  // Signatures of skills that go by the same options have one number of these.
  size_t options_count() const { return options_numbers_.size(); }
  uint32_t options_of(uint32_t number) const { return options_of_[number]; }
  // Options that a skill fits, and how. Null if there is none.
  using Fits = std::vector<std::pair<uint32_t, SkillFit>>;
  const Fits* FitsOf(int skill) const;

  // --- Demand by demand.
  static constexpr uint32_t kNothing = ~0u;
  // A line of memory.
  struct alignas(64) Row {
    int64_t day_fee_fen = 0;
    // Where those begin that are not in layers of kSkillLayers, ordered by kind, which is the order
    // of the gates.
    uint32_t musts = 0;
    uint32_t parts = 0;  // where they begin
    uint32_t regions = kNothing;
    uint32_t window = DayNeeds::kNoWindow;
    std::array<uint16_t, kScales> least = {};
    uint16_t on_site_share_bp = 0;
    uint16_t needed_half_days = 0;
    uint16_t max_score = 0;
    uint16_t must_count = 0;
    uint16_t part_count = 0;
    uint8_t fee_model = 0;
    uint8_t urgency = 0;
  };
  const Row& row(Slot slot) const { return rows_[slot]; }
  const uint32_t* musts_begin(const Row& row) const { return musts_.data() + row.musts; }
  const uint32_t* musts_end(const Row& row) const { return musts_begin(row) + row.must_count; }

  // --- Points: the parts of a demand with signatures by number.
  struct Part {
    uint16_t criterion;
    uint16_t max_points;
    uint32_t quality;  // number of what it goes by
  };
  // What a quality goes by: the number of a signature, or a least on a scale. Equal ones have one
  // number; of availability and of fee, which each demand has its own way, there is one each.
  struct QualityKey {
    v1::Criterion criterion = v1::CRITERION_UNSPECIFIED;
    uint32_t detail = 0;

    bool operator==(const QualityKey&) const = default;
    template <typename H>
    friend H AbslHashValue(H hash, const QualityKey& key) {
      return H::combine(std::move(hash), static_cast<int>(key.criterion), key.detail);
    }
  };
  size_t quality_count() const { return quality_keys_.size(); }
  const QualityKey& quality_key(uint32_t number) const { return quality_keys_[number]; }
  const Part* parts_begin(const Row& row) const { return parts_.data() + row.parts; }
  const Part* parts_end(const Row& row) const { return parts_begin(row) + row.part_count; }

  // Have what is looked at demand by demand fetched from memory: first the row, a little later,
  // when it is there, what it points to.
  void PrefetchRow(Slot slot) const { __builtin_prefetch(&rows_[slot]); }
  void PrefetchParts(Slot slot) const {
    const Part* const parts = parts_begin(rows_[slot]);
    __builtin_prefetch(parts);
    __builtin_prefetch(parts + 64 / sizeof(Part));
  }

 private:
  static size_t Index(SignatureKind kind) { return static_cast<size_t>(kind); }
  void Insert(CompiledPtr demand);
  void InsertLaw(Slot slot, const CompiledDemand& demand);
  void InsertMusts(Slot slot, const CompiledDemand& demand);
  void InsertSkill(Slot slot, const Signature& signature, size_t layer);
  void InsertRow(Slot slot, const CompiledDemand& demand);
  void InsertParts(const CompiledDemand& demand);
  uint32_t Number(const SignaturePtr& signature);
  void IndexMust(uint32_t number);
  uint32_t OptionsNumber(const SkillOptions& options);
  uint32_t QualityNumber(QualityKey key);

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
  std::vector<bool> indexed_;         // by signature: it is a must of some demand
  std::vector<SignatureKind> kinds_;  // by signature
  std::vector<uint32_t> options_of_;  // by signature; kNothing for other kinds
  absl::flat_hash_map<const SkillOptions*, uint32_t> options_numbers_;
  std::vector<Fits> fits_;                                                // by skill
  std::vector<std::vector<SkillMust>> by_skill_;                          // by skill
  std::array<std::vector<std::vector<SkillMust>>, kSkillLayers> asking_;  // by skill
  absl::flat_hash_map<std::string, Numbers> by_major_;
  std::array<std::map<uint32_t, Numbers>, kSignatureKinds> by_key_;

  std::vector<Row> rows_;
  std::vector<uint32_t> musts_;
  std::vector<Part> parts_;
  std::vector<QualityKey> quality_keys_;
  absl::flat_hash_map<QualityKey, uint32_t> quality_numbers_;
};

}  // namespace houniao::recruitment
