#include "services/benefits/domain/case_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;
using State = v1::Case;

class CaseFlow : public ::testing::Test {
 protected:
  Moment By(const std::string& who, std::vector<std::string> roles = {"reviewer", "approver"}) {
    return {ShanghaiMidnight(today_) + absl::Hours(9), today_, who, std::move(roles),
            calendar::WorkingCalendar::Announced()};
  }
  static std::string Due(const v1::Case& subject) {
    const auto day = ToCivilDay(subject.due_date());
    return day ? FormatDay(*day) : "";
  }
  void Submit() {
    subject_.set_name("cases/c");
    subject_.set_state(State::DRAFT);
    ASSERT_OK(SubmitCase(subject_, terms_, By("user:applicant")));
  }
  void Review(const std::string& who) { ASSERT_OK(ReviewCase(subject_, {}, By(who))); }
  void GoToApproval() {
    Submit();
    Review("user:reviewer");
    ASSERT_OK(StartNotice(subject_, {}, By("user:reviewer")));
    today_ += 30;
    ASSERT_OK(CloseNotice(subject_, {}, By("user:reviewer")));
  }

  absl::CivilDay today_{2026, 3, 2};
  v1::PolicyTerms terms_ = NingdeFlexible();
  v1::Case subject_;
};

TEST_F(CaseFlow, GoesItsWayWithItsDates) {
  Submit();
  EXPECT_EQ(subject_.state(), State::SUBMITTED);
  EXPECT_EQ(subject_.current_step(), "department-review");
  EXPECT_EQ(subject_.current_department(), "区人社局");
  EXPECT_EQ(Due(subject_), "2026-03-09");
  today_ += 2;
  Review("user:reviewer");
  EXPECT_EQ(subject_.state(), State::UNDER_REVIEW);
  EXPECT_EQ(subject_.current_step(), "public-notice");
  EXPECT_THAT(subject_.reviewers(), ElementsAre("user:reviewer"));
  ASSERT_OK(StartNotice(subject_, {}, By("user:reviewer")));
  EXPECT_EQ(subject_.state(), State::PUBLIC_NOTICE);
  EXPECT_EQ(FormatDay(*ToCivilDay(subject_.public_notice().end_date())), "2026-03-10");
  today_ = absl::CivilDay(2026, 3, 10);
  EXPECT_EQ(errors::ReasonOf(CloseNotice(subject_, {}, By("user:reviewer"))), kReasonNoticeRunning);
  today_ = absl::CivilDay(2026, 3, 11);
  ASSERT_OK(CloseNotice(subject_, {}, By("user:reviewer")));
  EXPECT_EQ(subject_.state(), State::PENDING_APPROVAL);
  EXPECT_EQ(Due(subject_), "2026-03-16");
  ASSERT_OK(CheckApproval(subject_, By("user:approver")));
  v1::Dossier dossier;
  dossier.mutable_evaluation()->mutable_schedule()->set_total_fen(700);
  ApproveCase(subject_, "同意", dossier, "budgets/b", By("user:approver"));
  EXPECT_EQ(subject_.state(), State::APPROVED);
  EXPECT_EQ(subject_.approved_fen(), 700);
  EXPECT_EQ(subject_.current_step(), "payment");
  NotePaid(subject_, By("user:disburser"));
  EXPECT_EQ(subject_.current_step(), "receipt");
  NoteSettled(subject_, By("user:disburser"));
  EXPECT_EQ(subject_.current_step(), "");
  CompleteCase(subject_, By("user:disburser"));
  EXPECT_EQ(subject_.state(), State::COMPLETED);
  for (const auto& step : subject_.steps()) EXPECT_TRUE(step.has_finish_time()) << step.key();
}

TEST_F(CaseFlow, NothingToPayCompletesAtOnce) {
  GoToApproval();
  ApproveCase(subject_, "", {}, "", By("user:approver"));
  EXPECT_EQ(subject_.state(), State::COMPLETED);
  EXPECT_EQ(subject_.current_step(), "");
}

TEST_F(CaseFlow, ReviewersMayNotApprove) {
  GoToApproval();
  const absl::Status refused = CheckApproval(subject_, By("user:reviewer"));
  EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(errors::ReasonOf(refused), kReasonSeparationOfDuties);
  EXPECT_OK(CheckApproval(subject_, By("user:other")));
}

TEST_F(CaseFlow, MakersMayNotApprove) {
  GoToApproval();
  EXPECT_THAT(subject_.submitters(), ElementsAre("user:applicant"));
  const absl::Status refused = CheckApproval(subject_, By("user:applicant"));
  EXPECT_EQ(errors::ReasonOf(refused), kReasonSeparationOfDuties);
  EXPECT_EQ(errors::MetadataOf(refused, "duty"), "submitted");
}

TEST_F(CaseFlow, WhoeverSubmitsAgainIsAMakerToo) {
  Submit();
  v1::ReturnCaseRequest request;
  request.set_reason("缺页");
  ASSERT_OK(ReturnCase(subject_, request, By("user:reviewer")));
  ASSERT_OK(SubmitCase(subject_, terms_, By("user:colleague")));
  EXPECT_THAT(subject_.submitters(), ElementsAre("user:applicant", "user:colleague"));
}

TEST_F(CaseFlow, AStepIsDoneByItsRole) {
  Submit();
  EXPECT_EQ(errors::ReasonOf(ReviewCase(subject_, {}, By("user:x", {"clerk"}))), kReasonRoleNeeded);
  EXPECT_EQ(errors::ReasonOf(ReturnCase(subject_, {}, By("user:x", {"clerk"}))), kReasonRoleNeeded);
}

TEST_F(CaseFlow, AReturnStopsTheClockAndComesBackToTheSameStep) {
  Submit();
  v1::ReturnCaseRequest request;
  request.set_reason("协议缺页");
  today_ = absl::CivilDay(2026, 3, 4);
  ASSERT_OK(ReturnCase(subject_, request, By("user:reviewer")));
  EXPECT_EQ(subject_.state(), State::RETURNED);
  SetDeadlineStatus(subject_, today_, calendar::WorkingCalendar::Announced());
  EXPECT_EQ(subject_.deadline_status(), v1::DEADLINE_STATUS_PAUSED);
  today_ = absl::CivilDay(2026, 3, 9);
  ASSERT_OK(SubmitCase(subject_, terms_, By("user:applicant")));
  EXPECT_EQ(subject_.state(), State::SUBMITTED);
  EXPECT_EQ(Due(subject_), "2026-03-12");
  EXPECT_TRUE(subject_.returns(0).has_resubmit_time());
  EXPECT_EQ(subject_.steps_size(), 5);
}

TEST_F(CaseFlow, SubmissionsAfterTheCutOffDayCountFromTheNextMonth) {
  terms_.set_cut_off_day(10);
  today_ = absl::CivilDay(2026, 3, 10);
  Submit();
  EXPECT_EQ(Due(subject_), "2026-03-17");
  subject_.Clear();
  today_ = absl::CivilDay(2026, 3, 11);
  Submit();
  // Counted from Wednesday 1 April; the 6th is Qingming.
  EXPECT_EQ(Due(subject_), "2026-04-09");
}

TEST_F(CaseFlow, DocumentsMustBeThereAndValid) {
  auto& needed = *terms_.add_required_documents();
  needed.set_key("agreement");
  auto& optional = *terms_.add_required_documents();
  optional.set_key("photo");
  optional.set_optional_document(true);
  subject_.set_state(State::DRAFT);
  EXPECT_EQ(errors::ReasonOf(SubmitCase(subject_, terms_, By("user:a"))), kReasonDocumentsMissing);
  auto& brought = *subject_.add_documents();
  brought.set_key("agreement");
  *brought.mutable_valid_until_date() = ToDate(today_ - 1);
  EXPECT_EQ(errors::ReasonOf(SubmitCase(subject_, terms_, By("user:a"))), kReasonDocumentsMissing);
  *brought.mutable_valid_until_date() = ToDate(today_);
  EXPECT_OK(SubmitCase(subject_, terms_, By("user:a")));
}

TEST_F(CaseFlow, TheWindowIsKept) {
  terms_ = Schooling();
  subject_.set_state(State::DRAFT);
  EXPECT_EQ(errors::ReasonOf(SubmitCase(subject_, terms_, By("user:a"))), kReasonApplicationClosed);
  today_ = absl::CivilDay(2026, 6, 28);
  EXPECT_OK(SubmitCase(subject_, terms_, By("user:a")));
}

TEST_F(CaseFlow, AnUpheldObjectionIsReviewedAgain) {
  Submit();
  Review("user:reviewer");
  ASSERT_OK(StartNotice(subject_, {}, By("user:reviewer")));
  v1::Objection objection;
  objection.set_content("服务天数不实");
  ASSERT_OK(RecordObjection(subject_, objection, By("user:clerk")));
  EXPECT_EQ(subject_.public_notice().objections(0).recorder(), "user:clerk");
  today_ += 30;
  v1::CloseCaseNoticeRequest close;
  EXPECT_EQ(errors::ReasonOf(CloseNotice(subject_, close, By("user:reviewer"))),
            kReasonObjectionsOpen);
  close.set_resolution("属实");
  close.set_objection_upheld(true);
  ASSERT_OK(CloseNotice(subject_, close, By("user:reviewer")));
  EXPECT_EQ(subject_.state(), State::UNDER_REVIEW);
  EXPECT_EQ(subject_.current_step(), "department-review");
  EXPECT_EQ(subject_.steps_size(), 7);
  Review("user:second");
  EXPECT_EQ(subject_.current_step(), "public-notice");
  ASSERT_OK(StartNotice(subject_, {}, By("user:reviewer")));
  EXPECT_EQ(subject_.public_notice().objections_size(), 1);
}

TEST_F(CaseFlow, ANoticePastTheAnnouncedCalendarIsRefused) {
  Submit();
  Review("user:reviewer");
  today_ = absl::CivilDay(2026, 12, 30);
  EXPECT_EQ(errors::ReasonOf(StartNotice(subject_, {}, By("user:reviewer"))),
            kReasonCalendarUnknown);
}

// Every verb in every state: allowed or refused with the next actions named.
TEST_F(CaseFlow, TheTableOfVerbs) {
  const std::vector<std::pair<v1::Case::State, std::vector<std::string>>> rows = {
      {State::DRAFT, {"update", "submit", "withdraw"}},
      {State::SUBMITTED, {"review", "return", "reject", "withdraw"}},
      {State::RETURNED, {"update", "submit", "withdraw"}},
      {State::PUBLIC_NOTICE, {"recordObjection", "closeNotice", "withdraw"}},
      {State::PENDING_APPROVAL, {"approve", "reject", "withdraw"}},
      {State::APPROVED, {}},
      {State::REJECTED, {}},
      {State::WITHDRAWN, {}},
      {State::COMPLETED, {}},
  };
  v1::Case subject;
  subject.set_name("cases/c");
  auto& step = *subject.add_steps();
  step.set_kind(v1::STEP_KIND_REVIEW);
  step.mutable_enter_time();
  for (const auto& [state, actions] : rows) {
    subject.set_state(state);
    EXPECT_EQ(AllowedActions(subject), actions) << v1::Case::State_Name(state);
  }
  subject.set_state(State::UNDER_REVIEW);
  EXPECT_THAT(AllowedActions(subject), ElementsAre("review", "return", "reject", "withdraw"));
  step.set_kind(v1::STEP_KIND_PUBLIC_NOTICE);
  EXPECT_THAT(AllowedActions(subject),
              ElementsAre("return", "startPublicNotice", "reject", "withdraw"));
  subject.set_state(State::APPROVED);
  const absl::Status refused = CheckVerb(subject, CaseVerb::kWithdraw);
  EXPECT_EQ(errors::ReasonOf(refused), "INVALID_STATE_TRANSITION");
  EXPECT_EQ(errors::MetadataOf(refused, "allowed"), "none");
}

}  // namespace
}  // namespace houniao::benefits
