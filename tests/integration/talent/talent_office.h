// The talent service behind a real server, on either engine, at a clock that stands still.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/keyring.h"
#include "common/crypto/token_keys.h"
#include "common/observe/metrics.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/status.h"
#include "services/talent/module.h"
#include "tests/support/database.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::talent {

class TalentOffice : public ::testing::TestWithParam<db::Engine> {
 protected:
  explicit TalentOffice(absl::Time start = testing::TestStart());
  ~TalentOffice() override;

  // Ends server and service and starts them again on the same data.
  void Restart();

  // A context with a token of `role` that says why it reads.
  std::unique_ptr<grpc::ClientContext> ContextOf(const std::string& role) const;

  // Calls a method of a stub: Call(*talents_, &v1::TalentService::Stub::GetTalent, request).
  template <typename Stub, typename Request, typename Reply>
  absl::StatusOr<Reply> Call(Stub& stub,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Reply*),
                             const Request& request, const std::string& role = "clerk") const {
    const auto context = ContextOf(role);
    Reply reply;
    const absl::Status status = rpc::FromGrpc((stub.*method)(context.get(), request, &reply));
    if (!status.ok()) return status;
    return reply;
  }

  // Shorthands for what most tests begin with.
  absl::StatusOr<v1::Talent> CreateTalent(const std::string& id, const std::string& text = "");
  absl::StatusOr<v1::Talent> GetTalent(const std::string& id, const std::string& role = "clerk");
  std::vector<v1::Talent> ListTalents(const std::string& filter = "");
  std::vector<v1::Recognition> ListRecognitions(const std::string& parent);
  std::vector<v1::Consent> ListConsents(const std::string& parent);
  int64_t Revision() const;

  struct Imported {
    std::vector<v1::ImportRowResult> rows;
    v1::ImportSummary summary;
    int messages = 0;
    absl::Status status;
    // `2 CREATED`, `3 REJECTED id_number`.
    std::vector<std::string> Shown() const;
  };
  // Sends `csv` in chunks of 1000 bytes. `stop_after` messages the caller goes away.
  Imported Import(const std::string& csv, bool dry_run = false, const std::string& request_id = "",
                  int stop_after = 1 << 30, const std::string& role = "clerk");

  testing::TestDatabase database_{GetParam()};
  SimulatedClock clock_;
  SystemClock wall_clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  const crypto::SigningKey token_key_ = crypto::SigningKey::Generate();
  observe::Metrics metrics_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::unique_ptr<Module> module_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::TalentService::Stub> talents_;
  std::unique_ptr<v1::RecognitionService::Stub> recognitions_;
  std::unique_ptr<v1::ConsentService::Stub> consents_;
  std::unique_ptr<v1::TeamService::Stub> teams_;

 private:
  void Start();
  std::string TokenOf(const std::string& role) const;
};

template <typename T>
T FromText(const std::string& text);

}  // namespace houniao::talent
