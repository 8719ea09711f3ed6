#include "services/recruitment/talents/talent_register.h"

#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;
using population::Feed;

const absl::CivilDay kToday(2026, 3, 2);

class TalentRegisterTest : public ::testing::Test {
 protected:
  static tpb::Consent Share(const std::string& id, bool given = true) {
    tpb::Consent consent;
    consent.set_name("talents/" + id + "/consents/share");
    consent.set_purpose(tpb::Consent::SHARE_WITH_EMPLOYERS);
    consent.set_state(given ? tpb::Consent::GIVEN : tpb::Consent::WITHDRAWN);
    return consent;
  }
  static tpb::Consent ManualOnly(const std::string& id, bool given = true) {
    tpb::Consent consent = Share(id, given);
    consent.set_name("talents/" + id + "/consents/manual");
    consent.set_purpose(tpb::Consent::MANUAL_MATCHING_ONLY);
    return consent;
  }
  static tpb::Recognition Tier(const std::string& id, const std::string& tier, absl::CivilDay first,
                               absl::CivilDay last) {
    tpb::Recognition recognition;
    recognition.set_name("talents/" + id + "/recognitions/r" + tier);
    recognition.set_tier(tier);
    recognition.set_state(tpb::Recognition::VALID);
    *recognition.mutable_start_date() = ToDate(first);
    *recognition.mutable_end_date() = ToDate(last);
    return recognition;
  }
  std::optional<population::TalentFacts> Facts(const std::string& id) {
    const population::View view = population_.view();
    const auto row = view->RowOf(id);
    if (!row.has_value()) return std::nullopt;
    return view->Facts(*row);
  }
  bool Shared(const std::string& id) {
    const auto facts = Facts(id);
    return facts.has_value() && facts->share_consent;
  }

  population::Population population_;
  TalentRegister register_{population_, kToday};
};

TEST_F(TalentRegisterTest, TakesThePartsInAnyOrder) {
  register_.BeginSnapshot();
  register_.Apply(Share("a"), 9);
  register_.Apply(Tier("a", "2", kToday, kToday + 5), 9);
  register_.Apply(StorageTalent("a"), 9);
  register_.Apply(StorageTalent("b"), 9);
  register_.Apply(Share("b"), 9);
  register_.EndSnapshot(9);
  EXPECT_TRUE(Shared("a"));
  EXPECT_EQ(Facts("a")->tier_rank, 2);
  EXPECT_TRUE(Shared("b"));
  EXPECT_EQ(population_.applied_revision(Feed::kTalents), 9);
}

TEST_F(TalentRegisterTest, ASecondSnapshotKeepsWhatIsTrueAndDropsWhatIsGone) {
  register_.BeginSnapshot();
  for (const char* id : {"a", "b", "gone"}) {
    register_.Apply(StorageTalent(id), 5);
    register_.Apply(Share(id), 5);
  }
  register_.EndSnapshot(5);
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("a"), 20);
  // Not yet said otherwise: nobody vanishes while a snapshot runs.
  EXPECT_TRUE(Shared("a"));
  EXPECT_TRUE(Shared("gone"));
  register_.Apply(StorageTalent("b"), 20);
  register_.Apply(Share("a"), 20);
  register_.Apply(Share("gone"), 20);  // a consent alone brings nobody back
  register_.EndSnapshot(20);
  EXPECT_TRUE(Shared("a"));
  EXPECT_FALSE(Shared("b"));
  EXPECT_TRUE(Facts("b").has_value());
  EXPECT_FALSE(Facts("gone").has_value());
}

TEST_F(TalentRegisterTest, ABrokenSnapshotIsBegunAgain) {
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("a"), 5);
  register_.Apply(Share("a"), 5);
  register_.EndSnapshot(5);
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("x"), 8);
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("a"), 9);
  EXPECT_TRUE(Shared("a"));
  register_.Apply(Share("a"), 9);
  register_.EndSnapshot(9);
  EXPECT_TRUE(Shared("a"));
  EXPECT_FALSE(Facts("x").has_value());
}

TEST_F(TalentRegisterTest, FollowsChanges) {
  register_.Apply(StorageTalent("a"), 1);
  EXPECT_FALSE(Shared("a"));
  register_.Apply(Share("a"), 2);
  EXPECT_TRUE(Shared("a"));
  // Another purpose is another matter.
  tpb::Consent outreach = Share("a", false);
  outreach.set_purpose(tpb::Consent::OUTREACH);
  register_.Apply(outreach, 3);
  EXPECT_TRUE(Shared("a"));
  register_.Apply(Share("a", false), 4);
  EXPECT_FALSE(Shared("a"));
  tpb::Talent deleted = StorageTalent("a");
  deleted.mutable_delete_time()->set_seconds(1);
  register_.Apply(deleted, 5);
  EXPECT_FALSE(Facts("a").has_value());
}

TEST_F(TalentRegisterTest, ARefusalOfAutomationHoldsUntilItIsTakenBack) {
  const auto matchable = [this] {
    const population::View view = population_.view();
    const auto* const rows = view->bitmaps().Find(population::IndexKind::kMatchable, 0);
    return rows != nullptr && rows->contains(*view->RowOf("a"));
  };
  register_.Apply(StorageTalent("a"), 1);
  register_.Apply(Share("a"), 2);
  EXPECT_TRUE(matchable());
  register_.Apply(ManualOnly("a"), 3);
  EXPECT_FALSE(matchable());
  EXPECT_TRUE(Shared("a"));
  register_.Apply(StorageTalent("a"), 4);
  EXPECT_FALSE(matchable());
  // A snapshot says it again, and another one no more.
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("a"), 5);
  EXPECT_TRUE(Facts("a")->manual_matching_only);
  register_.Apply(Share("a"), 5);
  register_.Apply(ManualOnly("a"), 5);
  register_.EndSnapshot(5);
  EXPECT_FALSE(matchable());
  register_.Apply(ManualOnly("a", false), 6);
  EXPECT_TRUE(matchable());
  register_.Apply(ManualOnly("a"), 7);
  register_.BeginSnapshot();
  register_.Apply(StorageTalent("a"), 8);
  register_.Apply(Share("a"), 8);
  register_.EndSnapshot(8);
  EXPECT_TRUE(matchable());
}

TEST_F(TalentRegisterTest, DaysBeginAndEndTiersAndLives) {
  register_.Apply(StorageTalent("a"), 1);
  register_.Apply(Tier("a", "1", kToday + 1, kToday + 2), 2);
  register_.Apply(Tier("a", "3", kToday, kToday + 9), 3);
  EXPECT_EQ(Facts("a")->tier_rank, 3);
  register_.SetToday(kToday + 1);
  EXPECT_EQ(Facts("a")->tier_rank, 1);
  register_.SetToday(kToday + 3);
  EXPECT_EQ(Facts("a")->tier_rank, 3);
  register_.SetToday(kToday + 30);
  EXPECT_EQ(Facts("a")->tier_rank, 0);
  tpb::Talent talent = StorageTalent("a");
  *talent.mutable_death_date() = ToDate(kToday + 31);
  register_.Apply(talent, 4);
  EXPECT_FALSE(Facts("a")->paused);
  register_.SetToday(kToday + 31);
  EXPECT_TRUE(Facts("a")->paused);
}

TEST_F(TalentRegisterTest, PausedRecognitionsRest) {
  register_.Apply(StorageTalent("a"), 1);
  tpb::Recognition recognition = Tier("a", "1", kToday, kToday + 9);
  register_.Apply(recognition, 2);
  EXPECT_EQ(Facts("a")->tier_rank, 1);
  recognition.set_state(tpb::Recognition::PAUSED);
  register_.Apply(recognition, 3);
  EXPECT_EQ(Facts("a")->tier_rank, 0);
  recognition.set_state(tpb::Recognition::VALID);
  register_.Apply(recognition, 4);
  recognition.mutable_delete_time()->set_seconds(1);
  register_.Apply(recognition, 5);
  EXPECT_EQ(Facts("a")->tier_rank, 0);
}

}  // namespace
}  // namespace houniao::recruitment
