// Matches while everything moves: what a writer was told is done is seen by the next question.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/errors/errors.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kCode1[] = "91350100M000100Y43";
constexpr char kCode2[] = "91110108551385082Q";

std::vector<std::string> Listed(const absl::StatusOr<v1::MatchTalentsResponse>& response) {
  EXPECT_OK(response.status());
  std::vector<std::string> talents;
  if (!response.ok()) return talents;
  for (const auto& candidate : response->candidates()) talents.push_back(candidate.talent());
  return talents;
}

std::vector<std::string> Listed(const absl::StatusOr<v1::MatchDemandsResponse>& response) {
  EXPECT_OK(response.status());
  std::vector<std::string> demands;
  if (!response.ok()) return demands;
  for (const auto& match : response->demands()) demands.push_back(match.demand());
  return demands;
}

class LiveMatchTest : public RecruitmentOffice {
 protected:
  LiveMatchTest() {
    AddEmployer("e1", kCode1);
    AddEmployer("e2", kCode2);
  }

  absl::StatusOr<v1::MatchDemandsResponse> MatchDemands(const std::string& talent,
                                                        const Caller& caller = {}) {
    v1::MatchDemandsRequest request;
    request.set_talent("talents/" + talent);
    request.set_min_talent_revision(TalentRevision());
    return Call(*matching_, &v1::MatchingService::Stub::MatchDemands, request, caller);
  }

  void WithdrawConsent(const std::string& talent) {
    talent::v1::WithdrawConsentRequest withdraw;
    withdraw.set_name("talents/" + talent + "/consents/share");
    ASSERT_OK(
        Call(*consents_, &talent::v1::ConsentService::Stub::WithdrawConsent, withdraw).status());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LiveMatchTest, kEngines, houniao::testing::EngineName);

TEST_P(LiveMatchTest, HoldsAndWithdrawalsAreSeenAtOnceWhileWritersRun) {
  constexpr int kTalents = 6;
  for (int i = 0; i < kTalents; ++i) AddTalent(absl::StrCat("t", i));
  AddTalent("busy");
  ASSERT_OK(AddDemand("short", "e1", [](auto& d) { d.set_headcount(100); }).status());
  // Who is held for 63 days has not 100 of 120 left.
  ASSERT_OK(AddDemand("long", "e2", [](auto& d) { d.set_day_count(100); }).status());

  std::atomic<bool> done{false};
  std::thread profiles([&] {
    for (int i = 0; !done; ++i) {
      talent::v1::UpdateTalentRequest update;
      update.mutable_talent()->set_name("talents/busy");
      update.mutable_talent()->set_source(absl::StrCat("round ", i));
      update.mutable_update_mask()->add_paths("source");
      ASSERT_OK(Call(*talents_, &talent::v1::TalentService::Stub::UpdateTalent, update).status());
    }
  });
  std::thread drafts([&] {
    for (int i = 0; !done; ++i) {
      v1::CreateDemandRequest create;
      *create.mutable_demand() = WinterDemand();
      create.mutable_demand()->set_title(absl::StrCat("储能工程师 ", i));
      ASSERT_OK(Call(*demands_, &v1::DemandService::Stub::CreateDemand, create).status());
    }
  });
  for (int i = 0; i < kTalents; ++i) {
    const std::string id = absl::StrCat("t", i), name = "talents/" + id;
    EXPECT_THAT(Listed(Match("long")), Contains(name));
    if (i % 2 == 0) {
      EXPECT_OK(Hold("short", id).status());
    } else {
      WithdrawConsent(id);
    }
    EXPECT_THAT(Listed(Match("long")), Not(Contains(name)));
    EXPECT_THAT(Listed(MatchDemands(id)), Not(Contains("demands/long")));
  }
  done = true;
  profiles.join();
  drafts.join();
}

TEST_P(LiveMatchTest, WhoRefusesAutomationIsPutForwardByPeopleAlone) {
  AddTalent("a");
  AddTalent("b");
  ASSERT_OK(AddDemand("d1", "e1").status());
  EXPECT_THAT(Listed(Match("d1")), ElementsAre("talents/a", "talents/b"));
  talent::v1::CreateConsentRequest refuse;
  refuse.set_parent("talents/a");
  refuse.set_consent_id("manual");
  refuse.mutable_consent()->set_purpose(talent::v1::Consent::MANUAL_MATCHING_ONLY);
  refuse.mutable_consent()->set_notice_version("2026-01");
  ASSERT_OK(Call(*consents_, &talent::v1::ConsentService::Stub::CreateConsent, refuse).status());
  EXPECT_THAT(Listed(Match("d1")), ElementsAre("talents/b"));
  EXPECT_THAT(Listed(MatchDemands("a")), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto answer, Explain("d1", "a"));
  EXPECT_EQ(answer.first_failed_gate().gate(), v1::GATE_AUTOMATED_MATCHING);
  EXPECT_TRUE(answer.features().manual_matching_only());
  v1::ExplainMatchRequest explain;
  explain.set_demand("demands/d1");
  explain.set_talent("talents/a");
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::ExplainMatch, explain,
                   {"enterprise", "hr", "employers/e1"}),
              StatusIs(absl::StatusCode::kNotFound));
  // A decision of people stands, and the refusal can be taken back.
  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a"));
  EXPECT_EQ(held.state(), v1::Engagement::HELD);
  talent::v1::WithdrawConsentRequest withdraw;
  withdraw.set_name("talents/a/consents/manual");
  ASSERT_OK(
      Call(*consents_, &talent::v1::ConsentService::Stub::WithdrawConsent, withdraw).status());
  ASSERT_OK(AddDemand("d2", "e2", [](auto& d) { d.set_day_count(20); }).status());
  EXPECT_THAT(Listed(Match("d2")), Contains("talents/a"));
}

TEST_P(LiveMatchTest, DemandsAreMatchedFromTheMomentTheyAreOpen) {
  AddTalent("a");
  EXPECT_THAT(Listed(MatchDemands("a")), IsEmpty());
  ASSERT_OK(AddDemand("d1", "e1").status());
  ASSERT_OK(AddDemand("d2", "e2", [](auto& d) { d.set_urgency(5); }).status());
  const auto both = MatchDemands("a");
  EXPECT_THAT(Listed(both), ElementsAre("demands/d2", "demands/d1"));
  // The same points as from the other side, for the same reasons.
  ASSERT_OK_AND_ASSIGN(const auto other_side, Match("d1"));
  ASSERT_EQ(other_side.candidates_size(), 1);
  const v1::DemandMatch& match = both->demands(1);
  EXPECT_EQ(match.score(), other_side.candidates(0).score());
  EXPECT_EQ(match.max_score(), other_side.max_score());
  ASSERT_EQ(match.criteria_size(), other_side.candidates(0).criteria_size());
  for (int i = 0; i < match.criteria_size(); ++i) {
    EXPECT_EQ(match.criteria(i).DebugString(), other_side.candidates(0).criteria(i).DebugString());
  }
  EXPECT_EQ(match.remaining_half_day_count(), other_side.candidates(0).remaining_half_day_count());
  EXPECT_EQ(both->open_demand_count(), 2);
  EXPECT_FALSE(other_side.knowledge_version().empty());

  // Which demands a talent may serve is for the office to ask, not for enterprises.
  EXPECT_THAT(MatchDemands("a", {"enterprise", "hr", "employers/e1"}),
              StatusIs(absl::StatusCode::kPermissionDenied));

  v1::CloseDemandRequest close;
  close.set_name("demands/d2");
  close.set_reason("已招到");
  ASSERT_OK(Call(*demands_, &v1::DemandService::Stub::CloseDemand, close).status());
  EXPECT_THAT(Listed(MatchDemands("a")), ElementsAre("demands/d1"));
  v1::UpdateDemandRequest update;
  update.mutable_demand()->set_name("demands/d1");
  update.mutable_demand()->set_day_fee_fen(100000);
  update.mutable_update_mask()->add_paths("day_fee_fen");
  ASSERT_OK(Call(*demands_, &v1::DemandService::Stub::UpdateDemand, update).status());
  EXPECT_THAT(Listed(MatchDemands("a")), IsEmpty());
  EXPECT_THAT(Listed(Match("d1")), IsEmpty());
  EXPECT_THAT(MatchDemands("nobody"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_P(LiveMatchTest, ExplainsWhatWouldLiftTheRank) {
  AddTalent("a", [](auto& t) { t.mutable_flexible_terms()->set_day_fee_fen(250000); });
  ASSERT_OK(AddDemand("d1", "e1").status());
  v1::ExplainMatchRequest request;
  request.set_demand("demands/d1");
  request.set_talent("talents/a");
  request.set_min_talent_revision(TalentRevision());
  ASSERT_OK_AND_ASSIGN(const auto silent,
                       Call(*matching_, &v1::MatchingService::Stub::ExplainMatch, request));
  EXPECT_EQ(silent.lifts_size(), 0);
  request.set_suggest_changes(true);
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       Call(*matching_, &v1::MatchingService::Stub::ExplainMatch, request));
  EXPECT_EQ(answer.first_failed_gate().gate(), v1::GATE_FEE);
  ASSERT_EQ(answer.lifts_size(), 2);
  for (const v1::RankLift& lift : answer.lifts()) {
    ASSERT_EQ(lift.changes_size(), 1);
    EXPECT_EQ(lift.changes(0).gate(), v1::GATE_FEE);
    EXPECT_TRUE(lift.eligible());
    EXPECT_EQ(lift.rank(), 1);
    EXPECT_TRUE(lift.listed());
  }
}

TEST_P(LiveMatchTest, LongListsComeWithoutReasonsAndWithoutNamesWhereAsked) {
  AddTalent("a");
  ASSERT_OK(AddDemand("d1", "e1").status());
  v1::MatchTalentsRequest request;
  request.set_demand("demands/d1");
  request.set_min_talent_revision(TalentRevision());
  request.set_top_k(101);
  const auto match = [&] {
    return Call(*matching_, &v1::MatchingService::Stub::MatchTalents, request);
  };
  const absl::Status refused = match().status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(refused.message()), ::testing::HasSubstr("omit_criteria"));
  request.mutable_options()->set_omit_criteria(true);
  ASSERT_OK_AND_ASSIGN(const auto named, match());
  ASSERT_EQ(named.candidates_size(), 1);
  EXPECT_EQ(named.candidates(0).criteria_size(), 0);
  EXPECT_NE(named.candidates(0).display_name(), "");
  EXPECT_EQ(named.eligible_count(), 1);
  request.mutable_options()->set_omit_display_names(true);
  request.mutable_options()->set_omit_eligible_count(true);
  ASSERT_OK_AND_ASSIGN(const auto bare, match());
  ASSERT_EQ(bare.candidates_size(), 1);
  EXPECT_EQ(bare.candidates(0).display_name(), "");
  EXPECT_EQ(bare.eligible_count(), 0);
}

TEST_P(LiveMatchTest, SeatsAreKeptForThoseWhoWereNeverEngaged) {
  AddTalent("a");
  AddTalent("b", [](auto& t) { t.mutable_skills(0)->set_years(2); });
  ASSERT_OK(AddDemand("d1", "e1", [](auto& d) { d.set_day_count(5); }).status());
  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a"));
  ASSERT_OK(Confirm(held.name()).status());
  ASSERT_OK(AddDemand("d2", "e2", [](auto& d) { d.set_day_count(5); }).status());
  v1::MatchTalentsRequest request;
  request.set_demand("demands/d2");
  request.set_min_talent_revision(TalentRevision());
  request.set_top_k(1);
  const auto match = [&] {
    return Call(*matching_, &v1::MatchingService::Stub::MatchTalents, request);
  };
  EXPECT_THAT(Listed(match()), ElementsAre("talents/a"));
  request.mutable_options()->mutable_diversification()->set_min_first_timer_count(1);
  const auto varied = match();
  EXPECT_THAT(Listed(varied), ElementsAre("talents/b"));
  EXPECT_GT(varied->diversification_cost(), 0);
}

// The same question asked again is not searched anew; asked with somebody left out who does not
// exist, it is another question, and is.
TEST_P(LiveMatchTest, AnswersThatStandAreThoseOfASearch) {
  constexpr int kTalents = 8;
  for (int i = 0; i < kTalents; ++i) AddTalent(absl::StrCat("t", i));
  ASSERT_OK(AddDemand("short", "e1", [](auto& d) { d.set_headcount(100); }).status());
  ASSERT_OK(AddDemand("long", "e2", [](auto& d) { d.set_day_count(100); }).status());
  const auto ask = [&](const std::string& excluded, bool names, const Caller& caller) {
    v1::MatchTalentsRequest request;
    request.set_demand("demands/long");
    request.set_top_k(5);
    request.set_min_talent_revision(TalentRevision());
    request.mutable_options()->set_omit_display_names(!names);
    request.mutable_options()->set_omit_gate_counts(true);
    request.mutable_options()->set_omit_eligible_count(true);
    if (!excluded.empty()) request.mutable_options()->add_excluded_talents(excluded);
    return Call(*matching_, &v1::MatchingService::Stub::MatchTalents, request, caller);
  };
  for (int i = 0; i < 3 * kTalents; ++i) {
    const std::string id = absl::StrCat("t", i / 3);
    switch (i % 3) {
      case 0: {
        talent::v1::UpdateTalentRequest update;
        update.mutable_talent()->set_name("talents/" + id);
        update.mutable_talent()->set_education_level("14");
        update.mutable_update_mask()->add_paths("education_level");
        ASSERT_OK(Call(*talents_, &talent::v1::TalentService::Stub::UpdateTalent, update).status());
        break;
      }
      case 1:
        if (i % 2 == 0) {
          ASSERT_OK(Hold("short", id).status());
        } else {
          WithdrawConsent(id);
        }
        break;
      default:
        ASSERT_OK(clock_.AdvanceTo(clock_.Now() + absl::Hours(5)));
        break;
    }
    for (const bool names : {false, true}) {
      ASSERT_OK_AND_ASSIGN(v1::MatchTalentsResponse standing, ask("", names, {}));
      ASSERT_OK_AND_ASSIGN(v1::MatchTalentsResponse searched,
                           ask(absl::StrCat("talents/nobody-", i), names, {}));
      for (v1::MatchTalentsResponse* response : {&standing, &searched}) {
        EXPECT_GE(response->talent_revision(), TalentRevision());
        response->clear_talent_revision();
        response->clear_engagement_revision();
      }
      EXPECT_EQ(standing.DebugString(), searched.DebugString()) << "after change " << i;
    }
    // Kept or not, it is nobody else's to read.
    EXPECT_THAT(ask("", false, {"enterprise", "hr", "employers/e1"}),
                StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_OK(ask("", false, {"enterprise", "hr", "employers/e2"}).status());
  }
}

}  // namespace
}  // namespace houniao::recruitment
