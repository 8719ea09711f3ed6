#include "services/benefits/handlers/appraisal.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/benefits/facts/service_facts.h"
#include "services/benefits/store/grants.h"

namespace houniao::benefits {
namespace {

constexpr char kOwnRegister[] = "benefits";
constexpr char kDeclared[] = "declared";

void AddDocuments(const v1::Case& subject, absl::CivilDay as_of, FactSet& facts) {
  for (const v1::CaseDocument& document : subject.documents()) {
    const auto last = ToCivilDay(document.valid_until_date());
    facts.Set(DayFact(absl::StrCat("document-", document.key()),
                      last.value_or(absl::CivilDay(9999, 12, 31)), subject.name(), as_of));
  }
}

}  // namespace

absl::StatusOr<Gathered> Gather(const CallContext& call, const Desk& desk,
                                const std::string& talent, const std::string& engagement,
                                absl::CivilDay as_of) {
  Gathered gathered;
  ASSIGN_OR_RETURN(gathered.talent, desk.registers.ReadTalent(call, talent));
  ASSIGN_OR_RETURN(gathered.service, desk.registers.ReadService(call, talent, engagement, as_of));
  return gathered;
}

absl::StatusOr<FactSet> RegisterFacts(db::Session& session, const Gathered& gathered,
                                      absl::CivilDay as_of) {
  FactSet facts;
  AddTalentFacts(gathered.talent, as_of, facts);
  AddServiceFacts(gathered.service, as_of, facts);
  ASSIGN_OR_RETURN(const Received received, ReadReceived(session, gathered.talent.talent.name()));
  facts.Set(TextsFact("received-policies", received.policies, kOwnRegister, as_of));
  facts.Set(TextsFact("received-groups", received.groups, kOwnRegister, as_of));
  return facts;
}

absl::CivilDay JudgedDay(const v1::Case& subject, absl::CivilDay today) {
  if (!subject.has_submit_time()) return today;
  return ShanghaiDay(FromTimestamp(subject.submit_time()));
}

absl::StatusOr<Appraisal> AppraiseCase(db::Session& session, const Desk& desk,
                                       const v1::Case& subject, const v1::PolicyVersion& version,
                                       const std::string& title, const Gathered& gathered,
                                       absl::CivilDay today) {
  const absl::CivilDay as_of = JudgedDay(subject, today);
  Appraisal appraisal;
  ASSIGN_OR_RETURN(appraisal.facts, RegisterFacts(session, gathered, as_of));
  AddDocuments(subject, as_of, appraisal.facts);
  if (!subject.employer().empty()) {
    appraisal.facts.Set(TextFact("employer", subject.employer(), subject.name(), as_of));
  }
  for (v1::Fact fact : subject.declared_facts()) {
    if (fact.source().empty()) fact.set_source(kDeclared);
    appraisal.facts.SetIfAbsent(std::move(fact));
  }
  Inquiry inquiry;
  inquiry.policy = subject.policy();
  inquiry.policy_version = version.name();
  inquiry.title = title;
  inquiry.terms = &version.terms();
  inquiry.facts = &appraisal.facts;
  inquiry.as_of = as_of;
  inquiry.approval = today;
  inquiry.awards.assign(subject.awards().begin(), subject.awards().end());
  inquiry.claimed_fen = subject.claimed_fen();
  ASSIGN_OR_RETURN(inquiry.usage,
                   ReadUsage(session, version.terms(),
                             {subject.policy(), subject.talent(),
                              appraisal.facts.Text("employer").value_or(""), today.year()}));
  appraisal.evaluation = Evaluate(inquiry, desk.calendar);
  return appraisal;
}

v1::Dossier Appraisal::ToDossier(const v1::Case& subject, const v1::PolicyVersion& version) const {
  v1::Dossier dossier;
  dossier.set_policy_version(version.name());
  dossier.set_policy_fingerprint(version.fingerprint());
  for (v1::Fact& fact : facts.All()) *dossier.add_facts() = std::move(fact);
  *dossier.mutable_evaluation() = evaluation;
  *dossier.mutable_documents() = subject.documents();
  return dossier;
}

}  // namespace houniao::benefits
