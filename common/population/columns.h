// Facts of fixed width in pages of 4,096 rows that never move: growing copies nothing, and a scan
// within a page runs over plain arrays.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace houniao::population {

inline constexpr uint32_t kPageRowBits = 12;
inline constexpr uint32_t kPageRows = 1u << kPageRowBits;

// Bits of RowFacts::flags.
inline constexpr uint8_t kFlagLive = 1;
inline constexpr uint8_t kFlagShareConsent = 2;
inline constexpr uint8_t kFlagPaused = 4;
inline constexpr uint8_t kFlagAcademician = 8;
inline constexpr uint8_t kFlagBooked = 16;  // BookingLedger has days of the talent
inline constexpr uint8_t kFlagManualOnly = 32;
inline constexpr uint8_t kFlagRestricted = 64;  // Store::BarredUntil may find something

inline constexpr uint16_t kNoCap = 0xFFFF;        // days_per_year
inline constexpr uint32_t kLongFee = 0xFFFFFFFF;  // the fee is in Columns::long_fees
inline constexpr int kInlineIdBytes = 19;         // longer ids are in Columns::long_ids
inline constexpr uint8_t kLongId = kInlineIdBytes + 1;

// What matching reads of a row, in half a cache line: whoever comes into question is looked at
// once.
struct alignas(32) RowFacts {
  uint8_t education_rank;
  uint8_t title_rank;
  uint8_t tier_rank;
  uint8_t experience_years;
  uint16_t tier_until;  // PackLastDay; 0: none
  uint8_t flags;
  uint8_t status;
  uint16_t forms;
  uint16_t consent_until;
  uint16_t integrity_until;
  uint8_t fee_models;
  uint8_t home_unit_consent;
  uint32_t region;
  uint32_t day_fee;
  uint32_t lists;  // ListArena
  uint32_t terms;  // TermsTable
};
static_assert(sizeof(RowFacts) == 32);

// 37 bytes of facts and 20 of id text a row.
struct ColumnPage {
  std::array<RowFacts, kPageRows> rows;
  std::array<uint16_t, kPageRows> days_per_year;
  std::array<uint16_t, kPageRows> remote_share_bp;
  std::array<uint8_t, kPageRows> station_count;
  std::array<uint8_t, kPageRows> id_length;  // kLongId: see above
  std::array<std::array<char, kInlineIdBytes>, kPageRows> id_text;
};

class Columns {
 public:
  // Makes room for the row; new rows are all zero, so not live.
  void Grow(uint32_t row) {
    while (row >> kPageRowBits >= pages_.size()) pages_.push_back(std::make_unique<ColumnPage>());
  }
  ColumnPage& page(uint32_t row) { return *pages_[row >> kPageRowBits]; }
  const ColumnPage& page(uint32_t row) const { return *pages_[row >> kPageRowBits]; }
  static uint32_t Slot(uint32_t row) { return row & (kPageRows - 1); }

  size_t page_count() const { return pages_.size(); }

 private:
  std::vector<std::unique_ptr<ColumnPage>> pages_;
};

}  // namespace houniao::population
