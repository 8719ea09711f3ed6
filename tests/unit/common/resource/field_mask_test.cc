#include "common/resource/field_mask.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::resource {
namespace {

using talent::v1::Talent;

Talent Parse(const std::string& text) {
  Talent talent;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &talent));
  return talent;
}

google::protobuf::FieldMask MaskOf(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const auto& path : paths) mask.add_paths(path);
  return mask;
}

const char kStored[] = R"pb(
  name: "talents/a"
  display_name: "李敏"
  region: "350902"
  industries: [ "3849", "3823" ]
  employment { status: EMPLOYMENT_STATUS_RETIRED unit_name: "old" }
  state: ACTIVE)pb";

TEST(ApplyUpdate, NoMaskTakesThePopulatedFields) {
  Talent stored = Parse(kStored);
  ASSERT_OK(ApplyUpdate(Parse(R"pb(region: "350100")pb"), nullptr, stored));
  EXPECT_EQ(stored.region(), "350100");
  EXPECT_EQ(stored.display_name(), "李敏");
}

TEST(ApplyUpdate, StarReplacesAllThatIsMutable) {
  Talent stored = Parse(kStored);
  const auto mask = MaskOf({"*"});
  ASSERT_OK(ApplyUpdate(Parse(R"pb(display_name: "李敏")pb"), &mask, stored));
  EXPECT_EQ(stored.region(), "");
  EXPECT_EQ(stored.name(), "talents/a");
  EXPECT_EQ(stored.state(), Talent::ACTIVE);
}

TEST(ApplyUpdate, ListsAreReplacedAndMessagesNotMerged) {
  Talent stored = Parse(kStored);
  const auto mask = MaskOf({"industries", "employment"});
  ASSERT_OK(ApplyUpdate(Parse(R"pb(industries: "4415"
                                   employment { post: "adviser" })pb"),
                        &mask, stored));
  EXPECT_THAT(stored.industries(), ::testing::ElementsAre("4415"));
  EXPECT_EQ(stored.employment().unit_name(), "");
  EXPECT_EQ(stored.employment().post(), "adviser");
}

TEST(ApplyUpdate, NestedPathsAndClearing) {
  Talent stored = Parse(kStored);
  const auto mask = MaskOf({"employment.unit_name", "region"});
  ASSERT_OK(ApplyUpdate(Parse(R"pb(employment { unit_name: "new" })pb"), &mask, stored));
  EXPECT_EQ(stored.employment().unit_name(), "new");
  EXPECT_EQ(stored.employment().status(), type::v1::EMPLOYMENT_STATUS_RETIRED);
  EXPECT_EQ(stored.region(), "");
}

TEST(ApplyUpdate, UnknownPathsAreRefused) {
  Talent stored = Parse(kStored);
  for (const char* path : {"nothing", "skills.level", "employment.nothing", "", "region.x"}) {
    const auto mask = MaskOf({path});
    EXPECT_EQ(errors::ReasonOf(ApplyUpdate(Parse(""), &mask, stored)), errors::kInvalidUpdateMask)
        << path;
  }
}

TEST(ApplyUpdate, ServerSetFieldsArePassedOver) {
  Talent stored = Parse(kStored);
  const auto mask = MaskOf({"name", "state", "create_time"});
  ASSERT_OK(ApplyUpdate(Parse(R"pb(name: "talents/b" state: SUSPENDED)pb"), &mask, stored));
  EXPECT_EQ(stored.name(), "talents/a");
  EXPECT_EQ(stored.state(), Talent::ACTIVE);
}

TEST(ApplyUpdate, PartsOfAnImmutableMessageAreImmutable) {
  talent::v1::Consent stored;
  stored.mutable_guardian()->set_display_name("王芳");
  talent::v1::Consent given = stored;
  google::protobuf::FieldMask mask;
  mask.add_paths("guardian.display_name");
  EXPECT_OK(ApplyUpdate(given, &mask, stored));
  given.mutable_guardian()->set_display_name("别人");
  EXPECT_EQ(errors::ReasonOf(ApplyUpdate(given, &mask, stored)), errors::kImmutableField);
  EXPECT_EQ(stored.guardian().display_name(), "王芳");
}

TEST(ApplyUpdate, ImmutableFieldsMayOnlyBeRepeated) {
  talent::v1::Recognition stored, given;
  stored.set_tier("L3");
  given.set_tier("L3");
  EXPECT_OK(ApplyUpdate(given, nullptr, stored));
  given.set_tier("L1");
  EXPECT_EQ(errors::ReasonOf(ApplyUpdate(given, nullptr, stored)), errors::kImmutableField);
}

}  // namespace
}  // namespace houniao::resource
