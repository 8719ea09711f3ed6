#include "services/benefits/handlers/eligibility_handlers.h"

#include <set>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/handlers/appraisal.h"
#include "services/benefits/rules/known_facts.h"
#include "services/benefits/rules/questions.h"
#include "services/benefits/store/grants.h"

namespace houniao::benefits {
namespace {

constexpr size_t kMaxEvaluations = 200;

bool EffectiveOn(const v1::PolicyTerms& terms, absl::CivilDay day) {
  const auto start = ToCivilDay(terms.effective().start_date());
  const auto end = ToCivilDay(terms.effective().end_date());
  return (!start || *start <= day) && (!end || day <= *end);
}

}  // namespace

EligibilityHandlers::EligibilityHandlers(const Desk& desk)
    : desk_(desk), table_("houniao.benefits.v1.EligibilityService") {
  Bind(*this, "EvaluateTalent", &EligibilityHandlers::Evaluate);
}

absl::StatusOr<std::vector<EligibilityHandlers::Asked>> EligibilityHandlers::InForce(
    CallContext& call, absl::CivilDay as_of) const {
  ASSIGN_OR_RETURN(const auto policies,
                   desk_.store().Find<v1::Policy>(call, desk_.kinds.policy, "state = ?", "name",
                                                  {static_cast<int>(v1::Policy::PUBLISHED)}));
  std::vector<Asked> asked;
  for (const v1::Policy& policy : policies) {
    ASSIGN_OR_RETURN(auto version, desk_.store().Get<v1::PolicyVersion>(call, desk_.kinds.version,
                                                                        policy.current_version()));
    if (!EffectiveOn(version.terms(), as_of)) continue;
    asked.push_back({policy, std::move(version)});
    if (asked.size() == kMaxEvaluations) break;
  }
  return asked;
}

absl::StatusOr<EligibilityHandlers::Asked> EligibilityHandlers::Named(
    CallContext& call, const std::string& name) const {
  const bool version = desk_.kinds.version.pattern().Matches(name);
  Asked asked;
  ASSIGN_OR_RETURN(asked.policy, desk_.store().Get<v1::Policy>(
                                     call, desk_.kinds.policy,
                                     version ? resource::NamePattern::ParentOf(name) : name));
  const std::string& wanted = version ? name : asked.policy.current_version();
  if (wanted.empty()) return PolicyNotActive(asked.policy.name(), "no version was published");
  ASSIGN_OR_RETURN(asked.version,
                   desk_.store().Get<v1::PolicyVersion>(call, desk_.kinds.version, wanted));
  return asked;
}

absl::StatusOr<v1::EvaluateTalentResponse> EligibilityHandlers::Evaluate(
    CallContext& call, const v1::EvaluateTalentRequest& request) const {
  const absl::CivilDay as_of = ToCivilDay(request.as_of_date()).value_or(desk_.clock().Today());
  std::vector<Asked> asked;
  if (request.policies().empty()) {
    ASSIGN_OR_RETURN(asked, InForce(call, as_of));
  }
  for (const std::string& name : request.policies()) {
    ASSIGN_OR_RETURN(Asked one, Named(call, name));
    asked.push_back(std::move(one));
  }
  std::set<std::string> own;
  for (const Asked& one : asked) AddFactsOf(one.version.terms(), own);
  for (int i = 0; i < request.extra_facts_size(); ++i) {
    RETURN_IF_ERROR(
        CheckFactIsRead(absl::StrCat("extra_facts[", i, "]"), request.extra_facts(i), own));
  }
  ASSIGN_OR_RETURN(const Gathered gathered,
                   Gather(call, desk_, request.talent(), request.engagement(), as_of));
  ASSIGN_OR_RETURN(auto snapshot, desk_.journal.database().BeginRead(call.deadline));
  ASSIGN_OR_RETURN(FactSet facts, RegisterFacts(*snapshot, gathered, as_of));
  for (const v1::Fact& fact : request.extra_facts()) facts.Set(fact);

  std::vector<v1::PolicyEvaluation> evaluations;
  for (const Asked& one : asked) {
    Inquiry inquiry;
    inquiry.policy = one.policy.name();
    inquiry.policy_version = one.version.name();
    inquiry.title = one.policy.title();
    inquiry.terms = &one.version.terms();
    inquiry.facts = &facts;
    inquiry.as_of = as_of;
    inquiry.approval = as_of;
    ASSIGN_OR_RETURN(inquiry.usage, ReadUsage(*snapshot, one.version.terms(),
                                              {one.policy.name(), request.talent(),
                                               facts.Text("employer").value_or(""), as_of.year()}));
    evaluations.push_back(benefits::Evaluate(inquiry, desk_.calendar));
  }
  SortEvaluations(evaluations);
  v1::EvaluateTalentResponse reply;
  reply.set_talent(request.talent());
  *reply.mutable_as_of_date() = ToDate(as_of);
  if (auto question = NextQuestion(evaluations)) *reply.mutable_next_question() = *question;
  for (auto& evaluation : evaluations) *reply.add_evaluations() = std::move(evaluation);
  for (v1::Fact& fact : facts.All()) *reply.add_facts() = std::move(fact);
  return reply;
}

}  // namespace houniao::benefits
