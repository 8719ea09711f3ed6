// The gates as checks of columns, lists and bitmaps of one state of the population: who passes, and
// how many each gate takes out, without a call for each gate of each row.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "roaring/roaring.hh"

#include "common/population/availability_table.h"
#include "common/population/codes_as_keys.h"
#include "common/population/page_bits.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

// To read the lists of a row costs about as much as to cut a page's rows out of so many bitmaps.
inline constexpr int kRowsPerBitmap = 5;

// One gate, as it is checked of a row.
struct GateCheck {
  v1::Gate gate = v1::GATE_UNSPECIFIED;
  int64_t limit = 0;  // the least or the most; of a fee model its bit

  // Of skills.
  std::shared_ptr<const SkillOptions> skills = nullptr;
  int min_level = 0;
  int min_years = 0;
  // Of industries and regions: the wanted codes with all that lies within them, and, sorted, those
  // that they lie within. Of majors, sorted: numbers.
  std::vector<population::KeyRange> ranges = {};
  std::vector<uint32_t> keys = {};

  // Nobody passes who is not in these bitmaps; all who are pass, if they are exact.
  bool has_bitmaps = false;
  bool exact = false;
  std::vector<const Roaring*> any_of = {};
  uint64_t rows = 0;  // at most

  void AddBitmap(const population::IndexedRows* bitmap);
};

// Good while the View lives that it was made from. For one thread.
class CompiledGates {
 public:
  // `stations` may be null; `availability` too, if the subject has no period. InvalidArgument for
  // codes that cannot exist.
  static absl::StatusOr<CompiledGates> Make(const Subject& subject, const population::Store& store,
                                            const Stations* stations,
                                            population::AvailabilityTable* availability);

  // In the order of GateList.
  const std::vector<GateCheck>& checks() const { return checks_; }
  // Rows that consent, do not refuse automation and are not suspended; null: nobody.
  const Roaring* matchable() const { return matchable_; }
  // Musts that bitmaps narrow, the rarest first.
  const std::vector<const GateCheck*>& narrowing() const { return narrowing_; }

  // Any of the checks, of a live row.
  bool Passes(const GateCheck& check, uint32_t row) const;
  // All that columns decide.
  bool PassesColumns(const population::RowFacts& facts, uint32_t row) const;
  // All that lists decide.
  bool PassesLists(uint32_t row) const;
  bool PassesStations(uint32_t row) const;
  bool PassesDays(uint32_t row) const {
    return needed_half_days_ == 0 || RemainingHalfDays(row) >= needed_half_days_;
  }
  // 0 if no days are asked for; else as many must be left.
  int needed_half_days() const { return needed_half_days_; }
  // Only if the subject has a period.
  int RemainingHalfDays(uint32_t row) const { return availability_->RemainingHalfDays(row); }

  // Takes those out of the page's rows who are not in the check's bitmaps.
  static void Narrow(const GateCheck& check, uint32_t page, population::PageBits& rows);
  // Who passes all.
  population::PageBits Eligible(uint32_t page) const;
  // Takes those out who do not pass.
  void Keep(const GateCheck& check, uint32_t page, population::PageBits& rows) const;

 private:
  CompiledGates(const Subject& subject, const population::Store& store, const Stations* stations,
                population::AvailabilityTable* availability);
  GateCheck& Add(v1::Gate gate, int64_t limit = 0);
  void AddLawGates(const v1::Demand& demand);
  void AddMatchable(GateCheck& check) const;
  void AddForms(GateCheck& check) const;
  absl::Status AddMusts(const v1::Demand& demand);
  absl::Status AddMust(const v1::Requirement& requirement);
  void AddSkill(const v1::SkillRequirement& skill);
  absl::Status AddIndustry(const v1::IndustryRequirement& industry);
  void AddMajor(const v1::MajorRequirement& major);
  absl::Status AddWorkRegion(const v1::WorkRegionRequirement& region);
  void AddTier(int lowest);
  void AddTermGates(const Subject& subject);
  void AddServedRegions(const std::vector<std::string>& regions);
  void Finish();
  void KeepOfFew(const GateCheck& check, const Roaring& few, uint32_t page,
                 population::PageBits& rows) const;
  bool PassesColumn(const GateCheck& check, const population::RowFacts& facts, uint32_t row) const;
  bool ConsentHolds(const population::RowFacts& facts) const;
  bool Conflicts(uint32_t row) const;
  bool IsBarred(uint32_t row) const;

  const population::Store& store_;
  const Stations* stations_;
  population::AvailabilityTable* availability_;
  std::string employer_;
  uint64_t employer_key_;
  population::Host host_;
  int first_day_;  // that can be booked
  int today_packed_;
  const Roaring* matchable_;
  int needed_half_days_ = 0;
  std::array<uint16_t, 16> allowed_forms_{};  // by employment status
  std::vector<GateCheck> checks_;
  std::vector<const GateCheck*> narrowing_;
  std::vector<const GateCheck*> column_checks_;  // what is not fused below
  std::vector<const GateCheck*> list_checks_;

  // The strictest of each column.
  int min_education_ = 0;
  int min_title_ = 0;
  int min_experience_ = 0;
  int64_t most_fee_ = INT64_MAX;
  int most_remote_ = 10000;
  uint8_t fee_model_ = 0xFF;  // its bit; all: any will do
};

}  // namespace houniao::recruitment
