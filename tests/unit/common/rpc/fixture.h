// A server with a policy, tokens and tables of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/crypto/token_keys.h"
#include "common/observe/metrics.h"
#include "common/rpc/access_policy.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/service_table.h"
#include "tests/support/status_matchers.h"

#include "houniao/api/v1/admin_service.grpc.pb.h"

namespace houniao::rpc {

namespace pb = ::houniao::api::v1;

// What came back from a call.
struct Answer {
  absl::Status status;
  std::string request_id;
  std::string revision;
  std::string exercise;
  // As it stands in grpc-message, and the serialized details.
  std::string raw_message;
  std::string raw_details;
};

class RpcTest : public ::testing::Test {
 protected:
  RpcTest();
  ~RpcTest() override;

  // ClockService with GetClock as given; AdvanceClock answers an empty state.
  using GetClock =
      std::function<absl::StatusOr<pb::ClockState>(CallContext&, const pb::GetClockRequest&)>;
  ServiceTable& ClockTable(GetClock get_clock);
  // AuditService with ListAuditRecords as given.
  using ListAudit = std::function<absl::StatusOr<pb::ListAuditRecordsResponse>(
      CallContext&, const pb::ListAuditRecordsRequest&)>;
  ServiceTable& AuditTable(ListAudit list);
  // A table whose methods answer nothing, until bound otherwise.
  ServiceTable& Table(const std::string& service);
  // Binds what is not bound yet to functions that answer nothing.
  static void Fill(ServiceTable& table);

  // Starts with the tables made so far.
  absl::Status TryStart();
  void Start();
  std::string Token(const std::string& principal, std::vector<std::string> roles,
                    const std::string& employer = "", absl::Duration age = absl::ZeroDuration(),
                    absl::Duration lifetime = absl::Hours(1)) const;
  // Plaintext over TCP.
  std::shared_ptr<grpc::Channel> Dial() const;
  // With a token of a reader, and a deadline of 10 seconds.
  std::unique_ptr<grpc::ClientContext> Context() const;
  std::unique_ptr<grpc::ClientContext> ContextOf(const std::string& token) const;

  Answer CallGetClock(grpc::ClientContext& context, pb::ClockState* reply = nullptr) const;
  Answer CallListAudit(grpc::ClientContext& context, const pb::ListAuditRecordsRequest& request,
                       pb::ListAuditRecordsResponse* reply = nullptr) const;
  // Any bytes to any method.
  Answer CallRaw(grpc::ClientContext& context, const std::string& path,
                 const std::string& bytes) const;
  static Answer AnswerOf(const grpc::ClientContext& context, const grpc::Status& status);

  crypto::SigningKey key_ = crypto::SigningKey::Generate();
  SystemClock wall_clock_;
  RandomIds ids_;
  AccessPolicy policy_;
  observe::Metrics metrics_;
  std::unique_ptr<Authenticator> authenticator_;
  ServerOptions options_;
  std::vector<std::unique_ptr<ServiceTable>> tables_;
  std::unique_ptr<Server> server_;
};

}  // namespace houniao::rpc
