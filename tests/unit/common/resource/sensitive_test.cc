#include "common/resource/sensitive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::resource {
namespace {

using talent::v1::Talent;
using ::testing::HasSubstr;
using ::testing::Not;

Talent Somebody() {
  Talent talent;
  talent.set_name("talents/zhang");
  talent.set_display_name("张三丰");
  talent.mutable_contact_details()->set_phone("13800001234");
  talent.mutable_contact_details()->set_email("zhang@example.cn");
  talent.mutable_identity_document()->set_number("11010519491231002X");
  return talent;
}

TEST(Mask, ShowsNoMoreThanTheRuleAllows) {
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_NAME, "张三丰"), "张**");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_NAME, "欧阳锋"), "欧阳**");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_PHONE, "13800001234"), "138****1234");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_PHONE, "12345"), "****");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_ID_NUMBER, "11010519491231002X"), "110****2X");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_EMAIL, "zhang@example.cn"), "z***@e***");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_BANK_ACCOUNT, "6222020000001234"), "****1234");
  EXPECT_EQ(Mask(api::v1::SENSITIVITY_OPAQUE, "anything"), "***");
}

TEST(MaskSensitive, TellsWhetherSomethingWasRevealed) {
  Talent talent = Somebody();
  EXPECT_FALSE(MaskSensitive(talent, [](Sensitivity s) { return s == api::v1::SENSITIVITY_NAME; }));
  EXPECT_EQ(talent.display_name(), "张三丰");
  EXPECT_EQ(talent.contact_details().phone(), "138****1234");
  talent = Somebody();
  EXPECT_TRUE(MaskSensitive(talent, [](Sensitivity) { return true; }));
  EXPECT_EQ(talent.contact_details().phone(), "13800001234");
}

TEST(Seal, LeavesNoPlainTextAndOpensOnlyInItsPlace) {
  const Secrets secrets(crypto::Keyring::Generate());
  Talent talent = Somebody();
  ASSERT_OK(SealSensitive(talent, secrets, talent.name()));
  const std::string bytes = talent.SerializeAsString();
  EXPECT_THAT(bytes, Not(HasSubstr("13800001234")));
  EXPECT_THAT(bytes, Not(HasSubstr("11010519491231002X")));
  Talent other = talent;
  EXPECT_FALSE(UnsealSensitive(other, secrets, "talents/somebody-else").ok());
  ASSERT_OK(UnsealSensitive(talent, secrets, talent.name()));
  EXPECT_EQ(talent.SerializeAsString(), Somebody().SerializeAsString());
}

TEST(RestoreMasked, WhatComesBackMaskedIsUnchanged) {
  const Talent before = Somebody();
  Talent after = before;
  MaskSensitive(after, [](Sensitivity) { return false; });
  after.mutable_contact_details()->set_email("new@example.cn");
  RestoreMasked(before, after);
  EXPECT_EQ(after.contact_details().phone(), "13800001234");
  EXPECT_EQ(after.display_name(), "张三丰");
  EXPECT_EQ(after.contact_details().email(), "new@example.cn");
}

// Two people of one surname look alike under the mask.
recruitment::v1::Employer TwoContacts() {
  recruitment::v1::Employer employer;
  for (const auto& [name, phone] : {std::pair("张三", "13800001234"), {"张四", "13800005678"}}) {
    employer.add_contacts()->set_display_name(name);
    employer.mutable_contacts()->rbegin()->set_phone(phone);
  }
  return employer;
}

TEST(RestoreMasked, TheLikeInAListKeepTheirPlaces) {
  const auto before = TwoContacts();
  auto after = before;
  MaskSensitive(after, [](Sensitivity) { return false; });
  after.mutable_contacts(1)->set_post("人事");
  RestoreMasked(before, after);
  EXPECT_EQ(after.contacts(0).display_name(), "张三");
  EXPECT_EQ(after.contacts(1).display_name(), "张四");
  EXPECT_EQ(after.contacts(1).phone(), "13800005678");
}

TEST(RestoreMasked, IsNoGuessWhenAListWasChanged) {
  const auto before = TwoContacts();
  auto after = before;
  MaskSensitive(after, [](Sensitivity) { return false; });
  after.mutable_contacts()->DeleteSubrange(0, 1);
  RestoreMasked(before, after);
  // The phone is the one with this mask; the name could be either's.
  EXPECT_EQ(after.contacts(0).phone(), "13800005678");
  EXPECT_EQ(after.contacts(0).display_name(), "张**");
}

}  // namespace
}  // namespace houniao::resource
