// The verbs of benefits and of the operation: what they ask for, and what a person reads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "services/talentctl/commands/facts.h"
#include "tests/unit/services/talentctl/verbs.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace api = ::houniao::api::v1;
namespace benefits = ::houniao::benefits::v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ParseFact, ReadsKindsOfValues) {
  const auto value = [](const char* text) { return ParseFact(text)->value(); };
  EXPECT_EQ(value("agreement-months=36").number(), 36);
  EXPECT_EQ(value("new-to-district=true").flag(), true);
  EXPECT_EQ(value("birth-date=1980-05-01").date().year(), 1980);
  EXPECT_EQ(value("tier-ningde=1").text(), "1");
  EXPECT_EQ(value("education=11").text(), "11");
  EXPECT_EQ(value("some-key=\"21\"").text(), "21");
  EXPECT_EQ(value("note=a=b").text(), "a=b");
  EXPECT_THAT(value("programmes=[a, b]").texts().values(), ElementsAre("a", "b"));
  EXPECT_TRUE(value("programmes=[]").has_texts());
  for (const char* text : {"", "a", "=b", "a="}) EXPECT_FALSE(ParseFact(text).ok()) << text;
}

benefits::EvaluateTalentResponse ThreeVerdicts() {
  benefits::EvaluateTalentResponse reply;
  reply.set_talent("talents/t-1");
  *reply.mutable_as_of_date() = ToDate(absl::CivilDay(2026, 3, 31));
  auto* yes = reply.add_evaluations();
  yes->set_policy("policies/a");
  yes->set_title("柔性引才津贴");
  yes->set_verdict(benefits::VERDICT_YES);
  yes->mutable_schedule()->set_total_fen(1200000);
  auto* unknown = reply.add_evaluations();
  unknown->set_policy("policies/b");
  unknown->set_verdict(benefits::VERDICT_UNKNOWN);
  unknown->add_missing_facts()->set_key("insurance-months");
  auto* no = reply.add_evaluations();
  no->set_policy("policies/c");
  no->set_verdict(benefits::VERDICT_NO);
  no->set_failing_condition("需要 ≥ 63 个工作日, 实际 41");
  reply.mutable_next_question()->set_question("社保缴纳了几个月?");
  reply.mutable_next_question()->set_key("insurance-months");
  return reply;
}

TEST_F(VerbsTest, EvaluateSaysYesNoUnknownAndWhy) {
  Reply("EvaluateTalent", ThreeVerdicts());
  const Outcome outcome = Run({"evaluate", "t-1", "a", "policies/b/versions/2", "--engagement",
                               "e-1", "--fact", "agreement-months=36", "--on", "2026-03-31"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("yes      policies/a  柔性引才津贴  12,000.00\n"));
  EXPECT_THAT(outcome.out, HasSubstr("missing: insurance-months\n"));
  EXPECT_THAT(outcome.out, HasSubstr("需要 ≥ 63 个工作日, 实际 41\n"));
  EXPECT_THAT(outcome.out, HasSubstr("talents/t-1 on 2026-03-31: 1 yes, 1 unknown, 1 no\n"));
  EXPECT_THAT(outcome.out, HasSubstr("社保缴纳了几个月? (insurance-months)"));
  const auto& request = LastRequest<benefits::EvaluateTalentRequest>("EvaluateTalent");
  EXPECT_THAT(request.policies(), ElementsAre("policies/a", "policies/b/versions/2"));
  EXPECT_EQ(request.engagement(), "engagements/e-1");
  EXPECT_EQ(request.extra_facts(0).value().number(), 36);
}

TEST_F(VerbsTest, CaseOpenBringsWhatThePolicyAsksFor) {
  benefits::Policy policy;
  policy.set_current_version("policies/p/versions/3");
  Reply("GetPolicy", policy);
  benefits::PolicyVersion version;
  auto* document = version.mutable_terms()->add_required_documents();
  document->set_key("agreement");
  document->set_title("引才协议");
  Reply("GetPolicyVersion", version);
  benefits::Case created;
  created.set_name("cases/c-1");
  created.set_state(benefits::Case::DRAFT);
  Reply("CreateCase", created);
  created.set_state(benefits::Case::SUBMITTED);
  Reply("SubmitCase", created);
  const Outcome outcome = Run({"case",
                               "open",
                               "t-1",
                               "p",
                               "--every_document",
                               "--document",
                               "extra=其他",
                               "--engagement",
                               "e-1",
                               "--unit",
                               "e-9",
                               "--fact",
                               "insurance-months=12",
                               "--submit",
                               "--id",
                               "c-1",
                               "--as",
                               "user:zhang",
                               "--role",
                               "clerk"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("SUBMITTED"));
  const auto& request = LastRequest<benefits::CreateCaseRequest>("CreateCase");
  EXPECT_EQ(request.case_id(), "c-1");
  EXPECT_EQ(request.case_().policy(), "policies/p");
  EXPECT_EQ(request.case_().employer(), "employers/e-9");
  ASSERT_EQ(request.case_().documents_size(), 2);
  EXPECT_EQ(request.case_().documents(0).title(), "引才协议");
  EXPECT_EQ(request.case_().documents(1).key(), "extra");
  EXPECT_EQ(LastRequest<benefits::SubmitCaseRequest>("SubmitCase").name(), "cases/c-1");
  Run({"case", "open", "t-1", "policies/p/versions/2", "--as", "user:zhang", "--role", "clerk"});
  EXPECT_EQ(LastRequest<benefits::CreateCaseRequest>("CreateCase").case_().policy_version(),
            "policies/p/versions/2");
}

TEST_F(VerbsTest, CaseUpdateAddsToWhatIsThere) {
  benefits::Case draft;
  draft.set_name("cases/c-1");
  draft.set_etag("7");
  draft.set_policy("policies/p");
  draft.add_documents()->set_key("agreement");
  draft.add_documents()->set_key("diploma");
  draft.mutable_payee()->set_account_number("6222********0019");
  Reply("GetCase", draft);
  Reply("UpdateCase", draft);
  const std::vector<std::string> clerk = {"--as", "user:zhang", "--role", "clerk"};
  std::vector<std::string> words = {"case",           "update",       "c-1",        "--document",
                                    "diploma=学位证", "--document",   "extra=其他", "--fact",
                                    "months=12",      "--payee_bank", "宁德分行"};
  words.insert(words.end(), clerk.begin(), clerk.end());
  Outcome outcome = Run(words);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const auto& request = LastRequest<benefits::UpdateCaseRequest>("UpdateCase");
  EXPECT_EQ(request.case_().etag(), "7");
  ASSERT_EQ(request.case_().documents_size(), 3);
  EXPECT_EQ(request.case_().documents(1).title(), "学位证");
  EXPECT_EQ(request.case_().documents(2).key(), "extra");
  EXPECT_EQ(request.case_().declared_facts(0).key(), "months");
  // The account number that was read is masked: it must not be written back.
  EXPECT_THAT(request.update_mask().paths(),
              ElementsAre("documents", "declared_facts", "payee.bank"));
  words = {"case", "update", "c-1"};
  words.insert(words.end(), clerk.begin(), clerk.end());
  outcome = Run(words);
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("say what to change"));
  EXPECT_EQ(CountOf("UpdateCase"), 1);
}

benefits::Case ReviewedCase() {
  benefits::Case found;
  found.set_name("cases/c-1");
  found.set_state(benefits::Case::UNDER_REVIEW);
  found.set_talent("talents/t-1");
  found.set_policy_version("policies/p/versions/1");
  found.set_current_step("notice");
  auto* review = found.add_steps();
  review->set_key("review");
  review->set_title("主管部门审核");
  review->set_owner_department("区人社局");
  review->set_promised_working_days(5);
  *review->mutable_due_date() = ToDate(absl::CivilDay(2026, 4, 9));
  *review->mutable_finish_time() = ToTimestamp(ShanghaiMidnight(absl::CivilDay(2026, 4, 10)));
  review->set_deadline_status(benefits::DEADLINE_STATUS_DONE_LATE);
  review->set_actor("user:li.shenhe");
  auto* notice = found.add_steps();
  notice->set_key("notice");
  notice->set_title("公示");
  notice->set_due_unknown(true);
  notice->set_deadline_status(benefits::DEADLINE_STATUS_DUE_UNKNOWN);
  return found;
}

TEST_F(VerbsTest, CaseShowPutsTheDueDateBesideTheDay) {
  Reply("GetCase", ReviewedCase());
  benefits::ListPaymentsResponse payments;
  auto* payment = payments.add_payments();
  payment->set_name("cases/c-1/payments/1");
  payment->set_number(1);
  payment->set_amount_fen(1200000);
  payment->set_state(benefits::Payment::PLANNED);
  *payment->mutable_due_date() = Day(2026, 5, 1);
  Reply("ListPayments", payments);
  const Outcome outcome = Run({"case", "show", "c-1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("   review  主管部门审核  区人社局"));
  EXPECT_THAT(outcome.out, HasSubstr("2026-04-09  2026-04-10  LATE"));
  EXPECT_THAT(outcome.out, HasSubstr(">  notice  公示"));
  EXPECT_THAT(outcome.out, HasSubstr("unknown"));
  EXPECT_THAT(outcome.out, HasSubstr("12,000.00  PLANNED"));
}

TEST_F(VerbsTest, CaseVerbsReachTheirMethods) {
  for (const char* method :
       {"SubmitCase", "ReviewCase", "StartPublicNotice", "RecordObjection", "CloseCaseNotice",
        "ApproveCase", "RejectCase", "ReturnCase", "WithdrawCase"}) {
    Reply(method, ReviewedCase());
  }
  const std::vector<std::string> reviewer = {"--as", "user:li", "--role", "reviewer"};
  const std::vector<std::string> approver = {"--as", "user:wang", "--role", "approver"};
  const auto run = [this](std::vector<std::string> words, const std::vector<std::string>& who) {
    words.insert(words.begin(), "case");
    words.insert(words.end(), who.begin(), who.end());
    const Outcome outcome = Run(words);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
  };
  run({"submit", "c-1"}, {"--as", "user:a", "--role", "clerk"});
  run({"review", "c-1", "--note", "齐全", "--step", "review"}, reviewer);
  EXPECT_EQ(LastRequest<benefits::ReviewCaseRequest>("ReviewCase").step(), "review");
  EXPECT_EQ(Last("ReviewCase").principal, "user:li");
  run({"notice", "c-1", "--channel", "网站", "--start", "2026-04-01"}, reviewer);
  EXPECT_EQ(LastRequest<benefits::StartPublicNoticeRequest>("StartPublicNotice").start_date().day(),
            1);
  run({"object", "c-1", "--content", "有误"}, reviewer);
  run({"close-notice", "c-1", "--resolution", "不成立"}, reviewer);
  EXPECT_EQ(LastRequest<benefits::CloseCaseNoticeRequest>("CloseCaseNotice").resolution(),
            "不成立");
  run({"approve", "c-1", "--budget", "b-1"}, approver);
  EXPECT_EQ(LastRequest<benefits::ApproveCaseRequest>("ApproveCase").budget(), "budgets/b-1");
  run({"reject", "c-1", "--reason", "不足"}, approver);
  run({"return", "c-1", "--reason", "缺页", "--document", "agreement"}, reviewer);
  EXPECT_THAT(LastRequest<benefits::ReturnCaseRequest>("ReturnCase").documents(),
              ElementsAre("agreement"));
  run({"withdraw", "c-1"}, {"--as", "user:a", "--role", "clerk"});
}

TEST_F(VerbsTest, PaymentsOfACaseAreFoundByTheirState) {
  benefits::ListPaymentsResponse payments;
  for (const int number : {2, 1, 3}) {
    auto* payment = payments.add_payments();
    payment->set_name(absl::StrCat("cases/c-1/payments/", number));
    payment->set_number(number);
    payment->set_state(number == 1 ? benefits::Payment::SETTLED : benefits::Payment::PLANNED);
  }
  Reply("ListPayments", payments);
  Reply("CommitPayment", payments.payments(0));
  Reply("DelayPayment", payments.payments(0));
  const std::vector<std::string> who = {"--as", "user:w", "--role", "approver"};
  EXPECT_EQ(Run({"payment", "commit", "c-1", who[0], who[1], who[2], who[3]}).code, 0);
  EXPECT_EQ(LastRequest<benefits::CommitPaymentRequest>("CommitPayment").name(),
            "cases/c-1/payments/2");
  const Outcome outcome = Run({"payment", "pay", "c-1", "--bank_reference", "B-1", "--as", "user:c",
                               "--role", "disburser"});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.err, HasSubstr("has no payment that is COMMITTED or SUBMITTED"));
  EXPECT_EQ(Run({"payment", "delay", "cases/c-1/payments/3", "--reason", "BANK", "--promised",
                 "2026-06-30", "--as", "user:c", "--role", "disburser"})
                .code,
            0);
  const auto& delay = LastRequest<benefits::DelayPaymentRequest>("DelayPayment");
  EXPECT_EQ(delay.reason(), benefits::DELAY_REASON_BANK);
  EXPECT_EQ(delay.promised_date().month(), 6);
}

TEST_F(VerbsTest, BudgetsAreShownInYuan) {
  benefits::ListBudgetsResponse reply;
  auto* budget = reply.add_budgets();
  budget->set_name("budgets/b-1");
  budget->set_title("柔性引才");
  budget->set_cap_fen(600000000);
  budget->set_reserved_fen(1200000);
  budget->set_available_fen(598800000);
  Reply("ListBudgets", reply);
  EXPECT_EQ(
      Run({"budget", "list"}).out,
      "BUDGET       TITLE     SOURCE           CAP   RESERVED  COMMITTED  PAID     AVAILABLE\n"
      "budgets/b-1  柔性引才          6,000,000.00  12,000.00       0.00  0.00  "
      "5,988,000.00\n");
  EXPECT_THAT(Run({"budget", "list", "-o", "json"}).out, HasSubstr("\"cap_fen\": \"600000000\""));
}

TEST_F(VerbsTest, BrokenBooksAndChainsAreOne) {
  benefits::VerifyLedgerResponse ledger;
  ledger.set_intact(true);
  ledger.set_entry_count(8);
  Reply("VerifyLedger", ledger);
  Outcome outcome = Run({"ledger", "verify"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("ledger intact: 0 transfers, 8 entries\n"));
  ledger.set_intact(false);
  Reply("VerifyLedger", ledger);
  EXPECT_EQ(Run({"ledger", "verify"}).code, 1);

  api::VerifyAuditChainResponse chain;
  chain.set_intact(true);
  chain.set_record_count(51);
  Reply("VerifyAuditChain", chain);
  EXPECT_EQ(Run({"audit", "verify"}).code, 0);
  EXPECT_EQ(CountOf("VerifyAuditChain"), 3);
  chain.set_intact(false);
  chain.set_broken_sequence(7);
  Reply("VerifyAuditChain", chain);
  outcome = Run({"audit", "verify", "--service", "talent", "-o", "json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("\"broken_at\": \"7\""));
}

TEST_F(VerbsTest, AuditListKeepsToItsLimit) {
  Answer("ListAuditRecords", [](CallContext&, const google::protobuf::Message& message,
                                google::protobuf::Message* reply) {
    const auto& request = static_cast<const api::ListAuditRecordsRequest&>(message);
    auto& page = static_cast<api::ListAuditRecordsResponse&>(*reply);
    for (int i = 0; i < request.page_size(); ++i) {
      auto* record = page.add_audit_records();
      record->set_method("houniao.talent.v1.TalentService/CreateTalent");
      for (const char* name : {"talents/a", "talents/b", "talents/c"}) record->add_resources(name);
    }
    page.set_next_page_token("more");
    return absl::OkStatus();
  });
  const Outcome outcome = Run({"audit", "list", "--service", "talent", "--limit", "3"});
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 4);
  EXPECT_THAT(outcome.out, HasSubstr("CreateTalent  talents/a, talents/b and 1 more\n"));
}

TEST_F(VerbsTest, ReportShowsTheRate) {
  benefits::OnTimeReport report;
  report.mutable_total()->set_on_time_count(9);
  report.mutable_total()->set_late_count(1);
  report.mutable_total()->set_on_time_bp(9000);
  auto* step = report.add_steps();
  step->set_key("p/review");
  step->set_title("审核");
  Reply("GetOnTimeReport", report);
  const Outcome outcome = Run({"report", "on-time", "--from", "2026-01-01", "--policy", "p"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("90%\n"));
  EXPECT_THAT(outcome.out, HasSubstr("step   p/review  审核"));
  EXPECT_EQ(LastRequest<benefits::GetOnTimeReportRequest>("GetOnTimeReport").policy(),
            "policies/p");
}

TEST_F(VerbsTest, ClockMovesAtEveryTargetOnce) {
  SetToday(absl::CivilDay(2026, 3, 2));
  EXPECT_THAT(Run({"clock", "show"}).out, HasSubstr("2026-03-02T09:00:00+08:00  exercise\n"));
  api::ClockState state;
  Reply("AdvanceClock", state);
  EXPECT_EQ(Run({"clock", "advance", "10d"}).code, 0);
  EXPECT_EQ(CountOf("AdvanceClock"), 1);
  EXPECT_EQ(LastRequest<api::AdvanceClockRequest>("AdvanceClock").duration().seconds(), 864000);
  EXPECT_EQ(Run({"clock", "to", "2026-04-01"}).code, 0);
  EXPECT_EQ(FromTimestamp(LastRequest<api::AdvanceClockRequest>("AdvanceClock").time()),
            ShanghaiMidnight(absl::CivilDay(2026, 4, 1)));
  EXPECT_EQ(Run({"clock", "to", "2026-04-01 09:30"}).code, 0);
  EXPECT_EQ(FromTimestamp(LastRequest<api::AdvanceClockRequest>("AdvanceClock").time()),
            ShanghaiMidnight(absl::CivilDay(2026, 4, 1)) + absl::Minutes(570));
  EXPECT_EQ(Run({"clock", "to", "soon"}).code, 4);
}

TEST_F(VerbsTest, PoliciesArePublishedAndRetired) {
  Reply("PublishPolicy", benefits::Policy());
  EXPECT_EQ(Run({"publish", "policy", "p"}).code, 0);
  EXPECT_EQ(LastRequest<benefits::PublishPolicyRequest>("PublishPolicy").name(), "policies/p");
  Reply("RetirePolicy", benefits::Policy());
  EXPECT_EQ(Run({"close", "policy", "p", "--reason", "到期"}).code, 0);
  EXPECT_EQ(LastRequest<benefits::RetirePolicyRequest>("RetirePolicy").reason(), "到期");
}

}  // namespace
}  // namespace houniao::talentctl
