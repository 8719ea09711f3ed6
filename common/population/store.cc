#include "common/population/store.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/codes/majors.h"

namespace houniao::population {
namespace {

// Last days in 16 bits; 0 is absent.
uint16_t PackLastDay(const std::optional<int>& day) {
  return day.has_value() ? static_cast<uint16_t>(*day - kFirstLastDay + 1) : 0;
}
std::optional<int> UnpackLastDay(uint16_t packed) {
  if (packed == 0) return std::nullopt;
  return packed - 1 + kFirstLastDay;
}
// For days after which something is over; absent means never.
bool HoldsOn(uint16_t last_day, int day) {
  return last_day == 0 || day <= last_day - 1 + kFirstLastDay;
}

}  // namespace

Store::Store(RestDays rest_days) : rest_days_(std::move(rest_days)) {}

int Store::TierRankOn(uint32_t row, int day) const {
  return HoldsOn(page(row).rows[slot(row)].tier_until, day) ? page(row).rows[slot(row)].tier_rank
                                                            : 0;
}

int64_t Store::day_fee_fen(uint32_t row) const {
  const uint32_t fee = page(row).rows[slot(row)].day_fee;
  return fee == kLongFee ? long_fees_.at(row) : fee;
}

int Store::days_per_year(uint32_t row) const {
  const uint16_t days = page(row).days_per_year[slot(row)];
  return days == kNoCap ? -1 : days;
}

bool Store::HomeUnitConsentsOn(uint32_t row, int day) const {
  switch (static_cast<HomeUnitConsent>(page(row).rows[slot(row)].home_unit_consent)) {
    case HomeUnitConsent::kNotNeeded:
      return true;
    case HomeUnitConsent::kMissing:
      return false;
    case HomeUnitConsent::kGiven:
      return HoldsOn(page(row).rows[slot(row)].consent_until, day);
  }
  return false;
}

bool Store::IntegrityRecordOn(uint32_t row, int day) const {
  const uint16_t until = page(row).rows[slot(row)].integrity_until;
  return until != 0 && HoldsOn(until, day);
}

std::optional<int> Store::BarredUntil(uint32_t row, const Host& host) const {
  std::optional<int> until;
  if (!has(row, kFlagRestricted)) return until;
  for (const RestrictionFact& restriction : restrictions_.at(row)) {
    if (Bars(restriction, host))
      until = std::max(until.value_or(restriction.until), restriction.until);
  }
  return until;
}

std::optional<SkillFact> Store::Skill(uint32_t row, int skill) const {
  const SkillWord* const word = lists(row).FindSkill(skill);
  if (word == nullptr) return std::nullopt;
  return UnpackSkill(*word);
}

Availability Store::availability(uint32_t row) const {
  Availability availability;
  availability.terms = &terms_.Get(page(row).rows[slot(row)].terms);
  availability.days_per_year = days_per_year(row);
  if (has(row, kFlagBooked)) availability.booked = booked_.at(row);
  return availability;
}

TalentFacts Store::Facts(uint32_t row) const {
  const ColumnPage& p = page(row);
  const uint32_t s = slot(row);
  const RowFacts& at = p.rows[s];
  const ListsView list = lists(row);
  const Terms& terms = terms_.Get(at.terms);
  TalentFacts facts;
  facts.id = std::string(id(row));
  for (const uint32_t word : list.skills()) facts.skills.push_back(UnpackSkill(word));
  for (const uint32_t key : list.industries()) facts.industries.push_back(IndustryText(key));
  for (const uint32_t number : list.majors()) facts.majors.push_back(majors_.Name(number));
  for (const uint32_t number : list.posts()) facts.posts.push_back(posts_.Name(number));
  for (const uint32_t key : list.served_regions()) facts.served_regions.push_back(RegionText(key));
  for (int i = 0; i < list.interest_count(); ++i) facts.interests.push_back(list.interest(i));
  std::sort(facts.industries.begin(), facts.industries.end());
  std::sort(facts.majors.begin(), facts.majors.end());
  std::sort(facts.posts.begin(), facts.posts.end());
  std::sort(facts.served_regions.begin(), facts.served_regions.end());
  if (at.region != 0) facts.region = RegionText(at.region);
  facts.education_rank = at.education_rank;
  facts.title_rank = at.title_rank;
  facts.tier_rank = at.tier_rank;
  facts.tier_until = UnpackLastDay(at.tier_until);
  facts.experience_years = at.experience_years;
  facts.academician = academician(row);
  facts.station_count = p.station_count[s];
  facts.employment_status = at.status;
  facts.forms = at.forms;
  facts.fee_models = at.fee_models;
  facts.day_fee_fen = day_fee_fen(row);
  if (p.days_per_year[s] != kNoCap) facts.days_per_year = p.days_per_year[s];
  facts.seasons = terms.seasons;
  facts.weekend_only = terms.weekend_only;
  facts.remote_share_bp = p.remote_share_bp[s];
  facts.home_unit_consent = static_cast<HomeUnitConsent>(at.home_unit_consent);
  facts.home_unit_consent_until = UnpackLastDay(at.consent_until);
  facts.share_consent = share_consent(row);
  facts.manual_matching_only = manual_matching_only(row);
  facts.integrity_until = UnpackLastDay(at.integrity_until);
  facts.paused = paused(row);
  facts.home_unit = list.home_unit();
  if (has(row, kFlagRestricted)) facts.restrictions = restrictions_.at(row);
  return facts;
}

// Ascending.
std::vector<IndexKey> Store::IndexKeysOf(uint32_t row) const {
  std::vector<IndexKey> keys;
  const ListsView list = lists(row);
  if (MatchableRow(row)) keys.push_back(MakeIndexKey(IndexKind::kMatchable, 0));
  for (const SkillWord word : list.skills()) {
    keys.push_back(MakeIndexKey(IndexKind::kSkill, word >> 10));  // id and level
  }
  for (const uint32_t key : list.industries()) {
    keys.push_back(MakeIndexKey(IndexKind::kIndustry, key));
  }
  uint32_t within = 0;  // industries are sorted, so are the sections and divisions they lie in
  for (const uint32_t key : list.industries()) {
    for (const uint32_t above : {IndustrySection(key), IndustryDivision(key)}) {
      if (above <= within) continue;
      keys.push_back(MakeIndexKey(IndexKind::kWithinIndustry, above));
      within = above;
    }
  }
  if (region_key(row) != 0) keys.push_back(MakeIndexKey(IndexKind::kHomeRegion, region_key(row)));
  if (list.served_regions().size == 0) keys.push_back(MakeIndexKey(IndexKind::kServedRegion, 0));
  for (const uint32_t key : list.served_regions()) {
    keys.push_back(MakeIndexKey(IndexKind::kServedRegion, key));
  }
  for (const uint32_t number : list.majors()) {
    keys.push_back(MakeIndexKey(IndexKind::kMajor, number));
  }
  for (uint32_t form = 0; form < 16; ++form) {
    if ((forms(row) >> form & 1) != 0) keys.push_back(MakeIndexKey(IndexKind::kForm, form));
  }
  keys.push_back(MakeIndexKey(IndexKind::kStatus, page(row).rows[slot(row)].status));
  const uint32_t tier = page(row).rows[slot(row)].tier_rank;
  if (tier != 0) keys.push_back(MakeIndexKey(IndexKind::kTier, tier));
  for (const uint32_t number : list.posts()) {
    keys.push_back(MakeIndexKey(IndexKind::kPost, number));
  }
  return keys;
}

uint32_t Store::TakeRow() {
  uint32_t row = next_row_;
  if (free_rows_.isEmpty()) {
    ++next_row_;
  } else {
    row = free_rows_.minimum();
    free_rows_.remove(row);
  }
  columns_.Grow(row);
  return row;
}

absl::Status Store::Upsert(TalentFacts facts) {
  RETURN_IF_ERROR(NormalizeFacts(facts));
  std::vector<IndexKey> old_keys;
  std::optional<uint32_t> row = RowOf(facts.id);
  if (row.has_value()) {
    old_keys = IndexKeysOf(*row);
    const uint32_t old_terms = page(*row).rows[slot(*row)].terms;
    lists_.Free(page(*row).rows[slot(*row)].lists);
    FillRow(*row, facts);
    terms_.Release(old_terms);  // after the new ones are taken: equal terms stay
  } else {
    row = TakeRow();
    FillRow(*row, facts);
    id_texts_.Set(*row, facts.id);
    id_index_.Insert(*row);
    live_.add(*row);
    AttachBookings(*row);
  }
  bitmaps_.Move(*row, old_keys, IndexKeysOf(*row));
  unseen_.remove(*row);
  change_log_.Note(*row);
  return absl::OkStatus();
}

uint32_t Store::InternMajor(const std::string& name) {
  const uint32_t number = majors_.Intern(name);
  if (number == class_of_major_.size()) {
    const auto known = codes::FindMajors(name);
    class_of_major_.push_back(known.empty() ? kNoClass
                                            : major_classes_.Intern(known.front()->major_class));
  }
  return number;
}

std::optional<uint32_t> Store::MajorClassOf(uint32_t major) const {
  const uint32_t number = class_of_major_[major];
  if (number == kNoClass) return std::nullopt;
  return number;
}

void Store::FillRow(uint32_t row, const TalentFacts& facts) {
  std::vector<uint32_t> industries, served, majors, posts;
  // Normalized codes parse.
  for (const std::string& code : facts.industries) industries.push_back(*ParseIndustryKey(code));
  for (const std::string& code : facts.served_regions) served.push_back(*ParseRegionKey(code));
  for (const std::string& name : facts.majors) majors.push_back(InternMajor(name));
  for (const std::string& title : facts.posts) posts.push_back(posts_.Intern(title));
  std::sort(industries.begin(), industries.end());
  std::sort(served.begin(), served.end());
  std::sort(majors.begin(), majors.end());
  std::sort(posts.begin(), posts.end());
  ColumnPage& p = columns_.page(row);
  const std::vector<uint32_t> words =
      PackLists(facts.skills, industries, majors, posts, served, facts.home_unit, facts.interests);
  p.rows[slot(row)].lists = lists_.Store({words.data(), static_cast<int>(words.size())});
  p.rows[slot(row)].terms = terms_.Acquire(facts.seasons, facts.weekend_only);
  FillColumns(row, facts);
  zones_.Widen(columns_, row);
}

void Store::FillColumns(uint32_t row, const TalentFacts& facts) {
  ColumnPage& p = columns_.page(row);
  const uint32_t s = slot(row);
  RowFacts& at = p.rows[s];
  at.region = facts.region.empty() ? 0 : *ParseRegionKey(facts.region);
  if (facts.day_fee_fen < kLongFee) {
    if (at.day_fee == kLongFee) long_fees_.erase(row);
    at.day_fee = static_cast<uint32_t>(facts.day_fee_fen);
  } else {
    at.day_fee = kLongFee;
    long_fees_[row] = facts.day_fee_fen;
  }
  p.days_per_year[s] = static_cast<uint16_t>(facts.days_per_year.value_or(kNoCap));
  at.forms = facts.forms;
  p.remote_share_bp[s] = static_cast<uint16_t>(facts.remote_share_bp);
  at.integrity_until = PackLastDay(facts.integrity_until);
  at.consent_until = PackLastDay(facts.home_unit_consent_until);
  at.tier_until = PackLastDay(facts.tier_until);
  at.education_rank = static_cast<uint8_t>(facts.education_rank);
  at.title_rank = static_cast<uint8_t>(facts.title_rank);
  at.tier_rank = static_cast<uint8_t>(facts.tier_rank);
  at.status = static_cast<uint8_t>(facts.employment_status);
  at.fee_models = static_cast<uint8_t>(facts.fee_models);
  at.experience_years = static_cast<uint8_t>(facts.experience_years);
  p.station_count[s] = static_cast<uint8_t>(facts.station_count);
  at.home_unit_consent = static_cast<uint8_t>(facts.home_unit_consent);
  const int kept = at.flags & kFlagBooked;
  at.flags = static_cast<uint8_t>(kFlagLive | kept | (facts.share_consent ? kFlagShareConsent : 0) |
                                  (facts.paused ? kFlagPaused : 0) |
                                  (facts.academician ? kFlagAcademician : 0) |
                                  (facts.manual_matching_only ? kFlagManualOnly : 0) |
                                  (facts.restrictions.empty() ? 0 : kFlagRestricted));
  if (facts.manual_matching_only) {
    manual_only_rows_.add(row);
  } else {
    manual_only_rows_.remove(row);
  }
  FillRestrictions(row, facts.restrictions);
}

void Store::FillRestrictions(uint32_t row, const std::vector<RestrictionFact>& restrictions) {
  if (restrictions.empty()) {
    restrictions_.erase(row);
    restricted_rows_.remove(row);
  } else {
    restrictions_[row] = restrictions;
    restricted_rows_.add(row);
  }
}

void Store::Remove(absl::string_view id) {
  const std::optional<uint32_t> row = RowOf(id);
  if (row.has_value()) ClearRow(*row);
}

void Store::ClearRow(uint32_t row) {
  ColumnPage& p = columns_.page(row);
  const uint32_t s = slot(row);
  bitmaps_.Move(row, IndexKeysOf(row), {});
  lists_.Free(p.rows[s].lists);
  terms_.Release(p.rows[s].terms);
  if (p.rows[s].day_fee == kLongFee) long_fees_.erase(row);
  p.rows[s].day_fee = 0;
  if ((p.rows[s].flags & kFlagBooked) != 0) booked_.erase(row);
  manual_only_rows_.remove(row);
  FillRestrictions(row, {});
  p.rows[s].flags = 0;
  id_index_.Erase(row);
  id_texts_.Set(row, "");
  live_.remove(row);
  unseen_.remove(row);
  free_rows_.add(row);
  change_log_.Note(row);
}

void Store::AttachBookings(uint32_t row) {
  const BookedDays* const days = ledger_.Find(id(row));
  uint8_t& flags = columns_.page(row).rows[slot(row)].flags;
  if (days != nullptr) {
    booked_[row] = days;
    flags |= kFlagBooked;
  } else if ((flags & kFlagBooked) != 0) {
    booked_.erase(row);
    flags = static_cast<uint8_t>(flags & ~kFlagBooked);
  }
}

void Store::SetBookings(absl::string_view engagement, const std::vector<TalentBooking>& bookings) {
  for (const std::string& talent : ledger_.Set(engagement, bookings)) {
    const std::optional<uint32_t> row = RowOf(talent);
    if (!row.has_value()) continue;
    AttachBookings(*row);
    change_log_.Note(*row);
  }
}

bool Store::RemoveUnseenTalents(int most) {
  for (int i = 0; i < most && !unseen_.isEmpty(); ++i) ClearRow(unseen_.minimum());
  return !unseen_.isEmpty();
}

bool Store::RemoveUnseenEngagements(int most) {
  for (int i = 0; i < most; ++i) {
    const std::string engagement = ledger_.UnseenEngagement();
    if (engagement.empty()) return false;
    SetBookings(engagement, {});
  }
  return true;
}

void Store::AddTo(PopulationStats& stats) const {
  stats.talents = size();
  const Roaring* const matchable = bitmaps_.Find(IndexKind::kMatchable, 0);
  stats.matchable = matchable == nullptr ? 0 : matchable->cardinality();
  stats.booked_talents = booked_.size();
  stats.engagements = ledger_.engagement_count();
  stats.terms = terms_.size();
  stats.majors = majors_.size();
  stats.posts = posts_.size();
  stats.bitmaps = bitmaps_.size();
  const size_t id_text_bytes = columns_.page_count() * kPageRows * (kInlineIdBytes + 1);
  stats.column_bytes = columns_.page_count() * sizeof(ColumnPage) - id_text_bytes +
                       long_fees_.capacity() * (sizeof(*long_fees_.begin()) + 1);
  stats.zone_bytes = zones_.bytes();
  stats.id_bytes = id_text_bytes + id_texts_.long_bytes() + id_index_.bytes();
  stats.list_bytes =
      lists_.used_bytes() + restrictions_.size() * (sizeof(*restrictions_.begin()) + 1);
  stats.bitmap_bytes = bitmaps_.bytes();
  stats.booking_bytes = ledger_.bytes() + booked_.capacity() * (sizeof(*booked_.begin()) + 1);
  stats.shared_bytes = terms_.bytes() + majors_.bytes() + posts_.bytes();
}

}  // namespace houniao::population
