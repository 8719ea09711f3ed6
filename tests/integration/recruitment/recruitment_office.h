// The talent and the recruitment service behind real servers, on either engine, at one clock that
// stands still.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/crypto/token_keys.h"
#include "common/observe/metrics.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "services/recruitment/module.h"
#include "services/talent/module.h"
#include "tests/support/database.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::recruitment {

// Who calls: a role by the person `user:{person}`, for an employer or for the office.
struct Caller {
  std::string role = "clerk";
  std::string person = "clerk";
  std::string employer;
};

class RecruitmentOffice : public ::testing::TestWithParam<db::Engine> {
 protected:
  RecruitmentOffice();
  ~RecruitmentOffice() override;

  template <typename Stub, typename Request, typename Reply>
  absl::StatusOr<Reply> Call(Stub& stub,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Reply*),
                             const Request& request, const Caller& caller = {}) const {
    const auto context = ContextOf(caller);
    Reply reply;
    const absl::Status status = rpc::FromGrpc((stub.*method)(context.get(), request, &reply));
    if (!status.ok()) return status;
    return reply;
  }

  std::string TokenOf(const Caller& caller) const;
  // For calls that stream.
  std::unique_ptr<grpc::ClientContext> ContextOf(const Caller& caller) const;

  void StopTalent();
  void StartTalent();
  void StopRecruitment();
  void StartRecruitment();
  // Ends the test if it does not become ready.
  void AwaitReady();

  // A talent who passes the gates of AddDemand; with the consent to be shown.
  void AddTalent(const std::string& id,
                 const std::function<void(talent::v1::Talent&)>& change = nullptr);
  void GiveConsent(const std::string& id);
  void AddEmployer(const std::string& id, const std::string& credit_code);
  // Created and published.
  absl::StatusOr<v1::Demand> AddDemand(const std::string& id, const std::string& employer,
                                       const std::function<void(v1::Demand&)>& change = nullptr);
  // As the population is now, with all that the talent service has written.
  absl::StatusOr<v1::MatchTalentsResponse> Match(const std::string& demand);
  absl::StatusOr<v1::ExplainMatchResponse> Explain(const std::string& demand,
                                                   const std::string& talent);
  absl::StatusOr<v1::Engagement> Hold(const std::string& demand, const std::string& talent,
                                      const Caller& caller = {});
  absl::StatusOr<v1::Engagement> Confirm(const std::string& name, const Caller& caller = {});
  int64_t TalentRevision() const;

  testing::TestDatabase talent_database_{GetParam()};
  testing::TestDatabase database_{GetParam()};
  SimulatedClock clock_{testing::TestStart()};
  SystemClock wall_clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  observe::Metrics metrics_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::unique_ptr<talent::Module> talent_module_;
  std::unique_ptr<rpc::Server> talent_server_;
  int talent_port_ = 0;
  std::unique_ptr<Module> module_;
  std::unique_ptr<rpc::ServiceTable> clock_table_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<talent::v1::TalentService::Stub> talents_;
  std::unique_ptr<talent::v1::RecognitionService::Stub> recognitions_;
  std::unique_ptr<talent::v1::ConsentService::Stub> consents_;
  std::unique_ptr<v1::DemandService::Stub> demands_;
  std::unique_ptr<v1::MatchingService::Stub> matching_;
  std::unique_ptr<v1::EngagementService::Stub> engagements_;

 private:
  rpc::ServerOptions Options(int port);
};

}  // namespace houniao::recruitment
