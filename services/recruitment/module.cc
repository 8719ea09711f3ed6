#include "services/recruitment/module.h"

#include <atomic>
#include <optional>

#include "common/base/status_macros.h"
#include "common/calendar/working_calendar.h"
#include "common/feed/follower.h"
#include "common/observe/log.h"
#include "common/population/population.h"
#include "services/recruitment/demands/demand_register.h"
#include "services/recruitment/engagement/booking_feed.h"
#include "services/recruitment/engagement/endings.h"
#include "services/recruitment/handlers/demand_service.h"
#include "services/recruitment/handlers/engagement_service.h"
#include "services/recruitment/handlers/exposure_service.h"
#include "services/recruitment/handlers/matching_service.h"
#include "services/recruitment/handlers/planning_service.h"
#include "services/recruitment/handlers/referral_service.h"
#include "services/recruitment/handlers/shortage_catalogue_service.h"
#include "services/recruitment/handlers/team_matching.h"
#include "services/recruitment/handlers/unmet_demand_service.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/store/kinds.h"
#include "services/recruitment/store/migrations.h"
#include "services/recruitment/talents/talent_client.h"
#include "services/recruitment/talents/talent_feed.h"
#include "services/recruitment/talents/talent_groups.h"
#include "services/recruitment/talents/talent_register.h"
#include "services/recruitment/talents/team_register.h"

namespace houniao::recruitment {

struct Module::Parts {
  Parts(const Environment& environment, std::unique_ptr<feed::Journal> opened)
      : journal(std::move(opened)),
        talent_channel(environment.talent),
        talents(MakeTalentClient(environment.talent)),
        talent_groups(MakeTalentGroups(environment.talent)),
        context{journal->store(), kinds, environment.clock, *talents, rest_days},
        demands(rest_days, environment.clock),
        talent_register(population, environment.clock.Today()) {
    demand_handlers.Bind(demand_service);
    matching_handlers.Bind(matching_service);
    engagement_handlers.Bind(engagement_service);
    planning_handlers.Bind(planning_service);
    referral_handlers.Bind(referral_service);
    shortage_handlers.Bind(demand_service);
    unmet_demand_handlers.Bind(demand_service);
    exposure_handlers.Bind(matching_service);
    team_handlers.Bind(matching_service);
  }

  bool Ready() const { return started && have_talents && have_bookings; }

  const Kinds kinds;
  const population::RestDays rest_days{calendar::WorkingCalendar::Announced()};
  const std::unique_ptr<feed::Journal> journal;
  const std::shared_ptr<grpc::Channel> talent_channel;
  const std::unique_ptr<TalentDirectory> talents;
  const std::unique_ptr<TalentGroups> talent_groups;
  const EngagementContext context;
  population::Population population{rest_days};
  Stations stations;
  EngagedBefore engaged;
  DemandRegister demands;
  TalentRegister talent_register;
  TeamRegister team_register;
  std::atomic<bool> have_talents{false};
  std::atomic<bool> have_bookings{false};
  std::atomic<bool> started{false};

  const DemandHandlers demand_handlers{context, population};
  const MatchingHandlers matching_handlers{
      context, {population, stations, engaged, demands}, [this] { return Ready(); }};
  const EngagementHandlers engagement_handlers{context, *journal, population,
                                               [this] { return Ready(); }};
  const PlanningHandlers planning_handlers{
      context, {population, stations, engaged, demands}, [this] { return Ready(); }};
  const ReferralHandlers referral_handlers{context};
  const ShortageHandlers shortage_handlers{context, population, stations,
                                           [this] { return Ready(); }};
  const UnmetDemandHandlers unmet_demand_handlers{context, population, stations,
                                                  [this] { return Ready(); }};
  const ExposureHandlers exposure_handlers{context, population,     stations,
                                           engaged, *talent_groups, [this] { return Ready(); }};
  const TeamMatchingHandlers team_handlers{
      context, {population, stations, team_register}, [this] { return Ready(); }};
  rpc::ServiceTable demand_service{"houniao.recruitment.v1.DemandService"};
  rpc::ServiceTable matching_service{"houniao.recruitment.v1.MatchingService"};
  rpc::ServiceTable engagement_service{"houniao.recruitment.v1.EngagementService"};
  rpc::ServiceTable planning_service{"houniao.recruitment.v1.PlanningService"};
  rpc::ServiceTable referral_service{"houniao.recruitment.v1.ReferralService"};

  std::optional<BookingFeed> booking_feed;
  std::optional<feed::Follower> talent_follower;
};

Module::Module(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Module::~Module() { Stop(); }

absl::StatusOr<std::unique_ptr<Module>> Module::Create(const Environment& environment) {
  if (environment.talent == nullptr) {
    return absl::InvalidArgumentError("The recruitment service needs the talent service.");
  }
  ASSIGN_OR_RETURN(auto journal,
                   feed::Journal::Open(environment.database, environment.clock, environment.ids,
                                       environment.keyring, Migrations()));
  return std::unique_ptr<Module>(
      new Module(std::make_unique<Parts>(environment, std::move(journal))));
}

std::vector<rpc::ServiceTable*> Module::services() {
  return {&parts_->demand_service, &parts_->matching_service, &parts_->engagement_service,
          &parts_->planning_service, &parts_->referral_service};
}

const feed::Journal& Module::journal() const { return *parts_->journal; }

absl::Status Module::Start() {
  Parts& parts = *parts_;
  if (parts.started) return absl::OkStatus();
  parts.booking_feed.emplace(
      *parts.journal, parts.kinds,
      BookingFeed::Targets{parts.population, parts.stations, parts.engaged, parts.demands},
      [&parts] { parts.have_bookings = true; });
  feed::Follower::Options options;
  options.on_end = [](const absl::Status& ended) {
    observe::Log(observe::Severity::kInfo, "The feed of talents ended; it is opened again.",
                 {{"reason", ended.message()}});
  };
  parts.talent_follower.emplace(
      [&parts](const std::string& token) {
        return OpenTalentStream(parts.talent_channel, token, parts.talent_register,
                                parts.team_register, [&parts] { parts.have_talents = true; });
      },
      options);
  parts.started = true;
  return absl::OkStatus();
}

void Module::Stop() {
  Parts& parts = *parts_;
  parts.started = false;
  parts.talent_follower.reset();
  parts.booking_feed.reset();
}

bool Module::Ready() const { return parts_->Ready(); }

void Module::OnClockMoved() {
  parts_->talent_register.SetToday(parts_->context.clock.Today());
  // A backlog is worked off in one go, but never for ever.
  for (int round = 0; round < 100 && SweepExpired(parts_->context); ++round) {
  }
}

}  // namespace houniao::recruitment
