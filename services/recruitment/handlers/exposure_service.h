// GetExposureReport: who is shown for the open demands and who was chosen, by group.
#pragma once

#include <functional>

#include "common/population/population.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/insight/exposure.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/talents/talent_groups.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

class ExposureHandlers {
 public:
  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  ExposureHandlers(const EngagementContext& context, const population::Population& population,
                   const Stations& stations, const EngagedBefore& engaged,
                   const TalentGroups& groups, std::function<bool()> ready)
      : context_(context),
        population_(population),
        matcher_(population, stations, &engaged),
        groups_(groups),
        ready_(std::move(ready)) {}
  // Into MatchingService.
  void Bind(rpc::ServiceTable& table) const;

 private:
  // Who was engaged, by when it was confirmed.
  struct Engaged {
    TalentIds in_period;
    TalentIds before;
  };

  absl::StatusOr<v1::GetExposureReportResponse> GetExposureReport(
      const CallContext& call, const v1::GetExposureReportRequest& request) const;
  absl::StatusOr<Engaged> ReadEngaged(const CallContext& call, absl::Time from,
                                      absl::Time to) const;
  // The lists of all open demands: who is in them; fills in what they are worth.
  absl::StatusOr<TalentIds> MakeLists(const CallContext& call,
                                      const v1::GetExposureReportRequest& request,
                                      v1::GetExposureReportResponse& response) const;
  // Cells of sex and age; none, with counts_missing, if the talent service does not answer.
  absl::StatusOr<std::vector<ExposureCell>> AskForGroups(
      const CallContext& call, const TalentIds& shown, const TalentIds& chosen,
      v1::GetExposureReportResponse& response) const;

  const EngagementContext& context_;
  const population::Population& population_;
  const Matcher matcher_;
  const TalentGroups& groups_;
  const std::function<bool()> ready_;
};

}  // namespace houniao::recruitment
