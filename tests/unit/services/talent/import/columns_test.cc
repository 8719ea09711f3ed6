#include "services/talent/import/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "common/resource/fields.h"
#include "tests/support/status_matchers.h"

namespace houniao::talent {
namespace {

TEST(ImportColumns, AreFoundByKeyAndTitle) {
  std::set<const ImportColumn*> found;
  for (const ImportColumn& column : ImportColumns()) {
    EXPECT_EQ(FindImportColumn(column.key), &column);
    EXPECT_EQ(FindImportColumn(column.title), &column) << column.title;
    found.insert(&column);
  }
  EXPECT_EQ(found.size(), ImportColumns().size());
  EXPECT_EQ(FindImportColumn("External ID"), FindImportColumn("external_id"));
  EXPECT_EQ(FindImportColumn(" 姓名 "), FindImportColumn("display_name"));
  EXPECT_EQ(FindImportColumn("favourite_colour"), nullptr);
}

TEST(ImportColumns, FillFieldsThatExist) {
  for (const ImportColumn& column : ImportColumns()) {
    std::string path(column.field);
    if (path == "name" || absl::StartsWith(path, "recognition.") ||
        absl::StartsWith(path, "consents")) {
      continue;
    }
    // The schema writes a list without its position.
    const size_t list = path.find("[0]");
    const std::string head = path.substr(0, list);
    const auto* descriptor = v1::Talent::descriptor();
    EXPECT_FALSE(resource::ResolvePath(descriptor, head).empty()) << path;
    if (list == std::string::npos) continue;
    const auto* item = descriptor->FindFieldByName(head)->message_type();
    EXPECT_NE(item->FindFieldByName(path.substr(list + 4)), nullptr) << path;
  }
}

TEST(ImportColumns, AreAllDocumented) {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  std::ifstream in(absl::StrCat(root == nullptr ? "." : root, "/services/talent/import/columns.h"));
  std::stringstream header;
  header << in.rdbuf();
  for (const ImportColumn& column : ImportColumns()) {
    EXPECT_THAT(header.str(), ::testing::HasSubstr(absl::StrCat("\n//   ", column.key, " ")));
    EXPECT_THAT(header.str(), ::testing::HasSubstr(absl::StrCat(" ", column.title, " ")));
  }
}

TEST(FindColumnOfField, FindsTheColumnThatFillsIt) {
  const auto key = [](absl::string_view field) {
    const ImportColumn* column = FindColumnOfField(field);
    return column == nullptr ? std::string() : std::string(column->key);
  };
  EXPECT_EQ(key("flexible_terms.seasons[0].end_day"), "seasons");
  EXPECT_EQ(key("skills[3].skill"), "skills");
  EXPECT_EQ(key("native_place_ties[0].region"), "tie_region");
  EXPECT_EQ(key("region"), "region");
  EXPECT_EQ(key("consents[OUTREACH].given_time"), "outreach_consent_date");
  EXPECT_EQ(key("consents[OUTREACH].notice_version"), "consent_notice");
  EXPECT_EQ(key("patents[0].title"), "");
}

// Whatever is typed into a cell, a setter takes it or says what it expected.
TEST(ImportColumns, TakeAnyText) {
  const char* const texts[] = {
      "0",  "-1",           "；；",   "~",           "|",          ":::",
      "是", "\t",           "99-99",  "１２３",      "2026-02-30", "\"",
      "%",  "\xE3\x80\x80", "a;b、c", "12-01~03-31", "pcs:精通",   "9999999999999999999999"};
  for (const ImportColumn& column : ImportColumns()) {
    for (const char* text : texts) {
      ImportRow row;
      const absl::Status status = column.set(text, row);
      if (status.ok()) continue;
      EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("expected"));
    }
  }
}

}  // namespace
}  // namespace houniao::talent
