#include "services/talentctl/commands/case_view.h"

#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

std::string DaysLimit(int32_t days) { return days > 0 ? absl::StrCat(days) : ""; }

std::string DueText(const google::type::Date& date, bool unknown) {
  return unknown ? "unknown" : DateText(date);
}

Table StepTable(const pb::Case& found) {
  Table table({{""},
               {"STEP"},
               {"TITLE", Align::kLeft, true},
               {"OWNER"},
               {"LEGAL", Align::kRight},
               {"PROMISED", Align::kRight},
               {"ENTERED"},
               {"DUE"},
               {"DONE"},
               {"CLOCK"},
               {"PAUSED", Align::kRight},
               {"BY"},
               {"NOTE", Align::kLeft, true}});
  for (const pb::CaseStep& step : found.steps()) {
    table.Add({step.key() == found.current_step() ? ">" : "", step.key(), step.title(),
               step.owner_department(), DaysLimit(step.legal_working_days()),
               DaysLimit(step.promised_working_days()), DayText(step.enter_time()),
               DueText(step.due_date(), step.due_unknown()), DayText(step.finish_time()),
               DeadlineCell(step.deadline_status()),
               step.paused_working_days() > 0 ? absl::StrCat(step.paused_working_days()) : "",
               step.actor(), step.note()});
  }
  table.DropEmptyColumns();
  return table;
}

void PrintNotice(Session& session, const pb::PublicNotice& notice) {
  session.Print(absl::StrCat(
      "public notice: ", DateText(notice.start_date()), " ~ ", DateText(notice.end_date()), " ",
      notice.channel(), ", ", notice.objections_size(), " objections",
      notice.has_close_time() ? absl::StrCat(", closed ", DayText(notice.close_time())) : "",
      notice.resolution().empty() ? "" : ": ", notice.resolution()));
}

void PrintDecision(Session& session, const pb::Case& found) {
  const pb::CaseDecision& decision = found.decision();
  session.Print(absl::StrCat(EnumText(decision.outcome()), " on ", DayText(decision.decide_time()),
                             " by ", decision.decider(), decision.reason().empty() ? "" : ": ",
                             decision.reason()));
  const pb::Dossier& dossier = decision.dossier();
  session.Print(absl::StrCat(
      "dossier: ", dossier.facts_size(), " facts, ", dossier.documents_size(), " documents, terms ",
      dossier.policy_fingerprint().substr(0, 12), ", frozen ", TimeText(dossier.freeze_time())));
}

}  // namespace

void PrintCase(Session& session, const pb::Case& found) {
  Table head({{"CASE"},
              {"STATE"},
              {"TALENT"},
              {"POLICY"},
              {"APPROVED", Align::kRight},
              {"BUDGET"},
              {"DUE"},
              {"CLOCK"}});
  head.Add({found.name(), Cell(EnumText(found.state()), Colour::kStrong), found.talent(),
            found.policy_version().empty() ? found.policy() : found.policy_version(),
            found.approved_fen() > 0 ? YuanText(found.approved_fen()) : "", found.budget(),
            DueText(found.due_date(), found.due_unknown()), DeadlineCell(found.deadline_status())});
  head.DropEmptyColumns();
  session.Print(head);
  if (found.steps_size() > 0) {
    session.Print("");
    session.Print(StepTable(found));
  }
  for (const pb::CaseReturn& returned : found.returns()) {
    session.Print(
        absl::StrCat("returned ", DayText(returned.return_time()), " by ", returned.actor(), ": ",
                     returned.reason(),
                     returned.has_resubmit_time()
                         ? absl::StrCat(", submitted again ", DayText(returned.resubmit_time()))
                         : ""));
  }
  if (found.has_public_notice()) PrintNotice(session, found.public_notice());
  if (found.has_decision()) PrintDecision(session, found);
}

Table PaymentTable(const std::vector<pb::Payment>& payments) {
  Table table({{"PAYMENT"},
               {"NO", Align::kRight},
               {"AWARD"},
               {"AMOUNT", Align::kRight},
               {"STATE"},
               {"DUE"},
               {"PROMISED"},
               {"PAID"},
               {"CLOCK"},
               {"BANK ORDER"},
               {"LAST BY"}});
  for (const pb::Payment& payment : payments) {
    const std::string actor =
        payment.events_size() == 0 ? "" : payment.events(payment.events_size() - 1).actor();
    table.Add({payment.name(), absl::StrCat(payment.number()), payment.award(),
               YuanText(payment.amount_fen()), EnumText(payment.state()),
               DueText(payment.due_date(), payment.due_unknown()),
               DateText(payment.promised_date()), DateText(payment.paid_date()),
               DeadlineCell(payment.deadline_status()), payment.bank_reference(), actor});
  }
  table.DropEmptyColumns();
  return table;
}

}  // namespace houniao::talentctl
