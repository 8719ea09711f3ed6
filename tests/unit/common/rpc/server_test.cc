#include "common/rpc/server.h"

#include <gmock/gmock.h>

#include <thread>

#include "absl/time/clock.h"
#include "grpcpp/impl/client_unary_call.h"
#include "grpcpp/impl/rpc_method.h"

#include "common/errors/errors.h"
#include "common/observe/log.h"
#include "common/rpc/grpc_log.h"
#include "common/rpc/health_port.h"
#include "tests/unit/common/rpc/fixture.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

// grpc.health.v1 by hand: field 1 is the name, of the reply the state (1 serving, 2 not).
int HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& name) {
  std::string bytes;
  if (!name.empty())
    bytes = absl::StrCat("\x0a", std::string(1, static_cast<char>(name.size())), name);
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer reply;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
  const grpc::internal::RpcMethod method("/grpc.health.v1.Health/Check",
                                         grpc::internal::RpcMethod::NORMAL_RPC, channel);
  const grpc::Status status = grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
      channel.get(), method, &context, request, &reply);
  if (!status.ok()) return -static_cast<int>(status.error_code());
  grpc::Slice whole;
  if (!reply.DumpToSingleSlice(&whole).ok() || whole.size() < 2) return 0;
  return whole.begin()[1];
}

class ServerTest : public RpcTest {
 protected:
  void StartPlain() {
    ClockTable([](CallContext&, const pb::GetClockRequest&) { return pb::ClockState(); });
    AuditTable([](CallContext&, const pb::ListAuditRecordsRequest&) {
      return pb::ListAuditRecordsResponse();
    });
    Start();
  }
};

TEST_F(ServerTest, ListensOnAFreePort) {
  StartPlain();
  EXPECT_GT(server_->port(), 0);
  auto context = Context();
  EXPECT_OK(CallRaw(*context, "/houniao.api.v1.ClockService/GetClock", "").status);
}

TEST_F(ServerTest, RefusesPlaintextBeyondThisMachine) {
  for (const char* address : {"0.0.0.0:0", "[::]:0", "talent.example:7001"}) {
    options_.address = address;
    EXPECT_THAT(TryStart(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Without TLS")));
  }
}

TEST_F(ServerTest, RefusesToStartWithHalfOfItsParts) {
  options_.authenticator = nullptr;
  EXPECT_THAT(TryStart(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ServerTest, RefusesTablesWithMistakes) {
  Table("houniao.api.v1.ClockService");
  EXPECT_THAT(TryStart(), StatusIs(absl::StatusCode::kInternal, HasSubstr("is not bound")));
  Fill(*tables_[0]);
  Fill(Table("houniao.api.v1.ClockService"));
  EXPECT_THAT(TryStart(), StatusIs(absl::StatusCode::kInternal, HasSubstr("served twice")));
}

TEST_F(ServerTest, RefusesAPortThatIsTaken) {
  StartPlain();
  options_.address = absl::StrCat("127.0.0.1:", server_->port());
  const auto second = Server::Start(options_, {tables_[0].get()});
  EXPECT_THAT(second.status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("Cannot listen")));
}

TEST_F(ServerTest, RefusesMessagesThatAreTooLargeAndSaysHowLarge) {
  StartPlain();
  pb::ListAuditRecordsRequest request;
  request.set_resource(std::string(10 << 20, 'x'));
  auto context = Context();
  const Answer answer = CallRaw(*context, "/houniao.api.v1.AuditService/ListAuditRecords",
                                request.SerializeAsString());
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kResourceExhausted,
                                      AllOf(HasSubstr("larger than max"), HasSubstr("4194304"))));
}

TEST_F(ServerTest, RefusesCompression) {
  StartPlain();
  for (const auto algorithm : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    auto context = Context();
    context->set_compression_algorithm(algorithm);
    pb::ListAuditRecordsRequest request;
    request.set_resource(std::string(2000, 'x'));
    const Answer answer = CallRaw(*context, "/houniao.api.v1.AuditService/ListAuditRecords",
                                  request.SerializeAsString());
    EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("disabled")));
  }
}

TEST_F(ServerTest, GrpcsOwnLogComesIntoOurs) {
  StartPlain();
  RouteGrpcLog();
  const observe::LogCapture log;
  auto context = Context();
  context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
  pb::ListAuditRecordsRequest request;
  request.set_resource(std::string(2000, 'x'));
  CallRaw(*context, "/houniao.api.v1.AuditService/ListAuditRecords", request.SerializeAsString());
  EXPECT_THAT(log.lines(), Contains(AllOf(HasSubstr("\"severity\":\"ERROR\""), HasSubstr("grpc"),
                                          HasSubstr("is disabled"))));
}

TEST_F(ServerTest, HidesItsSchemaUnlessAsked) {
  StartPlain();
  auto hidden = ContextOf("");
  EXPECT_THAT(
      CallRaw(*hidden, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "").status,
      StatusIs(absl::StatusCode::kUnimplemented));
  server_.reset();
  options_.reflection = true;
  Start();
  auto shown = ContextOf("");
  EXPECT_OK(
      CallRaw(*shown, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "").status);
}

TEST_F(ServerTest, HealthFollowsReadinessAndLiveness) {
  StartPlain();
  const auto channel = Dial();
  EXPECT_EQ(HealthOf(channel, "readiness"), 2);
  EXPECT_EQ(HealthOf(channel, ""), 2);
  EXPECT_EQ(HealthOf(channel, "liveness"), 1);
  EXPECT_EQ(HealthOf(channel, "elsewhere"), -static_cast<int>(grpc::StatusCode::NOT_FOUND));
  server_->SetReady(true);
  EXPECT_EQ(HealthOf(channel, "readiness"), 1);
  EXPECT_EQ(HealthOf(channel, ""), 1);
  server_->SetReady(false);
  EXPECT_EQ(HealthOf(channel, "readiness"), 2);
  EXPECT_EQ(HealthOf(channel, "liveness"), 1);
}

TEST_F(ServerTest, HealthPortServesNothingElse) {
  options_.health_address = "127.0.0.1:0";
  StartPlain();
  ASSERT_GT(server_->health_port(), 0);
  const auto channel = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->health_port()),
                                           grpc::InsecureChannelCredentials());
  EXPECT_EQ(HealthOf(channel, "readiness"), 2);
  EXPECT_EQ(HealthOf(channel, "liveness"), 1);
  server_->SetReady(true);
  EXPECT_EQ(HealthOf(channel, "readiness"), 1);
  auto context = Context();
  pb::ClockState reply;
  EXPECT_EQ(pb::ClockService::NewStub(channel)->GetClock(context.get(), {}, &reply).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(ServerTest, AnsweringAfreshIsNoticed) {
  StartPlain();
  EXPECT_TRUE(AnswersAfresh("127.0.0.1", server_->port(), false, absl::Seconds(5)));
  const int port = server_->port();
  server_.reset();
  EXPECT_FALSE(AnswersAfresh("127.0.0.1", port, false, absl::Seconds(1)));
}

TEST_F(ServerTest, DrainingLetsACallInFlightFinish) {
  std::atomic<bool> inside{false};
  std::atomic<bool> go_on{false};
  ClockTable([&](CallContext&, const pb::GetClockRequest&) {
    inside = true;
    while (!go_on) absl::SleepFor(absl::Milliseconds(5));
    return pb::ClockState();
  });
  Start();
  server_->SetReady(true);
  const auto channel = Dial();
  grpc::Status outcome(grpc::StatusCode::UNKNOWN, "");
  std::thread caller([&] {
    auto context = Context();
    pb::ClockState reply;
    outcome = pb::ClockService::NewStub(channel)->GetClock(context.get(), {}, &reply);
  });
  while (!inside) absl::SleepFor(absl::Milliseconds(5));
  std::thread drainer([&] { server_->Drain(absl::Milliseconds(300), absl::Seconds(20)); });
  absl::SleepFor(absl::Milliseconds(100));
  EXPECT_EQ(HealthOf(channel, "readiness"), 2) << "said so before it stops listening";
  absl::SleepFor(absl::Milliseconds(400));
  go_on = true;
  caller.join();
  drainer.join();
  EXPECT_TRUE(outcome.ok()) << outcome.error_message();
  auto late = Context();
  late->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(2));
  pb::ClockState reply;
  EXPECT_FALSE(pb::ClockService::NewStub(Dial())->GetClock(late.get(), {}, &reply).ok());
}

TEST_F(ServerTest, DrainingCancelsWhatDoesNotFinish) {
  std::atomic<bool> inside{false};
  std::atomic<bool> cancelled{false};
  ClockTable([&](CallContext& call, const pb::GetClockRequest&) {
    inside = true;
    while (!call.cancelled()) absl::SleepFor(absl::Milliseconds(5));
    cancelled = true;
    return pb::ClockState();
  });
  Start();
  std::thread caller([&] {
    auto context = Context();
    EXPECT_FALSE(CallRaw(*context, "/houniao.api.v1.ClockService/GetClock", "").status.ok());
  });
  while (!inside) absl::SleepFor(absl::Milliseconds(5));
  server_->Drain(absl::ZeroDuration(), absl::Milliseconds(200));
  EXPECT_TRUE(cancelled) << "handlers have returned when Drain does";
  caller.join();
}

}  // namespace
}  // namespace houniao::rpc
