// An office with one employer, an open demand, and talents of a made-up talent service.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "common/population/days.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/engagement/endings.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/engagement/hold.h"
#include "services/recruitment/engagement/service_ledger.h"
#include "services/recruitment/store/kinds.h"
#include "services/recruitment/store/migrations.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {

// Filled by a test before it is asked by many threads.
class MadeUpDirectory final : public TalentDirectory {
 public:
  std::map<std::string, TalentProfile> talents;
  std::map<std::string, talent::v1::Team> teams;

  absl::StatusOr<std::vector<TalentProfile>> Profiles(
      const CallContext&, const std::vector<std::string>& names) const override;
  absl::StatusOr<talent::v1::Team> Team(const CallContext&, const std::string& name) const override;
  std::map<std::string, std::string> DisplayNames(const CallContext&,
                                                  const std::vector<std::string>&) const override {
    return {};
  }
};

class EngagementTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  EngagementTest();

  // Writes a resource as it is.
  void Store(const resource::Kind& kind, const resource::Message& resource);
  // An open demand like WinterDemand, changed.
  v1::Demand OpenDemand(const std::string& name,
                        const std::function<void(v1::Demand&)>& change = nullptr);
  talent::v1::Talent& AddTalent(const std::string& id);
  void AddTeam(const std::string& id, const std::vector<std::string>& talents);

  v1::HoldEngagementRequest HoldRequest(const std::string& demand, const std::string& talent);
  // Books these days, whole ones.
  v1::HoldEngagementRequest HoldDays(const std::string& demand, const std::string& talent,
                                     absl::CivilDay first, int count);
  absl::StatusOr<v1::Engagement> Hold(const v1::HoldEngagementRequest& request);
  absl::StatusOr<v1::Engagement> Confirm(const std::string& name);
  absl::StatusOr<v1::Engagement> Release(const std::string& name);
  v1::Demand GetDemand(const std::string& name);
  v1::Engagement GetEngagement(const std::string& name);
  int64_t CountBooked(const std::string& talent);

  houniao::testing::TestJournal journal_{GetParam(), Migrations()};
  const Kinds kinds_;
  MadeUpDirectory directory_;
  const population::RestDays rest_days_{calendar::WorkingCalendar::Announced()};
  const EngagementContext context_{journal_.store(), kinds_, journal_.clock, directory_,
                                   rest_days_};
};

}  // namespace houniao::recruitment
