#include "services/talent/module.h"

#include "common/base/status_macros.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/standard_service.h"
#include "services/talent/handlers/consent_service.h"
#include "services/talent/handlers/recognition_service.h"
#include "services/talent/handlers/talent_service.h"
#include "services/talent/store/talent_kinds.h"

namespace houniao::talent {

struct Module::Parts {
  explicit Parts(std::unique_ptr<feed::Journal> opened)
      : journal(std::move(opened)), kinds(journal->secrets()) {
    BindTalentService(talent_service, *journal, kinds, talents);
    BindRecognitionService(recognition_service, *journal, kinds, recognitions);
    BindConsentService(consent_service, *journal, kinds, consents);
    rpc::BindStandard(team_service, teams);
  }

  const std::unique_ptr<feed::Journal> journal;
  const TalentKinds kinds;
  const resource::StandardMethods talents{journal->store(), kinds.talents, nullptr,
                                          journal->clock()};
  const resource::StandardMethods recognitions{journal->store(), kinds.recognitions, &kinds.talents,
                                               journal->clock()};
  const resource::StandardMethods consents{journal->store(), kinds.consents, &kinds.talents,
                                           journal->clock()};
  const resource::StandardMethods teams{journal->store(), kinds.teams, nullptr, journal->clock()};
  rpc::ServiceTable talent_service{"houniao.talent.v1.TalentService"};
  rpc::ServiceTable recognition_service{"houniao.talent.v1.RecognitionService"};
  rpc::ServiceTable consent_service{"houniao.talent.v1.ConsentService"};
  rpc::ServiceTable team_service{"houniao.talent.v1.TeamService"};
};

Module::Module(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Module::~Module() { Stop(); }

absl::StatusOr<std::unique_ptr<Module>> Module::Create(const Environment& environment) {
  ASSIGN_OR_RETURN(auto journal,
                   feed::Journal::Open(environment.database, environment.clock, environment.ids,
                                       environment.keyring, TalentMigrations()));
  return std::unique_ptr<Module>(new Module(std::make_unique<Parts>(std::move(journal))));
}

std::vector<rpc::ServiceTable*> Module::services() {
  return {&parts_->talent_service, &parts_->recognition_service, &parts_->consent_service,
          &parts_->team_service};
}

const feed::Journal& Module::journal() const { return *parts_->journal; }

absl::Status Module::Start() { return absl::OkStatus(); }

// Watchers end, or a server that drains would wait for them.
void Module::Stop() { parts_->journal->hub().Close(); }

bool Module::Ready() const { return true; }

void Module::OnClockMoved() {}

}  // namespace houniao::talent
