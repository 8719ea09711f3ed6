// Sensitive values on the way out. All persons are made up.
#include <gmock/gmock.h>

#include "common/errors/errors.h"
#include "tests/unit/common/rpc/fixture.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace tv1 = ::houniao::talent::v1;

tv1::Talent MadeUp(const std::string& name) {
  tv1::Talent talent;
  talent.set_name(name);
  talent.set_display_name("张三丰");
  talent.mutable_identity_document()->set_number("110101199003070011");
  talent.mutable_contact_details()->set_phone("13800001234");
  talent.mutable_contact_details()->set_email("zhang@example.cn");
  return talent;
}

class MaskingTest : public RpcTest {
 protected:
  void StartTalents() {
    ServiceTable& table = Table("houniao.talent.v1.TalentService");
    table.Unary<tv1::GetTalentRequest, tv1::Talent>(
        "GetTalent",
        [](CallContext&, const tv1::GetTalentRequest& request) -> absl::StatusOr<tv1::Talent> {
          return MadeUp(request.name());
        });
    table.Unary<tv1::ListTalentsRequest, tv1::ListTalentsResponse>(
        "ListTalents",
        [](CallContext&,
           const tv1::ListTalentsRequest&) -> absl::StatusOr<tv1::ListTalentsResponse> {
          tv1::ListTalentsResponse response;
          *response.add_talents() = MadeUp("talents/a");
          *response.add_talents() = MadeUp("talents/b");
          return response;
        });
    table.ServerStream<tv1::WatchTalentsRequest, tv1::WatchTalentsResponse>(
        "WatchTalents", [](CallContext&, const tv1::WatchTalentsRequest&,
                           Writer<tv1::WatchTalentsResponse>& writer) {
          tv1::WatchTalentsResponse response;
          *response.mutable_snapshot()->add_talents() = MadeUp("talents/a");
          writer.Write(response);
          return absl::OkStatus();
        });
    Fill(table);
    Start();
  }
  void Record(absl::Status outcome) {
    options_.audit_read = [this, outcome](const CallContext& call,
                                          const std::vector<std::string>& names) {
      recorded_purpose_ = call.purpose;
      recorded_.insert(recorded_.end(), names.begin(), names.end());
      return outcome;
    };
  }
  std::unique_ptr<grpc::ClientContext> As(const std::string& role, bool purpose) {
    auto context = ContextOf(Token("user:li.min", {role}));
    if (purpose) context->AddMetadata("x-houniao-purpose", "check");
    return context;
  }
  absl::Status Get(grpc::ClientContext& context, tv1::Talent* talent) {
    tv1::GetTalentRequest request;
    request.set_name("talents/a");
    return AnswerOf(context, stub().GetTalent(&context, request, talent)).status;
  }
  tv1::TalentService::Stub& stub() {
    if (stub_ == nullptr) stub_ = tv1::TalentService::NewStub(server_->InProcessChannel(nullptr));
    return *stub_;
  }

  std::vector<std::string> recorded_;
  std::string recorded_purpose_;
  std::unique_ptr<tv1::TalentService::Stub> stub_;
};

TEST_F(MaskingTest, WithoutPermissionEverythingIsMasked) {
  Record(absl::OkStatus());
  StartTalents();
  tv1::Talent talent;
  auto context = As("service", true);
  ASSERT_OK(Get(*context, &talent));
  EXPECT_EQ(talent.display_name(), "张**");
  EXPECT_EQ(talent.contact_details().phone(), "138****1234");
  EXPECT_EQ(talent.contact_details().email(), "z***@e***");
  EXPECT_NE(talent.identity_document().number(), "110101199003070011");
  EXPECT_THAT(recorded_, IsEmpty());
}

TEST_F(MaskingTest, NamesNeedOnlyThePermission) {
  Record(absl::OkStatus());
  StartTalents();
  tv1::Talent talent;
  auto context = As("clerk", false);
  ASSERT_OK(Get(*context, &talent));
  EXPECT_EQ(talent.display_name(), "张三丰");
  EXPECT_EQ(talent.contact_details().phone(), "138****1234");
  EXPECT_THAT(recorded_, IsEmpty());
}

TEST_F(MaskingTest, PermissionWithoutPurposeOpensNothing) {
  Record(absl::OkStatus());
  StartTalents();
  tv1::Talent talent;
  auto context = As("opener", false);
  ASSERT_OK(Get(*context, &talent));
  EXPECT_EQ(talent.contact_details().phone(), "138****1234");
  EXPECT_THAT(recorded_, IsEmpty());
}

TEST_F(MaskingTest, PermissionAndPurposeOpenAndAreRecorded) {
  Record(absl::OkStatus());
  StartTalents();
  tv1::Talent talent;
  auto context = As("opener", true);
  ASSERT_OK(Get(*context, &talent));
  EXPECT_EQ(talent.contact_details().phone(), "13800001234");
  EXPECT_EQ(talent.identity_document().number(), "110101199003070011");
  EXPECT_THAT(recorded_, ElementsAre("talents/a"));
  EXPECT_EQ(recorded_purpose_, "check");
}

TEST_F(MaskingTest, ListsRecordEveryResource) {
  Record(absl::OkStatus());
  StartTalents();
  auto context = As("opener", true);
  tv1::ListTalentsResponse response;
  ASSERT_TRUE(stub().ListTalents(context.get(), {}, &response).ok());
  EXPECT_EQ(response.talents(1).contact_details().phone(), "13800001234");
  EXPECT_THAT(recorded_, ElementsAre("talents/a", "talents/b"));
}

TEST_F(MaskingTest, WhatCannotBeRecordedIsWithheld) {
  Record(errors::DatabaseUnavailable());
  StartTalents();
  tv1::Talent talent;
  auto context = As("opener", true);
  EXPECT_THAT(Get(*context, &talent), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(talent.contact_details().phone(), "");
  auto stream_context = As("opener", true);
  auto reader = stub().WatchTalents(stream_context.get(), {});
  tv1::WatchTalentsResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(MaskingTest, WithoutARecorderNothingIsOpened) {
  StartTalents();
  tv1::Talent talent;
  auto context = As("opener", true);
  ASSERT_OK(Get(*context, &talent));
  EXPECT_EQ(talent.contact_details().phone(), "138****1234");
}

TEST_F(MaskingTest, StreamsAreMaskedToo) {
  Record(absl::OkStatus());
  StartTalents();
  auto context = As("service", false);
  auto reader = stub().WatchTalents(context.get(), {});
  tv1::WatchTalentsResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.snapshot().talents(0).display_name(), "张**");
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_TRUE(reader->Finish().ok());
  auto opener = As("opener", true);
  reader = stub().WatchTalents(opener.get(), {});
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.snapshot().talents(0).contact_details().phone(), "13800001234");
  EXPECT_THAT(recorded_, ElementsAre("talents/a"));
  reader->Finish();
}

// A method that keeps what it answered, by rights.
class ReadyReplyTest : public MaskingTest {
 protected:
  void SetUp() override {
    Record(absl::OkStatus());
    ServiceTable& table = Table("houniao.talent.v1.TalentService");
    table.Unary<tv1::GetTalentRequest, tv1::Talent>(
        "GetTalent",
        [this](CallContext&, const tv1::GetTalentRequest& request) -> absl::StatusOr<tv1::Talent> {
          ++handled_;
          return MadeUp(request.name());
        });
    ReadySource source;
    source.find = [this](CallContext&, const Message&, int rights,
                         uint64_t&) -> absl::StatusOr<ReadyReply> {
      return ReadyReply{kept_[rights], tail_};
    };
    source.keep = [this](const Message&, int rights, uint64_t,
                         std::shared_ptr<const std::string> reply) {
      kept_[rights] = std::move(reply);
    };
    table.OfferReady("GetTalent", std::move(source));
    Fill(table);
    Start();
  }
  tv1::Talent GetAs(const std::string& role, bool purpose) {
    tv1::Talent talent;
    auto context = As(role, purpose);
    EXPECT_OK(Get(*context, &talent));
    return talent;
  }

  std::map<int, std::shared_ptr<const std::string>> kept_;
  std::string tail_;
  int handled_ = 0;
};

TEST_F(ReadyReplyTest, IsGivenToCallersWithTheSameRightsOnly) {
  EXPECT_EQ(GetAs("service", false).display_name(), "张**");
  EXPECT_EQ(GetAs("clerk", false).display_name(), "张三丰");
  EXPECT_EQ(handled_, 2);
  EXPECT_EQ(GetAs("service", false).display_name(), "张**");
  EXPECT_EQ(GetAs("clerk", false).display_name(), "张三丰");
  EXPECT_EQ(handled_, 2);
}

TEST_F(ReadyReplyTest, IsNeverKeptWhenAReadingIsRecorded) {
  for (size_t times = 1; times <= 2; ++times) {
    EXPECT_EQ(GetAs("opener", true).contact_details().phone(), "13800001234");
    EXPECT_EQ(recorded_.size(), times);
  }
  EXPECT_EQ(handled_, 2);
}

TEST_F(ReadyReplyTest, FieldsOfTheCallStandAboveThoseThatAreShared) {
  GetAs("clerk", false);
  tv1::Talent own;
  own.set_etag("own");
  tail_ = own.SerializeAsString();
  const tv1::Talent talent = GetAs("clerk", false);
  EXPECT_EQ(talent.etag(), "own");
  EXPECT_EQ(talent.display_name(), "张三丰");
  EXPECT_EQ(handled_, 1);
}

TEST_F(ReadyReplyTest, NobodyGetsItWithoutPermission) {
  GetAs("clerk", false);
  tv1::Talent talent;
  auto context = ContextOf(Token("user:li.min", {"nobody"}));
  EXPECT_EQ(Get(*context, &talent).code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(talent.name(), "");
}

}  // namespace
}  // namespace houniao::rpc
