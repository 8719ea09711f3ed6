#include "services/recruitment/handlers/exposure_service.h"

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/observe/log.h"
#include "common/rpc/status.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/handlers/open_demands.h"
#include "services/recruitment/insight/small_cells.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

constexpr int kUsualCellCount = 5;
constexpr int kUsualPeriodDays = 365;

constexpr int kPage = 1000;
constexpr char kSqlEngaged[] =
    "SELECT name, members, confirm_time FROM engagements WHERE confirm_time IS NOT NULL AND "
    "name > ? ORDER BY name LIMIT 1000";

absl::StatusOr<calendar::DaySpan> PeriodIn(const v1::GetExposureReportRequest& request,
                                           absl::CivilDay today) {
  if (!request.has_period()) return calendar::DaySpan{today - (kUsualPeriodDays - 1), today};
  const auto period = PeriodOf(request.period());
  if (!period.has_value() || period->last < period->first) {
    return errors::InvalidField("period",
                                "needs a start_date and an end_date that is not before it");
  }
  return *period;
}

// The members column, `|talents/a|talents/b|`.
void AddMembers(const std::string& members, TalentIds& ids) {
  for (absl::string_view name : absl::StrSplit(members, '|', absl::SkipEmpty())) {
    ids.insert(TalentIdOf(name));
  }
}

int64_t CentiMean(int64_t sum, int64_t count) { return count == 0 ? 0 : sum * 100 / count; }

}  // namespace

void ExposureHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::GetExposureReportRequest, v1::GetExposureReportResponse>(
      "GetExposureReport", [this](CallContext& call, const v1::GetExposureReportRequest& request) {
        return GetExposureReport(call, request);
      });
}

absl::StatusOr<ExposureHandlers::Engaged> ExposureHandlers::ReadEngaged(const CallContext& call,
                                                                        absl::Time from,
                                                                        absl::Time to) const {
  Engaged engaged;
  std::string last;
  for (int read = kPage; read == kPage;) {
    RETURN_IF_ERROR(rpc::StillWanted(call));
    read = 0;
    RETURN_IF_ERROR(resource::ReadError(context_.store.database().Query(
        kSqlEngaged, {last},
        [&](const db::Row& row) {
          ++read;
          last = row.Bytes(0);
          const absl::Time confirmed = row.Time(2);
          if (confirmed < from) AddMembers(row.Bytes(1), engaged.before);
          if (confirmed >= from && confirmed < to) AddMembers(row.Bytes(1), engaged.in_period);
          return true;
        },
        call.deadline)));
  }
  return engaged;
}

absl::StatusOr<TalentIds> ExposureHandlers::MakeLists(
    const CallContext& call, const v1::GetExposureReportRequest& request,
    v1::GetExposureReportResponse& response) const {
  v1::MatchOptions options;
  options.set_omit_criteria(true);
  options.set_omit_gate_counts(true);
  options.set_omit_eligible_count(true);
  options.set_omit_display_names(true);
  if (request.has_diversification()) {
    *options.mutable_diversification() = request.diversification();
  }
  TalentIds shown;
  int64_t demands = 0, places = 0, points = 0, cost = 0;
  OpenDemands open(context_, call);
  RETURN_IF_ERROR(open.ForEach(false, [&](Subject subject) -> absl::Status {
    ASSIGN_OR_RETURN(const v1::MatchTalentsResponse list,
                     matcher_.Match(subject, options, request.top_k()));
    ++demands;
    cost += list.diversification_cost();
    for (const v1::Candidate& candidate : list.candidates()) {
      ++places;
      points += candidate.score();
      shown.insert(TalentIdOf(candidate.talent()));
    }
    return absl::OkStatus();
  }));
  response.set_demand_count(demands);
  response.set_place_count(places);
  // The cost is what the list by score alone has more.
  response.set_mean_score_centi(CentiMean(points + cost, places));
  response.set_diversified_mean_score_centi(CentiMean(points, places));
  return shown;
}

absl::StatusOr<std::vector<ExposureCell>> ExposureHandlers::AskForGroups(
    const CallContext& call, const TalentIds& shown, const TalentIds& chosen,
    v1::GetExposureReportResponse& response) const {
  const auto ask = [&]() -> absl::StatusOr<std::vector<ExposureCell>> {
    ASSIGN_OR_RETURN(const auto pool, groups_.CountPool(call));
    ASSIGN_OR_RETURN(const auto of_shown,
                     groups_.CountNamed(call, NamesInPool(population_, shown)));
    ASSIGN_OR_RETURN(const auto of_chosen,
                     groups_.CountNamed(call, NamesInPool(population_, chosen)));
    return CellsOfGroups(pool, of_shown, of_chosen);
  };
  auto cells = ask();
  if (cells.ok()) return cells;
  // Of those who ask nobody is left, or their time is up.
  RETURN_IF_ERROR(rpc::StillWanted(call));
  observe::Log(observe::Severity::kWarning, "Sex and age could not be counted.",
               {{"reason", cells.status().message()}});
  response.set_counts_missing(true);
  return std::vector<ExposureCell>();
}

absl::StatusOr<v1::GetExposureReportResponse> ExposureHandlers::GetExposureReport(
    const CallContext& call, const v1::GetExposureReportRequest& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  const absl::CivilDay today = context_.clock.Today();
  ASSIGN_OR_RETURN(const calendar::DaySpan period, PeriodIn(request, today));
  v1::GetExposureReportResponse response;
  // Read first: the answer has seen at least this much.
  response.set_talent_revision(population_.applied_revision(Feed::kTalents));
  response.set_engagement_revision(population_.applied_revision(Feed::kBookings));
  ASSIGN_OR_RETURN(const Engaged engaged, ReadEngaged(call, ShanghaiMidnight(period.first),
                                                      ShanghaiMidnight(period.last + 1)));
  ASSIGN_OR_RETURN(const TalentIds shown, MakeLists(call, request, response));
  std::vector<ExposureCell> cells =
      CountByFacts(population_, DayNumber(today), shown, engaged.in_period, engaged.before);
  ASSIGN_OR_RETURN(const std::vector<ExposureCell> asked,
                   AskForGroups(call, shown, engaged.in_period, response));
  cells.insert(cells.end(), asked.begin(), asked.end());
  for (v1::ExposureGroup& group :
       GroupsOf(cells, CellCountOf(request.min_cell_count(), kUsualCellCount))) {
    *response.add_groups() = std::move(group);
  }
  return response;
}

}  // namespace houniao::recruitment
