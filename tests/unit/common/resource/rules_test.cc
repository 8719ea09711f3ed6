#include "common/resource/rules.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::resource {
namespace {

using talent::v1::CreateTalentRequest;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;

template <typename Request>
Request Parse(const std::string& text) {
  Request request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
  return request;
}

TEST(Rules, ReportEveryViolationAtOnce) {
  auto request = Parse<CreateTalentRequest>(R"pb(
    talent {
      region: "999999"
      industries: [ "3849", "3849", "0000" ]
      skills { skill: "Not Kebab" years: 99 }
      contact_details { phone: "12" email: "nobody" }
      birth_date { year: 1990 month: 2 day: 30 }
      employment { employer_credit_code: "91110105JQWYLF556P" }
    })pb");
  const absl::Status status = PrepareRequest(request);
  const auto violations = errors::ViolationsOf(status);
  for (const char* field :
       {"talent.display_name", "talent.region", "talent.industries[1]", "talent.industries[2]",
        "talent.skills[0].skill", "talent.skills[0].years", "talent.contact_details.phone",
        "talent.contact_details.email", "talent.birth_date",
        "talent.employment.employer_credit_code"}) {
    EXPECT_THAT(violations, Contains(Field(&errors::FieldViolation::field, field)));
  }
}

TEST(Rules, AcceptWhatIsRight) {
  auto request = Parse<CreateTalentRequest>(R"pb(
    talent {
      display_name: "张三丰"
      region: "350902"
      industries: [ "3849", "C3823" ]
      skills { skill: "energy-storage-pcs" level: SKILL_LEVEL_EXPERT years: 12 }
      education_level: "11"
      birth_date { year: 1988 month: 2 day: 29 }
      employment { employer_credit_code: "91350100M000100Y43" }
    }
    request_id: "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f")pb");
  EXPECT_OK(PrepareRequest(request));
}

TEST(Rules, ClearOutputOnlyButKeepTheEtag) {
  auto request = Parse<CreateTalentRequest>(R"pb(
    talent {
      display_name: "李敏"
      etag: "\"7\""
      state: SUSPENDED
      create_time { seconds: 1 }
    })pb");
  ASSERT_OK(PrepareRequest(request));
  EXPECT_FALSE(request.talent().has_create_time());
  EXPECT_EQ(request.talent().state(), talent::v1::Talent::STATE_UNSPECIFIED);
  EXPECT_EQ(request.talent().etag(), "\"7\"");
}

TEST(Rules, CountCodePointsNotBytes) {
  CreateTalentRequest request;
  for (int i = 0; i < 100; ++i) request.mutable_talent()->mutable_display_name()->append("张");
  EXPECT_OK(PrepareRequest(request));
  request.mutable_talent()->mutable_display_name()->append("张");
  EXPECT_THAT(PrepareRequest(request),
              testing::StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("101 characters")));
}

TEST(Rules, RefuseEnumValuesThatDoNotExist) {
  auto request = Parse<CreateTalentRequest>(R"pb(talent { display_name: "李敏" })pb");
  request.mutable_talent()->set_sex(static_cast<talent::v1::Talent::Sex>(77));
  EXPECT_THAT(PrepareRequest(request),
              testing::StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("77")));
}

TEST(Rules, ControlCharactersAreNoText) {
  auto request = Parse<CreateTalentRequest>(R"pb(talent { display_name: "a\001b" })pb");
  EXPECT_FALSE(PrepareRequest(request).ok());
}

TEST(Rules, AnUpdateMaskHasFewPaths) {
  talent::v1::UpdateTalentRequest request;
  request.mutable_talent()->set_name("talents/a");
  for (int i = 0; i < 101; ++i) request.mutable_update_mask()->add_paths("display_name");
  EXPECT_EQ(errors::ViolationsOf(PrepareRequest(request)).front().field, "update_mask");
  request.mutable_update_mask()->mutable_paths()->RemoveLast();
  EXPECT_OK(PrepareRequest(request));
}

TEST(Rules, AParentMayStandForAll) {
  talent::v1::ListRecognitionsRequest request;
  request.set_parent("talents/-");
  EXPECT_OK(PrepareRequest(request));
  request.set_parent("talents/-x");
  EXPECT_FALSE(PrepareRequest(request).ok());
}

TEST(Rules, AnUpdateNeedsOnlyWhatItNames) {
  talent::v1::UpdateTalentRequest request;
  request.mutable_talent()->set_name("talents/li-min");
  request.mutable_talent()->mutable_contact_details()->set_phone("138****1234");
  EXPECT_OK(PrepareRequest(request));
  request.mutable_talent()->mutable_contact_details()->set_phone("12");
  EXPECT_FALSE(PrepareRequest(request).ok());
}

TEST(PrepareRequestTest, DropsWhatTheSchemaDoesNotKnowAtAnyDepth) {
  talent::v1::CreateTalentRequest request;
  talent::v1::Talent& talent = *request.mutable_talent();
  talent.set_display_name("李敏");
  talent.set_region("350902");
  talent.add_skills()->set_skill("energy-storage-pcs");
  google::protobuf::Message* const parts[] = {&request, &talent, talent.mutable_skills(0),
                                              talent.mutable_flexible_terms()};
  for (google::protobuf::Message* part : parts) {
    part->GetReflection()->MutableUnknownFields(part)->AddLengthDelimited(9999, "surplus");
  }
  talent.mutable_create_time()->set_seconds(1);
  PrepareRequest(request).IgnoreError();  // what else is wrong with it is told elsewhere
  for (const google::protobuf::Message* part : parts) {
    EXPECT_TRUE(part->GetReflection()->GetUnknownFields(*part).empty())
        << part->GetDescriptor()->full_name();
  }
  EXPECT_FALSE(talent.has_create_time());
  EXPECT_EQ(talent.display_name(), "李敏");
  EXPECT_EQ(talent.skills_size(), 1);
}

}  // namespace
}  // namespace houniao::resource
