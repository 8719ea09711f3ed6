#include "common/rpc/guard.h"

#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "common/observe/log.h"
#include "tests/unit/common/rpc/fixture.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class GuardTest : public RpcTest {
 protected:
  // GetClock remembers its context; ListAuditRecords answers nothing.
  void StartPlain() {
    ClockTable([this](CallContext& call, const pb::GetClockRequest&) {
      seen_ = call;
      ++calls_;
      call.written_revision = revision_;
      return answer_;
    });
    AuditTable([](CallContext&, const pb::ListAuditRecordsRequest&) {
      return pb::ListAuditRecordsResponse();
    });
    Start();
  }

  CallContext seen_;
  std::atomic<int> calls_{0};
  int64_t revision_ = 0;
  absl::StatusOr<pb::ClockState> answer_ = pb::ClockState();
};

TEST_F(GuardTest, HandlerSeesWhoCallsAndHow) {
  StartPlain();
  auto context = ContextOf(Token("user:wang.fang", {"reader", "mover"}, "employers/e-7"));
  context->AddMetadata("x-request-id", "trace-1");
  context->AddMetadata("x-houniao-purpose", "%E6%A0%B8%E5%AF%B9");
  context->AddMetadata("x-houniao-on-behalf-of", "user:boss");
  context->AddMetadata("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  const Answer answer = CallGetClock(*context);
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.request_id, "trace-1");
  EXPECT_EQ(seen_.method, "houniao.api.v1.ClockService/GetClock");
  EXPECT_EQ(seen_.principal, "user:wang.fang");
  EXPECT_THAT(seen_.roles, ElementsAre("mover", "reader"));
  EXPECT_EQ(seen_.employer, "employers/e-7");
  EXPECT_EQ(seen_.trace_id, "trace-1");
  EXPECT_EQ(seen_.purpose, "核对");
  EXPECT_EQ(seen_.on_behalf_of, "") << "only services act for others";
  EXPECT_THAT(seen_.traceparent, AllOf(HasSubstr("00-0af7651916cd43dd8448eb211c80319c-"),
                                       Not(HasSubstr("b7ad6b7169203331"))));
  EXPECT_FALSE(seen_.bearer_token.empty());
  EXPECT_FALSE(seen_.peer.empty());
}

TEST_F(GuardTest, TenantsWithoutAnEmployerAreNobody) {
  StartPlain();
  auto stray = ContextOf(Token("user:hr", {"tenant"}));
  EXPECT_THAT(CallGetClock(*stray).status, StatusIs(absl::StatusCode::kPermissionDenied));
  auto tenant = ContextOf(Token("user:hr", {"tenant"}, "employers/e-1"));
  EXPECT_OK(CallGetClock(*tenant).status);
}

TEST_F(GuardTest, ServicesActForPersons) {
  StartPlain();
  auto context = ContextOf(Token("service:recruitment", {"service"}));
  context->AddMetadata("x-houniao-on-behalf-of", "user:li.min");
  ASSERT_OK(CallGetClock(*context).status);
  EXPECT_EQ(seen_.principal, "service:recruitment");
  EXPECT_EQ(seen_.on_behalf_of, "user:li.min");
}

TEST_F(GuardTest, MakesARequestIdWhereNoneOrABadOneWasSent) {
  StartPlain();
  auto without = Context();
  EXPECT_THAT(CallGetClock(*without).request_id, SizeIs(36));
  auto bad = Context();
  bad->AddMetadata("x-request-id", "forged \"line\"");
  EXPECT_THAT(CallGetClock(*bad).request_id, SizeIs(36));
}

TEST_F(GuardTest, RefusesCallersWithoutGoodCredentials) {
  StartPlain();
  auto nobody = ContextOf("");
  Answer answer = CallGetClock(*nobody);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_EQ(errors::ReasonOf(answer.status), "CREDENTIALS_MISSING");
  EXPECT_THAT(answer.request_id, SizeIs(36));
  auto garbage = ContextOf("garbage");
  EXPECT_EQ(errors::ReasonOf(CallGetClock(*garbage).status), "CREDENTIALS_INVALID");
  auto expired = ContextOf(Token("user:li.min", {"reader"}, "", absl::Hours(2), absl::Hours(1)));
  EXPECT_EQ(errors::ReasonOf(CallGetClock(*expired).status), "CREDENTIALS_INVALID");
  auto twice = Context();
  twice->AddMetadata("authorization", "Bearer x");
  EXPECT_EQ(errors::ReasonOf(CallGetClock(*twice).status), "CREDENTIALS_INVALID");
  EXPECT_EQ(calls_, 0);
}

TEST_F(GuardTest, ForbiddenCallersGetTheSameAnswerBeforeAnythingIsLookedAt) {
  StartPlain();
  std::vector<std::string> texts;
  pb::ListAuditRecordsRequest good;
  good.set_resource("talents/t-1");
  pb::ListAuditRecordsRequest missing;
  missing.set_resource("talents/nobody");
  pb::ListAuditRecordsRequest bad;
  bad.set_page_size(-1);
  for (const auto& request : {good, missing, bad}) {
    auto context = ContextOf(Token("user:li.min", {"mover", "stranger"}));
    const Answer answer = CallListAudit(*context, request);
    EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kPermissionDenied));
    texts.push_back(absl::StrCat(answer.raw_message, answer.raw_details.size()));
  }
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(texts[0], texts[2]);
}

TEST_F(GuardTest, HandlersAskForMorePermissions) {
  bool audit = false;
  bool move = true;
  ClockTable([&](CallContext& call, const pb::GetClockRequest&) {
    audit = call.holds("api.audit.list");
    move = call.holds("api.clock.advance");
    return pb::ClockState();
  });
  Start();
  auto context = Context();
  ASSERT_OK(CallGetClock(*context).status);
  EXPECT_TRUE(audit);
  EXPECT_FALSE(move);
}

TEST_F(GuardTest, ReportsAllFieldViolationsAtOnce) {
  StartPlain();
  pb::ListAuditRecordsRequest request;
  request.set_page_size(-1);
  request.set_service(std::string(33, 'x'));
  auto context = Context();
  const Answer answer = CallListAudit(*context, request);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(errors::ReasonOf(answer.status), "INVALID_FIELD");
  EXPECT_THAT(errors::ViolationsOf(answer.status), SizeIs(2));
}

TEST_F(GuardTest, SaysWhatIsWrongWithBytesThatAreNoRequest) {
  StartPlain();
  const std::string path = "/houniao.api.v1.AuditService/ListAuditRecords";
  auto utf8 = Context();
  Answer answer = CallRaw(*utf8, path, std::string("\x22\x02\xc3\x28", 4));
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInvalidArgument,
                                      HasSubstr("resource: is not valid UTF-8")));
  EXPECT_EQ(errors::ReasonOf(answer.status), "INVALID_FIELD");
  auto cut = Context();
  answer = CallRaw(*cut, path, std::string("\x22\x7f", 2));
  EXPECT_THAT(answer.status,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("is not a well-formed")));
  auto deep = Context();
  std::string group(300, '\x0b');  // a group in a group in a group
  answer = CallRaw(*deep, path, group);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInvalidArgument));
  auto unknown_field = Context();
  EXPECT_OK(CallRaw(*unknown_field, path, std::string("\xc0\x3e\x01", 3)).status);
}

TEST_F(GuardTest, UnknownMethodsAreUnimplemented) {
  StartPlain();
  auto context = Context();
  EXPECT_THAT(CallRaw(*context, "/houniao.api.v1.ClockService/Stop", "").status,
              StatusIs(absl::StatusCode::kUnimplemented));
}

TEST_F(GuardTest, HandlerErrorsArriveWithTheirDetails) {
  StartPlain();
  answer_ = errors::NotFound("talent.houniao/Talent", "talents/t-1");
  auto context = Context();
  const Answer answer = CallGetClock(*context);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(errors::ReasonOf(answer.status), "TALENT_NOT_FOUND");
}

TEST_F(GuardTest, ExceptionsBecomeInternalWithAnIdThatIsInTheLog) {
  ClockTable([](CallContext&, const pb::GetClockRequest&) -> absl::StatusOr<pb::ClockState> {
    throw std::runtime_error("secret of the database");
  });
  AuditTable([](CallContext&, const pb::ListAuditRecordsRequest&)
                 -> absl::StatusOr<pb::ListAuditRecordsResponse> { throw 42; });
  Start();
  const observe::LogCapture log;
  auto context = Context();
  const Answer answer = CallGetClock(*context);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInternal, Not(HasSubstr("secret"))));
  const std::string id = errors::MetadataOf(answer.status, "error_id");
  EXPECT_THAT(id, SizeIs(36));
  EXPECT_THAT(log.lines(), Contains(AllOf(HasSubstr(id), HasSubstr("secret of the database"),
                                          HasSubstr("\"severity\":\"ERROR\""))));
  auto second = Context();
  EXPECT_THAT(CallListAudit(*second, {}).status, StatusIs(absl::StatusCode::kInternal));
}

TEST_F(GuardTest, OneLogLineForEachCallWithoutItsContent) {
  StartPlain();
  const observe::LogCapture log;
  auto context = Context();
  context->AddMetadata("x-request-id", "trace-9");
  pb::ListAuditRecordsRequest request;
  request.set_resource("talents/private");
  ASSERT_OK(CallListAudit(*context, request).status);
  const std::vector<std::string> lines = log.lines();
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], AllOf(HasSubstr("\"rpc\":\"houniao.api.v1.AuditService/ListAuditRecords\""),
                              HasSubstr("\"code\":\"OK\""), HasSubstr("\"latencyMs\":"),
                              HasSubstr("\"requestId\":\"trace-9\""),
                              HasSubstr("\"principal\":\"user:li.min\"")));
  EXPECT_THAT(lines[0], Not(HasSubstr("private")));
}

TEST_F(GuardTest, CountsCallsByOutcome) {
  StartPlain();
  auto good = Context();
  CallGetClock(*good);
  auto nobody = ContextOf("");
  CallGetClock(*nobody);
  const std::string text = metrics_.Text();
  EXPECT_THAT(text, HasSubstr("houniao_rpc_latency_seconds_count{method=\"houniao.api.v1."
                              "ClockService/GetClock\"} 2"));
  EXPECT_THAT(text, HasSubstr("code=\"UNAUTHENTICATED\""));
}

TEST_F(GuardTest, HugeStatusesStillArrive) {
  StartPlain();
  answer_ = absl::Status(absl::StatusCode::kFailedPrecondition, std::string(20000, 'x'));
  auto context = Context();
  const Answer answer = CallGetClock(*context);
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_LE(answer.raw_message.size(), 512U);
  auto tcp = Context();
  pb::ClockState reply;
  const grpc::Status over_tcp =
      pb::ClockService::NewStub(Dial())->GetClock(tcp.get(), pb::GetClockRequest(), &reply);
  EXPECT_EQ(over_tcp.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
}

TEST_F(GuardTest, TellsTheRevisionThatWasWritten) {
  StartPlain();
  auto none = Context();
  EXPECT_EQ(CallGetClock(*none).revision, "");
  revision_ = 4711;
  auto some = Context();
  EXPECT_EQ(CallGetClock(*some).revision, "4711");
}

TEST_F(GuardTest, EveryReplyOfAnExerciseSaysSo) {
  SimulatedClock clock(absl::FromUnixSeconds(1'770'000'000));
  options_.clock = &clock;
  StartPlain();
  auto good = Context();
  EXPECT_EQ(CallGetClock(*good).exercise, FormatShanghai(clock.Now()));
  auto nobody = ContextOf("");
  EXPECT_EQ(CallGetClock(*nobody).exercise, FormatShanghai(clock.Now()));
}

TEST_F(GuardTest, RealRepliesDoNot) {
  StartPlain();
  auto context = Context();
  EXPECT_EQ(CallGetClock(*context).exercise, "");
}

TEST_F(GuardTest, DeadlineIsTheNearerOfCallerAndServer) {
  options_.limits.interactive = absl::Seconds(5);
  StartPlain();
  auto near = Context();
  near->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(2));
  ASSERT_OK(CallGetClock(*near).status);
  // On the wire what is left is rounded up.
  EXPECT_LE(seen_.deadline - absl::Now(), absl::Seconds(2) + absl::Milliseconds(50));
  EXPECT_GE(seen_.deadline - absl::Now(), absl::Seconds(1));
  auto far = Context();
  far->set_deadline(std::chrono::system_clock::now() + std::chrono::hours(2));
  ASSERT_OK(CallGetClock(*far).status);
  EXPECT_LE(seen_.deadline - absl::Now(), absl::Seconds(5));
  auto none = ContextOf(Token("user:li.min", {"reader"}));
  none->set_deadline(std::chrono::system_clock::time_point::max());
  ASSERT_OK(CallGetClock(*none).status);
  EXPECT_LE(seen_.deadline - absl::Now(), absl::Seconds(5));
}

TEST_F(GuardTest, HandlersLearnThatTheCallerHasGone) {
  std::atomic<bool> noticed{false};
  std::atomic<bool> done{false};
  ClockTable([&](CallContext& call, const pb::GetClockRequest&) {
    for (int i = 0; i < 1000 && !call.cancelled(); ++i) absl::SleepFor(absl::Milliseconds(10));
    noticed = call.cancelled();
    done = true;
    return pb::ClockState();
  });
  Start();
  auto context = Context();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
  EXPECT_THAT(CallGetClock(*context).status, StatusIs(absl::StatusCode::kDeadlineExceeded));
  // For longer than the handler goes on: it uses what stands here.
  for (int i = 0; i < 1200 && !done; ++i) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_TRUE(noticed);
}

TEST_F(GuardTest, RefusesWhatIsTooMuchAndKeepsOtherRoomsOpen) {
  options_.admission.interactive = 1;
  options_.admission.patience = absl::Milliseconds(30);
  std::promise<void> inside, go_on;
  ClockTable([&](CallContext&, const pb::GetClockRequest&) {
    inside.set_value();
    go_on.get_future().wait();
    return pb::ClockState();
  });
  AuditTable([](CallContext&, const pb::ListAuditRecordsRequest&) {
    return pb::ListAuditRecordsResponse();
  });
  Start();
  std::thread first([&] {
    auto context = Context();
    EXPECT_OK(CallGetClock(*context).status);
  });
  EXPECT_EQ(inside.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
  auto second = Context();
  const Answer refused = CallListAudit(*second, {});
  EXPECT_THAT(refused.status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(errors::ReasonOf(refused.status), "OVERLOADED");
  // VerifyAuditChain is batch work.
  auto third = Context();
  pb::VerifyAuditChainResponse reply;
  EXPECT_TRUE(pb::AuditService::NewStub(server_->InProcessChannel(nullptr))
                  ->VerifyAuditChain(third.get(), {}, &reply)
                  .ok());
  go_on.set_value();
  first.join();
}

TEST_F(GuardTest, BadPurposeIsNamed) {
  StartPlain();
  auto context = Context();
  context->AddMetadata("x-houniao-purpose", "%zz");
  EXPECT_THAT(CallGetClock(*context).status,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("x-houniao-purpose")));
}

}  // namespace
}  // namespace houniao::rpc
