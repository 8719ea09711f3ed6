#include "common/rpc/status.h"

#include <gmock/gmock.h>

#include "absl/strings/cord.h"
#include "absl/time/clock.h"
#include "google/rpc/status.pb.h"

#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST(Status, EveryCodeGoesRound) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "text");
    EXPECT_EQ(static_cast<int>(ToGrpc(status).error_code()), code);
    EXPECT_EQ(FromGrpc(ToGrpc(status)), status);
  }
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
  EXPECT_OK(FromGrpc(grpc::Status::OK));
}

TEST(Status, DetailsGoRoundAndPrivatePayloadsStay) {
  absl::Status status = errors::NotFound("talent.houniao/Talent", "talents/t-1");
  status.SetPayload("houniao/db.constraint", absl::Cord("uq_talents"));
  const absl::Status back = FromGrpc(ToGrpc(status));
  EXPECT_EQ(errors::ReasonOf(back), "TALENT_NOT_FOUND");
  EXPECT_EQ(errors::MetadataOf(back, "name"), "talents/t-1");
  EXPECT_FALSE(back.GetPayload("houniao/db.constraint").has_value());
}

TEST(Status, LongTextsAreCutBetweenCodePoints) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "才";
  const grpc::Status status = ToGrpc(absl::NotFoundError(text));
  EXPECT_LE(status.error_message().size(), kMaxStatusMessage);
  EXPECT_EQ((status.error_message().size() - 3) % 3, 0U);
}

TEST(Status, TooManyViolationsAreDroppedFromTheEnd) {
  std::vector<errors::FieldViolation> violations;
  for (int i = 0; i < 20; ++i) violations.push_back({std::string(200, 'f'), std::string(200, 'd')});
  violations[0].field = "first";
  const grpc::Status wire = ToGrpc(errors::InvalidFields(violations));
  EXPECT_LE(wire.error_details().size(), kMaxStatusDetails + 32);
  const absl::Status back = FromGrpc(wire);
  EXPECT_EQ(errors::ReasonOf(back), "INVALID_FIELD");
  EXPECT_EQ(errors::MetadataOf(back, "truncated"), "true");
  EXPECT_GT(errors::ViolationsOf(back).size(), 3U);
  EXPECT_EQ(errors::ViolationsOf(back)[0].field, "first");
}

TEST(Status, HugeDetailsLeaveTheErrorInfo) {
  absl::Status status = errors::NotFound("talent.houniao/Talent", "talents/t-1");
  status.SetPayload("type.googleapis.com/google.rpc.Help", absl::Cord(std::string(9000, 'x')));
  const absl::Status back = FromGrpc(ToGrpc(status));
  EXPECT_EQ(errors::ReasonOf(back), "TALENT_NOT_FOUND");
  EXPECT_EQ(errors::MetadataOf(back, "truncated"), "true");
  EXPECT_LE(ToGrpc(status).error_details().size(), kMaxStatusDetails);
}

TEST(Status, UsersSeeOneErrorInfoWhateverTheCode) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status shown =
        ForUsers(absl::Status(static_cast<absl::StatusCode>(code), "text"), "a.B/C", "error-1");
    EXPECT_NE(errors::ReasonOf(shown), "") << code;
  }
}

TEST(Status, UsersDoNotSeeWhatHappenedInside) {
  for (const absl::Status& status :
       {absl::InternalError("table talents is broken"), absl::UnknownError("table talents"),
        absl::DataLossError("table talents")}) {
    const absl::Status shown = ForUsers(status, "a.B/C", "error-1");
    EXPECT_THAT(shown, StatusIs(absl::StatusCode::kInternal, Not(HasSubstr("talents"))));
    EXPECT_EQ(errors::MetadataOf(shown, "error_id"), "error-1");
  }
  const absl::Status kept = ForUsers(errors::Internal("error-0"), "a.B/C", "error-1");
  EXPECT_EQ(errors::MetadataOf(kept, "error_id"), "error-0");
  EXPECT_THAT(ForUsers(absl::UnavailableError("ipv4:10.0.0.3:7001: refused"), "a.B/C", "e"),
              StatusIs(absl::StatusCode::kUnavailable, Not(HasSubstr("10.0.0.3"))));
}

TEST(Status, StillWantedLooksAtDeadlineAndCaller) {
  CallContext call;
  EXPECT_OK(StillWanted(call));
  call.cancelled = [] { return true; };
  EXPECT_THAT(StillWanted(call), StatusIs(absl::StatusCode::kCancelled));
  call.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_THAT(StillWanted(call), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace houniao::rpc
