#include "common/rpc/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::rpc {
namespace {

using talent::v1::CreateTalentRequest;
using ::testing::HasSubstr;

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

CreateTalentRequest WithSkills(int count) {
  CreateTalentRequest request;
  request.mutable_talent()->set_display_name("李敏");
  for (int i = 0; i < count; ++i) request.mutable_talent()->add_skills();
  return request;
}

TEST(ParseMessage, GivesBackWhatWasSent) {
  // A large text is one part.
  CreateTalentRequest sent = WithSkills(kMaxParts - 10);
  sent.mutable_talent()->set_display_name(std::string(1 << 20, 'x'));
  CreateTalentRequest got;
  ASSERT_OK(ParseMessage(BufferOf(sent.SerializeAsString()), &got));
  EXPECT_EQ(got.SerializeAsString(), sent.SerializeAsString());
}

TEST(ParseMessage, CountsPartsBeforeTheyAreMade) {
  CreateTalentRequest got;
  const absl::Status status =
      ParseMessage(BufferOf(WithSkills(kMaxParts + 1).SerializeAsString()), &got);
  EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidField);
  EXPECT_THAT(status.message(), HasSubstr("more than 50000 parts"));
  EXPECT_FALSE(got.has_talent());
  // Unknown fields are kept until they are dropped, so they count.
  std::string unknown;
  for (int i = 0; i <= kMaxParts; ++i) unknown += std::string("\xfa\x7f\x00", 3);
  EXPECT_THAT(ParseMessage(BufferOf(unknown), &got).message(), HasSubstr("parts"));
}

TEST(ParseMessage, LeavesTheMalformedToTheParser) {
  for (const std::string& bytes :
       {std::string(200000, '\xff'), std::string(200000, '\x0b'),
        "\x12\xff\xff\xff\x0f" + std::string(200000, 'x'), std::string(200000, '\x12')}) {
    CreateTalentRequest got;
    EXPECT_EQ(errors::ReasonOf(ParseMessage(BufferOf(bytes), &got)), errors::kInvalidField);
  }
}

}  // namespace
}  // namespace houniao::rpc
