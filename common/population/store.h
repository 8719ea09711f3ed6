// The population without its locks: rows, bitmaps, bookings. Readers get it const through a View.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "roaring/roaring.hh"

#include "common/population/availability.h"
#include "common/population/bitmaps.h"
#include "common/population/bookings.h"
#include "common/population/change_log.h"
#include "common/population/columns.h"
#include "common/population/facts.h"
#include "common/population/id_index.h"
#include "common/population/lists.h"
#include "common/population/names.h"
#include "common/population/stats.h"
#include "common/population/terms.h"
#include "common/population/zones.h"
#include "common/titles/title_table.h"

namespace houniao::population {

// Const calls are thread-safe as long as nobody writes. A row passed in must be live.
class Store {
 public:
  explicit Store(RestDays rest_days);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // --- Which talents there are.
  size_t size() const { return id_index_.size(); }
  std::optional<uint32_t> RowOf(absl::string_view id) const { return id_index_.Find(id); }
  // Order ties by this, never by row.
  absl::string_view id(uint32_t row) const { return id_texts_.Get(row); }
  const Roaring& live() const { return live_; }
  // All facts of a row, normalized.
  TalentFacts Facts(uint32_t row) const;

  // --- Single facts, for gates and scores. Meanings and units as in TalentFacts.
  int education_rank(uint32_t row) const { return page(row).rows[slot(row)].education_rank; }
  int title_rank(uint32_t row) const { return page(row).rows[slot(row)].title_rank; }
  // 0 if there is none, or it is over on `day`.
  int TierRankOn(uint32_t row, int day) const;
  int experience_years(uint32_t row) const { return page(row).rows[slot(row)].experience_years; }
  int station_count(uint32_t row) const { return page(row).station_count[slot(row)]; }
  bool academician(uint32_t row) const { return has(row, kFlagAcademician); }
  int employment_status(uint32_t row) const { return page(row).rows[slot(row)].status; }
  uint16_t forms(uint32_t row) const { return page(row).rows[slot(row)].forms; }
  uint16_t fee_models(uint32_t row) const { return page(row).rows[slot(row)].fee_models; }
  int64_t day_fee_fen(uint32_t row) const;
  // -1 if not stated.
  int days_per_year(uint32_t row) const;
  void PrefetchDays(uint32_t row) const { __builtin_prefetch(&page(row).days_per_year[slot(row)]); }
  int remote_share_bp(uint32_t row) const { return page(row).remote_share_bp[slot(row)]; }
  bool share_consent(uint32_t row) const { return has(row, kFlagShareConsent); }
  bool paused(uint32_t row) const { return has(row, kFlagPaused); }
  bool manual_matching_only(uint32_t row) const { return has(row, kFlagManualOnly); }
  bool MatchableRow(uint32_t row) const {
    return share_consent(row) && !manual_matching_only(row) && !paused(row);
  }
  // Those who refuse automated matching, and those who may not serve everybody.
  const Roaring& manual_only_rows() const { return manual_only_rows_; }
  const Roaring& restricted_rows() const { return restricted_rows_; }
  // Last day on which a restriction bars the talent from serving the host; nothing if none does.
  std::optional<int> BarredUntil(uint32_t row, const Host& host) const;
  // True if no consent of the home unit is needed, or it is given and holds on `day`.
  bool HomeUnitConsentsOn(uint32_t row, int day) const;
  // True if a record of misconduct is in force on `day`.
  bool IntegrityRecordOn(uint32_t row, int day) const;
  // ParseRegionKey of the region; 0 if not known.
  uint32_t region_key(uint32_t row) const { return page(row).rows[slot(row)].region; }
  // Skills, industries, served regions, units; majors and posts as numbers of majors() and posts().
  ListsView lists(uint32_t row) const { return lists_.Get(page(row).rows[slot(row)].lists); }
  // Nothing if the talent does not have the skill.
  std::optional<SkillFact> Skill(uint32_t row, int skill) const;

  // --- Whole columns, for scans. Rows that are not live hold whatever they held.
  const ColumnPage& column_page(uint32_t page) const { return columns_.page(page << kPageRowBits); }
  const Zone& zone_of_all() const { return zones_.all(); }
  const RowFacts& facts_of(uint32_t row) const { return page(row).rows[slot(row)]; }
  const PageZones& zones(uint32_t page) const { return zones_.page(page); }
  uint32_t page_count() const { return static_cast<uint32_t>(zones_.page_count()); }

  // --- Availability.
  // Rows with equal numbers have equal terms.
  uint32_t terms_number(uint32_t row) const { return page(row).rows[slot(row)].terms; }
  uint32_t terms_number_end() const { return static_cast<uint32_t>(terms_.number_end()); }
  const Terms& terms(uint32_t number) const { return terms_.Get(number); }
  bool booked(uint32_t row) const { return has(row, kFlagBooked); }
  Availability availability(uint32_t row) const;
  // Null if nothing is booked; the talent need not be known.
  const BookedDays* BookedDaysOf(absl::string_view id) const { return ledger_.Find(id); }
  const BookingLedger& ledger() const { return ledger_; }
  const RestDays& rest_days() const { return rest_days_; }

  // --- Indexes.
  const BitmapIndex& bitmaps() const { return bitmaps_; }
  const NameTable& majors() const { return majors_; }
  const titles::TitleTable& posts() const { return posts_; }
  // Class of the catalogue that a major of majors() belongs to, as a number of major_classes();
  // nothing if the catalogue does not know the major.
  std::optional<uint32_t> MajorClassOf(uint32_t major) const;
  const NameTable& major_classes() const { return major_classes_; }

  const ChangeLog& change_log() const { return change_log_; }

  void AddTo(PopulationStats& stats) const;

  // --- Writing. O(size of the change).
  // Refused facts change nothing.
  absl::Status Upsert(TalentFacts facts);
  // Nothing happens if the talent is not known. Its bookings stay.
  void Remove(absl::string_view id);
  void SetBookings(absl::string_view engagement, const std::vector<TalentBooking>& bookings);
  void SetRestDays(RestDays rest_days) {
    rest_days_ = std::move(rest_days);
    change_log_.NoteAll();
  }

  // Snapshots: what is not written between Begin and Remove… goes. The latter remove at most `most`
  // and say whether more may be left.
  void BeginTalentSnapshot() { unseen_ = live_; }
  // Gives the rows out anew, best education, title, tier and experience first, so that zones are
  // tight and lists lie in the order of rows. For a time when nobody waits: O(all talents).
  void SortRows();
  bool RemoveUnseenTalents(int most);
  void BeginBookingSnapshot() { ledger_.BeginSnapshot(); }
  bool RemoveUnseenEngagements(int most);

 private:
  static constexpr uint32_t kNoClass = ~0u;

  static uint32_t slot(uint32_t row) { return Columns::Slot(row); }
  const ColumnPage& page(uint32_t row) const { return columns_.page(row); }
  bool has(uint32_t row, uint8_t flag) const {
    return (page(row).rows[slot(row)].flags & flag) != 0;
  }

  uint32_t TakeRow();
  uint32_t InternMajor(const std::string& name);
  void FillRow(uint32_t row, const TalentFacts& facts);
  void FillColumns(uint32_t row, const TalentFacts& facts);
  void FillRestrictions(uint32_t row, const std::vector<RestrictionFact>& restrictions);
  void ClearRow(uint32_t row);
  void AttachBookings(uint32_t row);
  std::vector<IndexKey> IndexKeysOf(uint32_t row) const;
  std::vector<uint32_t> RowsBestFirst() const;
  void CopyRow(uint32_t from, uint32_t to, const ColumnPage& old, ListArena& lists);
  void RebuildIndexes();

  RestDays rest_days_;
  Columns columns_;
  Zones zones_;
  IdTexts id_texts_{&columns_};
  IdIndex id_index_{&id_texts_};
  ListArena lists_;
  TermsTable terms_;
  NameTable majors_;
  NameTable major_classes_;
  std::vector<uint32_t> class_of_major_;  // kNoClass: none
  titles::TitleTable posts_;
  BitmapIndex bitmaps_;
  Roaring live_;
  Roaring free_rows_;
  Roaring unseen_;
  uint32_t next_row_ = 0;
  absl::flat_hash_map<uint32_t, int64_t> long_fees_;
  // Few have any, so they stand beside the columns. By row; kFlagRestricted says if there.
  absl::flat_hash_map<uint32_t, std::vector<RestrictionFact>> restrictions_;
  Roaring manual_only_rows_;
  Roaring restricted_rows_;
  BookingLedger ledger_;
  absl::flat_hash_map<uint32_t, const BookedDays*> booked_;  // by row; kFlagBooked says if there
  ChangeLog change_log_;
};

}  // namespace houniao::population
