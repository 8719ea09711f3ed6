#include "services/talent/import/encoding.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "common/codes/normalize.h"

namespace houniao::talent {
namespace {

using Options = v1::ImportOptions;

constexpr char kNameInGb[] = "\xC0\xEE\xC3\xF4";  // 李敏

TEST(DetectEncoding, TakesUtf8WhereItCan) {
  EXPECT_EQ(DetectEncoding(""), Options::UTF_8);
  EXPECT_EQ(DetectEncoding("a,b\n1,2\n"), Options::UTF_8);
  EXPECT_EQ(DetectEncoding("姓名\n李敏\n"), Options::UTF_8);
  EXPECT_EQ(DetectEncoding("\xEF\xBB\xBF"
                           "a\n\xFF\n"),
            Options::UTF_8);
  EXPECT_EQ(DetectEncoding("姓名\n\xFF\xFE\n"), Options::UTF_8) << "one broken row";
  EXPECT_EQ(DetectEncoding("name\n李敏\n\xFF\xFE\n王强\n"), Options::UTF_8) << "one broken row";
  EXPECT_EQ(DetectEncoding(std::string("name\n") + kNameInGb), Options::GB_18030);
  EXPECT_EQ(DetectEncoding(absl::StrCat("name\nLi\n", kNameInGb, "\n\xFF\xFE\n")),
            Options::GB_18030);
  EXPECT_EQ(DetectEncoding("\xD0\xD5\xC3\xFB\n"), Options::GB_18030);
}

TEST(DecodeText, IsStrictInBothEncodings) {
  EXPECT_EQ(DecodeText("李敏", Options::UTF_8), "李敏");
  EXPECT_EQ(DecodeText(kNameInGb, Options::UTF_8), std::nullopt);
  EXPECT_EQ(DecodeText(kNameInGb, Options::GB_18030), "李敏");
  EXPECT_EQ(DecodeText("\xC0", Options::GB_18030), std::nullopt);
  EXPECT_EQ(DecodeText("\xFF\xFF", Options::GB_18030), std::nullopt);
  EXPECT_EQ(DecodeText("plain", Options::GB_18030), "plain");
  // Four bytes, which GBK does not have: 𠮷.
  EXPECT_EQ(DecodeText("\x95\x34\xD8\x39", Options::GB_18030).has_value(), true);
  // A failure does not spoil what comes after it.
  EXPECT_EQ(DecodeText(kNameInGb, Options::GB_18030), "李敏");
}

TEST(DecodeText, GivesUtf8OrNothingForAnyBytes) {
  uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    std::string bytes;
    for (int k = 0; k < i % 7; ++k) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    for (const auto encoding : {Options::UTF_8, Options::GB_18030}) {
      const auto text = DecodeText(bytes, encoding);
      EXPECT_TRUE(codes::IsValidUtf8(text.value_or("")));
    }
  }
}

}  // namespace
}  // namespace houniao::talent
