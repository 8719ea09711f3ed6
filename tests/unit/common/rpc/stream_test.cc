#include "common/rpc/stream.h"

#include <gmock/gmock.h>

#include "absl/time/clock.h"

#include "common/errors/errors.h"
#include "tests/unit/common/rpc/fixture.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;
namespace tv1 = ::houniao::talent::v1;

class StreamTest : public RpcTest {
 protected:
  using Import = std::function<absl::Status(CallContext&, Reader<tv1::ImportTalentsRequest>&,
                                            Writer<tv1::ImportTalentsResponse>&)>;
  using Watch = std::function<absl::Status(CallContext&, const tv1::WatchTalentsRequest&,
                                           Writer<tv1::WatchTalentsResponse>&)>;

  void StartTalents(Import import, Watch watch = nullptr) {
    ServiceTable& table = Table("houniao.talent.v1.TalentService");
    if (import) {
      table.BidiStream<tv1::ImportTalentsRequest, tv1::ImportTalentsResponse>("ImportTalents",
                                                                              import);
    }
    if (watch) {
      table.ServerStream<tv1::WatchTalentsRequest, tv1::WatchTalentsResponse>("WatchTalents",
                                                                              watch);
    }
    Fill(table);
    Start();
    stub_ = tv1::TalentService::NewStub(Dial());
  }
  std::unique_ptr<grpc::ClientContext> Clerk() {
    return ContextOf(Token("user:li.min", {"clerk"}));
  }
  // Answers every chunk with its size as the processed rows.
  static absl::Status Echo(CallContext&, Reader<tv1::ImportTalentsRequest>& reader,
                           Writer<tv1::ImportTalentsResponse>& writer) {
    tv1::ImportTalentsRequest request;
    while (reader.Read(&request)) {
      tv1::ImportTalentsResponse response;
      response.add_rows()->set_row(static_cast<int64_t>(request.chunk().size()));
      if (!writer.Write(response)) break;
    }
    return absl::OkStatus();
  }

  std::unique_ptr<tv1::TalentService::Stub> stub_;
};

TEST_F(StreamTest, BothSidesTalkAtOnce) {
  StartTalents(Echo);
  auto context = Clerk();
  auto stream = stub_->ImportTalents(context.get());
  for (int i = 1; i <= 20; ++i) {
    tv1::ImportTalentsRequest request;
    request.set_chunk(std::string(static_cast<size_t>(i), 'x'));
    ASSERT_TRUE(stream->Write(request));
    tv1::ImportTalentsResponse response;
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.rows(0).row(), i);
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(AnswerOf(*context, grpc::Status::OK).request_id.size(), 36U);
}

TEST_F(StreamTest, AMessageThatBreaksARuleEndsTheCall) {
  StartTalents(Echo);
  auto context = Clerk();
  auto stream = stub_->ImportTalents(context.get());
  tv1::ImportTalentsRequest request;
  request.set_chunk(std::string(65537, 'x'));
  ASSERT_TRUE(stream->Write(request));
  tv1::ImportTalentsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const Answer answer = AnswerOf(*context, stream->Finish());
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("chunk")));
}

TEST_F(StreamTest, NobodyGetsInWithoutPermission) {
  bool entered = false;
  StartTalents(
      [&](CallContext&, Reader<tv1::ImportTalentsRequest>&, Writer<tv1::ImportTalentsResponse>&) {
        entered = true;
        return absl::OkStatus();
      });
  auto context = Context();
  auto stream = stub_->ImportTalents(context.get());
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_FALSE(entered);
}

TEST_F(StreamTest, ReaderTellsAnEndFromACallerThatHasGone) {
  absl::Status end = absl::UnknownError("");
  std::atomic<bool> done{false};
  StartTalents([&](CallContext&, Reader<tv1::ImportTalentsRequest>& reader,
                   Writer<tv1::ImportTalentsResponse>& writer) {
    tv1::ImportTalentsRequest request;
    while (reader.Read(&request)) writer.Write(tv1::ImportTalentsResponse());
    end = reader.status();
    done = true;
    return absl::OkStatus();
  });
  tv1::ImportTalentsResponse response;
  auto good = Clerk();
  auto stream = stub_->ImportTalents(good.get());
  stream->Write(tv1::ImportTalentsRequest());
  ASSERT_TRUE(stream->Read(&response));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_OK(end);
  done = false;
  auto gone = Clerk();
  stream = stub_->ImportTalents(gone.get());
  stream->Write(tv1::ImportTalentsRequest());
  ASSERT_TRUE(stream->Read(&response));
  gone->TryCancel();
  stream->Finish();
  for (int i = 0; i < 500 && !done; ++i) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_THAT(end, StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(StreamTest, TheServerEndsAStreamThatLastsTooLong) {
  options_.limits.batch = absl::Milliseconds(300);
  StartTalents(Echo);
  auto context = Clerk();
  const absl::Time start = absl::Now();
  auto stream = stub_->ImportTalents(context.get());
  tv1::ImportTalentsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_FALSE(stream->Finish().ok());
  EXPECT_LE(absl::Now() - start, absl::Seconds(5));
}

TEST_F(StreamTest, ExceptionsOfStreamsAreCaught) {
  StartTalents([](CallContext&, Reader<tv1::ImportTalentsRequest>&,
                  Writer<tv1::ImportTalentsResponse>&) -> absl::Status {
    throw std::runtime_error("boom");
  });
  auto context = Clerk();
  auto stream = stub_->ImportTalents(context.get());
  const Answer answer = AnswerOf(*context, stream->Finish());
  EXPECT_THAT(answer.status, StatusIs(absl::StatusCode::kInternal));
  EXPECT_EQ(errors::ReasonOf(answer.status), "INTERNAL");
}

TEST_F(StreamTest, WatchersDoNotTakeTheRoomOfOtherCalls) {
  options_.admission.interactive = 1;
  options_.admission.watch = 1;
  options_.admission.patience = absl::Milliseconds(30);
  StartTalents(nullptr, [](CallContext& call, const tv1::WatchTalentsRequest&,
                           Writer<tv1::WatchTalentsResponse>& writer) {
    writer.Write(tv1::WatchTalentsResponse());
    while (!call.cancelled()) absl::SleepFor(absl::Milliseconds(10));
    return absl::OkStatus();
  });
  auto context = Clerk();
  auto watch = stub_->WatchTalents(context.get(), {});
  tv1::WatchTalentsResponse response;
  ASSERT_TRUE(watch->Read(&response));
  auto other = Clerk();
  tv1::ListTalentsResponse list;
  EXPECT_TRUE(stub_->ListTalents(other.get(), {}, &list).ok());
  auto second = Clerk();
  auto refused = stub_->WatchTalents(second.get(), {});
  EXPECT_EQ(refused->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  context->TryCancel();
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(StreamTest, WriteFailsOnceTheCallerHasGone) {
  std::atomic<bool> done{false};
  StartTalents(nullptr, [&](CallContext&, const tv1::WatchTalentsRequest&,
                            Writer<tv1::WatchTalentsResponse>& writer) {
    while (writer.Write(tv1::WatchTalentsResponse())) absl::SleepFor(absl::Milliseconds(5));
    done = true;
    return absl::OkStatus();
  });
  auto context = Clerk();
  auto watch = stub_->WatchTalents(context.get(), {});
  tv1::WatchTalentsResponse response;
  ASSERT_TRUE(watch->Read(&response));
  context->TryCancel();
  while (watch->Read(&response)) {
  }
  watch->Finish();
  for (int i = 0; i < 500 && !done; ++i) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace houniao::rpc
