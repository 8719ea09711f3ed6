#include "common/codes/normalize.h"

#include <gtest/gtest.h>

#include "tests/unit/common/codes/golden.h"

namespace houniao::codes {
namespace {

TEST(Normalize, FoldsWidthCaseAndSpace) {
  EXPECT_EQ(FoldText(" Ｐｃｓ　 控制\t"), "pcs 控制");
  EXPECT_EQ(FoldText("TOPCon"), "topcon");
  EXPECT_EQ(FoldText("zero\xE2\x80\x8Bwidth"), "zerowidth");
  EXPECT_EQ(FoldText("ﬁle"), "file");
  EXPECT_EQ(FoldText(""), "");
}

TEST(Normalize, NamesLoseTheirSeparators) {
  EXPECT_EQ(NameKey("IEC-61215"), NameKey("ＩＥＣ ６１２１５"));
  EXPECT_EQ(NameKey("VR/AR"), "vrar");
  EXPECT_EQ(NameKey("阿依古丽·买买提"), "阿依古丽买买提");
}

TEST(Normalize, CodesKeepWhatIsInside) {
  EXPECT_EQ(NormalizeCode(" ９１３５０１００ｍ０００１００ｙ４３ "), "91350100M000100Y43");
  EXPECT_EQ(NormalizeCode("1101 05"), "1101 05");
}

TEST(Normalize, KnowsValidUtf8) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("候鸟🦆"));
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(IsValidUtf8("\xE5\x80"));          // cut
  EXPECT_FALSE(IsValidUtf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(IsValidUtf8("\xBA\xF2\xC4\xF1"));  // 候鸟 in GB18030
}

TEST(Normalize, AnyBytesBecomeValidUtf8) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const std::string noise = houniao::testing::NoiseOf(seed, seed % 40, "\xE5\x80\x99\xF0\x9F a");
    EXPECT_TRUE(IsValidUtf8(FoldText(noise))) << seed;
    EXPECT_TRUE(IsValidUtf8(NameKey(noise))) << seed;
    EXPECT_TRUE(IsValidUtf8(NormalizeCode(noise))) << seed;
    EXPECT_EQ(FoldText(FoldText(noise)), FoldText(noise)) << seed;
  }
}

}  // namespace
}  // namespace houniao::codes
