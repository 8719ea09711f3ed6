// The verbs of recruiting and of the register: what they ask for, and what a person reads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/engagement_view.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talentctl/verbs.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace api = ::houniao::api::v1;
namespace recruiting = ::houniao::recruitment::v1;
namespace talents = ::houniao::talent::v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SpanOf, ReadsDaysAndWeeks) {
  EXPECT_EQ(*SpanOf("10d"), absl::Hours(240));
  EXPECT_EQ(*SpanOf("2w"), absl::Hours(336));
  EXPECT_EQ(*SpanOf("36h"), absl::Hours(36));
  for (const char* text : {"", "d", "10", "1.5d", "soon"}) EXPECT_FALSE(SpanOf(text).ok()) << text;
}

TEST(DaysOutline, DrawsDaysTogether) {
  google::protobuf::RepeatedPtrField<recruiting::BookedDay> days;
  for (const int day : {5, 6, 7, 12, 13}) {
    *days.Add()->mutable_date() = ToDate(absl::CivilDay(2026, 1, day));
  }
  days[4].set_half(recruiting::DAY_HALF_MORNING);
  EXPECT_EQ(DaysOutline(days), "2026-01-05 ~ 2026-01-07, 2026-01-12, 2026-01-13 am");
}

TEST_F(VerbsTest, ImportShowsRejectedRowsAndTakesTheRest) {
  std::string bytes;
  talents::ImportTalentsRequest first;
  import_ = [&](CallContext&, rpc::MessageReader& in, rpc::MessageWriter& out) -> absl::Status {
    rpc::Reader<talents::ImportTalentsRequest> reader(in);
    rpc::Writer<talents::ImportTalentsResponse> writer(out);
    talents::ImportTalentsRequest part;
    while (reader.Read(&part)) {
      if (part.has_options()) first = part;
      bytes += part.chunk();
    }
    talents::ImportTalentsResponse reply;
    auto* row = reply.add_rows();
    row->set_row(252);
    row->set_outcome(talents::ImportRowResult::REJECTED);
    row->set_external_id("hn-9001");
    auto* error = row->add_errors();
    error->set_column("证件号码");
    error->set_field("identity_document.number");
    error->set_reason("INVALID_FIELD");
    error->set_message("The check character does not fit.");
    reply.mutable_progress()->set_row_count(1);
    EXPECT_TRUE(writer.Write(reply));
    reply.Clear();
    reply.mutable_summary()->set_row_count(3);
    reply.mutable_summary()->set_created_count(2);
    reply.mutable_summary()->set_rejected_count(1);
    reply.mutable_summary()->set_encoding(talents::ImportOptions::GB_18030);
    reply.mutable_summary()->set_dry_run(first.options().dry_run());
    writer.Write(reply);
    return absl::OkStatus();
  };
  const std::string text(200000, 'x');
  const std::string file = WriteFile("t.csv", text);
  const Outcome outcome =
      Run({"import", "talents", file, "--dry_run", "--encoding", "gb18030", "--source", "名册"});
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  EXPECT_EQ(bytes, text);
  EXPECT_TRUE(first.options().dry_run());
  EXPECT_EQ(first.options().encoding(), talents::ImportOptions::GB_18030);
  EXPECT_EQ(first.options().source(), "名册");
  EXPECT_EQ(first.request_id().size(), 36u);
  EXPECT_THAT(outcome.out, HasSubstr("252  hn-9001  证件号码  identity_document.number"));
  EXPECT_THAT(outcome.out, HasSubstr("dry run: 3 rows: 2 created, 0 updated, 0 unchanged, 1 "
                                     "rejected (GB_18030)\n"));
  EXPECT_EQ(outcome.err, "") << "progress is for terminals";
  EXPECT_THAT(Run({"import", "talents", file}, true).err, HasSubstr("1 rows"));
  EXPECT_THAT(Run({"import", "talents", file, "-o", "json"}).out, HasSubstr("\"rejected_count\""));
  EXPECT_EQ(Run({"import", "talents", folder() + "/nothing.csv"}).code, 3);
}

TEST_F(VerbsTest, ImportReportsWhatTheServerSays) {
  import_ = [](CallContext&, rpc::MessageReader&, rpc::MessageWriter&) {
    return errors::InvalidField("header", "has no column display_name");
  };
  const Outcome outcome = Run({"import", "talents", WriteFile("t.csv", std::string(5000000, 'x'))});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("header: has no column"));
}

TEST_F(VerbsTest, WatchPrintsChanges) {
  watch_ = [](CallContext&, const google::protobuf::Message& request, rpc::MessageWriter& out) {
    EXPECT_THAT(static_cast<const talents::WatchTalentsRequest&>(request).types(),
                ElementsAre("talent.houniao/Talent", "talent.houniao/Team"));
    rpc::Writer<talents::WatchTalentsResponse> writer(out);
    talents::WatchTalentsResponse reply;
    reply.set_resume_token("abc");
    auto* change = reply.mutable_changes()->add_changes();
    change->mutable_change()->set_revision(17);
    change->mutable_change()->set_kind(api::Change::UPDATED);
    change->mutable_change()->set_name("talents/t-1");
    change->mutable_talent()->set_name("talents/t-1");
    change->mutable_talent()->set_display_name("李敏");
    writer.Write(reply);
    return absl::OkStatus();
  };
  const Outcome outcome = Run({"watch", "talents", "--types", "Talent,Team"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("17"));
  EXPECT_THAT(outcome.out, HasSubstr("UPDATED  talents/t-1  李敏\n"));
  EXPECT_THAT(outcome.err, HasSubstr("--resume_token abc"));
}

recruiting::MatchTalentsResponse TwoCandidates() {
  recruiting::MatchTalentsResponse reply;
  reply.set_max_score(100);
  reply.set_eligible_count(2);
  reply.set_population_count(9);
  for (int i = 0; i < 2; ++i) {
    auto* candidate = reply.add_candidates();
    candidate->set_talent(absl::StrCat("talents/t-", i + 1));
    candidate->set_display_name(i == 0 ? "欧阳修远" : "李敏");
    candidate->set_rank(i + 1);
    candidate->set_score(90 - i);
    candidate->set_remaining_half_day_count(127);
    for (const int points : {30, 20 - i}) {
      auto* criterion = candidate->add_criteria();
      criterion->set_criterion(recruiting::CRITERION_SKILL);
      criterion->set_requirement(points == 30 ? "pcs" : "ems");
      criterion->set_points(points);
      criterion->set_max_points(30);
      criterion->set_evidence("精通, 8 年");
    }
    auto* fee = candidate->add_criteria();
    fee->set_criterion(recruiting::CRITERION_FEE);
    fee->set_points(40);
    fee->set_max_points(40);
  }
  auto* gate = reply.add_gate_counts();
  gate->set_gate(recruiting::GATE_REMAINING_DAYS);
  gate->set_removed_count(7);
  return reply;
}

TEST_F(VerbsTest, MatchShowsPointsByCriterion) {
  Reply("MatchTalents", TwoCandidates());
  Outcome outcome = Run({"match", "demo-pcs", "-k", "2", "--exclude", "t-8,t-9"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "RANK  TALENT       NAME      SCORE/100  SKILL/60  FEE/40  DAYS LEFT\n"
            "   1  talents/t-1  欧阳修远         90        50      40       63.5\n"
            "   2  talents/t-2  李敏             89        49      40       63.5\n"
            "\n"
            "2 of 9 talents pass every gate.\n"
            "KEPT OUT BY     TALENTS\n"
            "REMAINING_DAYS        7\n");
  const auto& request = LastRequest<recruiting::MatchTalentsRequest>("MatchTalents");
  EXPECT_EQ(request.demand(), "demands/demo-pcs");
  EXPECT_EQ(request.top_k(), 2);
  EXPECT_THAT(request.options().excluded_talents(), ElementsAre("talents/t-8", "talents/t-9"));
  outcome = Run({"match", "demands/demo-pcs", "--reasons"});
  EXPECT_THAT(outcome.out, HasSubstr("pcs"));
  EXPECT_THAT(outcome.out, HasSubstr("精通, 8 年"));
}

TEST_F(VerbsTest, ExplainSaysHowFarOff) {
  recruiting::ExplainMatchResponse reply;
  reply.set_max_score(100);
  reply.set_score(70);
  auto* gate = reply.add_gates();
  gate->set_gate(recruiting::GATE_REMAINING_DAYS);
  gate->set_needed("63 天");
  gate->set_actual("剩余 41.5 天");
  gate->set_shortfall(43);
  gate->set_unit(recruiting::GateResult::HALF_DAY);
  gate->set_basis("本人意愿");
  *reply.mutable_first_failed_gate() = *gate;
  Reply("ExplainMatch", reply);
  const Outcome outcome = Run({"explain", "demo-pcs", "t-1", "-k", "20"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("Not eligible: gate REMAINING_DAYS needs 63 天, there is 剩余 41.5 天, "
                        "21.5 days short. Points, had it passed: 70 of 100 points.\n"));
  EXPECT_EQ(LastRequest<recruiting::ExplainMatchRequest>("ExplainMatch").talent(), "talents/t-1");
}

TEST_F(VerbsTest, HoldAsksForDaysInItsThreeWays) {
  recruiting::Engagement engagement;
  engagement.set_name("engagements/e-1");
  engagement.set_state(recruiting::Engagement::HELD);
  engagement.set_booked_half_day_count(126);
  Reply("HoldEngagement", engagement);
  EXPECT_THAT(Run({"hold", "d", "t", "--days", "63", "--for", "2d"}).out, HasSubstr("HELD"));
  const auto request = [this] {
    return LastRequest<recruiting::HoldEngagementRequest>("HoldEngagement");
  };
  EXPECT_EQ(request().demand(), "demands/d");
  EXPECT_EQ(request().talent(), "talents/t");
  EXPECT_EQ(request().day_selection().day_count(), 63);
  EXPECT_FALSE(request().day_selection().has_period());
  EXPECT_EQ(request().hold_duration().seconds(), 172800);

  Run({"hold", "d", "teams/t-1", "--days", "5", "--from", "2026-01-01", "--to", "2026-01-31"});
  EXPECT_EQ(request().team(), "teams/t-1");
  EXPECT_EQ(request().day_selection().period().end_date().day(), 31);

  Run({"hold", "d", "t", "--on", "2026-01-05", "2026-01-06", "--half", "morning", "--form",
       "SEASONAL", "--agreement_months", "36", "--id", "e-1"});
  EXPECT_EQ(request().booked_days_size(), 2);
  EXPECT_EQ(request().booked_days(1).half(), recruiting::DAY_HALF_MORNING);
  EXPECT_EQ(request().form(), type::v1::ENGAGEMENT_FORM_SEASONAL);
  EXPECT_EQ(request().agreement_months(), 36);
  EXPECT_EQ(request().engagement_id(), "e-1");
  EXPECT_FALSE(request().has_day_selection());

  Run({"hold", "d", "t"});
  EXPECT_FALSE(request().has_day_selection());
  EXPECT_EQ(Run({"hold", "d", "t", "--on", "tomorrow"}).code, 4);
}

// 150 days from 2026-01-01 on; the first is recorded.
class DaysTest : public VerbsTest {
 protected:
  DaysTest() {
    recruiting::Engagement engagement;
    engagement.set_name("engagements/e-1");
    for (int i = 0; i < 150; ++i) {
      auto* day = engagement.add_booked_days();
      *day->mutable_date() = ToDate(absl::CivilDay(2026, 1, 1) + i);
      day->set_half(recruiting::DAY_HALF_WHOLE);
    }
    Reply("GetEngagement", engagement);
    recruiting::ListServiceDaysResponse recorded;
    auto* first = recorded.add_service_days();
    first->set_name("engagements/e-1/serviceDays/2026-01-01");
    *first->mutable_date() = Day(2026, 1, 1);
    first->set_state(recruiting::ServiceDay::RECORDED);
    Reply("ListServiceDays", recorded);
    Answer("RecordServiceDays", [](CallContext&, const google::protobuf::Message& message,
                                   google::protobuf::Message* reply) {
      const auto& request = static_cast<const recruiting::RecordServiceDaysRequest&>(message);
      auto& response = static_cast<recruiting::RecordServiceDaysResponse&>(*reply);
      for (int i = 0; i < request.entries_size(); ++i) response.add_service_days();
      response.mutable_engagement()->set_name("engagements/e-1");
      return absl::OkStatus();
    });
    Reply("ConfirmServiceDays", recruiting::ConfirmServiceDaysResponse());
  }

  std::vector<int> BatchSizes() {
    std::vector<int> sizes;
    for (const Seen& call : seen()) {
      if (call.method != "RecordServiceDays") continue;
      sizes.push_back(
          static_cast<const recruiting::RecordServiceDaysRequest&>(*call.request).entries_size());
    }
    return sizes;
  }
};

TEST_F(DaysTest, RecordsBookedDaysUpToTheDayOfTheService) {
  SetToday(absl::CivilDay(2026, 5, 1));  // day 121; one is recorded
  const Outcome outcome = Run({"days", "record", "e-1", "--booked", "--work", "PCS 调试"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(BatchSizes(), ElementsAre(100, 20));
  EXPECT_THAT(outcome.out, HasSubstr("recorded 120 days; engagements/e-1 has"));
  const auto& request = LastRequest<recruiting::RecordServiceDaysRequest>("RecordServiceDays");
  EXPECT_EQ(request.entries(0).work_done(), "PCS 调试");
  EXPECT_EQ(request.entries(0).half(), recruiting::DAY_HALF_WHOLE);
}

TEST_F(DaysTest, RecordsRangesAndNamedDays) {
  SetToday(absl::CivilDay(2026, 5, 1));
  Run({"days", "record", "e-1", "--from", "2026-01-01", "--to", "2026-01-10", "--work", "w"});
  EXPECT_THAT(BatchSizes(), ElementsAre(9));
  seen().clear();
  Run({"days", "record", "e-1", "--on", "2026-02-01", "--half", "afternoon", "--work", "w",
       "--remote", "--place", "福州"});
  const auto& request = LastRequest<recruiting::RecordServiceDaysRequest>("RecordServiceDays");
  ASSERT_EQ(request.entries_size(), 1);
  EXPECT_EQ(request.entries(0).half(), recruiting::DAY_HALF_AFTERNOON);
  EXPECT_TRUE(request.entries(0).remote());
  EXPECT_EQ(Run({"days", "record", "e-1", "--work", "w"}).code, 4);
  SetToday(absl::CivilDay(2026, 1, 1));
  EXPECT_THAT(Run({"days", "record", "e-1", "--booked", "--work", "w"}).out,
              HasSubstr("Nothing to record"));
}

TEST_F(DaysTest, ConfirmsDisputesAndSettles) {
  EXPECT_EQ(Run({"days", "confirm", "e-1"}).code, 0);
  EXPECT_EQ(LastRequest<recruiting::ListServiceDaysRequest>("ListServiceDays").filter(),
            "state=RECORDED");
  EXPECT_THAT(LastRequest<recruiting::ConfirmServiceDaysRequest>("ConfirmServiceDays").names(),
              ElementsAre("engagements/e-1/serviceDays/2026-01-01"));
  Run({"days", "confirm", "e-1", "--on", "2026-03-02"});
  EXPECT_THAT(LastRequest<recruiting::ConfirmServiceDaysRequest>("ConfirmServiceDays").names(),
              ElementsAre("engagements/e-1/serviceDays/2026-03-02"));
  Reply("DisputeServiceDay", recruiting::ServiceDay());
  Reply("SettleServiceDay", recruiting::ServiceDay());
  EXPECT_EQ(Run({"days", "dispute", "e-1", "2026-03-02", "--reason", "未到岗"}).code, 0);
  EXPECT_EQ(LastRequest<recruiting::DisputeServiceDayRequest>("DisputeServiceDay").name(),
            "engagements/e-1/serviceDays/2026-03-02");
  EXPECT_EQ(Run({"days", "settle", "e-1", "2026-03-02", "--upheld", "--half", "morning",
                 "--settlement", "上午在岗"})
                .code,
            0);
  const auto& settle = LastRequest<recruiting::SettleServiceDayRequest>("SettleServiceDay");
  EXPECT_EQ(settle.outcome(), recruiting::SettleServiceDayRequest::UPHELD);
  EXPECT_EQ(settle.half(), recruiting::DAY_HALF_MORNING);
  EXPECT_EQ(Run({"days", "settle", "e-1", "2026-03-02", "--settlement", "x"}).code, 4);
}

TEST_F(VerbsTest, AvailabilityIsACalendar) {
  recruiting::GetAvailabilityResponse reply;
  auto* booked = reply.add_booked_days();
  *booked->mutable_date() = Day(2026, 2, 2);
  booked->set_half(recruiting::DAY_HALF_WHOLE);
  booked->set_engagement("engagements/e-1");
  booked = reply.add_booked_days();
  *booked->mutable_date() = Day(2026, 2, 3);
  booked->set_half(recruiting::DAY_HALF_MORNING);
  booked->set_engagement("engagements/e-1");
  reply.set_free_half_day_count(20);
  reply.set_remaining_half_day_count(19);
  Reply("GetAvailability", reply);
  talents::Talent talent;
  auto* season = talent.mutable_flexible_terms()->add_seasons();
  season->set_start_month(2);
  season->set_start_day(1);
  season->set_end_month(2);
  season->set_end_day(10);
  Reply("GetTalent", talent);
  const Outcome outcome =
      Run({"availability", "t-1", "--from", "2026-02-01", "--to", "2026-02-12"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\n2026-02 - # a . . . - - . .     "));
  EXPECT_THAT(outcome.out, HasSubstr(" 8.5  1.5\n"));
  EXPECT_THAT(outcome.out, HasSubstr("blank: does not come"));
  EXPECT_THAT(outcome.out, HasSubstr("can still be booked: 9.5 days"));
  EXPECT_THAT(outcome.out, HasSubstr("engagements/e-1   1.5\n"));
}

TEST_F(VerbsTest, PublishAndClose) {
  recruiting::Demand demand;
  demand.set_name("demands/d");
  demand.set_title("专家");
  demand.set_state(recruiting::Demand::OPEN);
  Reply("PublishDemand", demand);
  EXPECT_EQ(Run({"publish", "demand", "d"}).out, "demands/d is OPEN: 专家\n");
  demand.set_state(recruiting::Demand::CLOSED);
  Reply("CloseDemand", demand);
  EXPECT_EQ(Run({"close", "demand", "d", "--reason", "取消"}).out, "demands/d is CLOSED: 专家\n");
  EXPECT_EQ(LastRequest<recruiting::CloseDemandRequest>("CloseDemand").reason(), "取消");
}

}  // namespace
}  // namespace houniao::talentctl
