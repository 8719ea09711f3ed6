#include "services/talent/import/talent_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "services/talent/domain/talent_errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::talent {
namespace {

using ::testing::HasSubstr;
using Options = v1::ImportOptions;

absl::StatusOr<TalentFile> OpenFile(std::string bytes,
                                    Options::Encoding encoding = Options::ENCODING_UNSPECIFIED) {
  return TalentFile::Open(std::move(bytes), encoding);
}

// `2 external_id=1 display_name=x`, `3 !` for a fault.
std::vector<std::string> Shown(TalentFile& file) {
  std::vector<std::string> rows;
  while (const auto row = file.Next()) {
    std::string text = absl::StrCat(row->number);
    for (const auto& [column, cell] : row->cells)
      absl::StrAppend(&text, " ", column->key, "=", cell);
    if (!row->faults.empty()) text = absl::StrCat(row->number, " !");
    rows.push_back(text);
  }
  return rows;
}

struct FileCase {
  const char* name;
  std::string bytes;
  std::vector<std::string> rows;
};

const FileCase kFiles[] = {
    {"Plain",
     "external_id,display_name\n1,a\n2,b\n",
     {"2 external_id=1 display_name=a", "3 external_id=2 display_name=b"}},
    {"ChineseHeadingAnyOrder",
     "姓名,人员编号\r\n李敏,1\r\n",
     {"2 external_id=1 display_name=李敏"}},
    {"ByteOrderMark", "\xEF\xBB\xBF人员编号,姓名\n1,李敏\n", {"2 external_id=1 display_name=李敏"}},
    {"NoLastLineEnd", "external_id,display_name\n1,a", {"2 external_id=1 display_name=a"}},
    {"Quotes",
     "external_id,display_name\n1,\"a \"\"b\"\", c\"\n",
     {"2 external_id=1 display_name=a \"b\", c"}},
    {"LineEndInQuotesIsOneRow",
     "external_id,display_name\n1,\"a\nb\"\n2,c\n",
     {"2 external_id=1 display_name=a\nb", "3 external_id=2 display_name=c"}},
    {"EmptyLinesCount", "external_id,display_name\n\n1,a\n", {"3 external_id=1 display_name=a"}},
    {"RowOfCommasIsEmpty",
     "external_id,display_name\n,\n1,a\n",
     {"2", "3 external_id=1 display_name=a"}},
    {"Trimmed",
     "external_id,display_name\n\" 1 \",\xE3\x80\x80李敏\xE3\x80\x80\n",
     {"2 external_id=1 display_name=李敏"}},
    {"TooManyFields",
     "external_id,display_name\n1,a,b\n2,c\n",
     {"2 !", "3 external_id=2 display_name=c"}},
    {"TooFewFields",
     "external_id,display_name\n1\n2,c\n",
     {"2 !", "3 external_id=2 display_name=c"}},
    {"OpenQuote",
     "external_id,display_name\n1,\"a\n2,c\n",
     {"2 !", "3 external_id=2 display_name=c"}},
    {"BrokenUtf8", "人员编号,姓名\n1,\xC0\xEE\n2,c\n", {"2 !", "3 external_id=2 display_name=c"}},
    {"Gb18030",
     "\xD0\xD5\xC3\xFB,external_id\n\xC0\xEE\xC3\xF4,1\n",
     {"2 external_id=1 display_name=李敏"}},
    {"Gb18030BrokenRow",
     "\xD0\xD5\xC3\xFB,external_id\n\xC0\xFF\xC3,1\n\xC0\xEE\xC3\xF4,2\n",
     {"2 !", "3 external_id=2 display_name=李敏"}},
    {"HeadingAlone", "external_id,display_name\n", {}},
};

class TalentFileRows : public ::testing::TestWithParam<FileCase> {};

TEST_P(TalentFileRows, AreReadOneByOne) {
  ASSERT_OK_AND_ASSIGN(TalentFile file, OpenFile(GetParam().bytes));
  EXPECT_THAT(Shown(file), ::testing::ElementsAreArray(GetParam().rows));
  EXPECT_EQ(file.position(), static_cast<int64_t>(GetParam().bytes.size()));
}

INSTANTIATE_TEST_SUITE_P(Files, TalentFileRows, ::testing::ValuesIn(kFiles),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(TalentFile, SaysWhatIsWrongWithTheHeading) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "empty"},
      {"\n\n", "empty"},
      {"external_id,display_name,shoe_size\n", "`shoe_size`"},
      {"external_id,display_name,姓名\n", "named twice"},
      {"external_id,region\n", "display_name"},
      {"display_name,region\n", "external_id"},
      {"external_id;display_name\n", "no column"},
      {"\xFF\xFE"
       "e\0",
       "UTF-16"},
      {"external_id,\"display_name\n1,a\n", "not closed"},
  };
  for (const auto& [bytes, what] : cases) {
    const auto file = OpenFile(bytes);
    EXPECT_EQ(errors::ReasonOf(file.status()), kImportHeadingInvalid) << bytes;
    EXPECT_THAT(std::string(file.status().message()), HasSubstr(what));
  }
}

TEST(TalentFile, TheOptionsNameTheEncoding) {
  const auto file = OpenFile("\xD0\xD5\xC3\xFB,external_id\n", Options::UTF_8);
  EXPECT_EQ(errors::ReasonOf(file.status()), kImportHeadingInvalid);
  EXPECT_EQ(errors::MetadataOf(file.status(), "hint"),
            "Name the encoding of the file in the options.");
}

TEST(TalentFile, HasLimits) {
  std::string rows = "external_id,display_name\n";
  for (int64_t i = 0; i <= kMaxImportRows; ++i) rows += "1,a\n";
  EXPECT_EQ(errors::ReasonOf(OpenFile(rows).status()), kImportTooLarge);
  ASSERT_OK_AND_ASSIGN(TalentFile file, OpenFile("external_id,display_name\n1," +
                                                 std::string(kMaxImportRowBytes, 'x') + "\n2,b\n"));
  EXPECT_THAT(Shown(file), ::testing::ElementsAre("2 !", "3 external_id=2 display_name=b"));
}

TEST(TalentFile, AnyBytesEnd) {
  uint32_t state = 7;
  const std::string alphabet =
      "\",\n\r;\xC0\xEE\xE6\x95"
      "a1 ";
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = "external_id,display_name\n";
    for (int k = 0; k < i % 60; ++k) {
      state = state * 1664525 + 1013904223;
      bytes += alphabet[(state >> 16) % alphabet.size()];
    }
    ASSERT_OK_AND_ASSIGN(TalentFile file, OpenFile(bytes));
    ASSERT_LE(Shown(file).size(), bytes.size());
  }
}

}  // namespace
}  // namespace houniao::talent
