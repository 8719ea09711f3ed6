// From registers to verdicts: gathers facts about a talent and evaluates policies over them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"

#include "services/benefits/handlers/desk.h"
#include "services/benefits/rules/evaluate.h"

#include "houniao/benefits/v1/case.pb.h"

namespace houniao::benefits {

// What the other services said, read before a mutation begins.
struct Gathered {
  TalentRecord talent;
  ServiceRecord service;
};
absl::StatusOr<Gathered> Gather(const CallContext& call, const Desk& desk,
                                const std::string& talent, const std::string& engagement,
                                absl::CivilDay as_of);

// Facts of the registers on a day, with what was received before. `session` reads our own tables.
absl::StatusOr<FactSet> RegisterFacts(db::Session& session, const Gathered& gathered,
                                      absl::CivilDay as_of);

// Day for which a case is judged: that of its first submission, today before it.
absl::CivilDay JudgedDay(const v1::Case& subject, absl::CivilDay today);

struct Appraisal {
  FactSet facts;
  v1::PolicyEvaluation evaluation;

  v1::Dossier ToDossier(const v1::Case& subject, const v1::PolicyVersion& version) const;
};
// A case under its version: registers prevail over what is declared; documents and the employer of
// the case are facts as well.
absl::StatusOr<Appraisal> AppraiseCase(db::Session& session, const Desk& desk,
                                       const v1::Case& subject, const v1::PolicyVersion& version,
                                       const std::string& title, const Gathered& gathered,
                                       absl::CivilDay today);

}  // namespace houniao::benefits
