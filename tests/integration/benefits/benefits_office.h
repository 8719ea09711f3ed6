// The benefits service behind a real server, on either engine, at a clock that stands still; the
// registers of talents and service are a second real server with made-up people.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/crypto/token_keys.h"
#include "common/observe/metrics.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "services/benefits/module.h"
#include "tests/support/database.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"

#include "houniao/benefits/v1/benefits_service.grpc.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::benefits {

// What the other two services know; changed between calls only.
struct People {
  std::map<std::string, talent::v1::Talent> talents;
  std::map<std::string, std::vector<talent::v1::Recognition>> recognitions;
  std::map<std::string, recruitment::v1::SummarizeServiceResponse> service;
  std::map<std::string, recruitment::v1::Engagement> engagements;
};

class BenefitsOffice : public ::testing::TestWithParam<db::Engine> {
 protected:
  BenefitsOffice();
  ~BenefitsOffice() override;

  // Calls a method of a stub as `role` by the person `user:{role}` or `user:{person}`.
  template <typename Stub, typename Request, typename Reply>
  absl::StatusOr<Reply> Call(
      Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
      const Request& request, const std::string& role, const std::string& person = "") const {
    const auto context = ContextOf(role, person.empty() ? role : person);
    Reply reply;
    const absl::Status status = rpc::FromGrpc((stub.*method)(context.get(), request, &reply));
    if (!status.ok()) return status;
    return reply;
  }
  template <typename T>
  static T Parse(const std::string& text) {
    T message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
    return message;
  }

  // An expert of tier 3 who served `days` working days under engagements/e1.
  void AddExpert(const std::string& id, int days);
  absl::StatusOr<v1::ApplyPolicyResponse> Apply(const std::string& id, const v1::PolicyTerms& terms,
                                                bool publish = true);
  absl::StatusOr<v1::Budget> OpenBudget(const std::string& line, int64_t cap_fen);
  absl::StatusOr<v1::Case> CreateCase(const std::string& id, const std::string& talent,
                                      const std::string& policy);
  // The verb of CaseService with nothing but the name.
  template <typename Request>
  absl::StatusOr<v1::Case> Verb(grpc::Status (v1::CaseService::Stub::*method)(grpc::ClientContext*,
                                                                              const Request&,
                                                                              v1::Case*),
                                const std::string& id, const std::string& role,
                                const std::string& person = "") {
    Request request;
    request.set_name("cases/" + id);
    return Call(*cases_, method, request, role, person);
  }
  // Through review and notice to PENDING_APPROVAL; the clock moves.
  absl::StatusOr<v1::Case> BringToApproval(const std::string& id);
  absl::StatusOr<v1::EvaluateTalentResponse> Evaluate(const std::string& talent,
                                                      const std::string& policy = "");
  void GoTo(absl::CivilDay day) {
    ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(day) + absl::Hours(9)));
  }
  int64_t Revision() const;

  testing::TestDatabase database_{GetParam()};
  SimulatedClock clock_{testing::TestStart()};
  SystemClock wall_clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  observe::Metrics metrics_;
  People people_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::vector<std::unique_ptr<rpc::ServiceTable>> register_tables_;
  std::unique_ptr<rpc::Server> registers_;
  std::unique_ptr<Module> module_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::PolicyService::Stub> policies_;
  std::unique_ptr<v1::EligibilityService::Stub> eligibility_;
  std::unique_ptr<v1::CaseService::Stub> cases_;
  std::unique_ptr<v1::LedgerService::Stub> ledger_;
  std::unique_ptr<v1::ReportService::Stub> reports_;

 private:
  std::unique_ptr<grpc::ClientContext> ContextOf(const std::string& role,
                                                 const std::string& person) const;
  rpc::ServerOptions Options();
  void StartRegisters();
  void StartBenefits();
};

}  // namespace houniao::benefits
