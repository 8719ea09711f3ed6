// The main job of a talent office, one winter long, over three processes.
#include <gmock/gmock.h>

#include <map>

#include "common/errors/errors.h"
#include "tests/integration/processes/three_services.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"
#include "houniao/benefits/v1/benefits_service.grpc.pb.h"
#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Talents = talent::v1::TalentService;
using Demands = recruitment::v1::DemandService;
using Matching = recruitment::v1::MatchingService;
using Engagements = recruitment::v1::EngagementService;
using Policies = benefits::v1::PolicyService;
using Eligibility = benefits::v1::EligibilityService;
using Cases = benefits::v1::CaseService;
using Ledger = benefits::v1::LedgerService;
using Reports = benefits::v1::ReportService;

// The people of the story; nobody plays two parts.
const Person kAdmin{"user:admin", "admin", ""};
const Person kClerk{"user:wang.jingban", "clerk", ""};
const Person kArbiter{"user:ma.zhongcai", "clerk", ""};
const Person kHr{"user:chen.hr", "enterprise", "employers/ningchu"};
const Person kOtherHr{"user:lin.hr", "enterprise", "employers/mindian"};
const Person kReviewer{"user:li.shenhe", "reviewer", ""};
const Person kReviewerAsApprover{"user:li.shenhe", "approver", ""};
const Person kApprover{"user:zhao.shenpi", "approver", ""};
const Person kFinance{"user:qian.caiwu", "disburser", ""};
const Person kApproverAsDisburser{"user:zhao.shenpi", "disburser", ""};
const Person kDisburser{"user:sun.chuna", "disburser", ""};
const Person kAuditor{"user:zhou.shenji", "auditor", ""};

// Made-up people. The fourth has a wrong check digit on purpose.
constexpr char kRegister[] =
    "external_id,talent_id,姓名,id_number,region,employment_status,skills,forms,days_per_year,"
    "seasons,fee_models,day_fee,service_regions,认定办法,认定层次,认定起,认定止,consent_notice,"
    "同意共享日期\n"
    "ND-1,shen,沈月华,,310115,退休,energy-storage-pcs:精通:18;energy-storage-ems:熟练:11,候鸟服务,"
    "90,11-01~03-31,按日,1500,3509,ningde-2020,3,2025-01-01,2029-12-31,2026-01,2025-06-01\n"
    "ND-2,gao,高志远,,330106,退休,energy-storage-pcs:熟练:9,候鸟服务,90,11-01~03-31,按日,1500,3509,"
    ",,,,2026-01,2025-06-01\n"
    "ND-3,lin,林秋生,,320102,退休,energy-storage-pcs:精通:20,候鸟服务,20,11-01~03-31,按日,1500,"
    "3509,"
    ",,,,2026-01,2025-06-01\n"
    "ND-4,zhao,赵国强,110105194912310021,110105,退休,energy-storage-pcs:精通:20,候鸟服务,90,,按日,"
    "1500,3509,,,,,2026-01,2025-06-01\n";

std::string PolicyText(const std::string& id, const std::string& title,
                       const std::string& criteria) {
  return absl::StrCat(R"(publish: true document { policy_id: ")", id,
                      R"(" policy { issuer: "宁德市" category: SERVICE_FEE title: ")", title,
                      R"(" source { text: "made up for a test" grade: MADE_UP } }
      terms {
        effective { start_date { year: 2020 month: 1 day: 1 } }
        criterion_sets { title: "柔性引进" )",
                      criteria, R"( }
        awards {
          key: "monthly" title: "工作津贴" payee: PAYEE_KIND_TALENT
          tier_table { scheme: "ningde-2020" rows { tiers: "3" amount { monthly {
              amount_fen: 400000 max_months: 36 working_days_per_month: 21
              service_period: ROLLING_YEAR } } } }
        }
        steps { key: "review" title: "审核" kind: STEP_KIND_REVIEW owner_department: "区人社局"
                role: "reviewer" promised_working_days: 5 }
        steps { key: "notice" title: "公示" kind: STEP_KIND_PUBLIC_NOTICE
                owner_department: "区人才办" promised_working_days: 5 }
        steps { key: "approval" title: "审批" kind: STEP_KIND_APPROVAL
                owner_department: "区人才办" role: "approver" promised_working_days: 5 }
        steps { key: "payment" title: "拨付" kind: STEP_KIND_PAYMENT owner_department: "区财政局"
                role: "disburser" promised_working_days: 10 }
        steps { key: "receipt" title: "确认到账" kind: STEP_KIND_RECEIPT
                owner_department: "区人才办" promised_working_days: 5 }
        budget_line: "flexible-talent"
      } })");
}

constexpr char kServed[] = R"(
  criteria { key: "tier" title: "第三层次" tier { scheme: "ningde-2020" tiers: "3" } }
  criteria { key: "agreement" title: "协议期不少于三年" agreement_months { min: 36 } }
  criteria { key: "service-days" title: "一年服务不少于63个工作日"
             service_days { min_days: 63 period: ROLLING_YEAR } })";
constexpr char kFirstTier[] = R"(
  criteria { key: "tier" title: "第一层次" tier { scheme: "ningde-2020" tiers: "1" } })";
constexpr char kHonour[] = R"(
  criteria { key: "honour" title: "获得银龄荣誉"
             fact { key: "silver-age-honour" op: EQUAL value { flag: true }
                    question: "是否获得银龄荣誉？" } })";

class MainJob : public ThreeServices {
 protected:
  void OpenTheOffice();
  void FindTheExpert();
  void BookHer();
  void ServeTheDays();
  void AskWhatSheIsDue();
  void DecideHerCase();
  void PayHer();
  void CloseTheBooks();

  struct Imported {
    std::vector<talent::v1::ImportRowResult> rows;
    talent::v1::ImportSummary summary;
  };
  absl::StatusOr<Imported> Import(bool dry_run);
  absl::StatusOr<benefits::v1::Case> Read() {
    return Call(kClerk, *Cases::NewStub(To("benefits")), &Cases::Stub::GetCase, "name: 'cases/c1'");
  }

  int64_t talent_revision_ = 0;
  recruitment::v1::Engagement engagement_;
};

absl::StatusOr<MainJob::Imported> MainJob::Import(bool dry_run) {
  const auto stub = Talents::NewStub(To("talent"));
  const auto context = ContextOf(kClerk);
  const auto stream = stub->ImportTalents(context.get());
  talent::v1::ImportTalentsRequest request;
  request.mutable_options()->set_dry_run(dry_run);
  request.mutable_options()->set_source("register.csv");
  stream->Write(request);
  request.set_chunk(kRegister);
  stream->Write(request);
  stream->WritesDone();
  Imported imported;
  talent::v1::ImportTalentsResponse response;
  while (stream->Read(&response)) {
    imported.rows.insert(imported.rows.end(), response.rows().begin(), response.rows().end());
    if (response.has_summary()) imported.summary = response.summary();
  }
  const absl::Status status = rpc::FromGrpc(stream->Finish());
  if (!status.ok()) return status;
  return imported;
}

void MainJob::OpenTheOffice() {
  const auto policies = Policies::NewStub(To("benefits"));
  for (const std::string& text : {PolicyText("served", "柔性引才工作津贴", kServed),
                                  PolicyText("first-tier", "第一层次津贴", kFirstTier),
                                  PolicyText("honour", "银龄津贴", kHonour)}) {
    ASSERT_OK(Call(kAdmin, *policies, &Policies::Stub::ApplyPolicy, text).status());
  }
  for (const char* year : {"2025", "2026"}) {
    ASSERT_OK(Call(kAdmin, *Ledger::NewStub(To("benefits")), &Ledger::Stub::CreateBudget,
                   absl::StrCat("budget { line: 'flexible-talent' year: ", year,
                                " cap_fen: 600000000 source: '区级财政' }"))
                  .status());
  }
  const auto demands = Demands::NewStub(To("recruitment"));
  for (const auto& [id, credit_code] : std::map<std::string, std::string>{
           {"ningchu", "91350982MADEM037X0"}, {"mindian", "91350923MADEM0388H"}}) {
    ASSERT_OK(
        Call(kClerk, *demands, &Demands::Stub::CreateEmployer,
             absl::StrCat("employer_id: '", id, "' employer { title: '", id,
                          "（演示）有限公司' industry: 'C3849' region: '350902' credit_code: '",
                          credit_code, "' }"))
            .status());
    ASSERT_OK(Call(kClerk, *demands, &Demands::Stub::CreateDemand,
                   absl::StrCat("demand_id: 'for-", id, "' demand { employer: 'employers/", id, R"('
                 title: "储能 PCS/EMS 专家" headcount: 1 agreement_months: 36
                 requirements { key: "pcs" necessity: MUST weight: 30
                   skill { skill: "energy-storage-pcs" min_level: SKILL_LEVEL_SKILLED min_years: 5 } }
                 requirements { key: "ems" necessity: NICE
                   skill { skill: "energy-storage-ems" } }
                 forms: ENGAGEMENT_FORM_SEASONAL
                 period { start_date { year: 2025 month: 12 day: 1 }
                          end_date { year: 2026 month: 3 day: 31 } }
                 day_count: 63 day_kind: DAY_KIND_WORKDAY
                 fee_model: FEE_MODEL_DAILY day_fee_fen: 150000 })"))
                  .status());
    ASSERT_OK(Call(kClerk, *demands, &Demands::Stub::PublishDemand,
                   absl::StrCat("name: 'demands/for-", id, "'"))
                  .status());
  }
  ASSERT_OK_AND_ASSIGN(const Imported tried, Import(true));
  EXPECT_EQ(tried.summary.rejected_count(), 1);
  ASSERT_OK_AND_ASSIGN(const Imported done, Import(false));
  EXPECT_EQ(done.summary.created_count(), 3);
  ASSERT_EQ(done.summary.rejected_count(), 1);
  for (const auto& row : done.rows) {
    if (row.outcome() != talent::v1::ImportRowResult::REJECTED) continue;
    EXPECT_EQ(row.row(), 5);
    ASSERT_EQ(row.errors_size(), 1);
    EXPECT_THAT(row.errors(0).column(), HasSubstr("id_number"));
  }
  talent_revision_ = done.summary.revision();
}

void MainJob::FindTheExpert() {
  const auto matching = Matching::NewStub(To("recruitment"));
  ASSERT_OK_AND_ASSIGN(
      const auto found,
      Call(kHr, *matching, &Matching::Stub::MatchTalents,
           absl::StrCat("demand: 'demands/for-ningchu' top_k: 10 min_talent_revision: ",
                        talent_revision_)));
  std::vector<std::string> names;
  for (const auto& candidate : found.candidates()) {
    names.push_back(candidate.talent());
    int sum = 0;
    for (const auto& part : candidate.criteria()) sum += part.points();
    EXPECT_EQ(sum, candidate.score());
  }
  EXPECT_THAT(names, ElementsAre("talents/shen", "talents/gao"));
  ASSERT_OK_AND_ASSIGN(const auto why, Call(kHr, *matching, &Matching::Stub::ExplainMatch,
                                            "demand: 'demands/for-ningchu' talent: 'talents/lin'"));
  EXPECT_FALSE(why.eligible());
  EXPECT_EQ(why.first_failed_gate().unit(), recruitment::v1::GateResult::HALF_DAY);
  EXPECT_EQ(why.first_failed_gate().shortfall(), 2 * (63 - 20 - 20)) << why.ShortDebugString();
}

void MainJob::BookHer() {
  const auto stub = Engagements::NewStub(To("recruitment"));
  ASSERT_OK_AND_ASSIGN(
      const auto held,
      Call(kHr, *stub, &Engagements::Stub::HoldEngagement,
           "engagement_id: 'winter' demand: 'demands/for-ningchu' talent: 'talents/shen'"));
  ASSERT_EQ(held.booked_days_size(), 63);
  ASSERT_OK_AND_ASSIGN(engagement_, Call(kClerk, *stub, &Engagements::Stub::ConfirmEngagement,
                                         "name: 'engagements/winter'"));
  EXPECT_EQ(engagement_.state(), recruitment::v1::Engagement::CONFIRMED);
  recruitment::v1::HoldEngagementRequest second;
  second.set_demand("demands/for-mindian");
  second.set_talent("talents/shen");
  for (int day = 0; day < 2; ++day) *second.add_booked_days() = engagement_.booked_days(day);
  const auto refused = Call(kOtherHr, *stub, &Engagements::Stub::HoldEngagement, second).status();
  EXPECT_EQ(errors::ReasonOf(refused), "DAYS_NOT_AVAILABLE") << refused;
  for (int day = 0; day < 2; ++day) {
    EXPECT_THAT(std::string(refused.message()),
                HasSubstr(FormatDay(*ToCivilDay(engagement_.booked_days(day).date()))));
  }
}

void MainJob::ServeTheDays() {
  GoTo(absl::CivilDay(2026, 4, 1));
  const auto stub = Engagements::NewStub(To("recruitment"));
  recruitment::v1::RecordServiceDaysRequest record;
  record.set_parent("engagements/winter");
  for (const auto& booked : engagement_.booked_days()) {
    auto* entry = record.add_entries();
    *entry->mutable_date() = booked.date();
    entry->set_half(booked.half());
    entry->set_place("宁储园区");
    entry->set_work_done("储能变流器调试");
  }
  ASSERT_OK_AND_ASSIGN(const auto recorded,
                       Call(kClerk, *stub, &Engagements::Stub::RecordServiceDays, record));
  ASSERT_EQ(recorded.service_days_size(), 63);
  const std::string disputed = recorded.service_days(19).name();
  ASSERT_OK(Call(kHr, *stub, &Engagements::Stub::DisputeServiceDay,
                 absl::StrCat("name: '", disputed, "' reason: '门禁没有当天记录'"))
                .status());
  recruitment::v1::ConfirmServiceDaysRequest confirm;
  confirm.set_parent("engagements/winter");
  for (const auto& day : recorded.service_days()) {
    if (day.name() != disputed) confirm.add_names(day.name());
  }
  ASSERT_OK_AND_ASSIGN(const auto confirmed,
                       Call(kHr, *stub, &Engagements::Stub::ConfirmServiceDays, confirm));
  EXPECT_EQ(confirmed.engagement().confirmed_half_day_count(), 2 * 62);
  ASSERT_OK(Call(kArbiter, *stub, &Engagements::Stub::SettleServiceDay,
                 absl::StrCat("name: '", disputed,
                              "' outcome: UPHELD settlement: '当天在并网现场，有工作票为证'"))
                .status());
  ASSERT_OK_AND_ASSIGN(const auto served, Call(kClerk, *stub, &Engagements::Stub::SummarizeService,
                                               "talent: 'talents/shen'"));
  EXPECT_EQ(served.confirmed_half_day_count(), 2 * 63);
}

void MainJob::AskWhatSheIsDue() {
  ASSERT_OK_AND_ASSIGN(const auto due, Call(kClerk, *Eligibility::NewStub(To("benefits")),
                                            &Eligibility::Stub::EvaluateTalent, R"pb(
                         talent: "talents/shen"
                         policies: "policies/served"
                         policies: "policies/first-tier"
                         policies: "policies/honour"
                         engagement: "engagements/winter"
                       )pb"));
  std::map<std::string, benefits::v1::PolicyEvaluation> by_policy;
  for (const auto& evaluation : due.evaluations()) by_policy[evaluation.policy()] = evaluation;
  EXPECT_EQ(by_policy["policies/served"].verdict(), benefits::v1::VERDICT_YES)
      << by_policy["policies/served"].DebugString();
  EXPECT_EQ(by_policy["policies/first-tier"].verdict(), benefits::v1::VERDICT_NO);
  EXPECT_FALSE(by_policy["policies/first-tier"].failing_condition().empty());
  EXPECT_EQ(by_policy["policies/honour"].verdict(), benefits::v1::VERDICT_UNKNOWN);
  ASSERT_EQ(by_policy["policies/honour"].missing_facts_size(), 1);
  EXPECT_EQ(by_policy["policies/honour"].missing_facts(0).key(), "silver-age-honour");
}

void MainJob::DecideHerCase() {
  const auto stub = Cases::NewStub(To("benefits"));
  ASSERT_OK(Call(kClerk, *stub, &Cases::Stub::CreateCase, R"pb(
              case_id: "c1"
              case {
                talent: "talents/shen"
                policy: "policies/served"
                engagement: "engagements/winter"
                payee {
                  kind: PAYEE_KIND_TALENT
                  account_name: "沈月华"
                  account_number: "6222020000000019"
                  bank: "宁德某银行"
                }
              }
            )pb")
                .status());
  ASSERT_OK(Call(kClerk, *stub, &Cases::Stub::SubmitCase, "name: 'cases/c1'").status());
  GoTo(absl::CivilDay(2026, 4, 3));
  ASSERT_OK(Call(kReviewer, *stub, &Cases::Stub::ReviewCase,
                 "name: 'cases/c1' note: '材料齐全，服务天数属实'")
                .status());
  ASSERT_OK(Call(kReviewer, *stub, &Cases::Stub::StartPublicNotice,
                 "name: 'cases/c1' channel: '区政府网站'")
                .status());
  const auto early = Call(kReviewer, *stub, &Cases::Stub::CloseCaseNotice,
                          "name: 'cases/c1' resolution: '公示期内无异议'")
                         .status();
  EXPECT_EQ(errors::ReasonOf(early), "NOTICE_RUNNING") << early;
  GoTo(absl::CivilDay(2026, 4, 13));
  ASSERT_OK(Call(kReviewer, *stub, &Cases::Stub::CloseCaseNotice,
                 "name: 'cases/c1' resolution: '公示期内无异议'")
                .status());
  const auto same =
      Call(kReviewerAsApprover, *stub, &Cases::Stub::ApproveCase, "name: 'cases/c1'").status();
  EXPECT_EQ(same.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(errors::ReasonOf(same), "SEPARATION_OF_DUTIES") << same;
  ASSERT_OK_AND_ASSIGN(const auto approved, Call(kApprover, *stub, &Cases::Stub::ApproveCase,
                                                 "name: 'cases/c1' note: '同意'"));
  EXPECT_EQ(approved.state(), benefits::v1::Case::APPROVED);
  EXPECT_EQ(approved.approved_fen(), 3 * 400000);
}

void MainJob::PayHer() {
  const auto stub = Ledger::NewStub(To("benefits"));
  ASSERT_OK_AND_ASSIGN(const auto planned, Call(kFinance, *stub, &Ledger::Stub::ListPayments,
                                                "parent: 'cases/c1' order_by: 'name'"));
  ASSERT_GE(planned.payments_size(), 1);
  GoTo(absl::CivilDay(2026, 4, 16));
  for (const auto& payment : planned.payments()) {
    const std::string name = absl::StrCat("name: '", payment.name(), "'");
    ASSERT_OK(Call(kFinance, *stub, &Ledger::Stub::CommitPayment, name).status());
    const std::string pay = absl::StrCat(name, " bank_reference: 'YH-20260416-01'");
    EXPECT_EQ(errors::ReasonOf(
                  Call(kApproverAsDisburser, *stub, &Ledger::Stub::PayPayment, pay).status()),
              "SEPARATION_OF_DUTIES");
    ASSERT_OK_AND_ASSIGN(const auto paid, Call(kDisburser, *stub, &Ledger::Stub::PayPayment, pay));
    EXPECT_EQ(paid.state(), benefits::v1::Payment::PAID);
    ASSERT_OK(Call(kFinance, *stub, &Ledger::Stub::SettlePayment, name).status());
  }
  ASSERT_OK_AND_ASSIGN(const auto done, Read());
  EXPECT_EQ(done.state(), benefits::v1::Case::COMPLETED);
}

void MainJob::CloseTheBooks() {
  ASSERT_OK_AND_ASSIGN(const auto report, Call(kAuditor, *Reports::NewStub(To("benefits")),
                                               &Reports::Stub::GetOnTimeReport, R"pb(
                         period {
                           start_date { year: 2026 month: 1 day: 1 }
                           end_date { year: 2026 month: 6 day: 30 }
                         }
                       )pb"));
  EXPECT_GE(report.total().on_time_count(), 5) << report.ShortDebugString();
  EXPECT_EQ(report.total().late_count(), 0);
  ASSERT_OK_AND_ASSIGN(const auto ledger, Call(kAuditor, *Ledger::NewStub(To("benefits")),
                                               &Ledger::Stub::VerifyLedger, std::string()));
  EXPECT_TRUE(ledger.intact());
  EXPECT_GT(ledger.entry_count(), 0);
  for (const char* service : {"talent", "recruitment", "benefits"}) {
    using Audit = api::v1::AuditService;
    ASSERT_OK_AND_ASSIGN(const auto chain, Call(kAuditor, *Audit::NewStub(To(service)),
                                                &Audit::Stub::VerifyAuditChain, std::string()));
    EXPECT_TRUE(chain.intact()) << service;
    EXPECT_GT(chain.record_count(), 0) << service;
  }
}

TEST_F(MainJob, FromTheRegisterToTheReceipt) {
  ASSERT_NO_FATAL_FAILURE(OpenTheOffice());
  ASSERT_NO_FATAL_FAILURE(FindTheExpert());
  ASSERT_NO_FATAL_FAILURE(BookHer());
  ASSERT_NO_FATAL_FAILURE(ServeTheDays());
  ASSERT_NO_FATAL_FAILURE(AskWhatSheIsDue());
  ASSERT_NO_FATAL_FAILURE(DecideHerCase());
  ASSERT_NO_FATAL_FAILURE(PayHer());
  ASSERT_NO_FATAL_FAILURE(CloseTheBooks());
  // Nothing of it lives in the processes.
  KillAll();
  ASSERT_NO_FATAL_FAILURE(StartAll());
  ASSERT_OK_AND_ASSIGN(const auto kept, Read());
  EXPECT_EQ(kept.state(), benefits::v1::Case::COMPLETED);
  ASSERT_NO_FATAL_FAILURE(CloseTheBooks());
}

}  // namespace
}  // namespace houniao::testing
