#include "common/population/bookings.h"

#include <gtest/gtest.h>

namespace houniao::population {
namespace {

TEST(BookedDaysTest, KeepsOverlapsApart) {
  BookedDays days;
  days.Book(10, kMorning, 1);
  days.Book(10, kWholeDay, 2);
  days.Book(9, kAfternoon, 2);
  EXPECT_EQ(days.BookedOn(10), kWholeDay);
  EXPECT_EQ(days.HolderOn(10, kMorning), 1u);
  EXPECT_EQ(days.HolderOn(10, kAfternoon), 2u);
  EXPECT_EQ(days.CountBooked(9, 10), 3);
  days.UnbookAll(2);
  EXPECT_EQ(days.BookedOn(10), kMorning);
  EXPECT_EQ(days.BookedOn(9), 0);
  days.Unbook(10, kMorning, 2);  // not the holder
  EXPECT_EQ(days.BookedOn(10), kMorning);
  days.Unbook(10, kWholeDay, 1);
  EXPECT_TRUE(days.empty());
}

TEST(BookedDaysTest, HalvesOfOneEngagementAdd) {
  BookedDays days;
  days.Book(10, kMorning, 1);
  days.Book(10, kAfternoon, 1);
  EXPECT_EQ(days.entries().size(), 1u);
  days.Unbook(10, kMorning, 1);
  EXPECT_EQ(days.BookedOn(10), kAfternoon);
}

TEST(BookingLedgerTest, AnEngagementReplacesWhatItHeld) {
  BookingLedger ledger;
  EXPECT_EQ(ledger.Set("e1", {{"a", {1, kWholeDay}}, {"b", {2, kMorning}}}),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(ledger.Set("e1", {{"b", {3, kWholeDay}}, {"c", {3, kMorning}}, {"d", {3, 0}}}),
            (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(ledger.Find("a"), nullptr);
  EXPECT_EQ(ledger.Find("d"), nullptr);
  ASSERT_NE(ledger.Find("b"), nullptr);
  EXPECT_EQ(ledger.Find("b")->BookedOn(2), 0);
  EXPECT_EQ(ledger.Find("b")->BookedOn(3), kWholeDay);
  EXPECT_EQ(ledger.EngagementId(ledger.Find("c")->HolderOn(3, kMorning)), "e1");
  EXPECT_EQ(ledger.BookingsOf("e1"),
            (std::vector<TalentBooking>{{"b", {3, kWholeDay}}, {"c", {3, kMorning}}}));
  EXPECT_TRUE(ledger.Set("e2", {}).empty());
  ledger.Set("e1", {});
  EXPECT_EQ(ledger.engagement_count(), 0u);
  EXPECT_EQ(ledger.talent_count(), 0u);
}

TEST(BookingLedgerTest, EndsInTheSameStateWhateverTheOrder) {
  // e1 gave up day 5 before e2 took it; a replay may tell it the other way round.
  BookingLedger ledger;
  ledger.Set("e1", {{"a", {5, kWholeDay}}});
  ledger.Set("e2", {{"a", {5, kWholeDay}}});
  ledger.Set("e1", {});
  EXPECT_EQ(ledger.EngagementId(ledger.Find("a")->HolderOn(5, kMorning)), "e2");
}

TEST(BookingLedgerTest, SnapshotFindsWhatIsGone) {
  BookingLedger ledger;
  ledger.Set("old", {{"a", {1, kWholeDay}}});
  ledger.Set("kept", {{"a", {2, kWholeDay}}});
  ledger.BeginSnapshot();
  ledger.Set("kept", {{"a", {2, kWholeDay}}});
  ledger.Set("new", {{"b", {2, kWholeDay}}});
  EXPECT_EQ(ledger.UnseenEngagement(), "old");
  ledger.Set("old", {});
  EXPECT_EQ(ledger.UnseenEngagement(), "");
}

}  // namespace
}  // namespace houniao::population
