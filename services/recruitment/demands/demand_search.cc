#include "services/recruitment/demands/demand_search.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <queue>

#include "common/codes/education.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/demands/talent_signatures.h"
#include "services/recruitment/matching/qualities.h"

namespace houniao::recruitment {
namespace {

using houniao::type::v1::EMPLOYMENT_STATUS_RETIRED;

constexpr int kTopTitle = 4;
// Demands whose parts, and as many more whose rows, are on their way from memory while one is
// looked at.
constexpr size_t kAhead = 12;

// Gates of requirements and terms in the order in which they are asked, and the must or scale
// behind each.
constexpr v1::Gate kLastGates[] = {
    v1::GATE_MUST_HAVE_SKILL, v1::GATE_TITLE_RANK, v1::GATE_EDUCATION, v1::GATE_TIER,
    v1::GATE_INDUSTRY,        v1::GATE_EXPERIENCE, v1::GATE_MAJOR,     v1::GATE_WORK_REGION,
    v1::GATE_REGION,          v1::GATE_FEE_MODEL,  v1::GATE_FEE,       v1::GATE_ON_SITE_SHARE};
constexpr int kAllPassed = static_cast<int>(std::size(kLastGates));
constexpr SignatureKind kMustKinds[] = {SignatureKind::kSkill, SignatureKind::kIndustries,
                                        SignatureKind::kMajors, SignatureKind::kWorkplaces};
constexpr int kPlaceOfRegion = 8;
constexpr int kPlaceOfScale[kScales] = {1, 2, 3, 5};
// By SignatureKind; regions and titles are no musts.
constexpr int kPlaceOfMust[kSignatureKinds] = {0, 4, 6, 7, kAllPassed, kAllPassed};

// Room that each thread keeps for its next question.
struct Scratch {
  Bits left;
  Bits passing;
  std::vector<int16_t> qualities;
  std::vector<Slot> candidates;
  std::vector<Slot> survivors;

  static Scratch& Own() {
    static thread_local Scratch scratch;
    return scratch;
  }
};

class Search {
 public:
  Search(const DemandTable& table, const DemandQuestion& question, const Applicant& talent,
         const Stations* stations)
      : table_(table),
        question_(question),
        talent_(talent),
        store_(*talent.store),
        stations_(stations),
        serves_in_regions_(store_.lists(talent.row).served_regions().size > 0),
        fee_models_(store_.fee_models(talent.row)),
        asked_fee_(store_.day_fee_fen(talent.row)),
        on_site_(10000 - store_.remote_share_bp(talent.row)),
        left_(Scratch::Own().left),
        passing_(Scratch::Own().passing),
        qualities_(Scratch::Own().qualities),
        candidates_(Scratch::Own().candidates),
        survivors_(Scratch::Own().survivors) {
    left_ = table.open();
    candidates_.clear();
    survivors_.clear();
  }

  DemandAnswer Run() {
    Select();
    left_count_ = answer_.looked_at;
    ApplyPermissions();
    if (left_count_ > 0) ApplyDays();
    if (left_count_ > 0) ApplySkills();
    if (left_count_ > static_cast<int64_t>(question_.most_one_by_one)) {
      ApplyRequirements();
      ApplyTerms();
    } else if (left_count_ > 0) {
      ApplyOneByOne();
    }
    answer_.eligible = static_cast<int64_t>(survivors_.size());
    Rank();
    return std::move(answer_);
  }

 private:
  void Select() {
    if (question_.industries.empty() && question_.employer.empty()) {
      answer_.looked_at = static_cast<int64_t>(table_.size());
      return;
    }
    if (!question_.industries.empty()) {
      Empty(passing_);
      for (const std::string& code : question_.industries) {
        const auto key = population::ParseIndustryKey(code);
        if (key.ok()) table_.AddIndustry(population::IndustryRange(*key), passing_);
      }
      Narrow(left_, passing_);
    }
    if (!question_.employer.empty()) {
      Empty(passing_);
      if (const SlotSet* own = table_.OfEmployer(question_.employer)) own->AddTo(passing_);
      Narrow(left_, passing_);
    }
    answer_.looked_at = CountBits(left_);
  }

  void Empty(Bits& set) const {
    if (set.word_count() == left_.word_count()) {
      set.Fill(0);
    } else {
      set = Bits(table_.room());
    }
  }

  void Removed(v1::Gate gate, int64_t count) {
    answer_.removed[static_cast<size_t>(gate)] += count;
    left_count_ -= count;
  }
  void Keep(v1::Gate gate, const Bits& passing) { Removed(gate, Narrow(left_, passing)); }
  void Drop(v1::Gate gate, const Bits& failing) { Removed(gate, Exclude(left_, failing)); }
  // A gate that looks at the talent alone.
  void Require(v1::Gate gate, bool passes) {
    if (passes) return;
    Removed(gate, left_count_);
    left_.Fill(0);
  }

  void ApplyPermissions() {
    const uint32_t row = talent_.row;
    Require(v1::GATE_SHARE_CONSENT, store_.share_consent(row));
    Require(v1::GATE_AUTOMATED_MATCHING, !store_.manual_matching_only(row));
    Require(v1::GATE_PROFILE_ACTIVE, !store_.paused(row));
    if (left_count_ == 0) return;
    const auto status = static_cast<size_t>(store_.employment_status(row));
    Keep(v1::GATE_STATUS_ALLOWED, table_.AnyForm(status));
    std::vector<const Bits*> accepted;
    for (int form = 1; form <= houniao::type::v1::EngagementForm_MAX; ++form) {
      if ((store_.forms(row) >> form & 1) != 0) accepted.push_back(&table_.Form(status, form));
    }
    Removed(v1::GATE_FORM_ACCEPTED, NarrowToAny(left_, accepted));
    Require(v1::GATE_HOME_UNIT_CONSENT, store_.HomeUnitConsentsOn(row, question_.today));
    if (left_count_ == 0) return;
    ApplyConflicts();
    ApplyRestrictions();
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
    Empty(passing_);
    for (const SlotSet* set : own) set->AddTo(passing_);
    Drop(v1::GATE_CONFLICT_OF_INTEREST, passing_);
  }

  // Few talents have any, so the demands are looked at one by one.
  void ApplyRestrictions() {
    if (!store_.restricted_rows().contains(talent_.row)) return;
    Empty(passing_);
    left_.ForEach([this](Slot slot) {
      const CompiledDemand& demand = table_.at(slot);
      const int first = demand.window.has_value() ? std::max(demand.window->from, question_.today)
                                                  : question_.today;
      const std::optional<int> until = store_.BarredUntil(talent_.row, demand.host);
      if (until.has_value() && first <= *until) passing_.Set(slot);
    });
    Drop(v1::GATE_SERVICE_RESTRICTION, passing_);
  }

  // Where no further station is allowed, those who host the talent already may go on.
  void ApplyStations() {
    if (stations_ == nullptr || !store_.academician(talent_.row)) return;
    const std::string id = talent_.id();
    const bool retired = store_.employment_status(talent_.row) == EMPLOYMENT_STATUS_RETIRED;
    if (stations_->CountOf(id) < StationLimit(retired)) return;
    Empty(passing_);
    for (const std::string& host : stations_->HostsOf(id)) {
      if (const SlotSet* set = table_.OfEmployer(host)) set->AddTo(passing_);
    }
    Keep(v1::GATE_ACADEMICIAN_QUOTA, passing_);
  }

  void ApplyDays() {
    FetchSkills();
    days_.emplace(table_.days(), store_.availability(talent_.row), question_.today);
    const DayAnswers::Removed removed = days_->Narrow(left_);
    Removed(v1::GATE_SEASON, removed.season);
    Removed(v1::GATE_REMAINING_DAYS, removed.remaining);
    signatures_.emplace(table_, talent_);
  }

  // They come from memory while days are counted.
  void FetchSkills() const {
    constexpr size_t kLine = 64 / sizeof(DemandTable::SkillMust);
    for (const population::SkillWord word : store_.lists(talent_.row).skills()) {
      for (size_t layer = 0; layer < DemandTable::kSkillLayers; ++layer) {
        const auto* const asking = table_.AskingFor(population::UnpackSkill(word).skill, layer);
        if (asking == nullptr) continue;
        const size_t end = std::min<size_t>(asking->size(), 64 * kLine);
        for (size_t i = 0; i < end; i += kLine) __builtin_prefetch(asking->data() + i);
      }
    }
  }

  // What most demands ask for and few talents have.
  void ApplySkills() {
    const size_t layers = table_.layer_count(SignatureKind::kSkill);
    for (size_t layer = 0; layer < std::min(layers, DemandTable::kSkillLayers); ++layer) {
      passing_ = table_.NothingIn(SignatureKind::kSkill, layer);
      for (const population::SkillWord word : store_.lists(talent_.row).skills()) {
        AddAsking(population::UnpackSkill(word), layer);
      }
      Keep(v1::GATE_MUST_HAVE_SKILL, passing_);
    }
  }

  void AddAsking(const population::SkillFact& fact, size_t layer) {
    const auto* const asking = table_.AskingFor(fact.skill, layer);
    if (asking == nullptr) return;
    uint64_t* const words = passing_.words();
    // Without a branch that nobody could foresee.
    for (const DemandTable::SkillMust& must : *asking) {
      const bool met = (fact.level >= must.min_level) & (fact.years >= must.min_years);
      words[must.number >> 6] |= static_cast<uint64_t>(met) << (must.number & 63);
    }
  }

  // --- The rest for few demands: each by itself.

  void ApplyOneByOne() {
    candidates_.reserve(static_cast<size_t>(left_count_));
    left_.AppendTo(candidates_);
    for (const SignatureKind kind : kMustKinds) {
      if (table_.layer_count(kind) > FirstLayer(kind)) signatures_->Met(kind);
    }
    if (serves_in_regions_) signatures_->Met(SignatureKind::kRegions);
    for (size_t scale = 0; scale < kScales; ++scale) {
      reached_[scale] = ValueOf(static_cast<Scale>(scale));
    }
    std::array<int64_t, kAllPassed + 1> counts = {};
    survivors_.resize(candidates_.size());
    size_t passed = 0;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (i + 2 * kAhead < candidates_.size()) table_.PrefetchRow(candidates_[i + 2 * kAhead]);
      const int failed = FirstFailed(table_.row(candidates_[i]));
      ++counts[static_cast<size_t>(failed)];
      survivors_[passed] = candidates_[i];
      passed += failed == kAllPassed;
    }
    survivors_.resize(passed);
    for (size_t place = 0; place < kAllPassed; ++place) Removed(kLastGates[place], counts[place]);
  }

  // Place of the first gate that the talent does not pass, without branches that nobody could
  // foresee.
  int FirstFailed(const DemandTable::Row& row) const {
    uint32_t failed = 1u << kAllPassed;
    for (const uint32_t* must = table_.musts_begin(row); must != table_.musts_end(row); ++must) {
      if (signatures_->Meets(*must)) continue;
      failed |= 1u << kPlaceOfMust[static_cast<size_t>(table_.kind_of(*must))];
      break;
    }
    for (size_t scale = 0; scale < kScales; ++scale) {
      failed |= uint32_t{reached_[scale] < row.least[scale]} << kPlaceOfScale[scale];
    }
    if (serves_in_regions_ && row.regions != DemandTable::kNothing) {
      failed |= uint32_t{!signatures_->Meets(row.regions)} << kPlaceOfRegion;
    }
    const uint32_t models = fee_models_ == 0 ? ~0u : fee_models_ | 1u;
    failed |= (~models >> row.fee_model & 1) << (kPlaceOfRegion + 1);
    failed |= uint32_t{FailsFee(row)} << (kPlaceOfRegion + 2);
    failed |= uint32_t{FailsOnSiteShare(row)} << (kPlaceOfRegion + 3);
    return __builtin_ctz(failed);
  }

  bool FailsFee(const DemandTable::Row& row) const {
    return (row.day_fee_fen > 0) & (asked_fee_ > row.day_fee_fen);
  }
  bool FailsOnSiteShare(const DemandTable::Row& row) const {
    return on_site_ < row.on_site_share_bp;
  }

  // --- The rest for many demands: gate by gate.

  void ApplyRequirements() {
    ApplyMusts(SignatureKind::kSkill, v1::GATE_MUST_HAVE_SKILL);
    ApplyScale(Scale::kTitle, v1::GATE_TITLE_RANK);
    ApplyScale(Scale::kEducation, v1::GATE_EDUCATION);
    ApplyScale(Scale::kTier, v1::GATE_TIER);
    ApplyMusts(SignatureKind::kIndustries, v1::GATE_INDUSTRY);
    ApplyScale(Scale::kExperience, v1::GATE_EXPERIENCE);
    ApplyMusts(SignatureKind::kMajors, v1::GATE_MAJOR);
    ApplyMusts(SignatureKind::kWorkplaces, v1::GATE_WORK_REGION);
  }

  int ValueOf(Scale scale) const {
    switch (scale) {
      case Scale::kTitle:
        return store_.title_rank(talent_.row);
      case Scale::kEducation:
        return store_.education_rank(talent_.row);
      case Scale::kTier: {
        const int tier = store_.TierRankOn(talent_.row, question_.today);
        return tier == 0 ? 0 : std::max(0, kTierTop - tier);
      }
      case Scale::kExperience:
        break;
    }
    return store_.experience_years(talent_.row);
  }

  void ApplyScale(Scale scale, v1::Gate gate) {
    if (const Bits* more = table_.AsksForMore(scale, ValueOf(scale))) Drop(gate, *more);
  }

  // Of the musts that are not asked before.
  static size_t FirstLayer(SignatureKind kind) {
    return kind == SignatureKind::kSkill ? DemandTable::kSkillLayers : 0;
  }

  void ApplyMusts(SignatureKind kind, v1::Gate gate) {
    for (size_t layer = FirstLayer(kind); layer < table_.layer_count(kind); ++layer) {
      ApplyMust(kind, layer, gate);
    }
  }

  void ApplyMust(SignatureKind kind, size_t layer, v1::Gate gate) {
    passing_ = table_.NothingIn(kind, layer);
    AddMet(signatures_->Met(kind), layer);
    Keep(gate, passing_);
  }

  void AddMet(const std::vector<uint32_t>& met, size_t layer) {
    for (const uint32_t number : met) {
      const std::vector<SlotSet>& layers = table_.signature(number).layers;
      if (layer < layers.size()) layers[layer].AddTo(passing_);
    }
  }

  void ApplyTerms() {
    if (serves_in_regions_) {
      passing_ = table_.NoRegions();
      AddMet(signatures_->Met(SignatureKind::kRegions), 0);
      Keep(v1::GATE_REGION, passing_);
    }
    if (fee_models_ != 0) {
      passing_ = table_.NoFeeModel();
      for (int model = 1; model <= houniao::type::v1::FeeModel_MAX; ++model) {
        if ((fee_models_ >> model & 1) != 0) Widen(passing_, table_.FeeModel(model));
      }
      Keep(v1::GATE_FEE_MODEL, passing_);
    }
    left_.ForEach([&](Slot slot) {
      const DemandTable::Row& row = table_.row(slot);
      if (FailsFee(row)) {
        Removed(v1::GATE_FEE, 1);
      } else if (FailsOnSiteShare(row)) {
        Removed(v1::GATE_ON_SITE_SHARE, 1);
      } else {
        survivors_.push_back(slot);
      }
    });
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

  int Quality(const DemandTable::Row& row, const DemandTable::Part& part) {
    const int known = qualities_[part.quality];
    return known >= 0 ? known : WorkOut(row, part.quality);
  }

  int WorkOut(const DemandTable::Row& row, uint32_t number) {
    const DemandTable::QualityKey& key = table_.quality_key(number);
    int quality = 0;
    switch (key.criterion) {
      case v1::CRITERION_AVAILABILITY:
        return AvailabilityQuality(
            row.window == DayNeeds::kNoWindow ? 0 : days_->Remaining(row.window),
            row.needed_half_days);
      case v1::CRITERION_FEE:
        return FeeQuality(asked_fee_, row.day_fee_fen);
      case v1::CRITERION_SKILL:
      case v1::CRITERION_INDUSTRY:
      case v1::CRITERION_MAJOR:
      case v1::CRITERION_WORK_REGION:
      case v1::CRITERION_POST_TITLE:
        quality = signatures_->QualityOf(key.detail);
        break;
      default:
        quality = QualityOnScale(key.criterion, static_cast<int>(key.detail));
    }
    qualities_[number] = static_cast<int16_t>(quality);
    return quality;
  }

  static bool IsTitle(const DemandTable::Part& part) {
    return part.criterion == v1::CRITERION_POST_TITLE;
  }

  // A demand whose titles, which stand last and take longest, are not compared yet.
  struct Bound {
    Slot slot = 0;
    int sure = 0;  // points without the titles
    int most = 0;  // with all that titles can bring
  };
  // `most` is right, or less than `needed` as soon as that cannot be reached any more.
  Bound BoundOf(Slot slot, int needed) {
    const DemandTable::Row& row = table_.row(slot);
    Bound bound = {slot, 0, row.max_score};
    const auto* const end = table_.parts_end(row);
    for (const auto* part = table_.parts_begin(row); part != end && !IsTitle(*part); ++part) {
      const int points = part->max_points * Quality(row, *part) / kFullQuality;
      bound.sure += points;
      bound.most -= part->max_points - points;
      if (bound.most < needed) break;
    }
    return bound;
  }

  int ScoreOf(const Bound& bound) {
    const DemandTable::Row& row = table_.row(bound.slot);
    int score = bound.sure;
    for (const auto* part = table_.parts_end(row); part != table_.parts_begin(row);) {
      --part;
      if (!IsTitle(*part)) break;
      score += part->max_points * Quality(row, *part) / kFullQuality;
    }
    return score;
  }

  bool IsBefore(const RankedDemand& a, const RankedDemand& b) const {
    if (a.score != b.score) return a.score > b.score;
    const int urgency_a = table_.row(a.slot).urgency, urgency_b = table_.row(b.slot).urgency;
    if (urgency_a != urgency_b) return urgency_a > urgency_b;
    return table_.at(a.slot).name < table_.at(b.slot).name;
  }

  // Those that may be among the best, most promising first.
  std::vector<Bound> Promising() {
    std::vector<Bound> bounds;
    bounds.reserve(survivors_.size());
    // Of what is sure, the best: the last of so many is what a demand must be able to reach.
    std::priority_queue<int, std::vector<int>, std::greater<>> sure;
    int needed = 0;
    for (size_t i = 0; i < survivors_.size(); ++i) {
      if (i + 2 * kAhead < survivors_.size()) {
        table_.PrefetchRow(survivors_[i + 2 * kAhead]);
        table_.PrefetchParts(survivors_[i + kAhead]);
      }
      const Bound bound = BoundOf(survivors_[i], needed);
      if (bound.most < needed) continue;
      bounds.push_back(bound);
      if (sure.size() == question_.top_k) {
        if (bound.sure <= sure.top()) continue;
        sure.pop();
      }
      sure.push(bound.sure);
      if (sure.size() == question_.top_k) needed = sure.top();
    }
    bounds.erase(std::remove_if(bounds.begin(), bounds.end(),
                                [needed](const Bound& bound) { return bound.most < needed; }),
                 bounds.end());
    std::sort(bounds.begin(), bounds.end(),
              [](const Bound& a, const Bound& b) { return a.most > b.most; });
    return bounds;
  }

  void Rank() {
    if (question_.top_k == 0 || survivors_.empty()) return;
    qualities_.assign(table_.quality_count(), -1);
    const auto before = [this](const RankedDemand& a, const RankedDemand& b) {
      return IsBefore(a, b);
    };
    std::vector<RankedDemand>& best = answer_.best;
    for (const Bound& bound : Promising()) {
      const bool full = best.size() == question_.top_k;
      if (full && bound.most < best.front().score) break;
      const RankedDemand entry = {bound.slot, ScoreOf(bound), 0};
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
    if (demand.needed_half_days > 0) return days_->Remaining(table_.row(slot).window);
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
  const bool serves_in_regions_;
  const uint16_t fee_models_;
  const int64_t asked_fee_;
  const int on_site_;
  // Made when the talent has passed what is asked of it alone.
  std::optional<DayAnswers> days_;
  std::optional<TalentSignatures> signatures_;
  Bits& left_;
  int64_t left_count_ = 0;
  Bits& passing_;
  std::array<int, kScales> reached_ = {};
  std::vector<int16_t>& qualities_;  // by number; -1: not worked out, or each demand has its own
  std::vector<Slot>& candidates_;
  std::vector<Slot>& survivors_;
  DemandAnswer answer_;
};

}  // namespace

DemandAnswer SearchDemands(const DemandTable& table, const DemandQuestion& question,
                           const Applicant& talent, const Stations* stations) {
  return Search(table, question, talent, stations).Run();
}

}  // namespace houniao::recruitment
