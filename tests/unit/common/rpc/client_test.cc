#include "common/rpc/client.h"

#include <gmock/gmock.h>

#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

#include "common/errors/errors.h"
#include "tests/unit/common/rpc/fixture.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

class ClientTest : public RpcTest {
 protected:
  void StartPlain() {
    ClockTable(
        [this](CallContext& call, const pb::GetClockRequest&) -> absl::StatusOr<pb::ClockState> {
          seen_ = call;
          if (++calls_ <= failures_) return errors::DatabaseUnavailable();
          return answer_;
        });
    Start();
  }
  TokenSource ServiceTokens() {
    return SignedTokens(key_, {.principal = "service:recruitment"}, wall_clock_);
  }
  absl::StatusOr<pb::ClockState> GetClock(const std::shared_ptr<grpc::Channel>& channel,
                                          const CallContext& call,
                                          absl::Duration timeout = absl::Seconds(5)) {
    const auto stub = pb::ClockService::NewStub(channel);
    return Call<pb::ClockState>(call, timeout,
                                [&](grpc::ClientContext* context, pb::ClockState* reply) {
                                  return stub->GetClock(context, pb::GetClockRequest(), reply);
                                });
  }

  CallContext seen_;
  std::atomic<int> calls_{0};
  int failures_ = 0;
  absl::StatusOr<pb::ClockState> answer_ = pb::ClockState();
};

TEST_F(ClientTest, HandsOnWhatBelongsToTheCall) {
  StartPlain();
  CallContext call;
  call.principal = "user:li.min";
  call.trace_id = "trace-1";
  call.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  call.bearer_token = "token of the person";
  call.deadline = absl::Now() + absl::Seconds(2);
  ASSERT_OK(GetClock(server_->InProcessChannel(ServiceTokens()), call));
  EXPECT_EQ(seen_.principal, "service:recruitment");
  EXPECT_EQ(seen_.on_behalf_of, "user:li.min");
  EXPECT_EQ(seen_.trace_id, "trace-1");
  EXPECT_THAT(seen_.traceparent, HasSubstr("0af7651916cd43dd8448eb211c80319c"));
  EXPECT_LE(seen_.deadline, call.deadline + absl::Milliseconds(100));
}

TEST_F(ClientTest, TimeoutBindsWhereTheCallHasNoDeadline) {
  StartPlain();
  ASSERT_OK(GetClock(server_->InProcessChannel(ServiceTokens()), CallContext(), absl::Seconds(3)));
  EXPECT_LE(seen_.deadline - absl::Now(), absl::Seconds(3));
}

TEST_F(ClientTest, CarriesItsTokenOverTcp) {
  StartPlain();
  ChannelOptions options;
  options.target = absl::StrCat("127.0.0.1:", server_->port());
  options.tokens = ServiceTokens();
  ASSERT_OK_AND_ASSIGN(const auto channel, OpenChannel(options));
  ASSERT_OK(GetClock(channel, CallContext()));
  EXPECT_EQ(seen_.principal, "service:recruitment");
}

TEST_F(ClientTest, RetriesReadsOnUnavailable) {
  failures_ = 2;
  StartPlain();
  ChannelOptions options;
  options.target = absl::StrCat("127.0.0.1:", server_->port());
  options.tokens = ServiceTokens();
  options.services = {pb::GetClockRequest::descriptor()->file()->FindServiceByName("ClockService")};
  ASSERT_OK_AND_ASSIGN(const auto with, OpenChannel(options));
  EXPECT_OK(GetClock(with, CallContext()));
  EXPECT_EQ(calls_, 3);
  options.services = {};
  calls_ = 0;
  ASSERT_OK_AND_ASSIGN(const auto without, OpenChannel(options));
  EXPECT_THAT(GetClock(without, CallContext()).status(), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(ClientTest, ErrorsComeBackWithTheirDetails) {
  StartPlain();
  answer_ = errors::NotFound("talent.houniao/Talent", "talents/t-1");
  const auto result = GetClock(server_->InProcessChannel(ServiceTokens()), CallContext());
  EXPECT_EQ(errors::ReasonOf(result.status()), "TALENT_NOT_FOUND");
}

TEST_F(ClientTest, OwnCredentialsRefusedIsNotTheCallersFault) {
  StartPlain();
  const auto result = GetClock(server_->InProcessChannel(nullptr), CallContext());
  EXPECT_THAT(result.status(), StatusIs(absl::StatusCode::kInternal, HasSubstr("credentials")));
}

TEST_F(ClientTest, DoesNotCallForSomebodyWhoHasGone) {
  StartPlain();
  CallContext gone;
  gone.cancelled = [] { return true; };
  const auto channel = server_->InProcessChannel(ServiceTokens());
  EXPECT_THAT(GetClock(channel, gone).status(), StatusIs(absl::StatusCode::kCancelled));
  CallContext late;
  late.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_THAT(GetClock(channel, late).status(), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(calls_, 0);
}

TEST_F(ClientTest, RefusesPlaintextToOtherMachines) {
  ChannelOptions options;
  options.target = "dns:///talent:7001";
  EXPECT_THAT(OpenChannel(options).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("Without TLS")));
}

TEST_F(ClientTest, TokensAreRenewedBeforeTheyExpire) {
  SimulatedClock clock(absl::FromUnixSeconds(1'770'000'000));
  const TokenSource tokens =
      SignedTokens(key_, {.principal = "service:talent", .lifetime = absl::Minutes(15)}, clock);
  ASSERT_OK_AND_ASSIGN(const std::string first, tokens());
  ASSERT_OK(clock.AdvanceTo(clock.Now() + absl::Minutes(9)));
  ASSERT_OK_AND_ASSIGN(const std::string same, tokens());
  EXPECT_EQ(first, same);
  ASSERT_OK(clock.AdvanceTo(clock.Now() + absl::Minutes(2)));
  ASSERT_OK_AND_ASSIGN(const std::string renewed, tokens());
  EXPECT_NE(first, renewed);
}

TEST(ServiceConfig, RepeatsReadsAndMutationsWithARequestId) {
  const auto* service =
      talent::v1::GetTalentRequest::descriptor()->file()->FindServiceByName("TalentService");
  const auto config = nlohmann::json::parse(ServiceConfigOf({service}));
  std::set<std::string> names;
  for (const auto& name : config["methodConfig"][0]["name"]) names.insert(name["method"]);
  EXPECT_TRUE(names.count("GetTalent"));
  EXPECT_TRUE(names.count("CreateTalent"));
  EXPECT_FALSE(names.count("ImportTalents"));
  EXPECT_FALSE(names.count("WatchTalents"));
  EXPECT_EQ(config["methodConfig"][0]["retryPolicy"]["maxAttempts"], 4);
  EXPECT_TRUE(nlohmann::json::accept(ServiceConfigOf({})));
}

}  // namespace
}  // namespace houniao::rpc
