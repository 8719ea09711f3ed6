#include "services/benefits/store/grants.h"

#include <map>

#include "common/base/status_macros.h"
#include "common/resource/names.h"

namespace houniao::benefits {
namespace {

// A grant counts unless all its money was released; one without money always counts.
#define LIVE "(amount_fen > released_fen OR amount_fen = 0)"
#define SUMS "SELECT COALESCE(SUM(amount_fen - released_fen), 0), COUNT(DISTINCT case_name) "

constexpr char kSqlPolicies[] =
    "SELECT DISTINCT policy FROM grants WHERE talent = ? AND " LIVE " ORDER BY policy";
constexpr char kSqlGroups[] =
    "SELECT DISTINCT policy_group FROM grants WHERE talent = ? AND policy_group <> '' AND " LIVE
    " ORDER BY policy_group";
constexpr char kSqlUsePerson[] =
    SUMS "FROM grants WHERE policy = ? AND talent = ? AND " LIVE " AND (? = 0 OR approve_year = ?)";
constexpr char kSqlUseEmployer[] = SUMS "FROM grants WHERE policy = ? AND employer = ? AND " LIVE
                                        " AND (? = 0 OR approve_year = ?)";
constexpr char kSqlUseDistrict[] =
    SUMS "FROM grants WHERE policy = ? AND " LIVE " AND (? = 0 OR approve_year = ?)";
constexpr char kSqlInKind[] =
    "SELECT award, SUM(quantity) FROM grants WHERE policy = ? AND approve_year = ? AND quantity > "
    "0 "
    "GROUP BY award";
constexpr char kSqlGrantedByPolicy[] =
    "SELECT COALESCE(SUM(amount_fen - released_fen), 0) FROM grants WHERE talent = ? AND policy = "
    "?";
constexpr char kSqlGrantedByGroup[] =
    "SELECT COALESCE(SUM(amount_fen - released_fen), 0) FROM grants WHERE talent = ? AND "
    "policy_group = ? AND policy <> ?";
constexpr char kSqlPaidByPolicy[] =
    "SELECT COALESCE(SUM(amount_fen), 0) FROM payments WHERE talent = ? AND policy = ? AND state "
    "IN "
    "(3, 4, 5)";
constexpr char kSqlPaidByGroup[] =
    "SELECT COALESCE(SUM(amount_fen), 0) FROM payments WHERE talent = ? AND state IN (3, 4, 5) AND "
    "policy IN (SELECT policy FROM grants WHERE talent = ? AND policy_group = ? AND policy <> ?)";
constexpr char kSqlInsert[] =
    "INSERT INTO grants (case_name, award, policy, policy_group, talent, employer, approve_year, "
    "amount_fen, released_fen, quantity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)";
constexpr char kSqlRelease[] =
    "UPDATE grants SET released_fen = released_fen + ? WHERE case_name = ? AND award = ?";

#undef SUMS
#undef LIVE

static_assert(v1::Payment::SUBMITTED == 3 && v1::Payment::PAID == 4 && v1::Payment::SETTLED == 5);

absl::StatusOr<std::vector<std::string>> Texts(db::Session& session, absl::string_view sql,
                                               const std::string& talent) {
  std::vector<std::string> texts;
  RETURN_IF_ERROR(session.Query(sql, {talent}, [&](const db::Row& row) {
    texts.push_back(row.Bytes(0));
    return true;
  }));
  return texts;
}

absl::StatusOr<Usage::Use> Use(db::Session& session, absl::string_view sql,
                               const std::vector<db::Value>& values) {
  Usage::Use use;
  RETURN_IF_ERROR(session.Query(sql, values, [&](const db::Row& row) {
    use = {row.Int(0), row.Int(1)};
    return false;
  }));
  return use;
}

absl::StatusOr<Usage::Use> UseUnder(db::Session& session, const v1::Cap& cap,
                                    const UsageQuery& query) {
  const int64_t year = cap.period() == v1::Cap::YEAR ? query.year : 0;
  switch (cap.scope()) {
    case v1::Cap::EMPLOYER:
      if (query.employer.empty()) return Usage::Use();
      return Use(session, kSqlUseEmployer, {query.policy, query.employer, year, year});
    case v1::Cap::DISTRICT:
      return Use(session, kSqlUseDistrict, {query.policy, year, year});
    default:
      return Use(session, kSqlUsePerson, {query.policy, query.talent, year, year});
  }
}

// What counts as received: what was paid if the rest ends, else all that was granted.
absl::StatusOr<int64_t> ReceivedUnder(db::Session& session, const v1::Offset& offset,
                                      const UsageQuery& query) {
  absl::string_view sql;
  std::vector<db::Value> values;
  if (offset.received_case() == v1::Offset::kPolicy) {
    sql = offset.ends_other() ? kSqlPaidByPolicy : kSqlGrantedByPolicy;
    values = {query.talent, offset.policy()};
  } else if (offset.received_case() == v1::Offset::kExclusiveGroup) {
    if (offset.ends_other()) {
      sql = kSqlPaidByGroup;
      values = {query.talent, query.talent, offset.exclusive_group(), query.policy};
    } else {
      sql = kSqlGrantedByGroup;
      values = {query.talent, offset.exclusive_group(), query.policy};
    }
  } else {
    return 0;
  }
  ASSIGN_OR_RETURN(const auto fen, session.QueryInt(sql, values));
  return fen.value_or(0);
}

}  // namespace

absl::StatusOr<Received> ReadReceived(db::Session& session, const std::string& talent) {
  Received received;
  ASSIGN_OR_RETURN(received.policies, Texts(session, kSqlPolicies, talent));
  ASSIGN_OR_RETURN(received.groups, Texts(session, kSqlGroups, talent));
  return received;
}

absl::StatusOr<Usage> ReadUsage(db::Session& session, const v1::PolicyTerms& terms,
                                const UsageQuery& query) {
  Usage usage;
  for (const v1::Cap& cap : terms.caps()) {
    ASSIGN_OR_RETURN(const Usage::Use use, UseUnder(session, cap, query));
    usage.caps.push_back(use);
  }
  ASSIGN_OR_RETURN(const Usage::Use year,
                   Use(session, kSqlUseDistrict, {query.policy, query.year, query.year}));
  usage.cases_this_year = year.cases;
  RETURN_IF_ERROR(session.Query(kSqlInKind, {query.policy, query.year}, [&](const db::Row& row) {
    usage.in_kind_this_year[row.Bytes(0)] = row.Int(1);
    return true;
  }));
  for (const v1::Offset& offset : terms.offsets()) {
    ASSIGN_OR_RETURN(const int64_t fen, ReceivedUnder(session, offset, query));
    usage.offsets.push_back(fen);
  }
  return usage;
}

absl::Status RecordGrants(db::Session& session, const v1::Case& approved,
                          const v1::PolicyTerms& terms, const v1::PolicyEvaluation& evaluation,
                          int64_t year) {
  std::map<std::string, std::pair<int64_t, int64_t>> by_award;  // fen, quantity
  for (const v1::AwardEvaluation& award : evaluation.awards()) {
    if (award.verdict() == v1::VERDICT_YES) by_award[award.award()];
  }
  for (const v1::Instalment& instalment : evaluation.schedule().instalments()) {
    by_award[instalment.award()].first += instalment.amount_fen();
  }
  for (const v1::InKindGrant& grant : evaluation.schedule().in_kind_grants()) {
    by_award[grant.award()].second += grant.quantity();
  }
  for (const auto& [award, granted] : by_award) {
    RETURN_IF_ERROR(
        session
            .Execute(kSqlInsert,
                     {approved.name(), award, approved.policy(), terms.exclusive_group(),
                      approved.talent(), approved.employer(), year, granted.first, granted.second})
            .status());
  }
  return absl::OkStatus();
}

absl::Status RecordRelease(db::Session& session, const v1::Payment& payment) {
  return session
      .Execute(kSqlRelease, {payment.amount_fen(), resource::NamePattern::ParentOf(payment.name()),
                             payment.award()})
      .status();
}

}  // namespace houniao::benefits
