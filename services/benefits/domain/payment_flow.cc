#include "services/benefits/domain/payment_flow.h"

#include <algorithm>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/benefits/clockwork/deadlines.h"
#include "services/benefits/domain/benefits_errors.h"

namespace houniao::benefits {
namespace {

using State = v1::Payment;

constexpr char kType[] = "benefits.houniao/Payment";
constexpr int kMaxEvents = 64;
constexpr int kMaxDelays = 32;

struct Verb {
  PaymentVerb verb;
  absl::string_view name;
  std::vector<State::State> from;
};

const std::vector<Verb>& Verbs() {
  static const auto* const kVerbs = new std::vector<Verb>{
      {PaymentVerb::kCommit, "commit", {State::PLANNED}},
      {PaymentVerb::kPay, "pay", {State::COMMITTED, State::SUBMITTED}},
      {PaymentVerb::kSettle, "settle", {State::PAID}},
      {PaymentVerb::kRelease, "release", {State::PLANNED, State::COMMITTED}},
      {PaymentVerb::kDelay, "delay", {State::PLANNED, State::COMMITTED, State::SUBMITTED}},
  };
  return *kVerbs;
}

bool Allows(const v1::Payment& payment, const Verb& verb) {
  return std::find(verb.from.begin(), verb.from.end(), payment.state()) != verb.from.end();
}

absl::Status Enter(v1::Payment& payment, State::State state, absl::string_view note,
                   const Moment& moment) {
  if (payment.events_size() >= kMaxEvents) {
    return LimitReached(payment.name(), "events", kMaxEvents);
  }
  payment.set_state(state);
  v1::PaymentEvent& event = *payment.add_events();
  event.set_state(state);
  *event.mutable_event_time() = ToTimestamp(moment.now);
  event.set_actor(moment.principal);
  event.set_note(std::string(note));
  return absl::OkStatus();
}

// The payee of the case if it is of the kind that the award pays, else who that kind means.
v1::Payee PayeeOf(const v1::Case& approved, v1::PayeeKind kind) {
  if (kind == v1::PAYEE_KIND_UNSPECIFIED) kind = v1::PAYEE_KIND_TALENT;
  v1::Payee payee = approved.payee();
  const v1::PayeeKind given = payee.kind() == v1::PAYEE_KIND_UNSPECIFIED ? kind : payee.kind();
  if (!approved.has_payee() || given != kind) payee.Clear();
  payee.set_kind(kind);
  if (payee.party().empty() && kind == v1::PAYEE_KIND_TALENT) payee.set_party(approved.talent());
  if (payee.party().empty() && kind == v1::PAYEE_KIND_EMPLOYER) {
    payee.set_party(approved.employer());
  }
  return payee;
}

v1::PayeeKind KindOf(const v1::PolicyTerms& terms, const std::string& key) {
  for (const v1::Award& award : terms.awards()) {
    if (award.key() == key) return award.payee();
  }
  return v1::PAYEE_KIND_TALENT;
}

}  // namespace

absl::Status CheckVerb(const v1::Payment& payment, PaymentVerb verb) {
  for (const Verb& row : Verbs()) {
    if (row.verb != verb) continue;
    if (Allows(payment, row)) return absl::OkStatus();
    return errors::InvalidStateTransition(kType, payment.name(),
                                          v1::Payment::State_Name(payment.state()), row.name,
                                          AllowedActions(payment));
  }
  return absl::InternalError("verb without a row");
}

std::vector<std::string> AllowedActions(const v1::Payment& payment) {
  std::vector<std::string> actions;
  for (const Verb& row : Verbs()) {
    if (Allows(payment, row)) actions.emplace_back(row.name);
  }
  return actions;
}

bool IsFinal(v1::Payment::State state) {
  return state == State::SETTLED || state == State::RELEASED || state == State::CLAWED_BACK;
}

std::vector<v1::Payment> PlanPayments(const v1::Case& approved, const v1::PolicyTerms& terms,
                                      const v1::AmountSchedule& schedule, const Moment& moment) {
  std::vector<v1::Payment> payments;
  for (const v1::Instalment& instalment : schedule.instalments()) {
    v1::Payment payment;
    payment.set_name(absl::StrFormat("%s/payments/%03d", approved.name(), instalment.number()));
    payment.set_number(instalment.number());
    payment.set_award(instalment.award());
    payment.set_amount_fen(instalment.amount_fen());
    *payment.mutable_payee() = PayeeOf(approved, KindOf(terms, instalment.award()));
    if (instalment.has_due_date()) *payment.mutable_due_date() = instalment.due_date();
    payment.set_due_unknown(instalment.due_unknown());
    payment.set_budget(approved.budget());
    payment.set_talent(approved.talent());
    payment.set_policy(approved.policy());
    // A new payment has room for its first event.
    Enter(payment, State::PLANNED, "", moment).IgnoreError();
    payments.push_back(std::move(payment));
  }
  return payments;
}

absl::Status CommitPayment(v1::Payment& payment, absl::string_view note, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(payment, PaymentVerb::kCommit));
  return Enter(payment, State::COMMITTED, note, moment);
}

absl::Status PayPayment(v1::Payment& payment, const v1::Case& paying,
                        const v1::PayPaymentRequest& request, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(payment, PaymentVerb::kPay));
  const auto among = [&](const auto& principals) {
    return std::find(principals.begin(), principals.end(), moment.principal) != principals.end();
  };
  if (among(paying.submitters())) {
    return SeparationOfDuties(paying.name(), "submitted", "pay it");
  }
  if (among(paying.reviewers())) {
    return SeparationOfDuties(paying.name(), "reviewed", "pay it");
  }
  if (paying.approver() == moment.principal) {
    return SeparationOfDuties(paying.name(), "approved", "pay it");
  }
  if (payment.state() == State::SUBMITTED) {
    if (request.outcome_pending()) {
      return errors::InvalidField("outcome_pending", "the order is at the bank already");
    }
    if (request.bank_reference() != payment.bank_reference()) {
      return errors::InvalidField(
          "bank_reference", absl::StrCat("must be that of the order, ", payment.bank_reference()));
    }
  }
  payment.set_bank_reference(request.bank_reference());
  if (request.outcome_pending()) return Enter(payment, State::SUBMITTED, request.note(), moment);
  const absl::CivilDay paid = ToCivilDay(request.paid_date()).value_or(moment.today);
  const absl::CivilDay approved = ShanghaiDay(FromTimestamp(paying.decision().decide_time()));
  if (paid > moment.today || paid < approved) {
    return errors::InvalidField("paid_date", "must be from the day of approval to today");
  }
  *payment.mutable_paid_date() = ToDate(paid);
  return Enter(payment, State::PAID, request.note(), moment);
}

absl::Status SettlePayment(v1::Payment& payment, absl::string_view note, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(payment, PaymentVerb::kSettle));
  return Enter(payment, State::SETTLED, note, moment);
}

absl::Status ReleasePayment(v1::Payment& payment, absl::string_view reason, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(payment, PaymentVerb::kRelease));
  return Enter(payment, State::RELEASED, reason, moment);
}

absl::Status DelayPayment(v1::Payment& payment, const v1::DelayPaymentRequest& request,
                          const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(payment, PaymentVerb::kDelay));
  if (payment.delays_size() >= kMaxDelays) {
    return LimitReached(payment.name(), "delays", kMaxDelays);
  }
  const auto promised = ToCivilDay(request.promised_date());
  const auto due = ToCivilDay(payment.due_date());
  if (!promised || *promised <= moment.today || (due && *promised <= *due)) {
    return errors::InvalidField("promised_date", "must be after today and after the due date");
  }
  if (request.reason() == v1::DELAY_REASON_OTHER && request.note().empty()) {
    return errors::InvalidField("note", "is required for DELAY_REASON_OTHER");
  }
  v1::PaymentDelay& delay = *payment.add_delays();
  delay.set_reason(request.reason());
  delay.set_note(request.note());
  *delay.mutable_promised_date() = request.promised_date();
  *delay.mutable_declare_time() = ToTimestamp(moment.now);
  delay.set_actor(moment.principal);
  *payment.mutable_promised_date() = request.promised_date();
  return absl::OkStatus();
}

void SetDeadlineStatus(v1::Payment& payment, absl::CivilDay today,
                       const calendar::WorkingCalendar& calendar) {
  if (payment.state() == State::RELEASED) {
    payment.set_deadline_status(v1::DEADLINE_STATUS_UNSPECIFIED);
    return;
  }
  Standing standing;
  standing.due = {ToCivilDay(payment.due_date()), payment.due_unknown()};
  standing.finished = ToCivilDay(payment.paid_date());
  payment.set_deadline_status(Classify(standing, today, calendar));
}

}  // namespace houniao::benefits
