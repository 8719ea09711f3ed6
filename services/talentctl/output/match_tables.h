// Answers of MatchingService as people read them. Pure: a reply in, tables and lines out.
#pragma once

#include <string>
#include <vector>

#include "services/talentctl/output/table.h"
#include "services/talentctl/terminal.h"

#include "houniao/recruitment/v1/match.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {

// SKILL, TITLE, EDU ...: a criterion at the head of a column; also what --weights takes, in small
// letters.
std::string ShortTitle(recruitment::v1::Criterion criterion);
// The criterion of a word such as `skill`, `title` or `title-rank`; unspecified if there is none.
recruitment::v1::Criterion CriterionOf(absl::string_view word);

// A row for each candidate, a column for each criterion, its maximum in the title.
Table CandidateTable(const recruitment::v1::MatchTalentsResponse& reply);
Table DemandMatchTable(const recruitment::v1::MatchDemandsResponse& reply);
Table TeamTable(const recruitment::v1::MatchTeamsResponse& reply);
// Who brings what to a team.
Table ContributionTable(
    const google::protobuf::RepeatedPtrField<recruitment::v1::MemberContribution>& members);
// `what` is counted: `TALENTS`.
Table GateCountTable(
    const google::protobuf::RepeatedPtrField<recruitment::v1::GateCount>& gate_counts,
    const char* what);

// Points with a bar and the evidence.
Table CriteriaTable(
    const google::protobuf::RepeatedPtrField<recruitment::v1::CriterionPoints>& criteria,
    const Terminal& terminal);
Table GateTable(const google::protobuf::RepeatedPtrField<recruitment::v1::GateResult>& gates);

// How far off, with its unit: `21.5 days`; empty if it is no matter of numbers.
std::string ShortfallText(const recruitment::v1::GateResult& gate);
// `REMAINING_DAYS (63 天, there is 剩余 41.5 天, 21.5 days short)`.
std::string FailureText(const recruitment::v1::GateResult& gate);
// Place and points, or the first gate that fails and how far off.
std::string VerdictText(const recruitment::v1::ExplainMatchResponse& reply, int top_k);
// A paragraph for each list of changes, numbered, the first `most` of them; `top_k` as it was asked
// for.
std::vector<std::string> LiftLines(const recruitment::v1::ExplainMatchResponse& reply, int top_k,
                                   int most);

}  // namespace houniao::talentctl
