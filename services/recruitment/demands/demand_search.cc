#include "services/recruitment/demands/demand_search.h"

#include <algorithm>

#include "common/codes/education.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/demands/talent_signatures.h"
#include "services/recruitment/matching/qualities.h"

namespace houniao::recruitment {
namespace {

using houniao::type::v1::EMPLOYMENT_STATUS_RETIRED;

constexpr int kTopTitle = 4;
// Demands whose parts, and as many more whose columns, are on their way from memory while one is
// scored.
constexpr size_t kAhead = 8;

class Search {
 public:
  Search(const DemandTable& table, const DemandQuestion& question, const Applicant& talent,
         const Stations* stations)
      : table_(table),
        question_(question),
        talent_(talent),
        store_(*talent.store),
        stations_(stations),
        days_(table.days(), talent.store->availability(talent.row), question.today),
        signatures_(table, talent),
        left_(table.open()),
        passing_(table.room()) {}

  DemandAnswer Run() {
    Select();
    answer_.looked_at = CountBits(left_);
    ApplyPermissions();
    ApplyDays();
    ApplyRequirements();
    ApplyTerms();
    Rank();
    return std::move(answer_);
  }

 private:
  void Select() {
    if (!question_.industries.empty()) {
      passing_.Fill(0);
      for (const std::string& code : question_.industries) {
        const auto key = population::ParseIndustryKey(code);
        if (key.ok()) table_.AddIndustry(population::IndustryRange(*key), passing_);
      }
      Narrow(left_, passing_);
    }
    if (question_.employer.empty()) return;
    passing_.Fill(0);
    if (const SlotSet* own = table_.OfEmployer(question_.employer)) own->AddTo(passing_);
    Narrow(left_, passing_);
  }

  void Removed(v1::Gate gate, int64_t count) {
    answer_.removed[static_cast<size_t>(gate)] += count;
  }
  void Keep(v1::Gate gate, const Bits& passing) { Removed(gate, Narrow(left_, passing)); }
  void Drop(v1::Gate gate, const Bits& failing) { Removed(gate, Exclude(left_, failing)); }
  // A gate that looks at the talent alone.
  void Require(v1::Gate gate, bool passes) {
    if (passes) return;
    Removed(gate, CountBits(left_));
    left_.Fill(0);
  }

  void ApplyPermissions() {
    const uint32_t row = talent_.row;
    Require(v1::GATE_SHARE_CONSENT, store_.share_consent(row));
    Require(v1::GATE_PROFILE_ACTIVE, !store_.paused(row));
    const auto status = static_cast<size_t>(store_.employment_status(row));
    Keep(v1::GATE_STATUS_ALLOWED, table_.AnyForm(status));
    passing_.Fill(0);
    for (int form = 1; form <= houniao::type::v1::EngagementForm_MAX; ++form) {
      if ((store_.forms(row) >> form & 1) != 0) Widen(passing_, table_.Form(status, form));
    }
    Keep(v1::GATE_FORM_ACCEPTED, passing_);
    Require(v1::GATE_HOME_UNIT_CONSENT, store_.HomeUnitConsentsOn(row, question_.today));
    ApplyConflicts();
    Require(v1::GATE_INTEGRITY_RECORD, !store_.IntegrityRecordOn(row, question_.today));
    ApplyStations();
  }

  void ApplyConflicts() {
    const population::ListsView lists = store_.lists(talent_.row);
    std::vector<const SlotSet*> own;
    const auto add = [&](uint64_t unit) {
      if (const SlotSet* set = unit == 0 ? nullptr : table_.OfEmployerKey(unit)) own.push_back(set);
    };
    add(lists.home_unit());
    for (int i = 0; i < lists.interest_count(); ++i) add(lists.interest(i));
    if (own.empty()) return;
    passing_.Fill(0);
    for (const SlotSet* set : own) set->AddTo(passing_);
    Drop(v1::GATE_CONFLICT_OF_INTEREST, passing_);
  }

  // Where no further station is allowed, those who host the talent already may go on.
  void ApplyStations() {
    if (stations_ == nullptr || !store_.academician(talent_.row)) return;
    const std::string id = talent_.id();
    const bool retired = store_.employment_status(talent_.row) == EMPLOYMENT_STATUS_RETIRED;
    if (stations_->CountOf(id) < StationLimit(retired)) return;
    passing_.Fill(0);
    for (const std::string& host : stations_->HostsOf(id)) {
      if (const SlotSet* set = table_.OfEmployer(host)) set->AddTo(passing_);
    }
    Keep(v1::GATE_ACADEMICIAN_QUOTA, passing_);
  }

  void ApplyDays() {
    Bits in_season(table_.room());
    in_season.Fill(~uint64_t{0});
    passing_.Fill(~uint64_t{0});
    days_.Narrow(in_season, passing_);
    Keep(v1::GATE_SEASON, in_season);
    Keep(v1::GATE_REMAINING_DAYS, passing_);
  }

  void ApplyRequirements() {
    ApplyMusts(SignatureKind::kSkill, v1::GATE_MUST_HAVE_SKILL);
    ApplyScale(Scale::kTitle, v1::GATE_TITLE_RANK, store_.title_rank(talent_.row));
    ApplyScale(Scale::kEducation, v1::GATE_EDUCATION, store_.education_rank(talent_.row));
    const int tier = store_.TierRankOn(talent_.row, question_.today);
    ApplyScale(Scale::kTier, v1::GATE_TIER, tier == 0 ? 0 : std::max(0, kTierTop - tier));
    ApplyMusts(SignatureKind::kIndustries, v1::GATE_INDUSTRY);
    ApplyScale(Scale::kExperience, v1::GATE_EXPERIENCE, store_.experience_years(talent_.row));
    ApplyMusts(SignatureKind::kMajors, v1::GATE_MAJOR);
    ApplyMusts(SignatureKind::kWorkplaces, v1::GATE_WORK_REGION);
  }

  void ApplyScale(Scale scale, v1::Gate gate, int value) {
    if (const Bits* more = table_.AsksForMore(scale, value)) Drop(gate, *more);
  }

  void ApplyMusts(SignatureKind kind, v1::Gate gate) {
    if (table_.layer_count(kind) == 0) return;
    const std::vector<uint32_t>& met = signatures_.Met(kind);
    for (size_t layer = 0; layer < table_.layer_count(kind); ++layer) {
      passing_ = table_.NothingIn(kind, layer);
      AddMet(met, layer);
      Keep(gate, passing_);
    }
  }

  void AddMet(const std::vector<uint32_t>& met, size_t layer) {
    for (const uint32_t number : met) {
      const std::vector<SlotSet>& layers = table_.signature(number).layers;
      if (layer < layers.size()) layers[layer].AddTo(passing_);
    }
  }

  void ApplyTerms() {
    if (store_.lists(talent_.row).served_regions().size > 0) {
      passing_ = table_.NoRegions();
      AddMet(signatures_.Met(SignatureKind::kRegions), 0);
      Keep(v1::GATE_REGION, passing_);
    }
    const uint16_t models = store_.fee_models(talent_.row);
    if (models != 0) {
      passing_ = table_.NoFeeModel();
      for (int model = 1; model <= houniao::type::v1::FeeModel_MAX; ++model) {
        if ((models >> model & 1) != 0) Widen(passing_, table_.FeeModel(model));
      }
      Keep(v1::GATE_FEE_MODEL, passing_);
    }
    // Few are left by now, and these two are numbers of their own for each demand.
    const int64_t asked = store_.day_fee_fen(talent_.row);
    const int on_site = 10000 - store_.remote_share_bp(talent_.row);
    left_.ForEach([&](Slot slot) {
      if (table_.day_fee_fen(slot) > 0 && asked > table_.day_fee_fen(slot)) {
        Removed(v1::GATE_FEE, 1);
      } else if (on_site < table_.on_site_share_bp(slot)) {
        Removed(v1::GATE_ON_SITE_SHARE, 1);
      } else {
        survivors_.push_back(slot);
      }
    });
    answer_.eligible = static_cast<int64_t>(survivors_.size());
  }

  // --- Points.

  // What does not depend on the demand but for its least: by value of the least.
  int QualityOnScale(v1::Criterion criterion, int least) const {
    switch (criterion) {
      case v1::CRITERION_TITLE_RANK:
        return RankQuality(store_.title_rank(talent_.row), least, kTopTitle);
      case v1::CRITERION_EDUCATION:
        return RankQuality(store_.education_rank(talent_.row), least, codes::kRankDoctor);
      case v1::CRITERION_TIER:
        return TierQuality(store_.TierRankOn(talent_.row, question_.today), least);
      case v1::CRITERION_EXPERIENCE:
        return ExperienceQuality(store_.experience_years(talent_.row), least);
      default:
        return 0;
    }
  }

  int Quality(Slot slot, const DemandTable::Part& part) {
    const auto criterion = static_cast<v1::Criterion>(part.criterion);
    switch (criterion) {
      case v1::CRITERION_SKILL:
      case v1::CRITERION_INDUSTRY:
      case v1::CRITERION_MAJOR:
      case v1::CRITERION_WORK_REGION:
      case v1::CRITERION_POST_TITLE:
        return signatures_.QualityOf(part.detail);
      case v1::CRITERION_AVAILABILITY:
        return AvailabilityQuality(days_.Remaining(slot), table_.needed_half_days(slot));
      case v1::CRITERION_FEE:
        return FeeQuality(store_.day_fee_fen(talent_.row), table_.day_fee_fen(slot));
      default:
        return QualityOnScale(criterion, static_cast<int>(part.detail));
    }
  }

  // The score, or less than `needed` as soon as it cannot be reached any more.
  int ScoreOf(Slot slot, int needed) {
    int most = table_.max_score(slot);
    int score = 0;
    for (const auto* part = table_.parts_begin(slot); part != table_.parts_end(slot); ++part) {
      const int points = part->max_points * Quality(slot, *part) / 10000;
      score += points;
      most -= part->max_points - points;
      if (most < needed) return most;
    }
    return score;
  }

  bool IsBefore(const RankedDemand& a, const RankedDemand& b) const {
    if (a.score != b.score) return a.score > b.score;
    const int urgency_a = table_.urgency(a.slot), urgency_b = table_.urgency(b.slot);
    if (urgency_a != urgency_b) return urgency_a > urgency_b;
    return table_.at(a.slot).name < table_.at(b.slot).name;
  }

  void Rank() {
    const auto before = [this](const RankedDemand& a, const RankedDemand& b) {
      return IsBefore(a, b);
    };
    std::vector<RankedDemand>& best = answer_.best;
    for (size_t i = 0; i < survivors_.size(); ++i) {
      if (i + 2 * kAhead < survivors_.size()) {
        table_.PrefetchColumns(survivors_[i + 2 * kAhead]);
        table_.PrefetchParts(survivors_[i + kAhead]);
      }
      const Slot slot = survivors_[i];
      const bool full = best.size() == question_.top_k;
      if (full && best.empty()) return;
      const RankedDemand entry = {slot, ScoreOf(slot, full ? best.front().score : 0), 0};
      if (full) {
        if (!before(entry, best.front())) continue;
        std::pop_heap(best.begin(), best.end(), before);
        best.back() = entry;
      } else {
        best.push_back(entry);
      }
      std::push_heap(best.begin(), best.end(), before);
    }
    std::sort(best.begin(), best.end(), before);
    for (RankedDemand& entry : best) entry.remaining_half_days = RemainingFor(entry.slot);
  }

  int RemainingFor(Slot slot) {
    const CompiledDemand& demand = table_.at(slot);
    if (!demand.window.has_value()) return 0;
    if (demand.needed_half_days > 0) return days_.Remaining(slot);
    population::ServiceWindow window = *demand.window;
    window.from = std::max(window.from, question_.today);
    return population::AvailabilityPlan(window, store_.rest_days())
        .RemainingHalfDays(store_.availability(talent_.row));
  }

  const DemandTable& table_;
  const DemandQuestion& question_;
  const Applicant talent_;
  const population::Store& store_;
  const Stations* const stations_;
  DayAnswers days_;
  TalentSignatures signatures_;
  Bits left_;
  Bits passing_;
  std::vector<Slot> survivors_;
  DemandAnswer answer_;
};

}  // namespace

DemandAnswer SearchDemands(const DemandTable& table, const DemandQuestion& question,
                           const Applicant& talent, const Stations* stations) {
  return Search(table, question, talent, stations).Run();
}

}  // namespace houniao::recruitment
